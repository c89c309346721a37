import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  type Chat,
  type Message,
  Player,
  type User,
} from '../../../src/sandbox/telegram/client/player.ts';
import {
  startTelegramSandbox,
  type TelegramSandbox,
} from '../../../src/sandbox/telegram/server.ts';

/** What the Bot API answered. */
export interface ApiResponse {
  ok: boolean;
  result?: unknown;
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
  call(method: string, params?: Record<string, unknown>): Promise<ApiResponse>;
  /** The result of a call that must not be refused. */
  result<Result = Message>(method: string, params?: Record<string, unknown>): Promise<Result>;
  /** Sends Ana a small document in a form. */
  upload(name: string, caption?: string): Promise<Message>;
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
  const post = async (method: string, body: string | FormData, headers = {}) => {
    const { url, token } = stage.sandbox;
    const sent = { method: 'POST', headers, body };
    const response = await fetch(`${url}/bot${token}/${method}`, sent);
    return (await response.json()) as ApiResponse;
  };
  stage.call = (method, params = {}) =>
    post(method, JSON.stringify(params), { 'content-type': 'application/json' });
  stage.result = async <Result>(method: string, params = {}) =>
    resultOf<Result>(await stage.call(method, params));
  stage.upload = async (name, caption = '') => {
    const form = new FormData();
    form.set('chat_id', String(stage.chat.id));
    form.set('document', new Blob(['x']), name);
    form.set('caption', caption);
    return resultOf<Message>(await post('sendDocument', form));
  };
  return stage;
}

function resultOf<Result>(answer: ApiResponse): Result {
  if (!answer.ok) throw new Error(answer.description);
  return answer.result as Result;
}
