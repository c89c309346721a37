import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseAddress } from '../../src/config.ts';
import type { Call } from '../../src/sandbox/ngorder/control.ts';
import { landmarks } from '../../src/sandbox/ngorder/landmarks.ts';
import { type NgorderSandbox, startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { type Chat, Player, type User } from '../../src/sandbox/telegram/player.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram/server.ts';

export type Kind = 'cancel' | 'return' | 'delete';

/** Both sandboxes with a team in them, and a record of everything that reached them. */
export interface Stage {
  telegram: TelegramSandbox;
  ngorder: NgorderSandbox;
  play: Player;
  team: { user: User; alone: Chat }[];
  group: Chat;
  /** What the bot's processes are started with. */
  env: Record<string, string>;
  /** Every update that Telegram had for the bot. */
  updates: Set<number>;
  /** Every request at Ngorder, in order of arrival; what it did stands in it when it is answered. */
  requests: Call[];
  /** Hands out an order that nobody else has in hand, in the state in which `kind` can be done to it. */
  takeOrder(kind: Kind): number;
  giveBack(orderId: number, kind: Kind): void;
  /**
   * Resolves after so many more things have happened between the bot and either side, or so many acts have reached
   * Ngorder; in any case when `mostMs` is over.
   */
  after(count: number, what: Happening, mostMs: number): Promise<void>;
  close(): Promise<void>;
}

const compiled = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node');

type Happening = 'anything' | 'act';

const names = ['Sari', 'Budi', 'Dewi', 'Agus'];

export async function openStage(database: DatabaseAddress, seed: number): Promise<Stage> {
  const telegram = await startTelegramSandbox();
  const ngorder = await startNgorderSandbox({ today: '2026-11-20', seed });
  const play = new Player(telegram.url);
  const team = await Promise.all(
    names.map(async (first_name) => {
      const user = await play.person({ first_name, language_code: 'en' });
      return { user, alone: await play.privateChat(user) };
    }),
  );
  const users = team.map(({ user }) => user);
  const group = await play.group({ title: 'Toko', type: 'supergroup', members: users });
  // Some requests come to nothing. Half of the others take a while before they happen and half before they are
  // answered: there a kill hurts most.
  for (const operation of ['cancel', 'return', 'delete'] as const) {
    ngorder.control.fault({ kind: 'broken', operation, when: 'before', share: 0.2 });
    ngorder.control.fault({ kind: 'delay', operation, delayMs: 150, when: 'before', share: 0.5 });
    ngorder.control.fault({ kind: 'delay', operation, delayMs: 150, when: 'after', share: 1 });
  }
  // A press that the bot has no time to answer is brought again, as another update.
  telegram.world.faults.add({ kind: 'redeliver', after_seconds: 2 });
  const { updates, requests, after } = watch(telegram, ngorder);
  const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-chaos-'));
  return {
    telegram,
    ngorder,
    play,
    team,
    group,
    env: {
      BOT_TOKEN: telegram.token,
      NGORDER_TOKEN: ngorder.token,
      OWNER_IDS: users.map(({ id }) => id).join(),
      TELEGRAM_API_ROOT: telegram.url,
      NGORDER_API_ROOT: ngorder.url,
      DATABASE_URL: database.kind === 'sqlite' ? `sqlite:${database.path}` : database.url,
      SECRET_KEY: randomBytes(32).toString('hex'),
      PORT: '0',
      LOCALE: 'en',
      LOG_LEVEL: 'info',
      TMPDIR: folder,
      // Started so often, it starts from compiled code.
      NODE_COMPILE_CACHE: compiled,
    },
    updates,
    requests,
    ...createPool(ngorder),
    after,
    async close() {
      ngorder.control.reset();
      await Promise.all([telegram.close(), ngorder.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createPool({ control }: NgorderSandbox): Pick<Stage, 'takeOrder' | 'giveBack'> {
  const special = new Set<number>(Object.values(landmarks).map(({ orderId }) => orderId));
  const ordinary = (place: 'active' | 'CANCEL') =>
    control
      .orders(place)
      .map(({ order_id }) => Number(order_id))
      .filter((orderId) => !special.has(orderId));
  const active = ordinary('active');
  const canceled = ordinary('CANCEL');
  return {
    takeOrder(kind) {
      const orderId = (kind === 'cancel' ? active : canceled).shift();
      if (orderId === undefined) throw new Error(`No order is left to ${kind}`);
      return orderId;
    },
    giveBack(orderId, kind) {
      if (kind === 'cancel') canceled.push(orderId);
      if (kind === 'return') active.push(orderId);
    },
  };
}

function watch(telegram: TelegramSandbox, ngorder: NgorderSandbox) {
  const updates = new Set<number>();
  const byNumber = new Map<number, Call>();
  const requests: Call[] = [];
  const waiting = new Set<(what: Happening) => void>();
  const happened = (what: Happening = 'anything') => {
    for (const count of waiting) count(what);
  };
  telegram.world.watch((event) => {
    if (event.type === 'update') updates.add(event.update_id);
    if (event.type === 'call' || event.type === 'update') happened();
  });
  ngorder.control.onChange((change) => {
    if (change.type !== 'call') return;
    const known = byNumber.get(change.call.number);
    happened(known === undefined && isAct(change.call) ? 'act' : 'anything');
    if (known) Object.assign(known, change.call);
    else requests.push(change.call);
    byNumber.set(change.call.number, known ?? change.call);
  });
  const after: Stage['after'] = (wanted, what, mostMs) =>
    new Promise<void>((resolve) => {
      let left = wanted;
      const end = () => {
        clearTimeout(timer);
        waiting.delete(count);
        resolve();
      };
      const count = (happening: Happening) => {
        if (what === 'anything' || what === happening) left -= 1;
        if (left <= 0) end();
      };
      const timer = setTimeout(end, mostMs);
      waiting.add(count);
    });
  return { updates, requests, after };
}

/** Whether a request is to change an order. */
export function isAct({ operation }: Call): boolean {
  return operation === 'cancel' || operation === 'return' || operation === 'delete';
}
