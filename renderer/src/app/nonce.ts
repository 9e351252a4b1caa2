/** The nonce that lets this page's own components add styles under the content security policy. */

/** Read once from the page's head. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

/** Scroll locking of dialogs adds its style through a library that looks for this name. */
export function shareNonce(): void {
  Object.assign(window, { __webpack_nonce__: styleNonce });
}
