/** The troubles that can be switched on, and the faults behind each. Pure. */

import type { Texts } from '../../i18n/texts.ts';

/** A fault as the Ngorder sandbox takes it (`PUT /ngorder/faults`). */
export type NgorderFault = { kind: string } & Record<string, unknown>;
/** A fault as the Telegram sandbox takes it (`POST /sandbox/faults`). */
export type TelegramFault = { kind: string } & Record<string, unknown>;

interface About {
  /** Its name and effect are among the page's texts. */
  id: keyof Texts['backstage']['trouble']['kinds'];
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
    of: 'ngorder',
    fault: { kind: 'delay', delayMs: 4000, ...always },
  },
  {
    id: 'down',
    of: 'ngorder',
    fault: { kind: 'status', status: 503, ...always },
  },
  {
    id: 'throttling',
    of: 'ngorder',
    fault: { kind: 'status', status: 429, retryAfter: 1, share: 0.5 },
  },
  {
    id: 'token-refused',
    of: 'ngorder',
    fault: { kind: 'status', status: 401, ...always },
  },
  {
    id: 'broken-before',
    of: 'ngorder',
    fault: { kind: 'broken', when: 'before', operation: acts, ...once },
  },
  {
    id: 'broken-after',
    of: 'ngorder',
    fault: { kind: 'broken', when: 'after', operation: acts, ...once },
  },
  {
    id: 'emailed',
    of: 'ngorder',
    fault: { kind: 'emailed', operation: 'download', ...always },
  },
  {
    id: 'truncated',
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
    of: 'telegram',
    fault: { kind: 'throttle', retry_after: 1, method: '*', times: 3 },
  },
  {
    id: 'telegram-down',
    of: 'telegram',
    fault: { kind: 'error', status: 502, ...anyCall },
  },
  {
    id: 'telegram-lost',
    of: 'telegram',
    fault: { kind: 'cut', when: 'after', ...nextCall },
  },
  {
    id: 'telegram-slow',
    of: 'telegram',
    fault: { kind: 'delay', ms: 2000, ...anyCall },
  },
  {
    id: 'update-twice',
    of: 'telegram',
    fault: { kind: 'twice', update: '*', times: 1 },
  },
  {
    id: 'update-late',
    of: 'telegram',
    fault: { kind: 'late', update: '*', ms: 5000, times: 1 },
  },
  {
    id: 'press-again',
    of: 'telegram',
    fault: { kind: 'redeliver', after_seconds: 3 },
  },
  {
    id: 'limits',
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
