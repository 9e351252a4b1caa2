import { byNamespace, type Texts } from './catalogue';

/** All texts in English. */
export const catalogue = byNamespace(import.meta.glob<Texts>('./en/*.json', { eager: true, import: 'default' }));
