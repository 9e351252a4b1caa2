import type { Output } from '../../../shared/contract';
import { unexportedPlatforms } from '../../../shared/domain/unexported';
import { type Translate, translator } from '../../../shared/locales/translate';
import { type Command, flag } from '../command';
import { table } from '../print';

type FormatInfo = Output<'sync.formats'>[number];

/** Export files that are recognised; `--markdown` prints docs/formats.md. */
export const formats: Command = {
  usage: '[--markdown]',
  options: { markdown: { type: 'boolean' } },
  run: async ({ session, t, options }) => {
    const list = await session.call('sync.formats', {});
    if (flag(options, 'markdown')) return { data: list, text: page(list) };
    const rows = list.map(({ id, platform, layouts }) => [
      id,
      t(`formats:${id}.name`),
      t(`common:platform.${platform}`),
      layouts.join(', '),
    ]);
    return { data: list, text: table(rows) };
  },
};

/** The page in English with the Chinese name and steps beside, platform by platform. */
function page(list: readonly FormatInfo[]): string {
  const en = translator('en');
  const zh = translator('zh-CN');
  const platforms = [...new Set(list.map(({ platform }) => platform))];
  const row = ({ id, platform, kind, evidence, layouts }: FormatInfo) =>
    `| ${en(`common:platform.${platform}`)} | [${cell(en(`formats:${id}.name`))}](#${id}) · ${cell(zh(`formats:${id}.name`))} | ${kind} | ${evidence} | ${layouts.length} |`;
  return [
    '# Export files that are recognised',
    '',
    'Written by `npm run -s docs:formats` from the formats themselves. *exact*: the layout is known from real files or official documents; *probable*:',
    'from one source; *assumed*: no real file was seen, the columns are those that people and programs commonly use. A *ledger* file lists what happened,',
    'a *snapshot* how things stood on its date.',
    '',
    `${list.length} formats of ${platforms.length} platforms.`,
    '',
    '| platform | file | kind | known | layouts |',
    '| --- | --- | --- | --- | --- |',
    ...list.map(row),
    '',
    '## Platforms without a documented export',
    '',
    `${unexportedPlatforms.map((platform) => `${en(`common:platform.${platform}`)} ${zh(`common:platform.${platform}`)}`).join(', ')}.`,
    'The window (Import, known formats) and `tonghao templates table PLATFORM` save an empty table of each: filled in, it is recognised. A table of your own is',
    'mapped once in the window and recognised from then on.',
    '',
    '## How to get each file',
    ...list.flatMap(({ id, layouts }) => [
      '',
      `<a id="${id}"></a>`,
      '',
      `### ${en(`formats:${id}.name`)} · ${zh(`formats:${id}.name`)}`,
      '',
      `${en(`formats:${id}.what`)}. Format \`${id}\`, ${layouts.length > 12 ? `${layouts.length} layouts` : `layouts: ${layouts.join(', ')}`}.`,
      '',
      ...steps(en, id),
      '',
      ...steps(zh, id),
    ]),
    '',
  ].join('\n');
}

function steps(t: Translate, id: string): string[] {
  return t(`formats:${id}.howTo`)
    .split('\n')
    .map((step, at) => `${at + 1}. ${step}`);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
