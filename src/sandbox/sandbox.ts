/**
 * `npm run sandbox`: the pretend Telegram, the pretend shop on Ngorder and the page, without a bot.
 * Prints the variables with which a bot started in a shell runs in it: ours, or another one, within the table of
 * src/sandbox/telegram/README.md.
 */
import { parseArgs } from 'node:util';
import { startPlayground } from './playground/playground.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

// Ctrl-C can arrive more than once: from the terminal, and passed on by npm.
const askedToEnd = new Promise((end) => {
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
});

try {
  const { host, port } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' } },
  }).values;
  const playground = await startPlayground({
    environment: process.env,
    say,
    host,
    port: port === undefined ? undefined : Number(port),
    withBot: false,
  });
  for (const [name, value] of Object.entries(playground.forBot)) say(`export ${name}=${value}`);
  say(`Open ${playground.url}`);
  await askedToEnd;
  await playground.close();
  process.exit(0);
} catch (error) {
  process.stderr.write(
    `The sandbox can't start: ${error instanceof Error ? error.message : error}\n`,
  );
  process.exit(1);
}
