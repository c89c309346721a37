import type { Arguments, CallInput } from '../http/arguments.ts';
import type { World } from '../world/world.ts';

/** A call to the Bot API, as its method sees it. */
export interface BotApiCall {
  world: World;
  args: Arguments;
  /** Aborted when the caller hangs up. */
  gone: AbortSignal;
  /** Carries out a call that a webhook returned in its response; its result goes to the log only. */
  carryOut: (reply: CallInput) => void;
}

/** Carries out a method: returns its result, or throws a `BotApiError` in Telegram's words. */
export type Method = (call: BotApiCall) => unknown;

/** A result with a description, which some methods add to a success. */
export class Described {
  readonly result: unknown;
  readonly description: string;

  constructor(result: unknown, description: string) {
    this.result = result;
    this.description = description;
  }
}
