/** What a user can choose for this machine. */
export const languageChoices = ['system', 'zh-CN', 'en'] as const;
export const colorSchemes = ['auto', 'light', 'dark'] as const;
export const navigations = ['full', 'icons'] as const;
