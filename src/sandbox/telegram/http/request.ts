import type { IncomingMessage } from 'node:http';
import type { CallInput } from './arguments.ts';
import { isObject } from './arguments.ts';
import { BotApiError, badRequest } from './errors.ts';
import { parseMultipart } from './multipart.ts';

/** Bots can upload 50 MB (Bot API reference, "Sending files"); a little more for the parameters. */
const maxBody = 51 * 1024 * 1024;

/** Reads a body to its end. @throws {BotApiError} 413 when it is too large */
export async function readBody(request: IncomingMessage, limit = maxBody): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) throw new BotApiError(413, 'Request Entity Too Large');
  return Buffer.concat(chunks);
}

/** Reads what a call carries in its query string and body. */
export async function readCall(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<CallInput> {
  const body = await readBody(request);
  return parseCall(body, request.headers['content-type'] ?? '', new Map<string, unknown>(query));
}

/**
 * Adds what a JSON, urlencoded or multipart body carries to what the query string does, which is found first
 * (Bot API reference, "Making requests"; td HttpReader.cpp; tdlib Query.h, arg).
 */
export function parseCall(body: Buffer, type: string, query: Map<string, unknown>): CallInput {
  const { fields, files, stringly } = readFields(body, type);
  return { params: new Map([...fields, ...query]), files, stringly };
}

interface BodyFields {
  fields: Iterable<[name: string, value: unknown]>;
  files: CallInput['files'];
  stringly: boolean;
}

function readFields(body: Buffer, type: string): BodyFields {
  const files = new Map();
  if (body.length === 0) return { fields: [], files, stringly: true };
  if (/^application\/json\b/i.test(type))
    return { fields: Object.entries(parseJson(body)), files, stringly: false };
  if (/^application\/x-www-form-urlencoded\b/i.test(type))
    return { fields: new URLSearchParams(body.toString()), files, stringly: true };
  if (!/^multipart\/form-data\b/i.test(type)) return { fields: [], files, stringly: true };
  const boundary = /\bboundary="?([^";]+)/i.exec(type)?.[1];
  const form = boundary === undefined ? undefined : parseMultipart(body, boundary);
  if (!form) throw badRequest('boundary not found');
  return { ...form, stringly: true };
}

/** Telegram ignores JSON that is no object, apart from logging it (td HttpReader.cpp, State::ReadArgs). */
function parseJson(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString());
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
