// What an operator sees of a bot: its log, and what its health page says.

import { vi } from 'vitest';
import type { Running } from './running.ts';

interface Line {
  level: number;
  msg: string;
}

/** What the log says, from warnings upwards. */
export function warningsOf(bot: Running): string[] {
  return linesOf(bot)
    .filter(({ level }) => level >= 40)
    .map(({ msg }) => msg);
}

/** How often the log says this. */
export function timesSaid(bot: Running, text: string): number {
  return linesOf(bot).filter(({ msg }) => msg.includes(text)).length;
}

function linesOf({ said }: Running): Line[] {
  return said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

/** Where the bot's HTTP server is. */
export async function rootOf(bot: Running): Promise<string> {
  await bot.says('listening');
  return `http://127.0.0.1:${/"port":(\d+),"msg":"listening"/.exec(bot.said)?.[1]}`;
}

export interface Health {
  live: number;
  ready: number;
  reasons: string[];
}

export async function healthOf(bot: Running): Promise<Health> {
  const root = await rootOf(bot);
  const live = await fetch(`${root}/health/live`);
  const ready = await fetch(`${root}/health/ready`);
  const { reasons = [] } = (await ready.json()) as { reasons?: string[] };
  return { live: live.status, ready: ready.status, reasons };
}

/** Waits until every update that was taken is handled, and the database knows it. */
export async function settled(bot: Running): Promise<void> {
  const root = await rootOf(bot);
  await vi.waitUntil(
    async () => (await (await fetch(`${root}/metrics`)).text()).includes('inbox_waiting 0\n'),
    { timeout: 25_000 },
  );
}
