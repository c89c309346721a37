import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What waits for browsers, processes and outages takes longest: no worker is to be left alone with it at the end. */
const longest = [
  'test/browser/playground',
  'test/e2e/fault-matrix',
  'test/chaos/',
  'test/process/',
  'test/browser/',
  'test/sandbox/playground/',
  'test/e2e/',
  'test/orders/requests/',
  'test/bot/background/',
];

/** Starts with the files that take longest; by their size where nothing else is known of them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((beginning) => moduleId.includes(`/${beginning}`));
  return at === -1 ? longest.length : at;
}
