// The least a grammY bot can be that handles many updates at once; it keeps no order, not even within a chat.

import { run } from '@grammyjs/runner';
import { createEchoBot } from './echo.ts';

const bot = createEchoBot();
await bot.api.deleteWebhook();
const runner = run(bot);
process.once('SIGTERM', () => runner.stop());
await runner.task();
