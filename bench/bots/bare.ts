// The least a grammY bot can be: one update after the other.

import { createEchoBot } from './echo.ts';

const bot = createEchoBot();
process.once('SIGTERM', () => bot.stop());
await bot.start();
