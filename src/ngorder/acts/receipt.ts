import { type NgorderError, SaidFailed } from '../errors.ts';
import {
  factsOf,
  failureByStatus,
  failureFor,
  type HttpResponse,
  jsonOf,
  unreadable,
} from '../http/http-response.ts';
import { apiMessage } from '../parsing/api-message.ts';
import { ordinal, present } from '../parsing/lenient.ts';
import { failureCodeIn, isFinal, verdictOf } from '../parsing/verdict.ts';

/** What Ngorder said to an act that it did; all of it may be absent, since success can come without a body. */
export interface Receipt {
  message?: string;
  orderId?: number;
  poNumber?: number;
}

/** How deep in an answer a failure is looked for. */
const depth = 4;

/**
 * What an answer to an act says was done to the order `orderId`. Success is what the reference documents
 * (`response: "success"`, Cancel an Order); without `documented`, for acts whose answer it leaves open, also an empty
 * 200 or 204 and any other way of saying so.
 *
 * @throws NgorderError for everything else: by its status; SaidFailed where the body alone says it failed; Unreadable
 *   where it says neither, both, that it is only accepted (202), or names another order
 */
export function readReceipt(
  response: HttpResponse,
  orderId: number,
  { documented }: { documented: boolean },
): Receipt {
  const { readable, value: body } = jsonOf(response);
  const verdict = verdictOf(body, depth);
  const failure = failureByStatus(response, body);
  if (failure !== undefined) {
    const contradicted = verdict === 'success' && failure.certainty === 'noEffect';
    throw contradicted ? unreadable(response, 'success under a status of failure') : failure;
  }
  if (!readable) throw unreadable(response, 'no JSON');
  if (!isFinal(response.status)) throw unreadable(response, 'accepted, which is not done');
  if (body === undefined) {
    const isDone = !documented && (response.status === 200 || response.status === 204);
    if (isDone) return {};
    throw unreadable(response, 'empty');
  }
  if (verdict === 'failure') throw failureInBody(response, body);
  if (verdict !== 'success' || (documented && !saysAsDocumented(body))) {
    throw unreadable(response, 'neither success nor failure');
  }
  const orders = ordersIn(body);
  if (orders.some((order) => isAnother(order, orderId)))
    throw unreadable(response, 'another order');
  return present({
    message: apiMessage(body, response.token),
    orderId: orders.map((order) => ordinal.parse(order['order_id'])).find(Boolean),
    poNumber: orders.map((order) => ordinal.parse(order['po_number'])).find(Boolean),
  });
}

/** A fault on its own side may still be under way there; any other failure is over. */
function failureInBody(response: HttpResponse, body: unknown): NgorderError {
  const code = failureCodeIn(body);
  const ServerFailure = code !== undefined && code >= 500 ? failureFor(code) : undefined;
  return new (ServerFailure ?? SaidFailed)(factsOf(response, body));
}

function saysAsDocumented(body: unknown): boolean {
  const response = isObject(body) ? body['response'] : undefined;
  return typeof response === 'string' && response.trim().toLowerCase() === 'success';
}

/** Where an answer can name the order: at its top, in `data`, or in the list that `data` is. */
function ordersIn(body: unknown): Record<string, unknown>[] {
  if (!isObject(body)) return [];
  const { data } = body;
  return [body, ...(Array.isArray(data) ? data : [data])].filter(isObject);
}

function isAnother({ order_id: named }: Record<string, unknown>, orderId: number): boolean {
  if (named === undefined || named === null || named === '') return false;
  return ordinal.parse(named) !== orderId;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
