import { hash } from 'node:crypto';

/** Fingerprint of a canonical payload (its JSON text or the UTF-8 of it, fields in the format's fixed order): equal content, equal fingerprint. */
export function hashPayload(payload: string | Uint8Array): string {
  return hash('sha1', payload, 'base64').slice(0, 24);
}
