import { hash } from 'node:crypto';

/** Fingerprint of a canonical payload (its JSON text, fields in the format's fixed order): equal content, equal fingerprint. */
export function hashPayload(payload: string): string {
  return hash('sha1', payload, 'base64').slice(0, 24);
}
