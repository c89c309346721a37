import { openStore } from '../../../../src/store/store.ts';

/** Started as a process of its own: opens the database it is told, says so, and holds it until it is killed. */
try {
  await openStore({ kind: 'sqlite', path: process.argv[2] ?? '' }, 'a secret key for tests only');
  process.stdout.write('open\n');
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
}
