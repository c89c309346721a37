import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { StoreError } from '../errors.ts';

/** Encrypts what is personal or secret before it reaches the database, and reads it back. */
export interface Sealing {
  seal(text: string): string;
  /** @throws {StoreError} `key` when the text was sealed with another SECRET_KEY or was tampered with. */
  open(sealed: string): string;
  /** A short text that tells whether two keys are the same, without telling the key. */
  fingerprint: string;
  /** A secret of its own for another purpose, 64 hex digits: always the same for the same key. */
  derive(purpose: string): string;
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** What was sealed can't be opened with this key. */
export function anotherKey(cause?: unknown): StoreError {
  return new StoreError(
    'key',
    'The database was sealed with another key: set the SECRET_KEY it was made with, or put back its key file, which lies beside an SQLite database.',
    cause,
  );
}

/** AES-256-GCM under a key derived from SECRET_KEY; a fresh nonce each time, base64 in the database. */
export function createSealing(secretKey: string): Sealing {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', secretKey, '', 'ngorder-bot sealing', 32)),
  );
  return {
    fingerprint: createHmac('sha256', key).update('fingerprint').digest('base64url').slice(0, 16),
    derive: (purpose) => createHmac('sha256', key).update(`purpose: ${purpose}`).digest('hex'),
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const encryption = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
      const body = Buffer.concat([encryption.update(text, 'utf8'), encryption.final()]);
      return Buffer.concat([nonce, encryption.getAuthTag(), body]).toString('base64');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const decryption = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decryption.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        return (
          decryption.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') +
          decryption.final('utf8')
        );
      } catch (error) {
        throw anotherKey(error);
      }
    },
  };
}
