// The long kill test: npm run chaos -- --rounds 200 --seed 1 [--minutes 10] [--on sqlite|postgres]
// [--by polling|webhook]. So many rounds on each database and for each way of delivery, in shifts, each in a new shop;
// a shift is repeated alone by its own seed with --rounds 20. Writes test-output/chaos.md, what each kill met, and of each
// shift that broke a promise all that passed.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { DatabaseAddress } from '../../src/config.ts';
import { startPostgres } from '../postgres.ts';
import makeTestBots from '../test-bots.ts';
import { createReport } from './report.ts';
import { runShift } from './shift.ts';

const roundsInShift = 20;
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
    on: { type: 'string' },
    by: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const firstSeed = Number(values.seed);
const deadline = Date.now() + Number(values.minutes) * 60_000;
const isChoice = (given: string | undefined, choices: readonly string[]) =>
  given === undefined || choices.includes(given);
if (
  !(rounds > 0 && Number.isSafeInteger(firstSeed)) ||
  Number.isNaN(deadline) ||
  !isChoice(values.on, ['sqlite', 'postgres']) ||
  !isChoice(values.by, ['polling', 'webhook'])
) {
  process.stderr.write(
    'npm run chaos -- --rounds 200 --seed 1 [--minutes 10] [--on sqlite|postgres] [--by polling|webhook]\n',
  );
  process.exit(1);
}
const kinds = (['sqlite', 'postgres'] as const).filter((kind) => (values.on ?? kind) === kind);
const ways = (['polling', 'webhook'] as const).filter((way) => (values.by ?? way) === way);
const worlds = kinds.flatMap((kind) => ways.map((by) => ({ kind, by })));

const output = join(import.meta.dirname, '..', '..', 'test-output');
mkdirSync(output, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-chaos-'));
const postgres = kinds.includes('postgres') ? await startPostgres() : undefined;
const report = createReport();
await makeTestBots();
try {
  // By turns, so that a run that is cut short has tried all.
  for (let shift = 0; shift * roundsInShift < rounds; shift += 1) {
    for (const { kind, by } of worlds) {
      if (Date.now() > deadline) continue;
      const seed = firstSeed + shift;
      const database = await databaseFor(kind, `${by}_${seed}`);
      if (database === undefined) continue;
      const plan = {
        seed,
        rounds: Math.min(roundsInShift, rounds - shift * roundsInShift),
        database,
        by,
        copies: kind === 'sqlite' ? 1 : 3,
      };
      const came = await runShift(plan);
      process.stdout.write(`${report.add(plan, came)}\n`);
      for (const what of came.broken) process.stdout.write(`  ${what}\n`);
      if (came.broken.length > 0)
        writeFileSync(join(output, `chaos-${kind}-${by}-${seed}.log`), came.trace);
    }
  }
} finally {
  postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
writeFileSync(join(output, 'chaos.md'), report.text());
writeFileSync(join(output, 'chaos-rounds.txt'), report.rounds());
process.stdout.write(`\n${report.text()}`);
process.exitCode = report.isClean() ? 0 : 1;

async function databaseFor(
  kind: DatabaseAddress['kind'],
  name: string,
): Promise<DatabaseAddress | undefined> {
  if (kind === 'sqlite') return { kind, path: join(folder, name, 'bot.db') };
  if (postgres === undefined) return undefined;
  const url = new URL(postgres.url);
  url.pathname = `/chaos_${name}`;
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database chaos_${name}`);
  await client.end();
  return { kind, url: url.href };
}
