const { readFileSync } = require('node:fs');
const { dirname, join, sep } = require('node:path');
const { originalOf } = require('./source-map.cjs');

/** How many places are remembered: errors are mostly made at the same few. */
const mostPlaces = 1000;

/**
 * From here on, the stack of an error from this folder's code names the sources' lines. Their maps are read when the first
 * such stack is, and not kept.
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

/** The line and column are counted from 1, as in a stack; undefined where no map tells it. */
function originalPlace(file, line, column) {
  try {
    const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    const found = originalOf(map, line - 1, column - 1);
    return found && `${join(dirname(file), found.source)}:${found.line + 1}:${found.column + 1}`;
  } catch {
    return undefined;
  }
}

module.exports = { nameSourceLines };
