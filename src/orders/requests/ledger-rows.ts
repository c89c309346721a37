import { createActRows } from '../../store/requests/act-rows.ts';
import { createRequestMessageRows } from '../../store/requests/message-rows.ts';
import { createRequestRows } from '../../store/requests/request-rows.ts';
import { createRunRows } from '../../store/requests/run-rows.ts';
import type { Store } from '../../store/store.ts';
import { RequestUnknown } from './errors.ts';
import { actOf, requestOf } from './rows.ts';
import type { RequestedAct } from './states.ts';

/** What both sides of the ledger stand on. */
export type LedgerRows = ReturnType<typeof openLedgerRows>;

/** @param announce called after every change that a worker should look at */
export function openLedgerRows(store: Store, botId: number, announce: () => void) {
  const requests = createRequestRows(store, botId);
  const acts = createActRows(store, botId);
  const get = async (token: string, position = 0): Promise<RequestedAct> => {
    const request = await requests.get(token);
    const act = await acts.get({ request: token, position });
    if (request === undefined || act === undefined) throw new RequestUnknown();
    return { request: requestOf(request), act: actOf(act, store.encryption) };
  };
  return {
    botId,
    store,
    requests,
    acts,
    runs: createRunRows(store, botId),
    messages: createRequestMessageRows(store, botId),
    announce,
    get,
  };
}
