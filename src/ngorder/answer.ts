import { apiMessage } from './api-message.ts';
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
} from './errors.ts';
import { retryAfterMs } from './retry-timing.ts';

/** A whole answer, its body as text. */
export interface Answer {
  endpoint: string;
  status: number;
  text: string;
  /** The Retry-After header. */
  retryAfter?: string | undefined;
  /** The token that was sent: where the answer echoes it, it is blotted out. */
  token: string;
}

const exactly = new Map<number, new (facts: FailureFacts) => NgorderError>([
  [401, TokenRejected],
  [403, Forbidden],
  [404, OrderNotThere],
  [410, OrderGone],
  [429, Throttled],
  [503, Maintenance],
]);

/**
 * The JSON in the body of an answer that doesn't say it failed; undefined where the body is empty.
 * Whatever says that the request failed is thrown: the status first (Ngorder reference, Errors),
 * then `response: "Failed"`, which can come with a 200 too.
 */
export function acceptedBody(answer: Answer): unknown {
  const json = parse(answer.text);
  const Failure = failureByStatus(answer.status) ?? failureByBody(json);
  if (Failure !== undefined) throw new Failure(factsOf(answer, json.value));
  return json.value;
}

/** An Unreadable that names the place in the answer which isn't as the reference describes it. */
export function unreadable(answer: Answer, detail: string): Unreadable {
  return new Unreadable({ endpoint: answer.endpoint, status: answer.status, detail });
}

/** The word in `response`, in lower case; undefined when there is none. */
export function responseWord(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('response' in body)) return undefined;
  return typeof body.response === 'string' ? body.response.trim().toLowerCase() : undefined;
}

interface Json {
  readable: boolean;
  value: unknown;
}

function parse(text: string): Json {
  if (text.trim() === '') return { readable: true, value: undefined };
  try {
    return { readable: true, value: JSON.parse(text) };
  } catch {
    return { readable: false, value: undefined };
  }
}

function failureByStatus(status: number) {
  const known = exactly.get(status);
  if (known !== undefined) return known;
  if (status >= 500) return ServerFault;
  if (status >= 400) return RequestRefused;
  if (status >= 300) return Redirected;
  return undefined;
}

function failureByBody(json: Json) {
  if (!json.readable) return Unreadable;
  return responseWord(json.value) === 'failed' ? RequestRefused : undefined;
}

function factsOf(answer: Answer, body: unknown): FailureFacts {
  const facts: FailureFacts = { endpoint: answer.endpoint, status: answer.status };
  const words = apiMessage(body, answer.token);
  if (words !== undefined) facts.apiMessage = words;
  const wait = retryAfterMs(answer.retryAfter);
  if (wait !== undefined) facts.retryAfterMs = wait;
  return facts;
}
