import { expect, test } from 'vitest';
import type { BotApiResponse } from '../../../src/telegram/calls/bot-api-call.ts';
import { createEditQueue, type Departure } from '../../../src/telegram/calls/edit-queue.ts';

const answered = (result: string): BotApiResponse => ({ ok: true, result });
const payloadOf = (text: string) => ({ text });
const textOf = (departure: Departure | undefined) => String(departure?.depart()['text']);

/** A wire on which each edit waits until it is let go, and then until it is answered. */
function createWire() {
  const queueEdit = createEditQueue();
  const left: string[] = [];
  const waiting: (Departure & { answer: (response: BotApiResponse) => void })[] = [];
  const edit = (message: string, text: string, method = 'editMessageText') =>
    queueEdit(message, { method, payload: payloadOf(text) }, (departure) => {
      const { promise, resolve } = Promise.withResolvers<BotApiResponse>();
      waiting.push({ ...departure, answer: resolve });
      return promise;
    });
  /** The oldest one leaves and is answered. */
  const next = async () => {
    await new Promise(setImmediate);
    const oldest = waiting.shift();
    if (oldest === undefined) return;
    const text = textOf(oldest);
    left.push(text);
    oldest.answer(answered(`shows ${text}`));
    await new Promise(setImmediate);
  };
  return { edit, left, waiting, next };
}

test('of several edits that wait only the newest leaves, and all get its answer', async () => {
  const { edit, left, next } = createWire();
  const answers = Promise.all(['1', '2', '3'].map((text) => edit('a', text)));
  await next();
  expect(left).toEqual(['3']);
  expect(await answers).toEqual(['3', '3', '3'].map((text) => answered(`shows ${text}`)));
});

test('what has left is not replaced: the newest of those after it follows', async () => {
  const { edit, left, waiting, next } = createWire();
  const first = edit('a', '1');
  await new Promise(setImmediate);
  const [leaving] = waiting.splice(0);
  left.push(textOf(leaving));
  const others = Promise.all([edit('a', '2'), edit('a', '3')]);
  leaving?.answer(answered('shows 1'));
  expect(await first).toEqual(answered('shows 1'));
  await next();
  await others;
  expect(left).toEqual(['1', '3']);
});

test('what has come back to wait is replaced', async () => {
  const { edit, left, waiting, next } = createWire();
  const first = edit('a', '1');
  await new Promise(setImmediate);
  waiting[0]?.depart();
  waiting[0]?.comeBack();
  const second = edit('a', '2');
  await next();
  expect(left).toEqual(['2']);
  expect(await first).toEqual(await second);
});

test('an edit of something else of the message replaces nothing, and keeps its place', async () => {
  const { edit, left, next } = createWire();
  const answers = Promise.all([edit('a', 'text'), edit('a', 'keys', 'editMessageReplyMarkup')]);
  await next();
  await next();
  await answers;
  expect(left).toEqual(['text', 'keys']);
});

test('messages don’t wait for each other', async () => {
  const { edit, waiting } = createWire();
  void edit('a', '1');
  void edit('b', '1');
  await new Promise(setImmediate);
  expect(waiting).toHaveLength(2);
});

test('an edit that failed is followed by the next', async () => {
  const queueEdit = createEditQueue();
  const method = 'editMessageText';
  const failing = queueEdit('a', { method, payload: payloadOf('1') }, async ({ depart }) => {
    depart();
    throw new Error('connection broken');
  });
  await expect(failing).rejects.toThrow('connection broken');
  const next = queueEdit('a', { method, payload: payloadOf('2') }, async (departure) =>
    answered(textOf(departure)),
  );
  expect(await next).toEqual(answered('2'));
});
