const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');

/** Where the bundle lies: `npm ci` takes it away with all packages and makes it anew. */
const folder = join(root, 'node_modules', '.cache', 'ngorder-bot');

/** What the bundle was made of: its files by their paths from the root, each as its size, time and content were. */
const recordName = 'made-of.json';

/**
 * Whether a bundle is there and every file that it was made of is as it was then. A file's time of change, which nobody can
 * set, speaks for its content; where that differs, as in a copy of the folder, the content itself is looked at.
 */
function isFresh() {
  try {
    const record = JSON.parse(readFileSync(join(folder, recordName), 'utf8'));
    // Half a thousand files: nothing is done for each of them but to ask for it.
    for (const path in record) {
      const was = record[path];
      const file = `${root}/${path}`;
      const now = statSync(file);
      if (now.size !== was.size) return false;
      if (now.ctimeMs !== was.changedMs && digestOf(readFileSync(file)) !== was.digest)
        return false;
    }
    return true;
  } catch {
    return false;
  }
}

function digestOf(content) {
  return require('node:crypto').hash('sha256', content, 'base64url');
}

/**
 * What {@link isFresh} compares with.
 * @throws {Error} when a file was written after that moment (ms since 1970): what was read of it can't be known
 */
function recordOf(paths, beforeMs) {
  const record = {};
  for (const path of paths) {
    const { size, ctimeMs, mtimeMs } = statSync(join(root, path));
    if (mtimeMs >= beforeMs) throw new Error(`${path} was changed while it was bundled`);
    const digest = digestOf(readFileSync(join(root, path)));
    record[path] = { size, changedMs: ctimeMs, digest };
  }
  return record;
}

module.exports = { root, folder, recordName, isFresh, recordOf };
