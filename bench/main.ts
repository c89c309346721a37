// Figures, no test: what the bot and its inbox achieve, beside bare grammY bots in the same run.
// npm run bench measures everything; npm run bench -- inbox webhook product pressing find many size chooses.

import { createRequire } from 'node:module';
import { openDatabases } from './databases.ts';
import { machine } from './machine.ts';
import { written } from './report.ts';
import { crowdTheme } from './themes/crowd.ts';
import { findTheme } from './themes/find.ts';
import { inboxTheme } from './themes/inbox.ts';
import { largeShopTheme } from './themes/large-shop.ts';
import { manyTheme } from './themes/many.ts';
import { pressingTheme } from './themes/pressing.ts';
import { sizeTheme } from './themes/size.ts';
import { talkTheme } from './themes/talk.ts';
import { webhookTheme } from './themes/webhook.ts';

const themes = {
  product: [talkTheme, crowdTheme],
  pressing: [pressingTheme],
  find: [findTheme],
  many: [manyTheme],
  inbox: [inboxTheme],
  webhook: [webhookTheme],
  size: [sizeTheme, largeShopTheme],
};

const { isFresh } = createRequire(import.meta.url)('../src/bundle/bundle.cjs');
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(themes, name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: choose from ${Object.keys(themes).join(', ')}`);
  process.exit(1);
}

// What runs or lies about then is cleared away on exit.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const began = performance.now();
console.log(machine());
if (!isFresh()) console.log('Our bot runs from its sources: npm ci makes a bundle of them.');
const databases = await openDatabases();
if (!databases.kinds.includes('postgres')) console.log('No PostgreSQL among the packages here');
try {
  for (const [name, measurements] of Object.entries(themes)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const measure of measurements) console.log(`\n${written(await measure(databases))}`);
  }
} finally {
  databases.close();
}
console.log(`\nin ${Math.round((performance.now() - began) / 1000)} s`);
