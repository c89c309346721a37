/**
 * Whether one word is another but for one letter too many, too few or other, or two that changed places.
 * Both are folded. A word of less than four letters has no room for a mistake.
 */
export function isOneTypoAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 4 || long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (
    end < short.length - start &&
    short[short.length - 1 - end] === long[long.length - 1 - end]
  )
    end += 1;
  const [shortRest, longRest] = [
    short.slice(start, short.length - end),
    long.slice(start, long.length - end),
  ];
  if (longRest.length <= 1) return true;
  return (
    shortRest.length === 2 &&
    longRest.length === 2 &&
    shortRest[0] === longRest[1] &&
    shortRest[1] === longRest[0]
  );
}
