import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure, median } from './figures.ts';

const writes = 100;
const page = Buffer.alloc(4096);

/** What every figure depends on: the cores and what else they do, Node, and how long the disk takes to keep a page. */
export function machine(): string {
  return [
    `${availableParallelism()} cores with a load of ${loadavg()[0]?.toFixed(1)} before the start`,
    `Node ${process.version}`,
    `a page is on the disk in ${figure(median(syncTimes()), 'ms')}`,
  ].join(', ');
}

function syncTimes(): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-bench-'));
  const file = openSync(join(folder, 'page'), 'w');
  try {
    return Array.from({ length: writes }, () => {
      const began = performance.now();
      writeSync(file, page);
      fsyncSync(file);
      return performance.now() - began;
    });
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}
