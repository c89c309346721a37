const { closeSync, fstatSync, openSync, readFileSync, readSync } = require('node:fs');
const { dirname, join, sep } = require('node:path');

/** A place of the bundle and where it comes from: five numbers of four bytes. */
const recordBytes = 20;
/** How many places are remembered: errors are mostly made at the same few. */
const mostPlaces = 1000;

/**
 * From here on, the stack of an error from this folder's code names the sources' lines. Each is looked up on the disk when it
 * is written: Node's own reading of a source map takes 50 MB and half of the start.
 */
function nameSourceLines(folder) {
  const places = new Map();
  const sourceOf = (file, line, column) => {
    const place = `${file}:${line}:${column}`;
    const known = places.get(place);
    if (known !== undefined) return known;
    const source = originalPlace(file, line, column) ?? place;
    if (places.size >= mostPlaces) places.clear();
    places.set(place, source);
    return source;
  };
  const written = (frame) => {
    const file = frame.getFileName();
    if (!file?.startsWith(folder + sep)) return String(frame);
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
    return String(frame).replace(`${file}:${line}:${column}`, () => sourceOf(file, line, column));
  };
  // As Node writes it otherwise.
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${written(frame)}`)].join('\n');
}

/** Lines and columns are counted from 1, as in a stack; undefined where it can't be told. */
function originalPlace(file, line, column) {
  try {
    const found = lookUp(`${file}.places`, line - 1, column - 1);
    if (found === undefined) return undefined;
    const sources = JSON.parse(readFileSync(`${file}.sources.json`, 'utf8'));
    return `${join(dirname(file), sources[found.source])}:${found.line + 1}:${found.column + 1}`;
  } catch {
    return undefined;
  }
}

/** The last record that isn't after this place, if it is in the same line. */
function lookUp(path, line, column) {
  const file = openSync(path);
  try {
    const record = new Uint32Array(recordBytes / 4);
    const read = (number) => readSync(file, record, 0, recordBytes, number * recordBytes);
    let [before, after] = [-1, fstatSync(file).size / recordBytes];
    while (after - before > 1) {
      const middle = (before + after) >>> 1;
      read(middle);
      const isAfter = record[0] > line || (record[0] === line && record[1] > column);
      if (isAfter) after = middle;
      else before = middle;
    }
    if (before < 0) return undefined;
    read(before);
    return record[0] === line
      ? { source: record[2], line: record[3], column: record[4] }
      : undefined;
  } finally {
    closeSync(file);
  }
}

module.exports = { nameSourceLines, originalPlace };
