import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ActivityContent,
  canonical,
  createSeals,
  hashOf,
  storable,
} from '../../../src/team/activity/chain.ts';
import { anyText } from '../../any-text.ts';

const text = fc.option(fc.string({ unit: 'grapheme' }));
const number = fc.option(fc.integer());

const rows: fc.Arbitrary<ActivityContent> = fc.record({
  bot_id: fc.nat(),
  number: fc.nat(),
  shop: text,
  at: fc.nat(),
  kind: fc.string(),
  person: number,
  subject: number,
  chat_id: number,
  order_id: number,
  po_number: number,
  request: text,
  position: number,
  result: text,
  reason: text,
  facts: text,
  order_digest: text,
  note_digest: text,
  previous: fc.string(),
});

describe('the hash of a row', () => {
  test('differs whenever anything in the row does', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const alike = Object.entries(one).every(
          ([column, value]) => value === other[column as keyof ActivityContent],
        );
        expect(canonical(one) === canonical(other)).toBe(alike);
      }),
    );
    fc.assert(
      fc.property(rows, fc.constantFrom(...Object.keys(rowOf())), (row, column) => {
        const changed = { ...row, [column]: `${row[column as keyof ActivityContent]} ` };
        expect(hashOf(changed as ActivityContent)).not.toBe(hashOf(row));
      }),
    );
  });

  test('does not depend on the order in which the columns come', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const turned = Object.fromEntries(Object.entries(row).toReversed());
        expect(hashOf(turned as unknown as ActivityContent)).toBe(hashOf(row));
      }),
    );
  });

  test('stays what it was for rows of every earlier version', () => {
    expect(hashOf(rowOf())).toBe('F5VPoemuNjdoFb8puR9J1Kv23cYn5aN0l40o5A3CqIc');
  });
});

test('without the key nobody makes a seal, and a seal of one thing is none of another', () => {
  const seals = createSeals('one');
  fc.assert(
    fc.property(fc.string(), fc.nat(), (hash, at) => {
      const made = [seals.ofRow(hash), seals.ofText(hash), seals.ofHead(at, hash)];
      made.push(createSeals('other').ofRow(hash));
      expect(new Set(made).size).toBe(4);
    }),
  );
});

test('a text is kept as both databases keep it, and is otherwise left alone', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const kept = storable(text);
      expect(kept.isWellFormed()).toBe(true);
      expect(kept).not.toContain('\0');
      expect(storable(kept)).toBe(kept);
      if (text.isWellFormed() && !text.includes('\0')) expect(kept).toBe(text);
    }),
  );
});

function rowOf(): ActivityContent {
  return {
    bot_id: 1,
    number: 2,
    shop: 'first',
    at: 1_770_000_000_000,
    kind: 'cancel',
    person: 1,
    subject: null,
    chat_id: -100,
    order_id: 1338,
    po_number: 10735,
    request: 'token',
    position: 0,
    result: 'done',
    reason: null,
    facts: '{"settledBy":"answer"}',
    order_digest: null,
    note_digest: null,
    previous: 'before',
  };
}
