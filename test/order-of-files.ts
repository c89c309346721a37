import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What waits for browsers and processes takes longest, and no worker is to be left alone with it at the end. */
const longest = ['test/browser/', 'test/process/', 'test/chaos/', 'test/e2e/'];

/** Starts with the files that take longest; by their size where nothing else is known of them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((folder) => moduleId.includes(`/${folder}`));
  return at === -1 ? longest.length : at;
}
