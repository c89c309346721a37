import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseAddress } from '../../src/config.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import { type NgorderSandbox, startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import {
  type Chat,
  type LoggedUpdate,
  Player,
  type User,
} from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import type { Kind } from './acts.ts';
import type { Jump } from './clock.ts';
import { setNgorderFaults } from './faults.ts';
import { Gate, type Life } from './passage.ts';
import { openWire, passageHeader, type Wire } from './wire.ts';

/** Both sandboxes with a team in them, and a record of everything that passed between them and the bot. */
export interface Stage {
  telegram: TelegramSandbox;
  ngorder: NgorderSandbox;
  play: Player;
  team: Member[];
  group: Chat;
  gate: Gate;
  wire: Wire;
  /** What every process of the bot is started with. */
  env: Record<string, string>;
  /** Every update that Telegram had for the bot. */
  updates: LoggedUpdate[];
  /** The requests, by their number on the wire, that changed an order. */
  effects: Set<number>;
  /** When the database's clock was moved on. */
  jumps: Jump[];
  /** Which processes stood still, and from when to when. */
  standstills: Standstill[];
  close(): Promise<void>;
}

export interface Standstill extends Life {
  from: number;
  to: number;
}

export interface Member {
  user: User;
  alone: Chat;
  orders: Orders;
}

/** The orders that one member of the team has in hand, and nobody else. */
export interface Orders {
  /** The next one in the state in which `kind` can be done to it. */
  take(kind: Kind): number;
  giveBack(orderId: number, kind: Kind): void;
}

const names = ['Sari', 'Budi', 'Dewi', 'Agus', 'Rina', 'Joko'];

export async function openStage(database: DatabaseAddress, seed: number): Promise<Stage> {
  const telegram = await startTelegramSandbox();
  const ngorder = await startNgorderSandbox({ today: '2026-11-20', seed });
  const play = new Player(telegram.url);
  const deal = dealOrders(ngorder);
  const team: Member[] = [];
  // One after the other, so that the same seed gives the same person the same orders.
  for (const [index, first_name] of names.entries()) {
    const user = await play.person({ first_name, language_code: 'en' });
    team.push({ user, alone: await play.privateChat(user), orders: deal(index) });
  }
  const users = team.map(({ user }) => user);
  const group = await play.group({ title: 'Toko', type: 'supergroup', members: users });
  setNgorderFaults(ngorder.control);
  // A press that the bot has no time to answer is brought again, as another update.
  telegram.world.faults.add({ kind: 'redeliver', after_seconds: 2 });
  const gate = new Gate();
  const wire = await openWire({ telegram: telegram.url, ngorder: ngorder.url }, gate);
  const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-chaos-'));
  return {
    telegram,
    ngorder,
    play,
    team,
    group,
    gate,
    wire,
    env: {
      BOT_TOKEN: telegram.token,
      NGORDER_TOKEN: ngorder.token,
      OWNER_IDS: users.map(({ id }) => id).join(),
      DATABASE_URL: database.kind === 'sqlite' ? `sqlite:${database.path}` : database.url,
      SECRET_KEY: randomBytes(32).toString('hex'),
      PORT: '0',
      LOCALE: 'en',
      LOG_LEVEL: 'info',
      TMPDIR: folder,
    },
    ...watch(telegram, ngorder),
    jumps: [],
    standstills: [],
    async close() {
      ngorder.control.reset();
      await Promise.all([telegram.close(), ngorder.close(), wire.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Deals out the shop's ordinary orders, to each member every sixth. */
function dealOrders({ control }: NgorderSandbox): (member: number) => Orders {
  const special = new Set<number>(Object.values(namedOrders).map(({ orderId }) => orderId));
  const ordinary = (place: 'active' | 'CANCEL') =>
    control
      .orders(place)
      .map(({ order_id }) => Number(order_id))
      .filter((orderId) => !special.has(orderId));
  const [active, canceled] = [ordinary('active'), ordinary('CANCEL')];
  const mine = (orders: number[], member: number) =>
    orders.filter((_, index) => index % names.length === member);
  return (member) => {
    const [toCancel, toBringBack] = [mine(active, member), mine(canceled, member)];
    return {
      take(kind) {
        const orderId = (kind === 'cancel' ? toCancel : toBringBack).shift();
        if (orderId === undefined) throw new Error(`No order is left to ${kind}`);
        return orderId;
      },
      giveBack(orderId, kind) {
        if (kind === 'cancel') toBringBack.push(orderId);
        if (kind === 'return') toCancel.push(orderId);
      },
    };
  };
}

function watch(telegram: TelegramSandbox, ngorder: NgorderSandbox) {
  const updates: LoggedUpdate[] = [];
  const effects = new Set<number>();
  telegram.world.watchers.watch((event) => {
    if (event.type === 'update') updates.push(event);
  });
  ngorder.control.onChange((change) => {
    if (change.type === 'call' && change.call.effect)
      effects.add(Number(change.call.headers[passageHeader]));
  });
  return { updates, effects };
}
