import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openSpool } from '../../../src/orders/export/spool.ts';
import { sweepSpools } from '../../../src/orders/export/sweep-spools.ts';

/** A folder that every user of the machine may write to. */
let shared: string;
beforeEach(() => {
  shared = mkdtempSync(join(tmpdir(), 'ngorder-bot-shared-'));
  chmodSync(shared, 0o1777);
  onTestFinished(() => rmSync(shared, { recursive: true, force: true }));
});

async function deadPid(): Promise<number | undefined> {
  const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(dead, 'exit');
  return dead.pid;
}

function leave(name: string): string {
  const folder = join(shared, name);
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(join(folder, 'workbook'), 'Siti, 081234567890');
  return folder;
}

async function open() {
  const spool = await openSpool(shared);
  onTestFinished(() => spool.remove());
  return dirname(spool.path);
}

test('a spool has a folder that nobody can foresee, and nobody else can enter', async () => {
  const [first, second] = [await open(), await open()];
  expect(basename(first)).toMatch(/^ngorder-bot-spool-\d+-[0-9a-f]{8}-\w{6}$/);
  expect(first).not.toBe(second);
  for (const folder of [first, second]) {
    const { mode, uid } = statSync(folder);
    expect([mode & 0o777, uid]).toEqual([0o700, process.getuid?.()]);
  }
});

test('what killed processes were fetching is removed by the next start, what living ones fetch is not', async () => {
  const dead = await deadPid();
  const gone = [
    leave(`ngorder-bot-spool-${dead}-0123abcd-x1Y2z3`),
    leave(`ngorder-bot-spool-${process.pid}-0123abcd-x1Y2z3`),
    leave(`ngorder-bot-spool-${dead}`),
  ];
  const kept = [
    await open(),
    leave(`ngorder-bot-spool-${process.ppid}-0123abcd-x1Y2z3`),
    leave('ngorder-bot-spool-of-somebody'),
    leave(`ngorder-bot-spool-${dead}-of-somebody`),
    leave('export-x1Y2z3'),
  ];
  await sweepSpools(shared, { alone: false });
  expect(gone.filter((folder) => existsSync(folder))).toEqual([]);
  expect(kept.filter((folder) => !existsSync(folder))).toEqual([]);
});

test('in a folder of the bot’s own, whatever an earlier process left is removed, and nothing besides', async () => {
  const gone = [leave(`ngorder-bot-spool-${process.ppid}-0123abcd-x1Y2z3`), leave('export-x1Y2z3')];
  const kept = [await open(), leave('lost+found')];
  await sweepSpools(shared, { alone: true });
  expect(gone.filter((folder) => existsSync(folder))).toEqual([]);
  expect(kept.filter((folder) => !existsSync(folder))).toEqual([]);
});

test('a link that is called like a spool leads nobody to remove what it points to', async () => {
  const own = leave('orders');
  const link = join(shared, `ngorder-bot-spool-${await deadPid()}-0123abcd-x1Y2z3`);
  symlinkSync(own, link);
  await sweepSpools(shared, { alone: true });
  expect([own, join(own, 'workbook'), link].map((path) => existsSync(path))).toEqual([
    true,
    true,
    true,
  ]);
});

test('a folder that is not there yet has nothing to be removed', async () => {
  await sweepSpools(join(shared, 'spool'), { alone: true });
});

test.skipIf(process.getuid?.() !== 0)(
  'what another user of the machine left stays, and keeps nobody from starting',
  async () => {
    const theirs = leave(`ngorder-bot-spool-${await deadPid()}-0123abcd-x1Y2z3`);
    chmodSync(theirs, 0o777);
    const sweep = new URL('../../../src/orders/export/sweep-spools.ts', import.meta.url);
    const start = `process.setuid(65534); await (await import('${sweep}')).sweepSpools('${shared}', { alone: true })`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', start], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([code, said]).toEqual([0, '']);
    expect(existsSync(join(theirs, 'workbook'))).toBe(true);
  },
);
