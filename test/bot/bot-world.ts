import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { pino } from 'pino';
import { expect, onTestFinished } from 'vitest';
import { type AssembledBot, createBot, features } from '../../src/bot/bot.ts';
import { createCodec } from '../../src/bot/callbacks/codec.ts';
import { createCommandMenus, type PublishedMenus } from '../../src/bot/command-menus.ts';
import type { BotParts } from '../../src/bot/context.ts';
import { buttonsOf, commandsOf, type Feature } from '../../src/bot/feature.ts';
import { type LocalizerFor, loadLocalizers } from '../../src/bot/i18n/localizer.ts';
import { createLocalizerIn } from '../../src/bot/i18n/localizer-in.ts';
import { createNgorder } from '../../src/ngorder/client.ts';
import { createRefundDiscovery } from '../../src/orders/refunds/discovery.ts';
import { createRefunds } from '../../src/orders/refunds/refunds.ts';
import { createLedger } from '../../src/orders/requests/ledger.ts';
import { type NgorderSandbox, startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import {
  type Chat,
  type Message,
  Player,
  type User,
} from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { createOrigins } from '../../src/store/activity/origins.ts';
import { commitUnitOfWork, emptyUnitOfWork } from '../../src/store/inbox/unit-of-work.ts';
import { createChats } from '../../src/store/tables/chats.ts';
import { createConversationStates } from '../../src/store/tables/conversations.ts';
import { createSelections } from '../../src/store/tables/selections.ts';
import { createShopRows } from '../../src/store/tables/shops.ts';
import { createActivity } from '../../src/team/activity/activity.ts';
import { createForgetting } from '../../src/team/activity/forgetting.ts';
import { createHistory } from '../../src/team/activity/history.ts';
import { createChatSettings } from '../../src/team/chat-settings.ts';
import { createJoinRequests } from '../../src/team/join-requests.ts';
import { createMembership } from '../../src/team/membership.ts';
import type { Operation } from '../../src/team/operations.ts';
import { createShopSettings } from '../../src/team/shop-settings.ts';
import { createConnections } from '../../src/team/shops/connections.ts';
import { createPlaces } from '../../src/team/shops/places.ts';
import type { Shop, Shops } from '../../src/team/shops/shops.ts';
import { createTeam, type Team } from '../../src/team/team.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { testDay } from '../fixtures/in-jakarta.ts';
import type { Database } from '../store/databases.ts';

const botId = 1;

/** The bot without what works in its background, handed one update after the other. */
export interface BotWorld {
  play: Player;
  parts: BotParts & { commandMenus: PublishedMenus };
  /** What the log told of failures. */
  failures: object[];
  /** The shops' Ngorder, by the shops' IDs. */
  ngorder: Record<string, NgorderSandbox>;
  /** Somebody of the team, and somebody else. */
  sari: User;
  outsider: User;
  /** What somebody of the team may not do, as `operation` or `operation@shop`. */
  forbidden: Set<string>;
  /** Who is of the team, besides Sari. */
  members: Set<number>;
  /** For calls outside of handlers. */
  api: Api;
  handle(update: Update): Promise<void>;
  /** The same, with what it changes left to the test. */
  handleInto: AssembledBot['handle'];
  /** What Telegram has for the bot, to be handed on by the test. */
  heard(): Promise<Update[]>;
  /** Handles everything that Telegram has for the bot. */
  handleAll(): Promise<void>;
  /** Writes something and returns the bot's last message afterwards. */
  asks(person: User, chat: Chat, text: string): Promise<Message>;
  /** Presses a button and returns the bot's answer to that. */
  presses(person: User, message: Message, label: string): Promise<{ text?: string }>;
}

export interface BotWorldOptions {
  database: Database;
  features?: readonly Feature[];
  localizerFor?: LocalizerFor;
  /** The time zones of the shops, by their IDs; the first is the first shop. */
  shops?: Record<string, string>;
}

export async function openBotWorld({
  database,
  features: doing = features,
  localizerFor = loadLocalizers('en'),
  shops: zones = { first: 'Asia/Jakarta' },
}: BotWorldOptions): Promise<BotWorld> {
  const sandbox = await startTelegramSandbox();
  const play = new Player(sandbox.url);
  const store = await database.open();
  const failures: object[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void failures.push(JSON.parse(line)) });
  const ngorder: Record<string, NgorderSandbox> = {};
  const shops: Shop[] = [];
  for (const [id, timeZone] of Object.entries(zones)) {
    const server = await startNgorderSandbox({ today: '2026-11-20' });
    ngorder[id] = server;
    const client = createNgorder({ root: server.url, token: server.token });
    shops.push({
      id,
      name: `Toko ${id}`,
      timeZone,
      today: () => testDay,
      isKnown: true,
      isConnected: true,
      ngorder: client,
    });
  }
  const { id: firstId, timeZone, today } = shops[0] as Shop;
  const of = async (shop: string) => shops.find(({ id }) => id === shop);
  const findAmong: Shops['findAmong'] = async (id) => {
    const shop = await of(id);
    return shop && { shop, known: shops.length };
  };
  const known: Shops = { firstId, timeZone, today, of, find: of, findAmong };

  const sari = await play.person({ first_name: 'Sari', language_code: 'en' });
  const outsider = await play.person({ first_name: 'Orang' });
  const members = new Set([sari.id]);
  const team = createTeam(store, botId);
  for (const { id } of shops) {
    await createShopRows(store, botId).add({ id, name: id });
    await team.setOwners(id, [sari.id]);
  }
  const forbidden = new Set<string>();
  const isMember = async (id: number | undefined) => id !== undefined && members.has(id);
  const telegram = createTelegram({ token: sandbox.token, apiRoot: sandbox.url, log });
  const may: Team['may'] = async (id, operation: Operation, shop) =>
    (await isMember(id)) && !forbidden.has(operation) && !forbidden.has(`${operation}@${shop}`);
  const shopsWith: Team['shopsWith'] = async (id, operation) => {
    const allowed = await Promise.all(shops.map((shop) => may(id, operation, shop.id)));
    return shops.flatMap((shop, at) => (allowed[at] ? [shop.id] : []));
  };
  const people: Omit<Team, 'membersAmong' | 'setOwners'> = {
    isMember,
    // What is forbidden here is taken from one person, whatever their role.
    roleIn: async (id, shop) => (forbidden.size > 0 ? undefined : team.roleIn(id, shop)),
    may,
    mayAnywhere: async (id, operation) =>
      id !== undefined && (await shopsWith(id, operation)).length > 0,
    shopsWith,
    everybody: async () => [...members],
  };
  const chats = createChats(store, botId);
  const refunds = createRefunds(store, botId, createActivity(store, botId));
  const parts: BotWorld['parts'] = {
    shops: known,
    ledger: createLedger(store, botId, { deleteGraceMs: 0 }),
    refunds,
    refundDiscovery: createRefundDiscovery(refunds, log),
    team: people,
    commandMenus: createCommandMenus({
      api: telegram.api,
      commands: commandsOf(doing),
      team: people,
      localizerFor,
      log,
    }),
    places: createPlaces({ store, botId, team: people, firstId }),
    connections: createConnections({
      store,
      botId,
      team: people,
      firstId,
      clientFor: (token) => createNgorder({ root: ngorder[firstId]?.url ?? '', token }),
    }),
    redact: () => undefined,
    membership: createMembership(store, botId),
    chatSettings: createChatSettings(store, botId),
    joinRequests: createJoinRequests(store, botId),
    groupMembers: { admit: async () => undefined, leave: async () => undefined },
    shopSettings: createShopSettings(store, botId),
    activity: createActivity(store, botId),
    history: createHistory(store, botId),
    origins: createOrigins(store, botId),
    forgetting: createForgetting(store, botId),
    chats,
    conversationStates: createConversationStates(store, botId, log),
    exports: { begin: async () => true, callOff: async () => 'late' },
    selections: createSelections(store, botId),
    searches: {
      begin: async () => undefined,
      ask: async () => undefined,
      get: async () => undefined,
      again: async () => undefined,
      end: async () => false,
    },
    codec: createCodec(buttonsOf(doing), firstId),
    localizerFor,
    localizerIn: createLocalizerIn(chats, known, localizerFor),
    log,
    onHandled: () => undefined,
  };
  const { bot, handle } = createBot(telegram, parts, doing);
  await bot.init();
  onTestFinished(async () => {
    const violations = await play.violations();
    await Promise.all([sandbox.close(), ...Object.values(ngorder).map((server) => server.close())]);
    expect(violations).toEqual([]);
  });

  let offset = 0;
  const world: BotWorld = {
    play,
    parts,
    failures,
    api: telegram.api,
    ngorder,
    sari,
    outsider,
    members,
    forbidden,
    handleInto: handle,
    async handle(update) {
      const changes = emptyUnitOfWork();
      await handle(update, changes, 0);
      await store.db
        .transaction()
        .execute((transaction) => commitUnitOfWork(transaction, store, botId, changes));
    },
    async heard() {
      const updates = await bot.api.getUpdates({ offset });
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      return updates;
    },
    async handleAll() {
      for (const update of await world.heard()) await world.handle(update);
    },
    async asks(person, chat, text) {
      await play.say(person, chat, text);
      await world.handleAll();
      const said = (await play.messages(chat)).findLast(({ from }) => from?.is_bot);
      if (said === undefined) throw new Error('The bot has said nothing');
      return said;
    },
    async presses(person, message, label) {
      const press = await play.press(person, message, label);
      await world.handleAll();
      return play.answerOf(press);
    },
  };
  return world;
}
