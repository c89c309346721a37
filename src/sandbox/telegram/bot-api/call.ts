import type { Arguments } from '../arguments.ts';
import type { World } from '../world.ts';

/** A call of the Bot API on its way through a method. */
export interface Call {
  world: World;
  args: Arguments;
  /** Aborted when the caller hangs up. */
  gone: AbortSignal;
}

/** Carries out a method: returns its result, or throws a `Refusal` with Telegram's words. */
export type Method = (call: Call) => unknown;
