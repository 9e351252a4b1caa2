/** Ids of payment channels where other platforms quote them. */

/** The text where it is an id of a payment at PayPal (17 letters and digits) or Stripe, else null: other references tie nothing. */
export function paymentId(text: string | null | undefined): string | null {
  return text && (/^[0-9A-Z]{17}$/.test(text) || /^(?:ch|py|pi)_[0-9A-Za-z]+$/.test(text)) ? text : null;
}
