/**
 * `npm run demo`: a pretend Telegram and a pretend shop on Ngorder, the bot between them as a
 * separate process, and a page to chat with it. Ctrl-C stops everything and leaves nothing behind.
 */
import { demoLocale } from './demo-locale.ts';
import { startDemo } from './demo-start.ts';

const greetings = {
  en: (url: string) => [`Open ${url}`, 'Ctrl-C ends it.'],
  id: (url: string) => [`Buka ${url}`, 'Ctrl-C untuk berhenti.'],
};

// Ctrl-C can arrive more than once: from the terminal, and passed on by npm.
const askedToEnd = new Promise((end) => {
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
});

try {
  const demo = await startDemo({ environment: process.env, say: (line) => console.log(line) });
  for (const line of greetings[demoLocale(process.env)](demo.url)) console.log(line);
  await askedToEnd;
  await demo.close();
  process.exit(0);
} catch (error) {
  console.error(`The demo can't start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
