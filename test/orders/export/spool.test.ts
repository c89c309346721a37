import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
