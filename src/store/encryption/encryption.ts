import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { DecryptionFailed } from '../errors.ts';

/** The one place that an encrypted text belongs to: copied to another row or column it can't be read. */
export interface Cell {
  table: string;
  column: string;
  /** The row's primary key. */
  key: readonly (string | number)[];
}

/** Encrypts what is personal or secret before it reaches the database, and reads it back. */
export interface Encryption {
  encrypt(text: string, cell: Cell): string;
  /** @throws {DecryptionFailed} when it was encrypted with another SECRET_KEY or for another cell, or was tampered with */
  decrypt(encrypted: string, cell: Cell): string;
  /** As earlier versions did, bound to no cell. */
  encryptLegacy(text: string): string;
  /** Reads what {@link encryptLegacy} wrote, and nothing else. @throws {DecryptionFailed} */
  decryptLegacy(encrypted: string): string;
  /** A short text that tells whether two keys are the same, without telling the key. */
  fingerprint: string;
  /** A secret of its own for another purpose, 64 hex digits: always the same for the same key. */
  derive(purpose: string): string;
  /** The former key, with which everything is read too that this one can't read. */
  old: Encryption | undefined;
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** Stands before a text that is bound to its cell; the legacy form is base64 alone. */
const version = 'v2:';

/**
 * AES-256-GCM under a key derived from SECRET_KEY, a fresh nonce each time. The cell is the associated data (NIST SP
 * 800-38D), so that whoever can write to the database can't make one row's text pass for another's.
 * @param secretKeyOld the former SECRET_KEY: what was written with it is read, and nothing is written with it any more
 */
export function createEncryption(secretKey: string, secretKeyOld?: string): Encryption {
  const own = encryptionWith(secretKey);
  if (secretKeyOld === undefined || secretKeyOld === secretKey) return own;
  const old = encryptionWith(secretKeyOld);
  return {
    ...own,
    decrypt: (encrypted, cell) =>
      ifReadable(() => own.decrypt(encrypted, cell)) ?? old.decrypt(encrypted, cell),
    decryptLegacy: (encrypted) =>
      ifReadable(() => own.decryptLegacy(encrypted)) ?? old.decryptLegacy(encrypted),
    old,
  };
}

function encryptionWith(secretKey: string): Encryption {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', secretKey, '', 'ngorder-bot sealing', 32)),
  );
  return {
    fingerprint: createHmac('sha256', key).update('fingerprint').digest('base64url').slice(0, 16),
    derive: (purpose) => createHmac('sha256', key).update(`purpose: ${purpose}`).digest('hex'),
    encrypt: (text, cell) => version + encryptWith(key, text, associated(cell)),
    decrypt(encrypted, cell) {
      if (!encrypted.startsWith(version)) throw new DecryptionFailed();
      return decryptWith(key, encrypted.slice(version.length), associated(cell));
    },
    encryptLegacy: (text) => encryptWith(key, text, noData),
    decryptLegacy: (encrypted) => decryptWith(key, encrypted, noData),
    old: undefined,
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
function encryptWith(key: KeyObject, text: string, associatedData: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const encrypting = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  encrypting.setAAD(associatedData);
  const body = Buffer.concat([encrypting.update(text, 'utf8'), encrypting.final()]);
  return Buffer.concat([nonce, encrypting.getAuthTag(), body]).toString('base64');
}

function decryptWith(key: KeyObject, encrypted: string, associatedData: Buffer): string {
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
