import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { createDeadLetters, type DeadLetters, type SetAside } from '../store/inbox/dead-letters.ts';
import { openStore } from '../store/store.ts';
import { OperatorError, withSentences } from './open-store.ts';

// `npm run inbox -- list|show|replay`: looks after the updates that could not be handled and were set aside.
// With SQLite the bot must be stopped meanwhile; with PostgreSQL it may run.

const usage = `npm run inbox -- list              the updates that were set aside
npm run inbox -- show <update>     one of them, with all that the person wrote
npm run inbox -- replay <update>   hands it to the bot once more`;

await withSentences(async () => {
  const [command = '', update] = process.argv.slice(2);
  const work = workFor(command, update);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { botToken, database, secretKey, secretKeyOld } = readConfig(process.env);
  const store = await openStore(database, secretKey, { secretKeyOld });
  try {
    return await work(createDeadLetters(store, Number.parseInt(botToken, 10)));
  } finally {
    await store.close();
  }
});

/** @throws {OperatorError} when there is no such command */
function workFor(
  command: string,
  update: string | undefined,
): (rows: DeadLetters) => Promise<string> {
  if (command === 'list' && update === undefined) return list;
  if (update === undefined || !/^\d{1,15}$/.test(update)) throw new OperatorError(usage);
  const updateId = Number(update);
  if (command === 'show') return (rows) => show(rows, updateId);
  if (command === 'replay') return (rows) => replay(rows, updateId);
  throw new OperatorError(usage);
}

async function list(rows: DeadLetters): Promise<string> {
  const deadLetters = await rows.list();
  return deadLetters.length === 0 ? 'Nothing was set aside.' : deadLetters.map(line).join('\n');
}

async function show(rows: DeadLetters, updateId: number): Promise<string> {
  const found = (await rows.list()).find((row) => row.updateId === updateId);
  if (found === undefined) throw notThere(updateId);
  return `${line(found)}\n${JSON.stringify(JSON.parse(found.payload()), undefined, 2)}`;
}

async function replay(rows: DeadLetters, updateId: number): Promise<string> {
  if (!(await rows.replay(updateId))) throw notThere(updateId);
  return `Update ${updateId} waits to be handled again.`;
}

function line({ updateId, queue, tries, receivedAt, error }: SetAside): string {
  const when = new Date(receivedAt).toISOString();
  return `${updateId}  ${when}  ${queue}  tried ${tries} times  ${error}`;
}

function notThere(updateId: number): OperatorError {
  return new OperatorError(`No update ${updateId} was set aside.`);
}
