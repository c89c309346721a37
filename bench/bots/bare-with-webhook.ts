// The least a grammY bot with a webhook can be: it acknowledges an update when it is handled.

import { createServer } from 'node:http';
import { webhookCallback } from 'grammy';
import { createEchoBot } from './echo.ts';

const { PORT = '', WEBHOOK_URL = '', WEBHOOK_SECRET = '' } = process.env;
const bot = createEchoBot();
const server = createServer(webhookCallback(bot, 'http', { secretToken: WEBHOOK_SECRET }));
await bot.init();
server.listen(Number(PORT), () =>
  bot.api.setWebhook(WEBHOOK_URL, { secret_token: WEBHOOK_SECRET }),
);
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
