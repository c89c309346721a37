import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { DecryptionFailed, StoreError } from '../errors.ts';

/** The one place that an encrypted text belongs to: copied to another row or column it can't be read. */
export interface Cell {
  table: string;
  column: string;
  /** The row's primary key. */
  key: readonly (string | number)[];
}

/** Encrypts what is personal or secret before it reaches the database, and reads it back. */
export interface Sealing {
  seal(text: string, cell: Cell): string;
  /** @throws {DecryptionFailed} when it was encrypted with another SECRET_KEY or for another cell, or was tampered with */
  open(sealed: string, cell: Cell): string;
  /** As earlier versions did, bound to no cell. */
  sealLegacy(text: string): string;
  /** Reads what {@link sealLegacy} wrote, and nothing else. @throws {DecryptionFailed} */
  openLegacy(sealed: string): string;
  /** A short text that tells whether two keys are the same, without telling the key. */
  fingerprint: string;
  /** A secret of its own for another purpose, 64 hex digits: always the same for the same key. */
  derive(purpose: string): string;
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** Stands before a text that is bound to its cell; the legacy form is base64 alone. */
const version = 'v2:';

/** What the database holds can't be read with this key. */
export function anotherKey(): StoreError {
  return new StoreError(
    'key',
    'The database was sealed with another key: set the SECRET_KEY it was made with, or put back its key file, which lies beside an SQLite database.',
  );
}

/**
 * AES-256-GCM under a key derived from SECRET_KEY, a fresh nonce each time. The cell is the associated data (NIST SP
 * 800-38D), so that whoever can write to the database can't make one row's text pass for another's.
 */
export function createSealing(secretKey: string): Sealing {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', secretKey, '', 'ngorder-bot sealing', 32)),
  );
  return {
    fingerprint: createHmac('sha256', key).update('fingerprint').digest('base64url').slice(0, 16),
    derive: (purpose) => createHmac('sha256', key).update(`purpose: ${purpose}`).digest('hex'),
    seal: (text, cell) => version + encrypt(key, text, associated(cell)),
    open(sealed, cell) {
      if (!sealed.startsWith(version)) throw new DecryptionFailed();
      return decrypt(key, sealed.slice(version.length), associated(cell));
    },
    sealLegacy: (text) => encrypt(key, text, noData),
    openLegacy: (sealed) => decrypt(key, sealed, noData),
  };
}

/** Undefined for what can't be decrypted. @throws whatever else `open` throws */
export function ifReadable<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof DecryptionFailed) return undefined;
    throw error;
  }
}

const noData = Buffer.alloc(0);

function associated({ table, column, key }: Cell): Buffer {
  return Buffer.from(JSON.stringify([version, table, column, ...key]));
}

/** Nonce, tag and body as base64. */
function encrypt(key: KeyObject, text: string, associatedData: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const encryption = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  encryption.setAAD(associatedData);
  const body = Buffer.concat([encryption.update(text, 'utf8'), encryption.final()]);
  return Buffer.concat([nonce, encryption.getAuthTag(), body]).toString('base64');
}

function decrypt(key: KeyObject, encrypted: string, associatedData: Buffer): string {
  const bytes = Buffer.from(encrypted, 'base64');
  try {
    const decryption = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decryption.setAAD(associatedData);
    decryption.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const body = bytes.subarray(nonceBytes + tagBytes);
    return decryption.update(body, undefined, 'utf8') + decryption.final('utf8');
  } catch (error) {
    throw new DecryptionFailed(error);
  }
}
