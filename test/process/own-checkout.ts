import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { checkout } from './shop.ts';

/** The sources once more, beside the same packages: its bundle is nobody else’s. */
export interface OwnCheckout extends Disposable {
  root: string;
  /** What `npm start` runs there. */
  program: string;
  /** Runs what `npm ci` ends with. Returns what it wrote. */
  install(): string;
  /** Whether `npm start` takes the bundle. */
  runsBundle(): boolean;
}

export function ownCheckout(): OwnCheckout {
  const root = mkdtempSync(join(tmpdir(), 'ngorder-bot-checkout-'));
  const sandbox = join(checkout, 'src', 'sandbox');
  cpSync(join(checkout, 'src'), join(root, 'src'), {
    recursive: true,
    filter: (path) => relative(sandbox, path).startsWith('..'),
  });
  cpSync(join(checkout, 'package.json'), join(root, 'package.json'));
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(join(checkout, 'node_modules'))) {
    if (name === '.cache') continue;
    symlinkSync(join(checkout, 'node_modules', name), join(root, 'node_modules', name));
  }
  return {
    root,
    program: join(root, 'src', 'start.cjs'),
    install: () => install(root),
    runsBundle: () => createRequire(import.meta.url)(join(root, 'src/bundle/bundle.cjs')).isFresh(),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

function install(root: string): string {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { status, stdout, stderr } = spawnSync(scripts.postinstall, {
    shell: true,
    cwd: root,
    env: { PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ci would fail with ${status}: ${stderr}`);
  return stdout + stderr;
}
