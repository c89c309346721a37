import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

const maxJson = 1024 * 1024;

/** @throws {HTTPException} 400 when the body is no JSON, 413 when it is too large */
export async function jsonOf(context: Context): Promise<unknown> {
  const text = (await bytesOf(context, maxJson)).toString();
  try {
    return JSON.parse(text);
  } catch {
    throw new HTTPException(400, { message: 'The body is not JSON' });
  }
}

/** Reads a body to its end, keeping no more than `limit` bytes. @throws {HTTPException} 413 */
export async function bytesOf(context: Context, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of context.req.raw.body ?? []) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size <= limit) return Buffer.concat(chunks);
  const allowed = `${limit / 1024 / 1024} MB`;
  throw new HTTPException(413, { message: `The body is larger than the ${allowed} allowed here` });
}

/** An ID in the path; NaN, which nothing has, for anything but a number. */
export function idIn(context: Context, name = 'id'): number {
  const text = context.req.param(name) ?? '';
  return /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}
