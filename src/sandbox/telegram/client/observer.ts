import type { ChatState, SandboxState } from '../control/state.ts';
import type { ActiveFault } from '../faults/faults.ts';
import type { BotCommand, Chat, Message, User } from '../types.ts';
import type { LoggedCall, LoggedUpdate, Selection, Violation } from '../world/journal.ts';
import type { PressAnswer } from '../world/presses.ts';
import { SandboxClient } from './sandbox-client.ts';

/** A press on a button; its answer is fetched with `answerOf`. */
export interface Press {
  id: string;
}

const defaultTimeoutMs = 25_000;
/** What is waited for may depend on more than what the sandbox tells of: it is looked at this often in any case. */
const lookAgainMs = 1000;

/** Reads what a Telegram sandbox shows, and waits for it, over its HTTP interface. */
export class Observer {
  protected readonly sandbox: SandboxClient;

  /** @param url the sandbox's address, the same that the bot is given */
  constructor(url: string) {
    this.sandbox = new SandboxClient(url);
  }

  state(): Promise<SandboxState> {
    return this.sandbox.get('/state');
  }

  /** Somebody who exists already, or the bot. */
  async user(id: number): Promise<User> {
    const { bot, people } = await this.state();
    const found = [bot, ...people].find((user) => user.id === id);
    if (!found) throw new Error(`There is no person ${id}`);
    return found;
  }

  /** A chat with its members, topics and pins. */
  chat(chat: Chat): Promise<ChatState> {
    return this.sandbox.get(`/chats/${chat.id}`);
  }

  /** The messages that the chat shows now, oldest first. */
  messages(chat: Chat): Promise<Message[]> {
    return this.sandbox.get(`/chats/${chat.id}/messages`);
  }

  /**
   * Waits until `find` finds something among the chat's messages, and returns it. The error of a
   * timeout lists what the chat shows instead.
   */
  async waitFor<T>(
    chat: Chat,
    find: (messages: Message[]) => T | undefined | false,
    { timeoutMs = defaultTimeoutMs, what = 'what was expected' } = {},
  ): Promise<T> {
    const time = limited(timeoutMs);
    for (let after: number | undefined; ; ) {
      const wait = after === undefined ? 0 : time.wait();
      const path = `/chats/${chat.id}/next`;
      const now = await this.sandbox.get<{ change: number; messages: Message[] }>(path, {
        after,
        wait,
      });
      const found = find(now.messages) || undefined;
      if (found !== undefined) return found;
      if (time.isUp()) {
        const transcript = now.messages.map(line).join('\n');
        throw new Error(
          `The chat didn't show ${what} in ${timeoutMs} ms. It shows:\n${transcript}`,
        );
      }
      after = now.change;
    }
  }

  /** Waits for the bot's answer to a press. */
  async answerOf(press: Press, { timeoutMs = defaultTimeoutMs } = {}): Promise<PressAnswer> {
    const time = limited(timeoutMs);
    do {
      const path = `/presses/${press.id}`;
      const { answered, answer = {} } = await this.sandbox.get<{
        answered: boolean;
        answer?: PressAnswer;
      }>(path, { wait: time.wait() });
      if (answered) return answer;
    } while (!time.isUp());
    throw new Error(`The bot didn't answer press ${press.id} in ${timeoutMs} ms`);
  }

  async download(file_id: string): Promise<Buffer> {
    const response = await this.sandbox.fetch(`/files/${encodeURIComponent(file_id)}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** The commands that the bot has set for a scope and a language; the default ones unless told otherwise. */
  commands(
    where: { scope?: string; chat_id?: number; user_id?: number; language_code?: string } = {},
  ): Promise<BotCommand[]> {
    return this.sandbox.get('/commands', where);
  }

  /** The commands that a person's app offers in a chat. */
  commandsFor(user: User, chat: Chat): Promise<BotCommand[]> {
    return this.sandbox.get(`/chats/${chat.id}/commands`, { person: user.id });
  }

  calls(which: Selection = {}): Promise<LoggedCall[]> {
    return this.sandbox.get('/calls', which);
  }

  /** The updates that were queued for the bot. */
  updates(which: Selection = {}): Promise<LoggedUpdate[]> {
    return this.sandbox.get('/updates', which);
  }

  violations(): Promise<Violation[]> {
    return this.sandbox.get('/violations');
  }

  /** The faults that are still active. */
  faults(): Promise<ActiveFault[]> {
    return this.sandbox.get('/faults');
  }
}

function limited(timeoutMs: number) {
  const deadline = performance.now() + timeoutMs;
  const left = () => Math.ceil(deadline - performance.now());
  return {
    /** How long to wait for the next look. */
    wait: () => Math.max(0, Math.min(lookAgainMs, left())),
    isUp: () => left() <= 0,
  };
}

function line(message: Message): string {
  const { from, text, caption, document, reply_markup } = message;
  const said = text ?? [document?.file_name, caption].filter(Boolean).join(' ');
  const rows = reply_markup?.inline_keyboard ?? [];
  const buttons = rows.map((row) => row.map((button) => ` [${button.text}]`).join('')).join(' /');
  return `${message.message_id} ${from?.first_name ?? ''}: ${said}${buttons}`;
}
