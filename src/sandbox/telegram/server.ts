import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../control/listen.ts';
import { serveControl } from './control/routes.ts';
import { serveBotApi } from './http/serve-bot-api.ts';
import { World } from './world/world.ts';

export interface TelegramSandboxOptions {
  /** 0, the default, picks a free one. */
  port?: number;
  /** The address to listen on; loopback unless told otherwise. */
  host?: string;
  /** New each time by default: who means another sandbox, which had this port before, is refused. */
  token?: string;
  /** Whether Telegram's rate limits apply; not by default. */
  rateLimits?: boolean;
}

export interface TelegramSandbox {
  /** The API root for the bot; the people's side is below /sandbox. */
  url: string;
  token: string;
  world: World;
  close(): Promise<void>;
}

const defaultBot = 7100000001;
/** As many as make the 35 characters of a real one. */
const secretBytes = 26;

/** Starts a pretend Telegram: the Bot API for one bot and, below /sandbox, the people it talks with. */
export async function startTelegramSandbox(
  options: TelegramSandboxOptions = {},
): Promise<TelegramSandbox> {
  const { port = 0, host = '127.0.0.1', rateLimits = false } = options;
  const { token = `${defaultBot}:${randomBytes(secretBytes).toString('base64url')}` } = options;
  const bot = {
    id: Number.parseInt(token, 10),
    is_bot: true,
    first_name: 'Ngorder',
    username: 'ngorder_sandbox_bot',
  };
  const world = new World(bot, token);
  world.limits.on = rateLimits;
  const control = serveControl(world, host);
  const server = createServer((request, response) => {
    const { url = '/' } = request;
    if (/^\/(?:file\/)?bot/.test(url)) return serveBotApi(world, request, response);
    return control(request, response);
  });
  const { origin, close } = await listen(server, port, host);
  return {
    url: origin,
    token,
    world,
    close: async () => {
      world.close();
      await close();
    },
  };
}
