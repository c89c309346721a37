import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/order-of-files.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/postgres.ts', 'test/temporary-files.ts', 'test/test-bots.ts'],
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // How long something may take to come about where several files share a slow machine.
    expect: { poll: { timeout: 25_000 } },
    // Loading all of the bot anew costs more than most files; none of them changes what another one could see.
    isolate: false,
    // Node reads the sources by itself, as it does when the bot runs from them: to have each rewritten for each worker
    // costs a tenth of the whole.
    experimental: { viteModuleRunner: false },
    // Threads that help to collect objects stand in the way where every processor has something to do, and with more room
    // for new ones most are gone by themselves before they would be moved.
    execArgv: ['--single-threaded-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'],
    // Much is waited for: two on two cores would leave them idle.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
  },
});
