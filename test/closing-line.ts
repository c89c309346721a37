import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Writes the very last line of a run, after teardown: `N passed, N failed`, with `, N skipped` where there are any.
 * What fails outside a test (a file that doesn't load, a hook, the set-up) counts as a failure too.
 */
export default class ClosingLine implements Reporter {
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  onInit(): void {
    process.once('exit', (code) => {
      // A failure that no test stands for, such as the global set-up's, shows in the exit code alone.
      if (code !== 0 && this.#failed === 0) this.#failed = 1;
      const skipped = this.#skipped > 0 ? `, ${this.#skipped} skipped` : '';
      process.stdout.write(`${this.#passed} passed, ${this.#failed} failed${skipped}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.#passed = 0;
    this.#failed = unhandled.length;
    this.#skipped = 0;
    for (const module of modules) this.#count(module);
  }

  #count(module: TestModule): void {
    const failedHooks = [module, ...module.children.allSuites()].filter(
      (suite) => suite.errors().length > 0,
    );
    this.#failed += failedHooks.length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') this.#passed += 1;
      else if (state === 'skipped') this.#skipped += 1;
      else this.#failed += 1;
    }
  }
}
