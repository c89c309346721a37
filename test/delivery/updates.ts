import type { Update } from 'grammy/types';
import { type Logger, pino } from 'pino';
import { vi } from 'vitest';

export const silent = pino({ level: 'silent' });

/** A log together with its lines from `warn` up. */
export function recorded(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  return { log: pino({ level: 'warn' }, { write }), lines };
}

/** A message that somebody wrote in their private chat with the bot. */
export function written(updateId: number, chatId: number, text = ''): Update {
  const person = { id: chatId, first_name: `Person ${chatId}` };
  return {
    update_id: updateId,
    message: {
      message_id: updateId,
      date: 1_770_000_000,
      chat: { ...person, type: 'private' },
      from: { ...person, is_bot: false },
      text,
    },
  };
}

export function chatOf({ message }: Update): number {
  return message?.chat.id ?? 0;
}

/** Waits until this is so; fails with what it is instead. */
export function until(check: () => unknown, timeout = 25_000): Promise<void> {
  return vi.waitFor(
    async () => {
      if (!(await check())) throw new Error(`It never came true: ${check}`);
    },
    { timeout, interval: 5 },
  );
}

/** A door that stays shut until it is opened. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
