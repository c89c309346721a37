import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { type Leases, withLease } from '../../../background/with-lease.ts';
import { createWorker, type Worker } from '../../../background/worker.ts';
import { NgorderError } from '../../../ngorder/errors.ts';
import type { ShopRow, ShopRows } from '../../../store/tables/shops.ts';
import type { Activity } from '../../../team/activity/activity.ts';
import { type ExpiryWarning, expiryDay, warningDue, written } from '../../../team/shops/expiry.ts';
import type { Shops } from '../../../team/shops/shops.ts';
import type { Team } from '../../../team/team.ts';
import { isRefusal } from '../../../telegram/errors.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { LocalizerIn } from '../../i18n/localizer-in.ts';
import { html } from '../../messages/send.ts';

export interface ShopWatchParts {
  rows: ShopRows;
  shops: Pick<Shops, 'of' | 'today'>;
  team: Pick<Team, 'may' | 'everybody'>;
  activity: Pick<Activity, 'record'>;
  leases: Leases;
  api: Api;
  localizerIn: LocalizerIn;
  log: Logger;
  leaseMs?: number;
  everyMs?: number;
}

/** Ngorder is asked so often what it knows of a shop. */
const lookEveryMs = 6 * 3_600_000;

/**
 * Asks Ngorder every now and then how each shop stands, and what it is called by now. Owners are told, each alone and once,
 * that its token is refused, and seven days and one day before its subscription ends.
 */
export function createShopWatch(parts: ShopWatchParts): Worker {
  const { rows, leases, log, leaseMs = 60_000, everyMs = 60_000 } = parts;
  const onTrouble = (error: unknown, shop?: string) =>
    log.error({ err: error, shop }, 'a shop could not be looked after');
  return createWorker<string>({
    async due(limit) {
      const toLookAfter = await rows.toLookAfter(lookEveryMs, limit);
      const toWarnOf = (await rows.all()).filter((row) => warningFor(row, parts) !== undefined);
      return [...new Set([...toLookAfter, ...toWarnOf.map(({ id }) => id)])].slice(0, limit);
    },
    key: (id) => id,
    async handle(id, stopping) {
      const options = { ms: leaseMs, stopping, onTrouble };
      try {
        await withLease(leases, `shop:${id}`, options, async ({ signal }) => {
          if (await rows.isToLookAt(id, lookEveryMs)) await lookAt(parts, id, signal);
          const row = await rows.get(id);
          if (row !== undefined) await tellOwners(parts, row);
        });
      } catch (error) {
        // Broken off by the bot's end: the next start asks again.
        if (!stopping.aborted) throw error;
      }
    },
    onTrouble,
    atOnce: 4,
    everyMs,
    wokenBy: rows.onRefused,
  });
}

/** What Ngorder knows of the shop; that its token is refused is noted by the client itself. */
async function lookAt(
  { rows, shops, log }: ShopWatchParts,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const shop = await shops.of(id);
  try {
    const [account] = (await shop?.ngorder.inBackground.getShops(signal)) ?? [];
    await rows.noteLooked(id, expiryDay(account?.expiredDate));
    if (account?.name && account.name !== shop?.name) await rows.update(id, { name: account.name });
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    log.debug({ err: error, shop: id }, 'a shop could not be asked for');
    await rows.noteLooked(id, undefined);
  }
}

async function tellOwners(parts: ShopWatchParts, row: ShopRow): Promise<void> {
  const { rows, activity } = parts;
  const { id, name } = row;
  if (row.token !== undefined && row.refused_at !== null && row.refused_told_at === null) {
    await tell(parts, id, (own) => own.html('shop-token-refused', { shop: name }));
    await rows.markRefusalTold(id);
    await activity.record({ kind: 'tokenRefused', shop: id });
    return;
  }
  const warning = warningFor(row, parts);
  if (warning === undefined) return;
  await tell(parts, id, (own) =>
    own.html(warning.daysBefore === 1 ? 'shop-expires-tomorrow' : 'shop-expires-soon', {
      shop: name,
      date: own.day(warning.day),
    }),
  );
  await rows.update(id, { expiry_told: written(warning) });
}

/** What owners are to be told now of a shop that is connected. */
function warningFor(
  { token, expires_on, expiry_told }: ShopRow,
  { shops }: Pick<ShopWatchParts, 'shops'>,
): ExpiryWarning | undefined {
  return token === undefined ? undefined : warningDue(expires_on, shops.today(), expiry_told);
}

async function tell(
  { team, api, localizerIn, log }: ShopWatchParts,
  shop: string,
  text: (localizer: Localizer) => string,
): Promise<void> {
  for (const personId of await team.everybody()) {
    if (!(await team.may(personId, 'shops', shop))) continue;
    const localizer = await localizerIn(personId, shop);
    await api.sendMessage(personId, text(localizer), html).catch((error: unknown) => {
      // Who has never opened the private chat can't be told.
      if (!isRefusal(error)) throw error;
      log.info({ person: personId, shop }, 'an owner could not be told of their shop');
    });
  }
}
