// The bot of a shop that handles many updates at once; it keeps no order, not even within a chat.

import { run } from '@grammyjs/runner';
import { createShopBot } from './shop.ts';

const bot = createShopBot();
await bot.api.deleteWebhook();
const runner = run(bot);
process.once('SIGTERM', () => runner.stop());
await runner.task();
