import type { Logger } from 'pino';
import { createBulk } from '../background/bulk.ts';
import { features } from '../bot/bot.ts';
import { createCodec } from '../bot/callbacks/codec.ts';
import { buttonsOf } from '../bot/feature.ts';
import { loadLocalizers } from '../bot/i18n/localizer.ts';
import { createLocalizerIn } from '../bot/i18n/localizer-in.ts';
import type { Config } from '../config.ts';
import { createNgorder } from '../ngorder/client.ts';
import { defaultLimits, type NgorderLimits } from '../ngorder/limits.ts';
import { today } from '../orders/dates/date-range.ts';
import { createRefundDiscovery } from '../orders/refunds/discovery.ts';
import { createRefunds } from '../orders/refunds/refunds.ts';
import { createLedger } from '../orders/requests/ledger.ts';
import { createMetrics } from '../server/metrics.ts';
import { adoptRows } from '../store/adopt-rows.ts';
import type { DatabaseClock } from '../store/clock.ts';
import { shareKeys } from '../store/encryption/keys-in-use.ts';
import { createInboxRows } from '../store/inbox/inbox.ts';
import { openStore } from '../store/store.ts';
import { createChats } from '../store/tables/chats.ts';
import { createLeases } from '../store/tables/leases.ts';
import { createSelections } from '../store/tables/selections.ts';
import { createShopRows } from '../store/tables/shops.ts';
import { createActivity } from '../team/activity/activity.ts';
import { createForgetting } from '../team/activity/forgetting.ts';
import { createHistory } from '../team/activity/history.ts';
import { createChatSettings } from '../team/chat-settings.ts';
import { createGroupMembers, type IsInGroup } from '../team/group-members.ts';
import { createJoinRequests } from '../team/join-requests.ts';
import { createMembership } from '../team/membership.ts';
import { createShopSettings } from '../team/shop-settings.ts';
import { createConnections } from '../team/shops/connections.ts';
import { createPlaces } from '../team/shops/places.ts';
import { createRefusals } from '../team/shops/refusals.ts';
import { seedShops } from '../team/shops/seed.ts';
import { createClients, createShops } from '../team/shops/shops.ts';
import { createTeam } from '../team/team.ts';

/** A PostgreSQL that is started together with the bot answers within this time. */
const databaseWaitMs = 30_000;
/** A copy that ends, or was killed, no longer counts as being there by then. */
const otherKeyWaitMs = 30_000;

export interface InfrastructureOptions {
  log: Logger;
  /** Ends waiting for the database, and asking Ngorder for the shop. */
  signal: AbortSignal;
  ngorderLimits?: Partial<NgorderLimits>;
  /** Told of each token that the bot comes to know: it must never be told. */
  redact: (secret: string) => void;
  /** How long deletes are held back after their Yes, in place of what shops choose. */
  deleteGraceMs?: number | undefined;
  /** In place of the database's own clock. */
  clock?: DatabaseClock | undefined;
  /** In place of the process's clock where days are told apart. */
  now?: (() => Date) | undefined;
}

export type Infrastructure = Awaited<ReturnType<typeof openInfrastructure>>;

/**
 * Opens what everything else stands on: the database, the shops, the team, the ledger, the texts and the numbers.
 * What must be closed is put on the stack as soon as it is open.
 * @throws {StoreError} when the database can't be used; the signal's reason when it is aborted
 */
export async function openInfrastructure(
  config: Config,
  { log, signal, redact, ...options }: InfrastructureOptions,
  opened: AsyncDisposableStack,
) {
  const store = await openStore(config.database, config.secretKey, {
    secretKeyOld: config.secretKeyOld,
    clock: options.clock,
    log,
    waitMs: databaseWaitMs,
    signal,
  });
  opened.defer(store.close);
  const leases = createLeases(store);
  if (config.database.kind === 'postgres')
    opened.defer(await shareKeys(store, leases, { log, signal, waitMs: otherKeyWaitMs }));
  const botId = Number.parseInt(config.botToken, 10);
  const inboxRows = createInboxRows(store, botId);
  const metrics = createMetrics(inboxRows.backlog);
  const ngorderLimits: NgorderLimits = { ...defaultLimits, ...options.ngorderLimits };
  const shopRows = createShopRows(store, botId);
  const refusals = createRefusals(shopRows, log);
  const createClient = (token: string, shop?: string) => {
    redact(token);
    return createNgorder({
      root: config.ngorderApiRoot,
      token,
      limits: ngorderLimits,
      onRequest: (request) => {
        metrics.ngorderRequest(request.endpoint, request.outcome, request.ms);
        log.debug({ shop, ...request }, 'ngorder');
        if (shop) refusals.noteOutcome(shop, token, request.outcome);
      },
    });
  };
  const clientOf = createClients(createClient);
  await adoptRows(store, botId);
  const shopSettings = createShopSettings(store, botId);
  // Asked for first by an update, when Telegram can be reached.
  const groups: { isIn: IsInGroup } = { isIn: async () => false };
  const isInGroup: IsInGroup = (...asked) => groups.isIn(...asked);
  const groupMembers = createGroupMembers({ store, botId, shopSettings, isInGroup });
  const team = createTeam(store, botId, groupMembers.isStillIn);
  await shopRows.renewFingerprints();
  const seeded = await seedShops({
    rows: shopRows,
    clientOf,
    token: config.ngorderToken,
    team,
    ownerIds: config.ownerIds,
    log,
    signal,
  });
  const [firstShop] = await shopRows.all();
  const shops = createShops({
    rows: shopRows,
    firstId: firstShop?.id ?? seeded.id,
    timeZone: config.timeZone,
    today: () => today(config.timeZone, options.now?.()),
    clientOf,
  });
  const localizerFor = loadLocalizers(config.locale);
  const chats = createChats(store, botId);
  const ledger = createLedger(store, botId, {
    onEnd: ({ request, act }) => metrics.actEnded(request.kind, act.outcome?.kind ?? 'unknown'),
    deleteGraceMs: options.deleteGraceMs,
  });
  const activity = createActivity(store, botId);
  const refunds = createRefunds(store, botId, activity);
  const refundDiscovery = createRefundDiscovery(refunds, log);
  opened.defer(refundDiscovery.stop);
  return {
    botId,
    store,
    inboxRows,
    metrics,
    bulk: createBulk(),
    ngorderLimits,
    team,
    membership: createMembership(store, botId),
    chatSettings: createChatSettings(store, botId),
    joinRequests: createJoinRequests(store, botId),
    shopSettings,
    groups,
    groupMembers,
    activity,
    history: createHistory(store, botId),
    forgetting: createForgetting(store, botId),
    shops,
    shopRows,
    connections: createConnections({
      store,
      botId,
      team,
      firstId: shops.firstId,
      clientFor: createClient,
    }),
    places: createPlaces({ store, botId, team, firstId: shops.firstId }),
    redact,
    seeded,
    chats,
    ledger,
    refunds,
    refundDiscovery,
    leases,
    selections: createSelections(store, botId),
    localizerFor,
    localizerIn: createLocalizerIn(chats, shops, localizerFor),
    codec: createCodec(buttonsOf(features), shops.firstId),
  };
}
