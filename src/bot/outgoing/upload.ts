import type { Readable } from 'node:stream';

/** A file on its way to Telegram, of whose form only the beginning has been read. */
export interface Upload {
  /** The chat it is for, where the form says so before the file. */
  chat: number | undefined;
  /** The whole form. It can be read once. */
  body: AsyncIterable<Uint8Array>;
  /** Lets go of a form that was not sent after all. */
  close(): void;
}

/** So much of a form is read in search of the chat: what stands before a file is short. */
const mostRead = 64 * 1024;
/** As grammY writes it: a field's name, an empty line, its value. */
const chatField = /name="chat_id"\r\n\r\n(-?\d+)\r\n/;

/** Reads from a form which chat it is for. */
export async function openUpload(form: Readable): Promise<Upload> {
  const rest: AsyncIterator<Uint8Array> = form[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let isSent = false;
  let text = '';
  let chat: string | undefined;
  while (chat === undefined && text.length < mostRead && !text.includes('filename=')) {
    const { done, value } = await rest.next();
    if (done) break;
    read.push(value);
    text += Buffer.from(value).toString('latin1');
    chat = chatField.exec(text)?.[1];
  }
  return {
    chat: chat === undefined ? undefined : Number(chat),
    body: (async function* () {
      isSent = true;
      yield* read;
      yield* { [Symbol.asyncIterator]: () => rest };
    })(),
    close() {
      if (!isSent) form.destroy();
    },
  };
}
