// What size costs: a start, a press, a new Yes and a sweep, with as much in the database as a few years leave there.

import { randomBytes } from 'node:crypto';
import { readConfig } from '../../src/config.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import { startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { actSeen } from '../../src/store/encryption/cells.ts';
import { sweep } from '../../src/store/retention/sweep.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { createShopRows } from '../../src/store/tables/shops.ts';
import { leaveRows } from '../../test/plans/growing.ts';
import { fillTables } from '../../test/store/rows.ts';
import type { Databases } from '../databases.ts';
import { type Aim, figure, median, percentile } from '../figures.ts';
import { ourBot } from '../our-bot.ts';
import type { Report } from '../report.ts';
import { TalkingBot } from '../talking-bot.ts';

const requests = 100_000;
const unsettled = 10_000;
const waiting = 20_000;
const shops = 200;
const presses = 60;
/** A new Yes is carried out within this time, whatever else is unsettled. */
const yesMs = 2000;
const leastPressMs = 5;

type Numbers = TalkingBot['numbers'];

/** What is put into the database of a bot that has been started before. */
const sizes: Record<string, (store: Store, numbers: Numbers) => Promise<void>> = {
  'nothing yet': async () => undefined,
  [`${requests} requests`]: (store, numbers) => leaveRows(store, requests, numbers),
  [`${unsettled} unsettled acts`]: leaveUnsettled,
  [`${waiting} waiting updates`]: leaveWaiting,
  [`${shops} shops`]: leaveShops,
};

interface Measured {
  startMs: number;
  pressMs: number[];
  /** The presses of one with nothing in its database, each right before or after one of these. */
  besideMs: number[];
  yesMs: number;
  sweepMs: number;
}

export async function sizeTheme(databases: Databases): Promise<Report> {
  const lines = [['', 'start', 'press p50', 'p99', 'a new Yes', 'sweep']];
  const aims: Aim[] = [];
  for (const kind of databases.kinds) {
    const beside = await enter(await databases.create(kind));
    try {
      await beside.bot.start();
      for (const [size, fill] of Object.entries(sizes)) {
        const measured = await measure(await databases.create(kind), fill, beside.bot);
        const name = `${size}, ${kind}`;
        lines.push([name, ...figures(measured)]);
        aims.push(...aimsOf(name, measured));
      }
    } finally {
      await beside.leave();
    }
  }
  return {
    title: 'By size',
    how: `each in a database of its own: a restart to the answer of a /start that waits, ${presses} presses by turns with one that has nothing yet, one Yes while all else goes on, one sweep; Telegram and Ngorder answer at once.`,
    lines,
    aims,
  };
}

/** Our bot with its owner, at an Ngorder of its own. */
async function enter(url: string) {
  const ngorder = await startNgorderSandbox();
  const env = { DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString('hex') };
  const bot = await TalkingBot.enter('our bot', ourBot(), ngorder, env);
  const leave = async () => {
    await bot.leave();
    await ngorder.close();
  };
  return { bot, env, leave };
}

async function measure(
  url: string,
  fill: (store: Store, numbers: Numbers) => Promise<void>,
  beside: TalkingBot,
): Promise<Measured> {
  const { bot, env, leave } = await enter(url);
  const inStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const { database } = readConfig({ ...env, BOT_TOKEN: '1:a', NGORDER_TOKEN: 'a' });
    const store = await openStore(database, env.SECRET_KEY);
    return work(store).finally(() => store.close());
  };
  try {
    await bot.start();
    await bot.stop();
    await inStore((store) => fill(store, bot.numbers));
    const startMs = await bot.start();
    const { orderId } = namedOrders.unpaid;
    const question = await bot.ask(`/cancel ${orderId}`);
    const yes = await bot.pressUntil(question, 'Yes, cancel order', 'Canceled by');
    const pressMs: number[] = [];
    const besideMs: number[] = [];
    const both = [
      { by: bot, list: await bot.openList(), ms: pressMs },
      { by: beside, list: await beside.openList(), ms: besideMs },
    ];
    // By turns, so that whatever else the machine does meanwhile slows both down.
    for (let press = 0; press < presses; press += 1)
      for (const { by, list, ms } of press % 2 === 0 ? both : both.toReversed())
        ms.push((await by.press(list, press % 2 === 0 ? '›' : '‹')).edited);
    await bot.stop();
    const sweepMs = await inStore(async (store) => {
      const begun = performance.now();
      await sweep(store, new AbortController().signal);
      return performance.now() - begun;
    });
    return { startMs, pressMs, besideMs, yesMs: yes, sweepMs };
  } finally {
    await leave();
  }
}

/** Their answers were lost, and the orders are nowhere to be found: only reading can settle them. */
async function leaveUnsettled(store: Store, { botId, chatId }: Numbers): Promise<void> {
  const now = Date.now();
  const numbers = Array.from({ length: unsettled }, (_, at) => 8_000_000 + at);
  await fillTables(
    store,
    numbers,
    (row, table, n) => {
      const own = { ...row, bot_id: botId, ...('shop' in row && { shop: 'first' }) };
      if (table === 'request_messages')
        return { ...own, chat_id: chatId, thread_id: null, version: 1, shown_version: 1, copy: 0 };
      if (table === 'requests')
        return {
          ...own,
          kind: 'cancel',
          status: 'confirmed',
          created_at: now,
          decided_at: now,
          expires_at: now + 60_000,
          follows: null,
          approval: null,
        };
      const seen = { orderId: n, products: [], raw: {} };
      return {
        ...own,
        position: 0,
        order_id: n,
        status: 'sent',
        sends: 1,
        sent_at: now,
        due_at: now,
        tries: 0,
        found_at: null,
        seen_encrypted: store.encryption.encrypt(JSON.stringify(seen), actSeen(`t${n}`, 0)),
        ...Object.fromEntries(later.map((name) => [name, null])),
      };
    },
    ['requests', 'acts', 'request_messages'],
  );
}

const later = [
  'old_since',
  'outcome_encrypted',
  'settled_by',
  'settled_at',
  'asked_person_at',
  'unread_at',
  'reason',
  'reason_at',
  'reason_note_encrypted',
];

/** Telegram wants their chats to be left alone for a while. */
async function leaveWaiting(store: Store, { botId }: Numbers): Promise<void> {
  const now = Date.now();
  const numbers = Array.from({ length: waiting }, (_, at) => 8_000_000 + at);
  const change = (row: object, n: number) => ({
    ...row,
    bot_id: botId,
    queue: `chat:${n % 1000}`,
    status: 'waiting',
    received_at: now,
    due_at: now + 3_600_000,
    put_off_at: now,
    handled_at: null,
    failures: 0,
    losses: 0,
    error: null,
  });
  await fillTables(store, numbers, (row, _table, n) => change(row, n), ['inbox']);
}

async function leaveShops(store: Store, { botId }: Numbers): Promise<void> {
  const rows = createShopRows(store, botId);
  for (let n = 1; n <= shops; n += 1)
    await rows.add({ id: `s${n}`, name: `Toko ${n}` }, { token: `token-${n}`, ngorderId: 900 + n });
}

function figures({ startMs, pressMs, yesMs: yes, sweepMs }: Measured): string[] {
  const times = [startMs, median(pressMs), percentile(pressMs, 0.99), yes, sweepMs];
  return times.map((ms) => figure(ms, 'ms'));
}

function aimsOf(name: string, measured: Measured): Aim[] {
  const press = Math.max(leastPressMs, median(measured.besideMs));
  return [
    { what: `${name}: a new Yes`, measured: measured.yesMs, unit: 'ms', atMost: yesMs },
    {
      what: `${name}: a press to one with nothing yet`,
      measured: median(measured.pressMs) / press,
      unit: '×',
      atMost: 1.5,
    },
  ];
}
