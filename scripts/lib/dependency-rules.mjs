// @ts-check
/**
 * Who may import what. The folders are rings: the window, main, the command line and core all know `shared`; core never knows Electron;
 * export formats know only `shared`. Written as data, checked file by file.
 */
import { posix } from 'node:path';

/**
 * @typedef {object} Rule
 * @property {RegExp} files files the rule speaks about (the first rule that matches a file is the file's rule)
 * @property {RegExp} own what of the project these files may import
 * @property {RegExp} [packages] packages they may not import
 * @property {string} says the rule in words
 */

const builtin = 'node:.*';

/** @type {readonly Rule[]} */
export const rules = [
  {
    files: /^shared\//,
    own: /^shared(\/|$)/,
    packages: new RegExp(`^(${builtin}|electron|sqlite3|kysely)$`),
    says: 'shared imports nothing of ours, and nothing that a window lacks',
  },
  {
    files: /^renderer\//,
    own: /^(renderer|shared)(\/|$)/,
    packages: new RegExp(`^(${builtin}|electron|sqlite3|kysely)$`),
    says: 'renderer imports shared only: no Node, no Electron, no database',
  },
  {
    files: /^electron\/core\/sync\/formats\//,
    own: /^(shared|electron\/core\/sync\/formats)(\/|$)/,
    packages: new RegExp(`^(${builtin}|electron|sqlite3|kysely)$`),
    says: 'formats import shared and their own folder only: they get text, never the disk or the database',
  },
  {
    files: /^electron\/core\//,
    own: /^(electron\/core|shared)(\/|$)/,
    packages: /^electron$/,
    says: 'core imports shared only, and never electron',
  },
  {
    files: /^electron\/preload\//,
    own: /^(electron\/preload|shared)(\/|$)/,
    packages: new RegExp(`^(${builtin}|sqlite3|kysely)$`),
    says: 'preload imports electron and shared only: it is sandboxed',
  },
  {
    files: /^electron\/cli\//,
    own: /^(electron\/cli|electron\/core\/api|shared)(\/|$)/,
    packages: /^(electron|sqlite3|kysely)$/,
    says: "cli imports core's API and shared, and runs without Electron",
  },
  {
    // The packaged app's `--cli` hands over to the command line.
    files: /^electron\/main\//,
    own: /^(electron\/main|electron\/cli|electron\/core\/api|shared)(\/|$)/,
    packages: /^(sqlite3|kysely)$/,
    says: "main imports core's API, the command line and shared; the workspace file is core's, even where main asks it a first time",
  },
];

/** Files that alone may use a thing: the driver behind one file, the window's calls through one door. */
const driverFile = 'electron/core/database/driver.ts';
const ipcFiles = /^electron\/main\/ipc(\/|\.ts$)/;

/**
 * The module names that a source file imports, statically or not, in any of the notations of TypeScript and JavaScript.
 * @param {string} source
 * @returns {string[]}
 */
export function importsOf(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const notations = [
    /(?:^|[\s;}])(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])([^'"]+)\1/g,
    /(?:^|[\s;}])import\s*(['"])([^'"]+)\1/g,
    /\bimport\s*\(\s*(['"`])([^'"`]+)\1/g,
    /\brequire(?:\.resolve)?\s*\(\s*(['"`])([^'"`]+)\1/g,
  ];
  return notations.flatMap((notation) => [...code.matchAll(notation)].map((match) => match[2] ?? ''));
}

/**
 * What a file imports although it may not.
 * @param {string} file path from the project's root, with forward slashes
 * @param {string} source its text
 * @returns {string[]} one line per violation
 */
export function violations(file, source) {
  const rule = rules.find((one) => one.files.test(file));
  if (!rule) return [];
  const forbidden = importsOf(source).filter((name) => !allowed(rule, file, name));
  const lines = forbidden.map((name) => `${file}: imports ${name} (${rule.says})`);
  return [...lines, ...oneDoor(file, source)];
}

/**
 * @param {Rule} rule
 * @param {string} file
 * @param {string} name
 */
function allowed(rule, file, name) {
  if (!name.startsWith('.')) return !(rule.packages?.test(name) || rule.packages?.test(name.split('/')[0] ?? ''));
  const target = posix.join(posix.dirname(file), name);
  return rule.own.test(target);
}

/**
 * Values that a window's file takes from the contract: they bring the schemas along, whose library compiles code, which the content security
 * policy forbids. Types cost nothing; plain constants belong in shared/domain.
 * @param {string} file
 * @param {string} source
 */
function schemasOf(file, source) {
  const values = [...source.matchAll(/^import (?!type\b)\{([^}]*)\} from '([^']*shared\/contract(?:\/[a-z]+)?)';/gm)].filter(
    ([, names = '', from = '']) =>
      !from.endsWith('/errors') && names.split(',').some((name) => name.trim() !== '' && !/^\s*type\s/.test(name)),
  );
  return values.map(([, , from]) => `${file}: imports values of ${from} (the window takes only types from the contract)`);
}

/**
 * Things that only one file, or one area, may use.
 * @param {string} file
 * @param {string} source
 */
function oneDoor(file, source) {
  const names = importsOf(source);
  const found = [];
  if (file !== driverFile && names.includes('sqlite3')) found.push(`${file}: imports sqlite3 (only ${driverFile} may)`);
  if (file.startsWith('renderer/')) found.push(...schemasOf(file, source));
  if (/\bipcMain\b/.test(source) && !ipcFiles.test(file)) found.push(`${file}: uses ipcMain (only electron/main/ipc may)`);
  for (const name of names.filter((one) => one.startsWith('.') && /\.queries$/.test(one))) {
    const target = posix.join(posix.dirname(file), name);
    if (posix.dirname(target) !== posix.dirname(file))
      found.push(`${file}: imports ${name} (queries belong to their own area: use its service)`);
  }
  return found;
}
