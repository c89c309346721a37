import { setTimeout as sleep } from 'node:timers/promises';
import type { FedBot } from '../fed-bot.ts';
import type { Presser } from './presser.ts';
import type { PretendShop } from './pretend-shop.ts';

/** What many presses came to. */
export interface Pressed {
  /** From each press to the page, in milliseconds. */
  times: number[];
  /** In milliseconds, as all the others. */
  took: number;
  /** For how long the bot's main thread was on a core meanwhile; undefined where that can't be known. */
  mainThread: number | undefined;
  /** The most resident memory that the bot had meanwhile, in megabytes. */
  memory: number | undefined;
  /** How many requests Ngorder got. */
  requests: number;
}

const lookAtMemoryMs = 50;

/** Lets people turn pages, each the next one as soon as the last is there, while something goes on or for so long. */
export async function pressing(
  { bot, shop }: { bot: FedBot; shop: PretendShop },
  people: readonly Pick<Presser, 'turn'>[],
  meanwhile: number | Promise<unknown>,
): Promise<Pressed> {
  const began = performance.now();
  const mainThread = bot.mainThreadMs();
  const requests = shop.requests();
  const times: number[] = [];
  const memories: (number | undefined)[] = [];
  const looking = setInterval(() => memories.push(bot.memory()), lookAtMemoryMs);
  let isOver = false;
  const turning = Promise.all(
    people.map(async (person) => {
      while (!isOver) times.push(await person.turn());
    }),
  );
  const over = typeof meanwhile === 'number' ? sleep(meanwhile) : meanwhile;
  // The way in which it fails is that of whoever fails first.
  await Promise.race([over, turning]).finally(() => {
    isOver = true;
  });
  await turning;
  clearInterval(looking);
  const known = memories.filter((memory) => memory !== undefined);
  const now = bot.mainThreadMs();
  return {
    times,
    took: performance.now() - began,
    mainThread: now === undefined || mainThread === undefined ? undefined : now - mainThread,
    memory: known.length > 0 ? Math.max(...known) : undefined,
    requests: shop.requests() - requests,
  };
}
