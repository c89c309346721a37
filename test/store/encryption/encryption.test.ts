import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, createSealing, ifReadable } from '../../../src/store/encryption/encryption.ts';

const sealing = createSealing('a secret key for tests only');
const cell: Cell = { table: 'inbox', column: 'payload', key: [7, 1] };
const refused = { name: 'DecryptionFailed', message: expect.stringContaining('SECRET_KEY') };

const cells = fc.record({
  table: fc.string(),
  column: fc.string(),
  key: fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
});

describe('sealing', () => {
  test('gives back every text as it was, in the cell that it was made for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), cells, (text, own) => {
        expect(sealing.open(sealing.seal(text, own), own)).toBe(text.toWellFormed());
      }),
    );
  });

  test('gives nothing to any other cell, however alike', () => {
    fc.assert(
      fc.property(cells, cells, (own, other) => {
        fc.pre(JSON.stringify(own) !== JSON.stringify(other));
        expect(() => sealing.open(sealing.seal('Siti', own), other)).toThrow(
          expect.objectContaining(refused),
        );
      }),
    );
    const sealed = sealing.seal('Siti', { table: 'a', column: 'b', key: ['c'] });
    for (const alike of [
      { table: 'a', column: 'bc', key: [] },
      { table: 'ab', column: '', key: ['c'] },
      { table: 'a', column: 'b', key: ['c', ''] },
      { table: 'a', column: 'b', key: ['C'] },
    ]) {
      expect(() => sealing.open(sealed, alike)).toThrow(expect.objectContaining(refused));
    }
  });

  test('shows nothing of the text, and never looks the same twice', () => {
    const sealed = sealing.seal('081234567890', cell);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('0812');
    expect(sealing.seal('081234567890', cell)).not.toBe(sealed);
  });

  test('opens with the same key after a restart, and says which setting may be wrong with another', () => {
    const sealed = sealing.seal('Jl. Melati 5', cell);
    expect(createSealing('a secret key for tests only').open(sealed, cell)).toBe('Jl. Melati 5');
    expect(() => createSealing('another secret key!').open(sealed, cell)).toThrow(
      expect.objectContaining(refused),
    );
  });

  test('refuses whatever was tampered with or cut off', () => {
    const [version = '', body = ''] = sealing.seal('Rp 110.376', cell).split(':');
    const bytes = Buffer.from(body, 'base64');
    const open = (changed: Buffer) =>
      sealing.open(`${version}:${changed.toString('base64')}`, cell);
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
    const legacy = sealing.sealLegacy('Siti');
    const bound = sealing.seal('Siti', cell);
    expect(sealing.openLegacy(legacy)).toBe('Siti');
    for (const open of [
      () => sealing.open(legacy, cell),
      () => sealing.open(`v2:${legacy}`, cell),
      () => sealing.openLegacy(bound),
      () => sealing.openLegacy(bound.slice('v2:'.length)),
      () => sealing.open('', cell),
      () => sealing.openLegacy(''),
    ]) {
      expect(open).toThrow(expect.objectContaining(refused));
    }
  });

  test('tells what can’t be read from what went wrong on the way', () => {
    expect(ifReadable(() => sealing.open('v2:', cell))).toBeUndefined();
    expect(() =>
      ifReadable(() => {
        throw new RangeError('something else');
      }),
    ).toThrow(RangeError);
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
