import { createHash } from 'node:crypto';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest: no worker is to be left alone with one of these at the end. */
const longest = [
  'test/browser/playground',
  'test/e2e/fault-matrix',
  'test/chaos/',
  'test/e2e/absence',
];

/** What waits for browsers, processes, outages and time limits. */
const slow = [
  'test/chaos/',
  'test/process/',
  'test/browser/',
  'test/sandbox/playground/',
  'test/e2e/',
  'test/orders/requests/',
  'test/bot/background/',
  'test/sandbox/demo',
  'test/telegram/calls/',
  'test/ngorder/',
  'test/delivery/',
  'test/store/',
];

/**
 * Starts with the files that take longest. The other slow ones come well mixed: side by side, those of one folder would
 * either all want a processor or all leave it idle.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted(
      (a, b) => rank(a) - rank(b) || (rank(a) === 1 ? mixed(a).localeCompare(mixed(b)) : 0),
    );
  }
}

function rank(file: TestSpecification): number {
  if (isIn(longest, file)) return 0;
  return isIn(slow, file) ? 1 : 2;
}

function isIn(beginnings: readonly string[], { moduleId }: TestSpecification): boolean {
  return beginnings.some((beginning) => moduleId.includes(`/${beginning}`));
}

/** The same in every checkout and at every run. */
function mixed({ moduleId }: TestSpecification): string {
  const path = moduleId.slice(moduleId.lastIndexOf('/test/'));
  return createHash('sha256').update(path).digest('hex');
}
