import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Chat, Player, type User } from '../../../src/sandbox/telegram/player.ts';
import {
  startTelegramSandbox,
  type TelegramSandbox,
} from '../../../src/sandbox/telegram/server.ts';

/** What the Bot API answered. */
export interface Answer {
  ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: any method's result
  result?: any;
  error_code?: number;
  description?: string;
  parameters?: Record<string, unknown>;
}

export interface Stage {
  sandbox: TelegramSandbox;
  player: Player;
  ana: User;
  /** Ana's chat with the bot. */
  chat: Chat;
  /** Calls a method with JSON. */
  call(method: string, params?: Record<string, unknown>): Promise<Answer>;
}

/** A sandbox for all tests of a file, empty but for Ana and her private chat before each of them. */
export function setStage(): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    stage.sandbox = await startTelegramSandbox();
    stage.player = new Player(stage.sandbox.url);
  });
  beforeEach(async () => {
    await stage.player.reset();
    stage.ana = await stage.player.person({ first_name: 'Ana', username: 'ana_packs' });
    stage.chat = await stage.player.privateChat(stage.ana);
  });
  afterAll(() => stage.sandbox.close());
  stage.call = async (method, params = {}) => {
    const { url, token } = stage.sandbox;
    const response = await fetch(`${url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return (await response.json()) as Answer;
  };
  return stage;
}
