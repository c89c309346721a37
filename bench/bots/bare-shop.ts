// The bot of a shop as grammY makes it: one update after the other.

import { createShopBot } from './shop.ts';

const bot = createShopBot();
process.once('SIGTERM', () => bot.stop());
await bot.start();
