import type { Arguments, CallInput } from '../http/arguments.ts';
import type { World } from '../world/world.ts';

/** A call of the Bot API on its way through a method. */
export interface BotApiCall {
  world: World;
  args: Arguments;
  /** Aborted when the caller hangs up. */
  gone: AbortSignal;
  /** Carries out a call that came in the answer of a webhook; what becomes of it only the log tells. */
  carryOut: (reply: CallInput) => void;
}

/** Carries out a method: returns its result, or throws a `BotApiError` with Telegram's words. */
export type Method = (call: BotApiCall) => unknown;

/** A result that comes with a description, as some do though all went well. */
export class Described {
  readonly result: unknown;
  readonly description: string;

  constructor(result: unknown, description: string) {
    this.result = result;
    this.description = description;
  }
}
