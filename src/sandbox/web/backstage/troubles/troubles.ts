/** The troubles that can be switched on, and the faults behind each. Pure. */

/** A fault as the Ngorder sandbox takes it (`PUT /ngorder/faults`). */
export type NgorderFault = { kind: string } & Record<string, unknown>;
/** A fault as the Telegram sandbox takes it (`POST /sandbox/faults`). */
export type TelegramFault = { kind: string } & Record<string, unknown>;

interface About {
  id: string;
  name: string;
  /** Its effect, in one line. */
  does: string;
}

export type Trouble = About &
  (
    | { of: 'ngorder'; fault: NgorderFault }
    | { of: 'telegram'; fault: TelegramFault }
    /** One of Telegram's own rules that the sandbox applies only on request. */
    | { of: 'rules' }
  );

/** From now on, until it is switched off. */
const always = { share: 1 };
/** Only the next request; then it switches itself off. */
const once = { times: 1 };
const acts = ['cancel', 'return', 'delete'];

export const ngorderTroubles: readonly (Trouble & { of: 'ngorder' })[] = [
  {
    id: 'slow',
    name: 'Slow',
    does: 'Every answer takes four seconds.',
    of: 'ngorder',
    fault: { kind: 'delay', delayMs: 4000, ...always },
  },
  {
    id: 'down',
    name: 'Down',
    does: 'Every request is answered with 503, under maintenance.',
    of: 'ngorder',
    fault: { kind: 'status', status: 503, ...always },
  },
  {
    id: 'throttling',
    name: 'Throttling',
    does: 'Every second request is answered with 429, try again in a second.',
    of: 'ngorder',
    fault: { kind: 'status', status: 429, retryAfter: 1, share: 0.5 },
  },
  {
    id: 'token-refused',
    name: 'Token refused',
    does: "The shop's token counts as wrong: 401 for everything.",
    of: 'ngorder',
    fault: { kind: 'status', status: 401, ...always },
  },
  {
    id: 'broken-before',
    name: 'Broken before the act',
    does: 'The next cancel, return or delete breaks off; nothing was done.',
    of: 'ngorder',
    fault: { kind: 'broken', when: 'before', operation: acts, ...once },
  },
  {
    id: 'broken-after',
    name: 'Broken after the act',
    does: 'The next cancel, return or delete is done, but its answer is lost.',
    of: 'ngorder',
    fault: { kind: 'broken', when: 'after', operation: acts, ...once },
  },
  {
    id: 'emailed',
    name: 'Excel by e-mail',
    does: 'Ngorder sends no file but says that it will be e-mailed.',
    of: 'ngorder',
    fault: { kind: 'emailed', operation: 'download', ...always },
  },
  {
    id: 'truncated',
    name: 'Excel cut short',
    does: 'Downloads end halfway.',
    of: 'ngorder',
    fault: { kind: 'truncated', operation: 'download', ...always },
  },
];

/** Any call but polls, until it is switched off. */
const anyCall = { method: '*', times: 'always' };
const nextCall = { method: '*', times: 1 };

export const telegramTroubles: readonly (Trouble & { of: 'telegram' | 'rules' })[] = [
  {
    id: 'telegram-wait',
    name: 'Wait a second',
    does: "The bot's next three calls are answered with 429, try again in a second.",
    of: 'telegram',
    fault: { kind: 'throttle', retry_after: 1, method: '*', times: 3 },
  },
  {
    id: 'telegram-down',
    name: 'Down',
    does: 'Every call but polling is answered with 502.',
    of: 'telegram',
    fault: { kind: 'error', status: 502, ...anyCall },
  },
  {
    id: 'telegram-lost',
    name: 'Answer lost',
    does: "The bot's next call is carried out, but the connection breaks before the answer.",
    of: 'telegram',
    fault: { kind: 'cut', when: 'after', ...nextCall },
  },
  {
    id: 'telegram-slow',
    name: 'Slow',
    does: 'Every call but polling takes two seconds.',
    of: 'telegram',
    fault: { kind: 'delay', ms: 2000, ...anyCall },
  },
  {
    id: 'update-twice',
    name: 'Update twice',
    does: 'The next update is handed to the bot a second time, under the same number.',
    of: 'telegram',
    fault: { kind: 'twice', update: '*', times: 1 },
  },
  {
    id: 'update-late',
    name: 'Update late',
    does: 'The next update reaches the bot five seconds late.',
    of: 'telegram',
    fault: { kind: 'late', update: '*', ms: 5000, times: 1 },
  },
  {
    id: 'press-again',
    name: 'Unanswered presses again',
    does: 'A press that isn’t answered within three seconds comes again, under a new number.',
    of: 'telegram',
    fault: { kind: 'redeliver', after_seconds: 3 },
  },
  {
    id: 'limits',
    name: 'Rate limits',
    does: 'The bot may send no more than Telegram allows: 20 messages a minute in a group.',
    of: 'rules',
  },
];

/** The active faults that belong to a trouble. */
export function faultsOf<T>(trouble: Trouble, set: readonly T[]): T[] {
  if (trouble.of === 'rules') return [];
  const wanted = Object.entries(trouble.fault);
  return set.filter((one) =>
    wanted.every(([name, value]) => same((one as Record<string, unknown>)[name], value)),
  );
}

/** The IDs of the troubles that are still active. */
export const activeAmong = (
  troubles: readonly Trouble[],
  set: readonly unknown[],
): ReadonlySet<string> =>
  new Set(troubles.filter((one) => faultsOf(one, set).length > 0).map(({ id }) => id));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
