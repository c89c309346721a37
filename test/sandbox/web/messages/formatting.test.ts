import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatted, type Piece } from '../../../../src/sandbox/web/messages/formatting.ts';
import type { MessageEntity } from '../../../../src/sandbox/web/world/telegram.ts';

const entity = (
  type: 'bold' | 'italic' | 'code',
  offset: number,
  length: number,
): MessageEntity => ({
  type,
  offset,
  length,
});

/** The pieces as a short tree: `[type, …pieces]`. */
type Tree = string | [string, ...Tree[]];
const tree = (piece: Piece): Tree =>
  typeof piece === 'string' ? piece : [piece.entity.type, ...piece.pieces.map(tree)];

const plain = (piece: Piece): string =>
  typeof piece === 'string' ? piece : piece.pieces.map(plain).join('');

test('a text without formatting is one piece, an empty one none', () => {
  expect(formatted('hello')).toEqual(['hello']);
  expect(formatted('')).toEqual([]);
});

test('formatting inside formatting is shown inside it', () => {
  const pieces = formatted('a bold italic z', [entity('bold', 2, 11), entity('italic', 7, 6)]);
  expect(pieces.map(tree)).toEqual(['a ', ['bold', 'bold ', ['italic', 'italic']], ' z']);
});

test('formatting that overlaps is cut where the outer one ends', () => {
  const pieces = formatted('abcdef', [entity('bold', 0, 4), entity('italic', 2, 4)]);
  expect(pieces.map(tree)).toEqual([
    ['bold', 'ab', ['italic', 'cd']],
    ['italic', 'ef'],
  ]);
});

test('an emoji counts as two units, as Telegram counts it', () => {
  const pieces = formatted('🙂 yes', [entity('bold', 3, 3)]);
  expect(pieces.map(tree)).toEqual(['🙂 ', ['bold', 'yes']]);
});

test('whatever the formatting, no character is lost, doubled or moved', () => {
  const entities = fc.array(
    fc.record({
      type: fc.constantFrom('bold' as const, 'italic' as const, 'code' as const),
      offset: fc.nat(30),
      length: fc.nat(30),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 25 }), entities, (text, given) => {
      expect(formatted(text, given).map(plain).join('')).toBe(text);
    }),
  );
});
