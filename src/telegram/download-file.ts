import type { Api } from 'grammy';

export interface FileAddress {
  /** Where the Bot API is. */
  apiRoot: string;
  token: string;
}

/** A file is larger than it may be, or than Telegram hands to bots: 20 MB (Bot API, getFile). */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}

const downloadMs = 60_000;

/**
 * The bytes of a file that somebody sent.
 * @throws {FileTooLarge} as soon as it turns out to be; what a call to Telegram throws; the signal's reason
 */
export async function downloadFile(
  api: Api,
  { apiRoot, token }: FileAddress,
  fileId: string,
  { mostBytes, signal }: { mostBytes: number; signal: AbortSignal },
): Promise<Buffer> {
  const { file_path, file_size = 0 } = await api.getFile(fileId).catch((error: unknown) => {
    throw error instanceof Error && /file is too big/i.test(error.message)
      ? new FileTooLarge(undefined, { cause: error })
      : error;
  });
  if (file_size > mostBytes) throw new FileTooLarge();
  const within = AbortSignal.any([signal, AbortSignal.timeout(downloadMs)]);
  const response = await fetch(`${apiRoot}/file/bot${token}/${file_path}`, { signal: within });
  if (!response.ok || response.body === null)
    throw new Error(`Telegram answered a file with ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > mostBytes) throw new FileTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
