import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'node_modules', '.cache', 'ngorder-bot-tests');

/** As with `npm start`, what was compiled before is found again. */
export const compiled = join(root, 'node_modules', '.cache', 'node');

/** What tests start as processes. */
const sources = {
  'short-grace-bot': 'test/process/short-grace-bot.ts',
  'impatient-bot': 'test/process/impatient-bot.ts',
  'quick-heir': 'test/chaos/bot.ts',
};

/** The bot as `npm start` runs it, but with deletes sent right after their Yes, or when a test wants it to. */
export const shortGraceBot = programOf('short-grace-bot');
/** And with an act's whole time cut to a second. */
export const impatientBot = programOf('impatient-bot');
/** And with what a silent process holds kept for it for seconds only. */
export const quickHeir = programOf('quick-heir');

function programOf(name: keyof typeof sources): string {
  return join(folder, `${name}.cjs`);
}

/**
 * Bundles these programs, as `npm ci` does it with the bot itself: from their sources each start takes half a second of
 * a processor longer, and a run of the tests has a hundred.
 */
export default async function makeTestBots(): Promise<void> {
  const bundling = await rolldown({
    cwd: root,
    input: sources,
    platform: 'node',
    external: [/^node:/, 'pg-native'],
  });
  const { output } = await bundling.generate({
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name].mjs',
  });
  await bundling.close();
  mkdirSync(folder, { recursive: true });
  const chunks = output.flatMap((part) => (part.type === 'chunk' ? [part] : []));
  const written = chunks.map(({ fileName, code }) => put(fileName, code));
  for (const text of globSync('src/bot/i18n/*.ftl', { cwd: root })) {
    put(basename(text), readFileSync(join(root, text), 'utf8'));
  }
  for (const name of Object.keys(sources)) {
    const cache = JSON.stringify(compiled);
    put(
      `${name}.cjs`,
      `require('node:module').enableCompileCache(${cache});\nimport('./${name}.mjs');\n`,
    );
  }
  if (written.some(Boolean)) compile(chunks.filter(({ isEntry }) => !isEntry));
}

/** Puts a file into its place as a whole, unless it is there: another run may be starting programs from it. */
function put(name: string, text: string): boolean {
  const path = join(folder, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
  return true;
}

/** Most of those that are started are killed, and keep nothing of what they compile. */
function compile(chunks: readonly { fileName: string }[]): void {
  const imports = chunks.map(({ fileName }) => `import ${JSON.stringify(`./${fileName}`)};`);
  execFileSync(process.execPath, ['--input-type=module', '--eval', imports.join('')], {
    cwd: folder,
    env: { NODE_COMPILE_CACHE: compiled },
  });
}
