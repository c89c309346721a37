import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Cell,
  createEncryption,
  ifReadable,
} from '../../../src/store/encryption/encryption.ts';
import { anyText } from '../../any-text.ts';

const encryption = createEncryption('a secret key for tests only');
const cell: Cell = { table: 'inbox', column: 'payload', key: [7, 1] };
const refused = { name: 'DecryptionFailed', message: expect.stringContaining('SECRET_KEY') };

const cells = fc.record({
  table: fc.string(),
  column: fc.string(),
  key: fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
});

describe('encryption', () => {
  test('gives back every text as it was, in the cell that it was made for', () => {
    fc.assert(
      fc.property(anyText(), cells, (text, own) => {
        expect(encryption.decrypt(encryption.encrypt(text, own), own)).toBe(text.toWellFormed());
      }),
    );
  });

  test('gives nothing to any other cell, however alike', () => {
    fc.assert(
      fc.property(cells, cells, (own, other) => {
        fc.pre(JSON.stringify(own) !== JSON.stringify(other));
        expect(() => encryption.decrypt(encryption.encrypt('Siti', own), other)).toThrow(
          expect.objectContaining(refused),
        );
      }),
    );
    const encrypted = encryption.encrypt('Siti', { table: 'a', column: 'b', key: ['c'] });
    for (const alike of [
      { table: 'a', column: 'bc', key: [] },
      { table: 'ab', column: '', key: ['c'] },
      { table: 'a', column: 'b', key: ['c', ''] },
      { table: 'a', column: 'b', key: ['C'] },
    ]) {
      expect(() => encryption.decrypt(encrypted, alike)).toThrow(expect.objectContaining(refused));
    }
  });

  test('shows nothing of the text, and never looks the same twice', () => {
    const encrypted = encryption.encrypt('081234567890', cell);
    expect(Buffer.from(encrypted, 'base64').toString('latin1')).not.toContain('0812');
    expect(encryption.encrypt('081234567890', cell)).not.toBe(encrypted);
  });

  test('opens with the same key after a restart, and says which setting may be wrong with another', () => {
    const encrypted = encryption.encrypt('Jl. Melati 5', cell);
    expect(createEncryption('a secret key for tests only').decrypt(encrypted, cell)).toBe(
      'Jl. Melati 5',
    );
    expect(() => createEncryption('another secret key!').decrypt(encrypted, cell)).toThrow(
      expect.objectContaining(refused),
    );
  });

  test('refuses whatever was tampered with or cut off', () => {
    const [version = '', body = ''] = encryption.encrypt('Rp 110.376', cell).split(':');
    const bytes = Buffer.from(body, 'base64');
    const open = (changed: Buffer) =>
      encryption.decrypt(`${version}:${changed.toString('base64')}`, cell);
    expect(open(bytes)).toBe('Rp 110.376');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(() => open(changed)).toThrow(expect.objectContaining(refused));
        expect(() => open(bytes.subarray(0, at))).toThrow(expect.objectContaining(refused));
      }),
    );
  });

  test('takes neither form for the other', () => {
    const legacy = encryption.encryptLegacy('Siti');
    const bound = encryption.encrypt('Siti', cell);
    expect(encryption.decryptLegacy(legacy)).toBe('Siti');
    for (const open of [
      () => encryption.decrypt(legacy, cell),
      () => encryption.decrypt(`v2:${legacy}`, cell),
      () => encryption.decryptLegacy(bound),
      () => encryption.decryptLegacy(bound.slice('v2:'.length)),
      () => encryption.decrypt('', cell),
      () => encryption.decryptLegacy(''),
    ]) {
      expect(open).toThrow(expect.objectContaining(refused));
    }
  });

  test('tells what can’t be read from what went wrong on the way', () => {
    expect(ifReadable(() => encryption.decrypt('v2:', cell))).toBeUndefined();
    expect(() =>
      ifReadable(() => {
        throw new RangeError('something else');
      }),
    ).toThrow(RangeError);
  });

  test('two keys are told apart by their fingerprints, which are not the keys', () => {
    expect(createEncryption('a secret key for tests only').fingerprint).toBe(
      encryption.fingerprint,
    );
    expect(createEncryption('another secret key!').fingerprint).not.toBe(encryption.fingerprint);
  });

  test('a secret for another purpose is always the same for a key, and another for each purpose', () => {
    const again = createEncryption('a secret key for tests only');
    expect(again.derive('webhook secret')).toBe(encryption.derive('webhook secret'));
    expect(encryption.derive('webhook secret')).toMatch(/^[0-9a-f]{64}$/);
    expect(encryption.derive('something else')).not.toBe(encryption.derive('webhook secret'));
    expect(createEncryption('another secret key!').derive('webhook secret')).not.toBe(
      encryption.derive('webhook secret'),
    );
  });
});
