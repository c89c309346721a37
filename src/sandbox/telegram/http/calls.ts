import { setTimeout as sleep } from 'node:timers/promises';
import { type BotApiCall, Described, type Method } from '../bot-api/call.ts';
import { methodsByName } from '../bot-api/methods.ts';
import type { CallFault } from '../faults/faults.ts';
import type { LoggedCall } from '../world/journal.ts';
import type { World } from '../world/world.ts';
import { Arguments, type CallInput, isObject } from './arguments.ts';
import { checkCall, methodName } from './check.ts';
import { BotApiError } from './errors.ts';

export interface BotApiResponse {
  status: number;
  body: unknown;
}

/** Instead of a response: the connection breaks, and the caller doesn't know what happened. */
export const cut = Symbol('connection cut');

/**
 * Carries out a call as Telegram does: applies faults, logs it, and records what in it the Bot API
 * reference doesn't allow.
 *
 * @param name the method as it was called, in any case
 * @param read returns what the call carries; if it throws, the error is the response
 */
export async function answerCall(
  world: World,
  name: string,
  read: () => CallInput | Promise<CallInput>,
  gone: AbortSignal,
): Promise<BotApiResponse | typeof cut> {
  const started = performance.now();
  const at = Date.now();
  const method = methodName(name) ?? name;
  let input: CallInput = { params: new Map(), files: new Map(), stringly: true };
  let answer: BotApiResponse | typeof cut;
  try {
    input = await read();
    const fault = world.faults.nextOfCall(method);
    answer = await withFault(fault, () => carryOut(world, method, input, gone));
  } catch (error) {
    answer = asError(error);
  }
  const ms = Math.round((performance.now() - started) * 10) / 10;
  note(world, { at, method, ms }, input, answer);
  return answer;
}

/**
 * Carries out a call from a webhook's response: `method` is one of its parameters, and nobody waits
 * for the result.
 */
export function carryOutReply(world: World, { params, ...rest }: CallInput): void {
  const { method, ...others } = Object.fromEntries(params);
  const input = { ...rest, params: new Map(Object.entries(others)) };
  void answerCall(world, String(method), () => input, new AbortController().signal);
}

async function carryOut(
  world: World,
  name: string,
  input: CallInput,
  gone: AbortSignal,
): Promise<BotApiResponse> {
  if (methodName(name) === undefined) throw new BotApiError(404, 'Not Found: method not found');
  const method = methodsByName.get(name);
  if (!method) {
    const why = "the sandbox doesn't imitate this method";
    world.violations.add({ method: name, parameter: '', why });
    throw new BotApiError(400, `Bad Request: ${why}`);
  }
  for (const problem of checkCall(name, input)) world.violations.add({ method: name, ...problem });
  const args = new Arguments(input, method.reads);
  const wait = world.limits.take(name, world.chats.get(new Arguments(input).integer('chat_id')));
  if (wait !== undefined) return asError(throttled(wait));
  const carryOutNext = (reply: CallInput) => carryOutReply(world, reply);
  return perform(method.run, { world, args, gone, carryOut: carryOutNext });
}

async function perform(method: Method, call: BotApiCall): Promise<BotApiResponse> {
  try {
    const result = await method(call);
    const body = result instanceof Described ? { ...result } : { result };
    return { status: 200, body: { ok: true, ...body } };
  } catch (error) {
    return asError(error);
  }
}

const throttled = (retry_after: number) =>
  new BotApiError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });

/** Does `work`, unless the fault prevents it or hides its response. */
async function withFault(
  fault: CallFault | undefined,
  work: () => Promise<BotApiResponse>,
): Promise<BotApiResponse | typeof cut> {
  switch (fault?.kind) {
    case undefined:
      return work();
    case 'throttle':
      return asError(throttled(fault.retry_after));
    case 'refuse':
      return asError(new BotApiError(fault.code, fault.description));
    case 'error':
      return { status: fault.status, body: `<html><h1>${fault.status} Bad Gateway</h1></html>` };
    case 'cut':
      if (fault.when === 'after') await work();
      return cut;
    case 'delay':
      await sleep(fault.ms, undefined, { ref: false });
      return work();
  }
}

/** The response for an error. */
export function asError(error: unknown): BotApiResponse {
  // A bug in the sandbox itself must show: to the caller and in the log.
  const { code, message, parameters } =
    error instanceof BotApiError
      ? error
      : { code: 500, message: `Internal Server Error: ${error}`, parameters: undefined };
  const body = { ok: false, error_code: code, description: message };
  return { status: code, body: parameters ? { ...body, parameters } : body };
}

function note(
  world: World,
  call: Pick<LoggedCall, 'at' | 'method' | 'ms'>,
  input: CallInput,
  answer: BotApiResponse | typeof cut,
): void {
  const { status, body } = answer === cut ? { status: 0, body: null } : answer;
  const fetched = call.method === 'getUpdates' ? updatesIn(body) : undefined;
  // A poll without updates isn't worth a line in the log.
  if (fetched?.length === 0) return;
  const chatId = chatOf(world, input);
  world.log({
    ...call,
    ...(chatId !== undefined && { chat_id: chatId }),
    params: world.withoutToken(shown(input)),
    status,
    outcome: outcomeOf(status),
    response: fetched ? { ok: true, result: fetched } : world.withoutToken(body),
  });
}

function outcomeOf(status: number): LoggedCall['outcome'] {
  if (status === 0) return 'cut';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}

function updatesIn(body: unknown): { update_id: unknown }[] | undefined {
  if (!isObject(body) || !Array.isArray(body['result'])) return undefined;
  return body['result'].filter(isObject).map(({ update_id }) => ({ update_id }));
}

/** The chat that a call names, or that of the button whose press it answers. */
function chatOf(world: World, input: CallInput): number | undefined {
  const args = new Arguments(input);
  const chat = args.integer('chat_id');
  if (chat !== 0) return chat;
  return world.presses.get(args.text('callback_query_id'))?.chat_id;
}

function shown({ params, files }: CallInput): Record<string, unknown> {
  const all = Object.fromEntries(params);
  // A webhook's secret is as good as the token.
  if (params.has('secret_token')) all['secret_token'] = '…';
  for (const [part, { name, bytes }] of files) {
    const file = { file_name: name, file_size: bytes.length };
    const parameter = [...params].find(([, value]) => value === `attach://${part}`)?.[0] ?? part;
    all[parameter] = file;
  }
  return all;
}
