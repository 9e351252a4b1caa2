/** Names of platforms and line kinds in the user's language. */
import type { TFunction } from 'i18next';
import type { LineKind } from '../../../shared/domain/records';

/** A platform's name; an id that the catalogue does not know (typed by hand) stands for itself. */
export function platformName(t: TFunction, platform: string): string {
  return t(`common:platform.${platform}`, { defaultValue: platform });
}

/** The name of a format, `微信支付个人账单`; the user's own mappings carry the name the user gave them. */
export function formatName(t: TFunction, id: string): string {
  return t(`formats:${id}.name`, { defaultValue: '' }) || id.replace(/^template:/, '');
}

/** The name of a line kind. */
export function kindName(t: TFunction, kind: LineKind): string {
  return t(`common:kind.${kind}`);
}
