import { copyFileSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join, relative, sep } from 'node:path';
import bundle from './bundle.cjs';
import { isLeftOut, leftOut } from './left-out.js';
import places from './places.cjs';

const { root, folder, recordName, recordOf } = bundle;

/** What the bot reads beside the file that names it. */
const read = 'src/bot/i18n/*.ftl';

/**
 * Makes one minified program of the sources and the packages that they use, which starts in half the time.
 * @throws whatever keeps it from being made, such as rolldown not being there; a bundle of before is gone then
 */
export async function makeBundle() {
  const begunMs = Date.now();
  rmSync(folder, { recursive: true, force: true });
  const loaded = new Set();
  const output = await bundleOf({ main: 'src/main.ts', app: 'src/app/app.ts' }, folder, (id) =>
    loaded.add(id),
  );
  const texts = globSync(read, { cwd: root });
  const record = recordOf([...madeOf(loaded), ...texts], begunMs);
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  for (const { fileName, code, map } of output) {
    if (code === undefined) continue;
    writeFileSync(join(unfinished, fileName), code);
    if (!map) continue;
    writeFileSync(join(unfinished, `${fileName}.places`), places.placesIn(map.mappings));
    writeFileSync(join(unfinished, `${fileName}.sources.json`), JSON.stringify(map.sources));
  }
  for (const text of texts) copyFileSync(join(root, text), join(unfinished, basename(text)));
  writeFileSync(join(unfinished, recordName), JSON.stringify(record));
  renameSync(unfinished, folder);
}

/**
 * Makes programs of these sources, by their names, to lie in this folder. What is only imported when it is needed, or by
 * several of them, becomes a file of its own. Nothing is written.
 * @param onLoaded is told of every file that was read for it
 * @returns the files as rolldown gives them
 */
export async function bundleOf(input, dir, onLoaded = () => undefined) {
  const { rolldown } = await import('rolldown');
  const bundling = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    external: (name) => name === 'pg-native' || (isBuiltin(name) && !isLeftOut(name)),
    resolve: { symlinks: false },
    plugins: [leftOut, { name: 'loaded', moduleParsed: ({ id }) => void onLoaded(id) }],
  });
  // CommonJS: a module that imports Node's own parts has all that they export made at once, such as the WebSocket of
  // `node:http`. ASCII, of which Node keeps a byte for each character, else two.
  const { output } = await bundling.generate({
    dir,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    charset: 'ascii',
    minify: true,
    keepNames: true,
    sourcemap: 'hidden',
  });
  await bundling.close();
  return output;
}

/** The sources that were loaded, and for a package the file that names its version. */
function madeOf(modules) {
  const files = new Set(globSync('src/bundle/*', { cwd: root }));
  for (const id of modules) {
    if (id.startsWith('\0')) continue;
    const path = relative(root, id).split(sep).join('/');
    const [packageFolder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    files.add(packageFolder === undefined ? path : `${packageFolder}/package.json`);
  }
  return files;
}
