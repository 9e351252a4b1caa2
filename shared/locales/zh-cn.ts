import { byNamespace, type Texts } from './catalogue';

/** All texts in simplified Chinese. */
export const catalogue = byNamespace(import.meta.glob<Texts>('./zh-CN/*.json', { eager: true, import: 'default' }));
