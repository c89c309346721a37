const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOfDigit = new Map([...digits].map((digit, value) => [digit, value]));

/**
 * Where each part of a generated file comes from, by its source map (ECMA-426), in the order of the file: its line and
 * column there, the number of its source, and its line and column in that, all counted from 0. What comes from no source is
 * left out: it is taken for part of what is before it.
 */
function placesIn(mappings) {
  const places = [];
  let [source, line, column] = [0, 0, 0];
  mappings.split(';').forEach((segments, generatedLine) => {
    let generatedColumn = 0;
    for (const segment of segments.split(',')) {
      if (segment === '') continue;
      const [byColumns, bySources, byLines, bySourceColumns] = numbersIn(segment);
      generatedColumn += byColumns;
      if (bySources === undefined) continue;
      source += bySources;
      line += byLines;
      column += bySourceColumns;
      places.push(generatedLine, generatedColumn, source, line, column);
    }
  });
  return Uint32Array.from(places);
}

/** Digits hold five bits each, the lowest first, and a sixth that says whether another one follows; the lowest of all is the sign. */
function numbersIn(segment) {
  const numbers = [];
  let [bits, shift] = [0, 0];
  for (const sign of segment) {
    const digit = valueOfDigit.get(sign);
    bits |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(bits & 1 ? -(bits >>> 1) : bits >>> 1);
    [bits, shift] = [0, 0];
  }
  return numbers;
}

module.exports = { placesIn };
