/**
 * The members of a group, one a line, under a line that names the group: `山中读书社 群成员名单（35人）`, or `群名称：山中读书社` and
 * `群成员`. Without a group's name a list of names is nothing that can be found again, and is not read. A member is known by group and name.
 */
import type { ArrangedTable, FileFacts, Format, RawFile, RowOutcome, SourceRow } from './format';
import { ignored, records } from './outcomes';
import { chainMark, memberKey, namedGroup, numberedText, pastedLines } from './pasted-lines';
import { person } from './person-columns';

const columns = ['群名称', '群成员', '群内身份'];
/** A letter to the members begins alike. */
const heading =
  /^(?!(?:(?:各位|亲爱|尊敬|敬爱|大家)的?\s*)+群)([^,，。！？!?:：]{0,80}?)\s*(?:的?\s*微信群)?\s*(?:的?\s*群成员|群友)\s*(?:名单|列表)?\s*(?:[(（]\s*(?:共\s*)?\d{0,5}\s*[人名位]?\s*[)）])?\s*[:：]?$/;
/** What stands before 群成员 in letters, notes and descriptions of programs, and rosters of other messengers. */
const noGroup =
  /^(?:致|通知|告知?|请|欢迎)|(?:全体|所有|各位|本群)的?$|[#*[\]/\\@|•_<>{}=]|获取|查看|查询|查找|导[入出]|优化|设置|管理|新增|增加|添加|删除|修改|更新|支持|显示|展示|返回|同步|拉取|QQ|Telegram|Discord|Slack|钉钉|飞书/i;
const longest = 200;
/** Lines of a heading at most before the first member. */
const headLines = 6;

function arrange(file: RawFile): ArrangedTable[] | null {
  // One blank says as much as many, and no heading or name is longer than this.
  const lines = pastedLines(file)?.map(({ row, text }) => ({ row, text: text.replace(/\s+/g, ' ').slice(0, longest) }));
  if (!lines || lines.some(({ text }) => chainMark.test(text))) return null;
  const at = lines.slice(0, headLines).findIndex(({ text }) => heading.test(text));
  if (at < 0) return null;
  const named = lines.slice(0, headLines).map(({ text }) => namedGroup(text));
  const group = named.find((name) => name !== null) ?? (heading.exec(lines[at]?.text ?? '')?.[1] ?? '').trim();
  if (group === '' || noGroup.test(group)) return null;
  const rows = lines.slice(at + 1).flatMap(({ row, text }) => {
    if (namedGroup(text) !== null || /^(?:共|合计|总计|群人数|导出时间)\s*[:：\d]/.test(text)) return [];
    return [{ row, cells: [group, ...memberOf(numberedText(text) ?? text)] }];
  });
  const sentences = rows.filter(({ cells }) => isSentence(cells[1] ?? ''));
  return rows.length > sentences.length * 5 ? [{ name: '', columns, rows }] : null;
}

/** Nicknames are short, and few end like a sentence or say what they are: `时间：周六`. */
function isSentence(text: string): boolean {
  return text.length > 40 || /[。！？!?]$|^\p{Script=Han}{2,6}[:：]/u.test(text);
}

/** Name and role, which stands behind it in brackets or after a blank. */
function memberOf(text: string): [string, string] {
  const match = /^(.*?)\s*[(（【[\s]\s*(群主|管理员|群管理员|成员)\s*[)）】\]]?$/.exec(text);
  return match?.[1] ? [match[1].trim(), match[2] ?? ''] : [text, ''];
}

function map(row: SourceRow): RowOutcome {
  const [community, name, role] = [row.get('群名称'), row.get('群成员'), row.get('群内身份') ?? null];
  if (!community || !name) return ignored('empty');
  const personKey = memberKey(community, name.slice(0, 120));
  return records(
    { type: 'communityMember', key: `~${personKey}`, payload: { community, personKey, name, role } },
    { type: 'person', key: personKey, payload: person({ nickname: name }) },
  );
}

function facts(): FileFacts {
  return { account: null, periodFrom: null, periodTo: null, exportedAt: null };
}

/** Members of a WeChat group. */
export const wechatRoster: Format = {
  id: 'wechat-roster',
  version: 1,
  platform: 'wechat-group',
  evidence: 'probable',
  kind: 'ledger',
  currency: null,
  headers: [{ layout: 'roster', required: columns, confidence: 0.85 }],
  emptyCells: [],
  facts,
  arrange,
  map,
};
