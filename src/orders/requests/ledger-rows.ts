import { createActRows } from '../../store/requests/acts/act-rows.ts';
import { createApprovalRows } from '../../store/requests/approval/approval-rows.ts';
import { createRequestMessageRows } from '../../store/requests/message-rows.ts';
import { createRequestRows } from '../../store/requests/request-rows.ts';
import { createRunRows } from '../../store/requests/run-rows.ts';
import { createStandingRows } from '../../store/requests/standing-rows.ts';
import type { Store } from '../../store/store.ts';
import { createActivity } from '../../team/activity/activity.ts';
import type { ShopSettings } from '../../team/shop-settings.ts';
import { OrderBusy, RequestUnknown } from './errors.ts';
import { graceMsOf } from './grace/grace-time.ts';
import { stepRecorder } from './record/record-step.ts';
import { actOf, requestOf } from './rows.ts';
import type { Act, ActKind, Request, RequestedAct } from './states.ts';

/** What both sides of the ledger stand on. */
export type LedgerRows = ReturnType<typeof openLedgerRows>;

/**
 * @param announce called after every change that a worker should look at
 * @param deleteGraceMs how long deletes are held back, in place of what shops choose
 */
export function openLedgerRows(
  store: Store,
  botId: number,
  announce: () => void,
  deleteGraceMs?: number,
) {
  const requests = createRequestRows(store, botId);
  const acts = createActRows(store, botId);
  const get = async (token: string, position = 0): Promise<RequestedAct> => {
    const request = await requests.get(token);
    const act = await acts.get({ request: token, position });
    if (request === undefined || act === undefined) throw new RequestUnknown();
    return { request: requestOf(request), act: actOf(act, store.encryption) };
  };
  const runs = createRunRows(store, botId);
  const activity = createActivity(store, botId);
  return {
    botId,
    store,
    requests,
    acts,
    runs,
    approvals: createApprovalRows(store, botId),
    messages: createRequestMessageRows(store, botId),
    standing: createStandingRows(store, botId),
    activity,
    /** Writes down a step of a request that isn't one of its acts, in the transaction that takes it. */
    recordStep: stepRecorder(activity, store.encryption),
    announce,
    get,

    /** How long what is asked for now is held back after its Yes. */
    graceMs: (kind: ActKind, settings: ShopSettings) => graceMsOf(kind, settings, deleteGraceMs),

    /** The totals of the orders that a request is about, in rupiah; undefined where nobody knows. */
    async totalsOf({ request, act }: RequestedAct): Promise<(number | undefined)[]> {
      if (request.run === undefined) return [act.seen?.totalAmount];
      const found = await runs.acts(request.token);
      return found.map((row) => actOf(row, store.encryption).seen?.totalAmount);
    },

    /** Whether what is left alone may happen all the same, through an earlier request that arrives late. */
    async mayArriveLate({ follows }: Request): Promise<boolean> {
      if (follows === undefined) return false;
      const before = await acts.get({ request: follows, position: 0 });
      return before !== undefined && before.sends > 0;
    },

    /** That another act on the same order is under way, and which. */
    async orderBusy({ shop, orderId }: Act): Promise<OrderBusy> {
      const other = await acts.underWay(shop, orderId);
      return new OrderBusy(other && (await get(other.request, other.position)));
    },
  };
}
