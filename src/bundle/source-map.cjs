const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOfDigit = new Uint8Array(128);
for (let value = 0; value < digits.length; value += 1)
  valueOfDigit[digits.charCodeAt(value)] = value;

const [comma, semicolon] = [44, 59];
/** The bits of a digit: whether another one follows, and what it counts. */
const [continues, counts, bitsOfCount] = [32, 31, 5];

/**
 * Where something of a generated file comes from, by its source map (ECMA-426). The mappings are read up to there and
 * nothing is made of the others: decoded as a whole, as Node does it, they take 100 MB.
 * @returns all counted from 0; undefined for what no source has
 */
function originalOf({ mappings, sources }, line, column) {
  // Each number is told as its distance from the one before: the generated column, the source, its line, its column, a name.
  const place = [0, 0, 0, 0, 0];
  let found;
  let at = 0;
  for (let atLine = 0; at < mappings.length && atLine <= line; ) {
    const sign = mappings.charCodeAt(at);
    if (sign === semicolon) {
      atLine += 1;
      place[0] = 0;
    }
    if (sign === semicolon || sign === comma) {
      at += 1;
      continue;
    }
    let fields = 0;
    for (; at < mappings.length && !isEnd(mappings.charCodeAt(at)); fields += 1) {
      const [distance, next] = numberAt(mappings, at);
      place[fields] += distance;
      at = next;
    }
    if (atLine < line) continue;
    if (place[0] > column) break;
    found = fields > 1 ? [place[1], place[2], place[3]] : undefined;
  }
  return found && { source: sources[found[0]], line: found[1], column: found[2] };
}

function isEnd(sign) {
  return sign === comma || sign === semicolon;
}

/** The number that begins there, the lowest of whose bits is its sign, and where the next one begins. */
function numberAt(mappings, from) {
  let bits = 0;
  let at = from;
  for (let shift = 0; ; shift += bitsOfCount) {
    const digit = valueOfDigit[mappings.charCodeAt(at)];
    at += 1;
    bits |= (digit & counts) << shift;
    if ((digit & continues) === 0) return [bits & 1 ? -(bits >>> 1) : bits >>> 1, at];
  }
}

module.exports = { originalOf };
