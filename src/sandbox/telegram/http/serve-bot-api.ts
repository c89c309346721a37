import type { IncomingMessage, ServerResponse } from 'node:http';
import { isFromAnotherSite } from '../../fetch-metadata.ts';
import type { World } from '../world/world.ts';
import { isObject } from './arguments.ts';
import { answerCall, asError, type BotApiResponse, cut } from './calls.ts';
import { BotApiError, forbidden } from './errors.ts';
import { readCall } from './request.ts';

/** Serves /bot<token>/<method> and /file/bot<token>/<path> as Telegram does. */
export async function serveBotApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const [, file, given = '', rest = ''] = /^(\/file)?\/bot([^/]*)\/(.*)$/.exec(url.pathname) ?? [];
  const refused = isFromAnotherSite(request.headers)
    ? forbidden('the sandbox answers no page of another site')
    : checkToken(given.replace(/%3a/i, ':'), world.token);
  if (refused) {
    request.resume();
    return reply(response, asError(refused));
  }
  if (file) return serveFile(world, rest, response);
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const read = () => readCall(request, url.searchParams);
  const answer = await answerCall(world, rest, read, gone.signal);
  if (answer === cut) response.destroy();
  else reply(response, answer);
}

/** Telegram answers a malformed token with 404, a wrong one with 401. */
function checkToken(given: string, token: string): BotApiError | undefined {
  if (given === token) return undefined;
  return /^\d+:[\w-]+$/.test(given)
    ? new BotApiError(401, 'Unauthorized')
    : new BotApiError(404, 'Not Found');
}

function reply(response: ServerResponse, { status, body }: BotApiResponse): void {
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
  } else reply(response, asError(new BotApiError(404, 'Not Found')));
}
