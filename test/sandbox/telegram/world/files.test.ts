import { request } from 'node:http';
import { describe, expect, it, test } from 'vitest';
import { setStage } from '../stage.ts';
import { updatesOf } from '../updates-of.ts';

const stage = setStage();

/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** The beginning of a JPEG of 640 × 480 pixels: an application segment, then the frame header. */
const jpeg = Buffer.from('ffd8ffe000044a46ffc0000b0801e00280010111000000', 'hex');

async function fetchAsBot(file_id: string): Promise<Buffer> {
  const { sandbox, result } = stage;
  const { file_path } = await result<{ file_path: string }>('getFile', { file_id });
  const response = await fetch(`${sandbox.url}/file/bot${sandbox.token}/${file_path}`);
  return Buffer.from(await response.arrayBuffer());
}

async function sendPhoto(bytes: Uint8Array<ArrayBuffer>) {
  const form = new FormData();
  form.set('chat_id', String(stage.chat.id));
  form.set('photo', new Blob([bytes]), 'a.png');
  const { url, token } = stage.sandbox;
  const answer = await fetch(`${url}/bot${token}/sendPhoto`, { method: 'POST', body: form });
  return answer.json();
}

describe('a file that a person sends', () => {
  test('reaches the bot byte for byte', async () => {
    const { player, ana, chat } = stage;
    const bytes = Buffer.from([0, 13, 10, 255, 45, 45]);
    const sent = await player.sendFile(ana, chat, { name: 'a.xlsx', bytes, caption: 'For #1338' });
    expect(sent).toMatchObject({
      document: { file_name: 'a.xlsx', file_size: 6 },
      caption: 'For #1338',
    });
    const [update] = await updatesOf(stage);
    expect(await fetchAsBot(update?.message?.document?.file_id ?? '')).toEqual(bytes);
  });

  it.each([
    ['a PNG', png, { width: 1, height: 1 }],
    ['a JPEG', jpeg, { width: 640, height: 480 }],
  ])('can be a picture: %s', async (_, bytes, size) => {
    const { player, ana, chat } = stage;
    const sent = await player.sendFile(ana, chat, { name: 'a', bytes, as: 'photo' });
    expect(sent.photo).toMatchObject([{ ...size, file_size: bytes.length }]);
    expect(await fetchAsBot(sent.photo?.[0]?.file_id ?? '')).toEqual(bytes);
    expect(await player.download(sent.photo?.[0]?.file_id ?? '')).toEqual(bytes);
  });

  test('is no picture because its sender says so', async () => {
    const { player, ana, chat } = stage;
    const file = { name: 'a.png', bytes: Buffer.from('GIF89a'), as: 'photo' } as const;
    await expect(player.sendFile(ana, chat, file)).rejects.toThrow('no picture');
    expect(await player.messages(chat)).toEqual([]);
  });

  test('is too large for the bot to fetch above 20 MB', async () => {
    const { player, ana, chat } = stage;
    const bytes = Buffer.alloc(20 * 1024 * 1024 + 1);
    const { document } = await player.sendFile(ana, chat, { name: 'big.zip', bytes });
    expect(await stage.call('getFile', { file_id: document?.file_id })).toMatchObject({
      description: 'Bad Request: file is too big',
    });
  });

  test('is refused above 50 MB, and nothing changes', async () => {
    const { player, ana, chat } = stage;
    const file = { name: 'big.zip', bytes: Buffer.alloc(60 * 1024 * 1024) };
    await expect(player.sendFile(ana, chat, file)).rejects.toThrow('larger than the 50 MB');
    await expect(player.sendFile(ana, chat, file)).rejects.toThrow('413');
    expect(await player.messages(chat)).toEqual([]);
    expect(stage.sandbox.world.updates.pending).toBe(0);
  });

  it.each([
    ['../../etc/passwd', 'no slashes'],
    ['..\\secret', 'no slashes'],
    ['', 'file_name'],
  ])('cannot be called %j', async (name, why) => {
    const { player, ana, chat } = stage;
    const file = { name, bytes: Buffer.from('x') };
    await expect(player.sendFile(ana, chat, file)).rejects.toThrow(why);
  });
});

describe('a picture that the bot sends', () => {
  test('shows in the chat as it was sent', async () => {
    const { player, chat } = stage;
    expect(await sendPhoto(png)).toMatchObject({ ok: true });
    const [shown] = await player.messages(chat);
    expect(await player.download(shown?.photo?.[0]?.file_id ?? '')).toEqual(png);
    const photo = shown?.photo?.[0]?.file_id;
    const again = { chat_id: chat.id, photo, caption: 'again' };
    expect(await stage.result('sendPhoto', again)).toMatchObject({
      photo: [{ file_id: photo }],
      caption: 'again',
    });
  });

  test('is refused when it is none, or above 10 MB', async () => {
    expect(await sendPhoto(Buffer.from('text'))).toMatchObject({
      description: 'Bad Request: IMAGE_PROCESS_FAILED',
    });
    expect(await sendPhoto(Buffer.alloc(10 * 1024 * 1024 + 1))).toMatchObject({
      description: expect.stringContaining('too big for a photo'),
    });
    expect(await stage.player.messages(stage.chat)).toEqual([]);
  });
});

describe('a file that is not there', () => {
  /** By hand, since fetch tidies such paths up. */
  const get = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(stage.sandbox.url);
      const sent = request({ hostname, port, path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });

  it.each([
    '/sandbox/files/..%2f..%2fpackage.json',
    '/sandbox/files/../../package.json',
    '/sandbox/files/%00',
    '/sandbox/files/%zz',
    '/file/bot<token>/../../../etc/passwd',
    '/file/bot<token>/documents/..%2f..%2fpackage.json',
  ])('is not found by a trick: %s', async (path) => {
    expect(await get(path.replace('<token>', stage.sandbox.token))).toBe(404);
  });
});
