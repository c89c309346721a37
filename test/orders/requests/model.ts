import { expect } from 'vitest';
import { Maintenance } from '../../../src/ngorder/errors.ts';
import { OrderBusy } from '../../../src/orders/requests/errors.ts';
import { type ActKind, type ActStatus, isUnderWay } from '../../../src/orders/requests/states.ts';
import { inJakarta } from '../../fixtures/in-jakarta.ts';
import type { Harness, Told } from './harness.ts';
import { type Crash, createLife } from './mortal.ts';
import type { ActRequest, Fate, ShopState } from './pretend-ngorder.ts';

/** The orders of the pretended shop that people act on; the others only fill pages. */
export const orderIds = [1338, 566, 42] as const;

export type Happening =
  | { is: 'question'; kind: ActKind; order: number; preview: boolean }
  | { is: 'press'; question: number; yes: number; no: boolean }
  | {
      is: 'run';
      lives: { crash: Crash | undefined; pauses: number[] }[];
      fates: Fate[];
      pressed: number;
    }
  | { is: 'restart' }
  | { is: 'time'; ms: number; arrive: boolean }
  | { is: 'edit'; order: number; totalAmount: number }
  | { is: 'elsewhere'; order: number; act: ActKind }
  | { is: 'weather'; readsFail: boolean; searchMisses: boolean; pagesShift: boolean };

/** Lets things happen to a harness, in whatever order, and checks after each that every promise still holds. */
export function createModel(harness: Harness) {
  const { ledger, ngorder, clock } = harness;
  const tokens: string[] = [];
  const confirmedBy = new Map<string, Set<number>>();
  const requests = new Map<ActRequest, string>();
  const logAtRequest = new Map<string, number[]>();
  const happenedBefore = new Map<string, number>();
  const called = new Set<string>();
  const weather = { readsFail: false, searchMisses: false, pagesShift: false };
  let lateSince: number | undefined;
  let nextOrderId = 10_000;

  for (const [index, orderId] of orderIds.entries()) {
    ngorder.put({ orderId }, index === 2 ? 'CANCEL' : 'active');
  }
  for (const orderId of [1, 2, 3]) ngorder.put({ orderId }, 'REJECTED');
  ngorder.put({ orderId: 4 }, 'CANCEL');
  ngorder.mostPerPage = 2;

  ngorder.beforeRead = (state, page) => {
    if (weather.readsFail) throw new Maintenance({ endpoint: 'list', status: 503 });
    if (!weather.pagesShift || page !== 2) return;
    nextOrderId += 1;
    ngorder.put({ orderId: nextOrderId }, state);
  };

  const all = (): Promise<Told[]> => Promise.all(tokens.map(harness.get));

  ngorder.beforeAct = async (request) => {
    const sent = (await all()).filter(
      ({ orderId, status }) => orderId === request.orderId && status === 'sent',
    );
    expect(sent, 'a request stands in the ledger before it leaves').toHaveLength(1);
    const [action] = sent;
    if (action === undefined) return;
    expect(action.kind).toBe(request.act);
    expect(confirmedBy.get(action.token), 'nothing is sent unconfirmed').toContain(
      action.decidedBy?.id,
    );
    requests.set(request, action.token);
    const earlier = logAtRequest.get(action.token) ?? [];
    expect(earlier.length, 'requests for one confirmation').toBeLessThan(
      action.kind === 'delete' ? 1 : 2,
    );
    const since = earlier.at(-1) ?? happenedBefore.get(action.token) ?? 0;
    const looked = action.seen !== undefined || earlier.length > 0;
    if (looked) {
      expect(showsOldState(action, since), 'the order was read, in its old state').toBe(true);
    }
    if (action.seen !== undefined) {
      const now = ngorder.order(action.orderId);
      expect(now?.totalAmount, 'the order is as the person saw it').toBe(action.seen.totalAmount);
    }
    logAtRequest.set(action.token, [...earlier, ngorder.log.length]);
  };

  const showsOldState = ({ kind, orderId }: Told, since: number): boolean =>
    ngorder.log
      .slice(since)
      .some(
        (entry) =>
          'read' in entry &&
          (entry.read === 'active') === (kind === 'cancel') &&
          entry.shown.includes(orderId),
      );

  const press = async (question: number, yes: number, no: boolean): Promise<void> => {
    const token = tokens[question % tokens.length];
    if (token === undefined) return;
    const people = Array.from({ length: yes }, (_, id) => ({ id: id + 1, name: `Person ${id}` }));
    const willing = confirmedBy.get(token) ?? new Set();
    confirmedBy.set(token, willing);
    for (const { id } of people) willing.add(id);
    const before = ngorder.log.length;
    const answers = await Promise.allSettled([
      ...people.map((person) => ledger.confirm(token, person)),
      ...(no ? [ledger.decline(token, { id: 99, name: 'No' })] : []),
    ]);
    const heard = answers.filter(({ status }) => status === 'fulfilled');
    expect(heard.length, 'of all presses one is heard').toBeLessThanOrEqual(1);
    const { status } = await harness.get(token);
    if (heard.length === 1 && status !== 'declined') happenedBefore.set(token, before);
  };

  const run = async ({ lives, fates, pressed }: Happening & { is: 'run' }): Promise<void> => {
    ngorder.fates = [...fates];
    const running = lives.map(({ crash, pauses }) => {
      const life = createLife(crash, pauses);
      const known = { isKnown: true, isConnected: true };
      const shop = { name: 'Toko', ...inJakarta, ...known, ngorder: life.within(ngorder) };
      const workers = harness.workers({
        ledger: life.within(ledger),
        leases: life.within(harness.leases),
        shops: { of: async (id) => ({ id, ...shop }) },
        pause: async (ms) => passTime(ms, false),
      });
      const ran = Promise.all(workers.map((worker) => worker.runDue()));
      return Promise.race([ran, life.died]);
    });
    await Promise.all([...running, press(pressed, 2, false)]);
    ngorder.fates = [];
  };

  /** What is late comes before the request's time limit has passed three times: the design counts on no more. */
  const passTime = (ms: number, arrive: boolean): void => {
    const mostLate = 3 * ngorder.limits.actMs - 1;
    if (ngorder.lateCount() > 0) lateSince ??= clock.ms;
    if (arrive || (lateSince !== undefined && clock.ms + ms >= lateSince + mostLate)) {
      ngorder.arrive();
      lateSince = undefined;
    }
    clock.ms += ms;
  };

  /** Somebody at the dashboard; not against an act that is under way, since that can't be told from its failing. */
  const actElsewhere = async (act: ActKind, orderId: number): Promise<void> => {
    const underWay = (await all()).find(
      (action) => action.orderId === orderId && holdsOrder(action) && action.sends > 0,
    );
    if (underWay === undefined || underWay.kind === act) ngorder.elsewhere(act, orderId);
  };

  const ask = async (kind: ActKind, orderId: number, preview: boolean): Promise<void> => {
    const state = ngorder.state(orderId);
    if (kind !== 'cancel' && state === 'gone') return;
    const seen = preview || kind !== 'cancel' ? ngorder.order(orderId) : undefined;
    const foundAt =
      state === 'active' || state === 'gone' ? undefined : { type: state, page: 1, perPage: 5 };
    tokens.push((await harness.propose(kind, orderId, { seen, foundAt })).token);
  };

  const happen = async (happening: Happening): Promise<void> => {
    switch (happening.is) {
      case 'question':
        return ask(happening.kind, orderOf(happening.order), happening.preview);
      case 'press':
        return press(happening.question, happening.yes, happening.no);
      case 'run':
        return run(happening);
      case 'restart':
        await harness.store.db.deleteFrom('leases').execute();
        return;
      case 'time':
        return passTime(happening.ms, happening.arrive);
      case 'edit': {
        const orderId = orderOf(happening.order);
        const state = ngorder.state(orderId);
        const order = ngorder.order(orderId);
        if (state !== 'gone')
          ngorder.put({ ...order, orderId, totalAmount: happening.totalAmount }, state);
        return;
      }
      case 'elsewhere':
        return actElsewhere(happening.act, orderOf(happening.order));
      case 'weather':
        Object.assign(weather, happening);
        ngorder.searchMisses = weather.searchMisses;
    }
  };

  const check = async (statesBefore: ReadonlyMap<number, ShopState | 'gone'>): Promise<void> => {
    expect(harness.trouble).toEqual([]);
    const actions = await all();
    for (const orderId of orderIds) {
      const underWay = actions.filter((action) => action.orderId === orderId && holdsOrder(action));
      expect(underWay.length, 'acts under way on one order').toBeLessThanOrEqual(1);
    }
    for (const action of actions) {
      expect(effectsOf(action.token).length, 'effects of one confirmation').toBeLessThanOrEqual(1);
      checkEnd(action);
      if (action.status === 'done' && !called.has(action.token)) {
        called.add(action.token);
        const happened =
          effectsOf(action.token).length > 0 ||
          isNew(action.kind, statesBefore.get(action.orderId)) ||
          isNew(action.kind, ngorder.state(action.orderId));
        expect(happened, 'what is called done has happened').toBe(true);
      }
    }
  };

  const effectsOf = (token: string) =>
    ngorder.effects.filter((effect) => requests.get(effect) === token);

  const checkEnd = ({ token, status, outcome, sends }: Told): void => {
    const sent = logAtRequest.get(token)?.length ?? 0;
    expect(sent, 'no more leaves than is written down').toBeLessThanOrEqual(sends);
    if (['proposed', 'declined', 'expired', 'waiting'].includes(status)) expect(sent).toBe(0);
    if (status !== 'failed') return;
    if (outcome?.kind === 'unread') expect(sent).toBe(0);
    if (outcome?.kind === 'refused' || outcome?.kind === 'notDone') {
      expect(effectsOf(token), 'what is called not done has not happened').toEqual([]);
    }
  };

  return {
    async happen(happening: Happening): Promise<void> {
      const statesBefore = new Map(orderIds.map((id) => [id, ngorder.state(id)]));
      await happen(happening);
      await check(statesBefore);
    },

    /** While something may still come of an act, its order is closed to every other. */
    async checkLocks(): Promise<void> {
      for (const { orderId, status } of await all()) {
        if (!holdsOrder({ status })) continue;
        const { token } = await harness.propose('cancel', orderId);
        const other = ledger.confirm(token, { id: 50, name: 'Other' });
        await expect(other).rejects.toBeInstanceOf(OrderBusy);
      }
    },

    /** When everything works again, everything comes to its end. */
    async checkAllSettles(): Promise<void> {
      await this.happen({
        is: 'weather',
        readsFail: false,
        searchMisses: false,
        pagesShift: false,
      });
      for (let round = 0; round < 6; round += 1) {
        await this.happen({ is: 'time', ms: 20 * 60_000, arrive: true });
        const life = { crash: undefined, pauses: [0] };
        await this.happen({ is: 'run', lives: [life], fates: [], pressed: 0 });
      }
      const statuses = new Set((await all()).map(({ status }) => status));
      for (const status of statuses)
        expect(['done', 'failed', 'declined', 'expired']).toContain(status);
    },
  };
}

function holdsOrder({ status }: Pick<Told, 'status'>): boolean {
  return isUnderWay(status as ActStatus);
}

function orderOf(index: number): number {
  return orderIds[index % orderIds.length] ?? 0;
}

function isNew(kind: ActKind, state: ShopState | 'gone' | undefined): boolean {
  return state === { cancel: 'CANCEL', return: 'active', delete: 'gone' }[kind];
}
