import {
  type FailureFacts,
  Forbidden,
  Maintenance,
  type NgorderError,
  OrderGone,
  OrderNotThere,
  Redirected,
  RequestRefused,
  ServerFault,
  Throttled,
  TokenRejected,
  Unreadable,
} from '../errors.ts';
import { apiMessage } from '../parsing/api-message.ts';
import { failureCodeIn, verdictOf } from '../parsing/verdict.ts';
import { parseExactly } from './exact-json.ts';
import { retryAfterMs } from './retry-timing.ts';

/** A whole answer, its body as text. */
export interface HttpResponse {
  endpoint: string;
  status: number;
  text: string;
  /** The Retry-After header. */
  retryAfter?: string | undefined;
  /** The token that was sent: where the answer echoes it, it is blotted out. */
  token: string;
}

type Failure = new (facts: FailureFacts) => NgorderError;

const exactly = new Map<number, Failure>([
  [401, TokenRejected],
  [403, Forbidden],
  [404, OrderNotThere],
  [410, OrderGone],
  [429, Throttled],
  [503, Maintenance],
]);

/** An answer's body as JSON; `value` is undefined where it is empty or no JSON. */
export interface Json {
  readable: boolean;
  value: unknown;
}

export function jsonOf({ text }: HttpResponse): Json {
  if (text.trim() === '') return { readable: true, value: undefined };
  try {
    return { readable: true, value: parseExactly(text) };
  } catch {
    return { readable: false, value: undefined };
  }
}

/** The failure that an answer's status stands for (Ngorder reference, Errors); undefined for a 2xx. */
export function failureByStatus(response: HttpResponse, body: unknown): NgorderError | undefined {
  const Failure = failureFor(response.status);
  return Failure && new Failure(factsOf(response, body));
}

/**
 * The JSON in the body of an answer to a read; undefined where the body is empty. Whatever says that the request
 * failed is thrown: the status first, then the body, which can do so with a 200 too. A 404 or 410 is Unreadable, since
 * no order was named that it could be about.
 */
export function acceptedBody(
  response: HttpResponse,
  { readable, value } = jsonOf(response),
): unknown {
  const Failure = failureFor(response.status) ?? failureSaidIn(value);
  if (Failure === OrderNotThere || Failure === OrderGone) {
    throw new Unreadable(factsOf(response, value));
  }
  if (Failure !== undefined) throw new Failure(factsOf(response, value));
  if (!readable) throw new Unreadable(factsOf(response, undefined));
  return value;
}

/** A code in the body counts as the status that it should have been. */
function failureSaidIn(body: unknown): Failure | undefined {
  if (verdictOf(body) !== 'failure') return undefined;
  const code = failureCodeIn(body) ?? 0;
  return (code >= 400 ? failureFor(code) : undefined) ?? RequestRefused;
}

/** An Unreadable that names the place in the answer which isn't as the reference describes it. */
export function unreadable(response: HttpResponse, detail: string): Unreadable {
  return new Unreadable({ endpoint: response.endpoint, status: response.status, detail });
}

export function failureFor(status: number): Failure | undefined {
  const known = exactly.get(status);
  if (known !== undefined) return known;
  if (status >= 500) return ServerFault;
  if (status >= 400) return RequestRefused;
  if (status >= 300) return Redirected;
  return undefined;
}

/** What an answer tells of a failure: its status, Ngorder's own words, and for how long it asks to wait. */
export function factsOf(response: HttpResponse, body: unknown): FailureFacts {
  const facts: FailureFacts = { endpoint: response.endpoint, status: response.status };
  const words = apiMessage(body, response.token);
  if (words !== undefined) facts.apiMessage = words;
  const wait = retryAfterMs(response.retryAfter);
  if (wait !== undefined) facts.retryAfterMs = wait;
  return facts;
}
