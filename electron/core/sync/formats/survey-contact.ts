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

/** The columns, in their order, that hold each of them. */
type ContactColumns = Record<Asked, number[]>;

function columnsFor(stated: readonly { at: number; title: string }[]): ContactColumns {
  const of = (asked: Asked) => stated.filter(({ title }) => asksFor(asked, title)).map(({ at }) => at);
  return { email: of('email'), phone: of('phone'), name: of('name'), firstName: of('firstName'), lastName: of('lastName') };
}

/** Found once for all rows of a file. */
const found = new WeakMap<SurveySheet, ContactColumns[]>();

/** The columns of a survey that may hold a contact: first the questions of one column, then each block of contact data. */
function contactColumns(sheet: SurveySheet): ContactColumns[] {
  const known = found.get(sheet);
  if (known) return known;
  const single = sheet.questions
    .filter(({ columns }) => columns.length === 1)
    .flatMap(({ title, columns }) => columns.map(({ at }) => ({ at, title })));
  const blocks = sheet.questions
    .filter(({ title, columns }) => columns.length > 1 && blockTitle.test(bareTitle(title)))
    .map(({ columns }) => columnsFor(columns.map(({ at, option }) => ({ at, title: option ?? '' }))));
  const isBlock = ({ name, email, phone }: ContactColumns) => [name, email, phone].filter((columns) => columns.length > 0).length > 1;
  const all = [columnsFor(single), ...blocks.filter(isBlock)];
  found.set(sheet, all);
  return all;
}

type Contact = Record<'name' | 'email' | 'phone', string | null>;

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

/** A number that was asked for together with the name is no part of it; `(空)` and the like are nothing. */
function nameIn(text: string): string | null {
  const name = text.slice(0, 400).replace(/^\d{5,}[\s,，、/+-]*|[\s,，、/+-]*\d{5,}$/g, '');
  return name === '' || name.startsWith('(') ? null : name.slice(0, 200);
}

/** Who answered, where an address, phone or open id says so. */
export function contactOf(row: SourceRow, { who, home }: ContactSpec, sheet: SurveySheet): { key: string; person: PersonPayload } | null {
  const collected = (columns: readonly string[] | undefined) => (columns ? (firstOf(row, ...columns) ?? null) : null);
  const [single, ...blocks] = contactColumns(sheet).map((columns) => answered(columns, row.cells, home));
  // In a choice of several `Name` may be an option: a block is somebody's only with an address or phone in it.
  const block = blocks.find(({ email, phone }) => email !== null || phone !== null);
  const email = normaliseEmail(collected(who?.email) ?? '') ?? single?.email ?? block?.email ?? null;
  const phone = normalisePhone(collected(who?.phone) ?? '', home) ?? single?.phone ?? block?.phone ?? null;
  const key = collected(who?.openId) ?? email ?? phone;
  if (key === null) return null;
  const parts = (who?.name ?? []).flatMap((column) => firstOf(row, column) ?? []);
  const stated = parts.length > 0 ? parts.join(' ').slice(0, 200) : null;
  return { key, person: { name: stated ?? single?.name ?? block?.name ?? null, nickname: collected(who?.nickname), email, phone } };
}
