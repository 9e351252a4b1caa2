/** The lines of an iCalendar file (RFC 5545) as components with their properties. Tolerant: what real programs write is read, broken lines are joined or dropped. */

/** Unfolded lines longer than this hold pictures, not words. */
const maxLine = 1_000_000;
/** Components nest two or three deep; more is no calendar. */
const maxDepth = 8;

export interface Property {
  /** Upper case. */
  name: string;
  /** As written between name and value, without the first semicolon; '' when there is none. */
  params: string;
  /** As written, still escaped. */
  value: string;
}

export interface Component {
  /** Upper case: `VCALENDAR`, `VEVENT`, … */
  name: string;
  /** Line of its BEGIN, from 1. */
  line: number;
  properties: Property[];
  parts: Component[];
}

/** Components of the outermost level, in file order. One that is never ended ends with the file. */
export function readComponents(text: string): { components: Component[]; complete: boolean } {
  const components: Component[] = [];
  const open: Component[] = [];
  for (const { line, text: content } of unfolded(text)) {
    const property = parseProperty(content);
    const current = open.at(-1);
    if (property === null) {
      // A line break inside a value that somebody forgot to fold.
      const last = current?.properties.at(-1);
      if (last && last.value.length < maxLine) last.value += `\\n${content}`;
      continue;
    }
    const { name, value } = property;
    if (name === 'BEGIN') begin(components, open, value.trim().toUpperCase(), line);
    else if (name === 'END') end(open, value.trim().toUpperCase());
    else current?.properties.push(property);
  }
  return { components, complete: open.length === 0 };
}

function begin(components: Component[], open: Component[], name: string, line: number): void {
  const component: Component = { name, line, properties: [], parts: [] };
  // A calendar inside a calendar, or an event inside an event, is one whose END was lost.
  if (name === 'VCALENDAR') open.length = 0;
  const same = open.findIndex((one) => one.name === name);
  if (same >= 0) open.length = same;
  const parent = open.at(-1);
  if (open.length >= maxDepth) return;
  (parent?.parts ?? components).push(component);
  open.push(component);
}

/** Closes the component and whatever was left open inside it; an END without BEGIN means nothing. */
function end(open: Component[], name: string): void {
  const at = open.map((one) => one.name).lastIndexOf(name);
  if (at >= 0) open.length = at;
}

/** Lines put together again: one that begins with a blank or TAB goes on from the line before. Empty lines are dropped. */
function* unfolded(text: string): Generator<{ line: number; text: string }> {
  let number = 0;
  let pending: { line: number; pieces: string[]; length: number } | null = null;
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    number++;
    if (raw.trim() === '') continue;
    if (pending && (raw[0] === ' ' || raw[0] === '\t')) {
      if (pending.length > maxLine) continue;
      pending.pieces.push(raw.slice(1));
      pending.length += raw.length;
      continue;
    }
    if (pending) yield { line: pending.line, text: pending.pieces.join('') };
    pending = { line: number, pieces: [raw.slice(0, maxLine)], length: raw.length };
  }
  if (pending) yield { line: pending.line, text: pending.pieces.join('') };
}

/** Name, parameters and value; null for a line that is no property. */
function parseProperty(line: string): Property | null {
  const name = /^\s*([A-Za-z][A-Za-z0-9-]*)(?=[;:])/.exec(line);
  if (!name?.[1]) return null;
  const start = name[0].length;
  const colon = colonOutsideQuotes(line, start) ?? line.indexOf(':', start);
  if (colon < 0) return null;
  return { name: name[1].toUpperCase(), params: line.slice(start + 1, Math.max(start + 1, colon)), value: line.slice(colon + 1) };
}

function colonOutsideQuotes(line: string, from: number): number | null {
  let quoted = false;
  for (let at = from; at < line.length; at++) {
    const char = line[at];
    if (char === '"') quoted = !quoted;
    else if (char === ':' && !quoted) return at;
  }
  return null;
}
