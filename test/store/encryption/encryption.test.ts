import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSealing } from '../../../src/store/encryption/encryption.ts';

const sealing = createSealing('a secret key for tests only');

describe('sealing', () => {
  test('gives back every text as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sealing.open(sealing.seal(text))).toBe(text.toWellFormed());
      }),
    );
  });

  test('shows nothing of the text, and never looks the same twice', () => {
    const sealed = sealing.seal('081234567890');
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('0812');
    expect(sealing.seal('081234567890')).not.toBe(sealed);
  });

  test('opens with the same key after a restart, and says which setting is wrong with another', () => {
    const sealed = sealing.seal('Jl. Melati 5');
    expect(createSealing('a secret key for tests only').open(sealed)).toBe('Jl. Melati 5');
    expect(() => createSealing('another secret key!').open(sealed)).toThrow(
      expect.objectContaining({
        name: 'StoreError',
        problem: 'key',
        message: expect.stringContaining('SECRET_KEY'),
      }),
    );
  });

  test('refuses whatever was tampered with or cut off', () => {
    const bytes = Buffer.from(sealing.seal('Rp 110.376'), 'base64');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(() => sealing.open(changed.toString('base64'))).toThrow('SECRET_KEY');
        expect(() => sealing.open(bytes.subarray(0, at).toString('base64'))).toThrow('SECRET_KEY');
      }),
    );
  });

  test('two keys are told apart by their fingerprints, which are not the keys', () => {
    expect(createSealing('a secret key for tests only').fingerprint).toBe(sealing.fingerprint);
    expect(createSealing('another secret key!').fingerprint).not.toBe(sealing.fingerprint);
  });

  test('a secret for another purpose is always the same for a key, and another for each purpose', () => {
    const again = createSealing('a secret key for tests only');
    expect(again.derive('webhook secret')).toBe(sealing.derive('webhook secret'));
    expect(sealing.derive('webhook secret')).toMatch(/^[0-9a-f]{64}$/);
    expect(sealing.derive('something else')).not.toBe(sealing.derive('webhook secret'));
    expect(createSealing('another secret key!').derive('webhook secret')).not.toBe(
      sealing.derive('webhook secret'),
    );
  });
});
