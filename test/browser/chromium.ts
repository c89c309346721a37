/** The Chromium that comes from npm, for tests in a real browser. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packaged, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** The package carries a program for this platform only. */
export const chromiumRuns = process.platform === 'linux' && process.arch === 'x64';

if (!chromiumRuns) {
  process.stderr.write(
    'The tests in a browser are skipped: the Chromium from npm runs on Linux (x64) only.\n',
  );
}

const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
const unpackedChromium = join(cacheFolder, 'chromium-for-tests');
const packedLibraries = fileURLToPath(
  new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')),
);

/**
 * The package's flags keep everything in one process, switch off the rules for web pages, and imitate a
 * graphics card. Here pages are opened and closed, origins matter, and on a busy machine the imitated card
 * stops a page for seconds.
 */
const flagsLeftOut = [
  '--single-process',
  '--disable-web-security',
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];

/** A page that lives for seconds never gets back what V8 spends on making its code faster. */
const withoutOptimizing = '--js-flags=--no-opt --no-maglev';

/**
 * Starts a Chromium without a window.
 * @param optimizing it makes a page's code faster while it runs, as people's browsers do: where that is measured
 */
export async function startChromium({ optimizing = false } = {}): Promise<Browser> {
  await unpack();
  const args = [...packaged.args.filter((flag) => !flagsLeftOut.includes(flag)), '--disable-gpu'];
  if (!optimizing) args.push(withoutOptimizing);
  const start = (environment: NodeJS.ProcessEnv): Promise<Browser> =>
    chromium.launch({
      executablePath: join(unpackedChromium, 'chromium'),
      args,
      chromiumSandbox: false,
      env: { ...process.env, ...fonts(), ...environment },
    });
  try {
    return await start({});
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('shared libraries'))) throw error;
    return start({ LD_LIBRARY_PATH: join(unpackedChromium, 'al2023', 'lib') });
  }
}

/** A machine without any font shows no text; the package brings one along. */
const fonts = (): NodeJS.ProcessEnv =>
  existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(unpackedChromium, 'fonts') };

/**
 * Unpacks the program and its libraries once. Test files run side by side: each unpacks for itself, the first
 * puts its copy into place as a whole, and the others throw theirs away.
 */
async function unpack(): Promise<void> {
  if (existsSync(unpackedChromium)) return;
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(`${unpackedChromium}-`);
  const { TMPDIR: before } = process.env;
  // The package unpacks into the folder for temporary files and can't be told another one.
  process.env['TMPDIR'] = folder;
  try {
    await packaged.executablePath();
    await inflate(packedLibraries);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  try {
    await rename(folder, unpackedChromium);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!existsSync(unpackedChromium)) throw error;
  }
}
