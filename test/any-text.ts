import fc from 'fast-check';

const surrogates = { from: 0xd800, count: 0x800 };
const characters = 0x110000 - surrogates.count;

/**
 * Any character at all. To make a text smaller, fast-check's own unit `binary` keeps a table of all of them: 150 MB in
 * each process.
 */
const anyCharacter = fc.nat({ max: characters - 1 }).map(characterAt, indexOf);

/** Texts of any characters, as many as are asked for; none is half of a pair. */
export function anyText(
  length: Pick<fc.StringConstraints, 'minLength' | 'maxLength'> = {},
): fc.Arbitrary<string> {
  return fc.string({ ...length, unit: anyCharacter });
}

function characterAt(index: number): string {
  return String.fromCodePoint(index < surrogates.from ? index : index + surrogates.count);
}

/** @throws {RangeError} where it is no single character, by which fast-check knows it */
function indexOf(character: unknown): number {
  const point = typeof character === 'string' ? (character.codePointAt(0) ?? 0) : 0;
  const index = point < surrogates.from ? point : point - surrogates.count;
  if (index < 0 || characterAt(index) !== character) throw new RangeError('Not one character');
  return index;
}
