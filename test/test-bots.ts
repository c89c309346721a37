import { execFileSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { OutputBundle } from 'rolldown';

interface Bundling {
  bundleOf(input: Record<string, string>, folder: string): Promise<OutputBundle[string][]>;
}

const { bundleOf }: Bundling = createRequire(import.meta.url)('../src/bundle/make.js');
const root = join(import.meta.dirname, '..');
const folder = join(root, 'node_modules', '.cache', 'ngorder-bot-tests');

const longestRunMs = 3_600_000;

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
  mkdirSync(folder, { recursive: true });
  const parts = (await bundleOf(sources, folder)).filter((part) => part.type === 'chunk');
  const keeping = `require('node:module').enableCompileCache(${JSON.stringify(compiled)});\n`;
  const written = parts.map(({ fileName, code, isEntry }) =>
    put(fileName, isEntry ? keeping + code : code),
  );
  for (const text of globSync('src/bot/i18n/*.ftl', { cwd: root })) {
    put(basename(text), readFileSync(join(root, text), 'utf8'));
  }
  if (written.some(Boolean)) compile(parts.filter(({ isEntry }) => !isEntry));
  removeOld(new Set(parts.map(({ fileName }) => fileName)));
}

/** What was made of earlier sources goes, unless a run that is still under way may start programs from it. */
function removeOld(current: ReadonlySet<string>): void {
  for (const name of globSync('*.cjs', { cwd: folder })) {
    const path = join(folder, name);
    if (!current.has(name) && statSync(path).mtimeMs < Date.now() - longestRunMs)
      rmSync(path, { force: true });
  }
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
function compile(parts: readonly { fileName: string }[]): void {
  const load = parts.map(({ fileName }) => `require(${JSON.stringify(`./${fileName}`)});`);
  execFileSync(process.execPath, ['--eval', load.join('')], {
    cwd: folder,
    env: { NODE_COMPILE_CACHE: compiled },
  });
}
