/** What stands for somebody who was erased: a name that says nothing, made with the workspace's secret. */
export const erasedPrefix = '~erased:';

/** True for the key (or the address that holds profiles together) of somebody who was erased. */
export function isErased(text: string | null): boolean {
  return text?.startsWith(erasedPrefix) ?? false;
}
