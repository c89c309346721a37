import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { spoolFolderOfProcess, sweepDeadSpools } from '../../../src/orders/export/spool.ts';

test('what a killed process was fetching is removed by the next start, what a living one fetches is not', async () => {
  const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(dead, 'exit');
  const own = spoolFolderOfProcess();
  const left = own.replace(/\d+$/, String(dead.pid));
  const strange = own.replace(/\d+$/, 'of-somebody');
  for (const folder of [own, left, strange]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'workbook'), 'Siti, 081234567890');
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  }
  await sweepDeadSpools();
  expect([own, left, strange].map((folder) => existsSync(folder))).toEqual([true, false, true]);
});

test.skipIf(process.getuid?.() !== 0)(
  'what another user of the machine left keeps nobody from starting',
  async () => {
    const shared = mkdtempSync(join(tmpdir(), 'ngorder-bot-shared-'));
    onTestFinished(() => rmSync(shared, { recursive: true, force: true }));
    chmodSync(shared, 0o1777);
    const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(dead, 'exit');
    const theirs = join(shared, `ngorder-bot-spool-${dead.pid}`);
    mkdirSync(join(theirs, 'export-1'), { recursive: true, mode: 0o700 });
    const spool = new URL('../../../src/orders/export/spool.ts', import.meta.url);
    const start = `process.setuid(65534); await (await import('${spool}')).sweepDeadSpools()`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', start], {
      env: { ...process.env, TMPDIR: shared },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([code, said]).toEqual([0, '']);
    expect(existsSync(theirs)).toBe(true);
  },
);
