/** All catalogues at once, for the command line, core and tests. The window loads one language at a time instead (renderer/src/app/i18n.ts). */
import type { Language } from '../contract/workspace';
import type { Catalogue } from './catalogue';
import { catalogue as en } from './en';
import { catalogue as zhCN } from './zh-cn';

export type { Catalogue, Texts } from './catalogue';

export const catalogues: Readonly<Record<Language, Catalogue>> = { 'zh-CN': zhCN, en };
