/** Who answered a survey: what its platform collects, and what its questions for one's own name, address or phone were answered with. */
import { normaliseEmail, normalisePhone } from '../../../../shared/domain/contact';
import type { PersonPayload } from '../../../../shared/domain/records';
import type { SourceRow } from './format';
import { firstOf } from './person-columns';
import type { SurveySheet } from './survey-columns';

/** What the contact of a response depends on in its platform. */
export interface ContactSpec {
  /** Home of phone numbers without a country code. */
  home: 'CN' | null;
  /** Columns that the platform itself collects about who answers. */
  who?: {
    email?: readonly string[];
    phone?: readonly string[];
    openId?: readonly string[];
    nickname?: readonly string[];
    /** Parts of the name, in its order. */
    name?: readonly string[];
  };
}

/** One's own contact is asked for in few words; a friend's or a company's has more of them, and is nobody's key. */
const own = '(?:请?问?(?:输入|填写|留下|提供)?(?:一下|下)?(?:您|你|我)?(?:本人)?的?)?';
const your = "(?:(?:what\\s+is|what['’]?s|(?:please\\s+)?(?:enter|provide))\\s+your\\s+|(?:my|your)\\s+)?";
/** What a form says of a question; whose number it is, would make it another's: `手机号（家长）`. */
const remark = '必填|选填|可选|非必填|填空题|单行文本|必答题?|11\\s*位|required|optional';
const tail = `(?:是什么|是多少|是|为)?(?:\\s?(?:[[【(（](?:${remark})[\\]】)）]|[:：?？*]))*`;
const titled = (chinese: string, english: string) => new RegExp(`^(?:${own}(?:${chinese})|${your}(?:${english}))${tail}$`, 'i');

const callable = '(?:手机|电话|座机)';
const number = '\\s+(?:number|no\\.?)';
const withNumber = '(?:[和与及、/+&,，]?(?:学号|工号))?';
const titles = {
  email: titled('(?:常用|联系|电子)*(?:邮箱|邮件|信箱)(?:地址)?', 'e-?mail(?:\\s+(?:address|id))?'),
  phone: titled(
    `(?:联系)?${callable}(?:号码?)?(?:[/／或]${callable}(?:号码?)?)?|联系方式`,
    `(?:mobile|phone|cell)(?:\\s+phone)?(?:${number})?|contact(?:\\s+phone)?${number}`,
  ),
  name: titled(`(?:真实)?(?:姓名|名字|称呼)${withNumber}|(?:学号|工号)[和与及、/+&,，]?姓名`, '(?:full\\s+)?name'),
  firstName: titled('(?!)', '(?:first|given)\\s+name'),
  lastName: titled('(?!)', '(?:last|family)\\s+name|surname'),
};
type Asked = keyof typeof titles;
/** A question with a column for each part of one's own contact; one for somebody to call in an emergency has such columns, too. */
const blockTitle = titled('(?:联系|个人|基本)(?:方式|信息|资料)', '(?:contact|personal)\\s+(?:info(?:rmation)?|details)');

/** A title without its number and without blanks between Chinese characters. */
function bareTitle(title: string): string {
  return title
    .replace(/^\s*(?:Q?\d{1,4}\s*[、.:：．]|\*)\s*/i, '')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .trim()
    .slice(0, 200);
}

/** Whether the title of a question asks for this about oneself. */
export function asksFor(asked: Asked, title: string): boolean {
  return titles[asked].test(bareTitle(title));
}

interface TitledColumn {
  at: number;
  title: string;
}

/** The columns, in their order, that hold each of them. */
type ContactColumns = Record<Asked, number[]>;

function columnsFor(stated: readonly TitledColumn[]): ContactColumns {
  const of = (asked: Asked) => stated.filter(({ title }) => asksFor(asked, title)).map(({ at }) => at);
  return { email: of('email'), phone: of('phone'), name: of('name'), firstName: of('firstName'), lastName: of('lastName') };
}

/** What may be about several people, one after another: a title that comes again begins the next one's contact. */
function columnsOfPeople(stated: readonly TitledColumn[]): ContactColumns[] {
  const people: TitledColumn[][] = [[]];
  for (const column of stated) {
    const isAgain = people.at(-1)?.some(({ title }) => alike(title) === alike(column.title));
    if (isAgain) people.push([column]);
    else people.at(-1)?.push(column);
  }
  return people.map(columnsFor);
}

function alike(title: string): string {
  return bareTitle(title).toLowerCase();
}

interface ContactSheet {
  /** The questions of one column. */
  questions: ContactColumns[];
  /** Blocks of contact data; those of one title stand together. */
  blocks: ContactColumns[][];
}

/** Found once for all rows of a file. */
const found = new WeakMap<SurveySheet, ContactSheet>();

/** The columns of a survey that may hold a contact. */
function contactColumns(sheet: SurveySheet): ContactSheet {
  const known = found.get(sheet);
  if (known) return known;
  const titledColumns = sheet.questions
    .filter(({ columns }) => columns.length === 1)
    .flatMap(({ title, columns }) => columns.map(({ at }) => ({ at, title })))
    .filter(({ title }) => (Object.keys(titles) as Asked[]).some((asked) => asksFor(asked, title)));
  const isBlock = ({ name, email, phone }: ContactColumns) => [name, email, phone].filter((columns) => columns.length > 0).length > 1;
  const blocks = new Map<string, ContactColumns[]>();
  for (const { title, columns } of sheet.questions) {
    if (columns.length === 1 || !blockTitle.test(bareTitle(title))) continue;
    const block = columnsFor(columns.map(({ at, option }) => ({ at, title: option ?? '' })));
    if (isBlock(block)) blocks.set(alike(title), [...(blocks.get(alike(title)) ?? []), block]);
  }
  const made = { questions: columnsOfPeople(titledColumns), blocks: [...blocks.values()] };
  found.set(sheet, made);
  return made;
}

type Contact = Record<'name' | 'email' | 'phone', string | null>;
const fields = ['name', 'email', 'phone'] as const;
const nobody: Contact = { name: null, email: null, phone: null };

/** The first answers that can be read. */
function answered(columns: ContactColumns, cells: readonly string[], home: 'CN' | null): Contact {
  const answer = (asked: Asked, read: (text: string) => string | null) => {
    for (const at of columns[asked]) {
      const value = read((cells[at] ?? '').trim());
      if (value) return value;
    }
    return null;
  };
  const parts = [answer('firstName', nameIn), answer('lastName', nameIn)].filter((part) => part !== null);
  return {
    email: answer('email', normaliseEmail),
    phone: answer('phone', (text) => normalisePhone(text, home)),
    name: answer('name', nameIn) ?? (parts.length > 0 ? parts.join(' ').slice(0, 200) : null),
  };
}

/** The first of several people who left anything; what repeats their address or number, as a form asks to be sure, is theirs, too. */
function firstOfPeople(people: readonly ContactColumns[], cells: readonly string[], home: 'CN' | null): Contact {
  const [first, ...others] = people.map((columns) => answered(columns, cells, home)).filter(isStated);
  const isSame = (one: Contact, other: Contact) =>
    (one.email !== null && one.email === other.email) || (one.phone !== null && one.phone === other.phone);
  return others.filter((other) => first && isSame(first, other) && !differ(first, other)).reduce(joined, first ?? nobody);
}

function isStated(contact: Contact): boolean {
  return fields.some((field) => contact[field] !== null);
}

function differ(one: Contact, other: Contact): boolean {
  return fields.some((field) => one[field] !== null && other[field] !== null && one[field] !== other[field]);
}

function joined(one: Contact, other: Contact): Contact {
  return { name: one.name ?? other.name, email: one.email ?? other.email, phone: one.phone ?? other.phone };
}

/** What a row answers of one person: two of whom something differs are never made one. */
function answeredContact({ questions, blocks }: ContactSheet, cells: readonly string[], home: 'CN' | null): Contact {
  const hasKey = ({ email, phone }: Contact) => email !== null || phone !== null;
  const single = firstOfPeople(questions, cells, home);
  // In a choice of several `Name` may be an option: a block is somebody's only with an address or phone in it.
  const block = blocks.map((people) => firstOfPeople(people, cells, home)).find(hasKey);
  if (!block) return single;
  if (!differ(single, block)) return joined(single, block);
  return hasKey(single) ? single : block;
}

/** A number that was asked for together with the name is no part of it; `(空)` and the like are nothing. */
function nameIn(text: string): string | null {
  const name = text.slice(0, 400).replace(/^\d{5,}[\s,，、/+-]*|[\s,，、/+-]*\d{5,}$/g, '');
  return name === '' || name.startsWith('(') ? null : name.slice(0, 200);
}

/** Who answered, where an address, phone or open id says so. */
export function contactOf(row: SourceRow, { who, home }: ContactSpec, sheet: SurveySheet): { key: string; person: PersonPayload } | null {
  const collected = (columns: readonly string[] | undefined) => (columns ? (firstOf(row, ...columns) ?? null) : null);
  const answer = answeredContact(contactColumns(sheet), row.cells, home);
  const email = normaliseEmail(collected(who?.email) ?? '') ?? answer.email;
  const phone = normalisePhone(collected(who?.phone) ?? '', home) ?? answer.phone;
  const key = collected(who?.openId) ?? email ?? phone;
  if (key === null) return null;
  const parts = (who?.name ?? []).flatMap((column) => firstOf(row, column) ?? []);
  const stated = parts.length > 0 ? parts.join(' ').slice(0, 200) : null;
  return { key, person: { name: stated ?? answer.name, nickname: collected(who?.nickname), email, phone } };
}
