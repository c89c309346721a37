import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Arguments, type CallInput, isObject } from './arguments.ts';
import { METHODS } from './bot-api/methods.ts';
import { checkCall, methodName } from './check.ts';
import type { Fault } from './faults.ts';
import { Refusal } from './refusals.ts';
import { readCall } from './request.ts';
import type { World } from './world.ts';

interface Answer {
  status: number;
  body: unknown;
}

const CUT = Symbol('connection cut');

/**
 * Serves /bot<token>/<method> and /file/bot<token>/<path> as Telegram does, notes every call and everything
 * about it that the Bot API reference doesn't allow, and lets the faults happen that were asked for.
 */
export async function serveBotApi(
  world: World,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const [, file, given = '', rest = ''] = /^(\/file)?\/bot([^/]*)\/(.*)$/.exec(url.pathname) ?? [];
  const refused = checkToken(given.replace(/%3a/i, ':'), token);
  if (refused) {
    request.resume();
    return reply(response, asError(refused));
  }
  if (file) return serveFile(world, rest, response);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  await serveMethod(world, rest, url.searchParams, { request, response, gone: gone.signal });
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  gone: AbortSignal;
}

async function serveMethod(
  world: World,
  name: string,
  query: URLSearchParams,
  { request, response, gone }: Exchange,
): Promise<void> {
  const started = performance.now();
  const at = Date.now();
  const method = methodName(name) ?? name;
  let input: CallInput = { params: new Map(), files: new Map(), stringly: true };
  let answer: Answer | typeof CUT;
  try {
    input = await readCall(request, query);
    const fault = world.faults.next(method);
    answer = await withFault(fault, () => carryOut(world, method, input, gone));
  } catch (error) {
    answer = asError(error);
  }
  const { status, body } = answer === CUT ? { status: 0, body: null } : answer;
  if (!isIdlePoll(method, body)) {
    const ms = Math.round((performance.now() - started) * 10) / 10;
    world.log({ at, method, params: logged(input), status, response: body, ms });
  }
  if (answer === CUT) response.destroy();
  else reply(response, answer);
}

async function carryOut(
  world: World,
  name: string,
  input: CallInput,
  gone: AbortSignal,
): Promise<Answer> {
  if (methodName(name) === undefined) throw new Refusal(404, 'Not Found: method not found');
  for (const problem of checkCall(name, input)) world.violations.add({ method: name, ...problem });
  const method = METHODS.get(name);
  if (!method) {
    const why = "the sandbox doesn't imitate this method";
    world.violations.add({ method: name, parameter: '', why });
    throw new Refusal(400, `Bad Request: ${why}`);
  }
  try {
    const result = await method({ world, args: new Arguments(input), gone });
    return { status: 200, body: { ok: true, result } };
  } catch (error) {
    return asError(error);
  }
}

/** Does `work` unless the fault comes before it; what comes after hides its answer. */
async function withFault(
  fault: Fault | undefined,
  work: () => Promise<Answer>,
): Promise<Answer | typeof CUT> {
  switch (fault?.kind) {
    case undefined:
      return work();
    case 'throttle': {
      const { retry_after } = fault;
      const words = `Too Many Requests: retry after ${retry_after}`;
      return asError(new Refusal(429, words, { retry_after }));
    }
    case 'error':
      return { status: fault.status, body: `<html><h1>${fault.status} Bad Gateway</h1></html>` };
    case 'cut':
      if (fault.when === 'after') await work();
      return CUT;
    case 'delay':
      await sleep(fault.ms);
      return work();
  }
}

/** A malformed token is an address that doesn't exist; a wrong one is merely not let in. */
function checkToken(given: string, token: string): Refusal | undefined {
  if (given === token) return undefined;
  return /^\d+:[\w-]+$/.test(given)
    ? new Refusal(401, 'Unauthorized')
    : new Refusal(404, 'Not Found');
}

function asError(error: unknown): Answer {
  // A fault of the sandbox itself must be seen as such, by whoever calls and in the log of calls.
  const { code, message, parameters } =
    error instanceof Refusal
      ? error
      : { code: 500, message: `Internal Server Error: ${error}`, parameters: undefined };
  const body = { ok: false, error_code: code, description: message };
  return { status: code, body: parameters ? { ...body, parameters } : body };
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  const html = typeof body === 'string';
  response.writeHead(status, {
    'content-type': html ? 'text/html' : 'application/json',
    ...retryAfter(body),
  });
  response.end(html ? body : JSON.stringify(body));
}

/** tdlib HttpConnection.cpp, send_response. */
function retryAfter(body: unknown): { 'retry-after'?: string } {
  if (!isObject(body) || !isObject(body['parameters'])) return {};
  const { retry_after } = body['parameters'];
  return typeof retry_after === 'number' ? { 'retry-after': String(retry_after) } : {};
}

function serveFile(world: World, path: string, response: ServerResponse): void {
  const file = world.files.byPath(path);
  if (file) {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(file.bytes);
  } else reply(response, asError(new Refusal(404, 'Not Found')));
}

/** A poll that brought nothing isn't worth a line in the log. */
function isIdlePoll(method: string, body: unknown): boolean {
  if (method !== 'getUpdates' || !isObject(body)) return false;
  return Array.isArray(body['result']) && body['result'].length === 0;
}

function logged({ params, files }: CallInput): Record<string, unknown> {
  const shown = Object.fromEntries(params);
  for (const [part, { name, bytes }] of files) {
    const file = { file_name: name, file_size: bytes.length };
    const parameter = [...params].find(([, value]) => value === `attach://${part}`)?.[0] ?? part;
    shown[parameter] = file;
  }
  return shown;
}
