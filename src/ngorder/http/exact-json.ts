/** The fewest digits of a number that a double may not hold. */
const manyDigits = 16;

/**
 * What a JSON text says. A whole number with more digits than a double holds, such as an airway bill's, is kept as text.
 * @throws SyntaxError when it is no JSON
 * @example parseExactly('{"awb_number":888000123456789012}'); // { awb_number: '888000123456789012' }
 */
export function parseExactly(text: string): unknown {
  if (!hasManyDigits(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, { source }: { source?: string } = {}) =>
    typeof value === 'number' && source !== undefined && isInexact(value, source) ? source : value,
  );
}

/** Whether so many stand in a row. It is enough to look at every 16th character, where a pattern looks at each of them. */
function hasManyDigits(text: string): boolean {
  for (let at = manyDigits - 1; at < text.length; at += manyDigits) {
    if (!isDigit(text, at)) continue;
    let [first, last] = [at, at];
    while (isDigit(text, first - 1)) first -= 1;
    while (isDigit(text, last + 1)) last += 1;
    if (last - first + 1 >= manyDigits) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function isInexact(value: number, source: string): boolean {
  return /^-?\d+$/.test(source) && !Number.isSafeInteger(value);
}
