import { expect, test } from 'vitest';
import type { Answer } from '../../../src/bot/outgoing/answer.ts';
import { createEdits, type Departure } from '../../../src/bot/outgoing/edits.ts';

const answered = (text: string): Answer => ({ status: 200, text });

/** A wire on which each edit waits until it is let go, and then until it is answered. */
function createWire() {
  const edits = createEdits<string>();
  const left: string[] = [];
  const waiting: (Departure<string> & { answer: (answer: Answer) => void })[] = [];
  const edit = (message: string, body: string, method = 'editMessageText') =>
    edits(message, method, body, (departure) => {
      const { promise, resolve } = Promise.withResolvers<Answer>();
      waiting.push({ ...departure, answer: resolve });
      return promise;
    });
  /** The oldest one leaves and is answered. */
  const next = async () => {
    await new Promise(setImmediate);
    const oldest = waiting.shift();
    const body = oldest?.depart();
    if (body !== undefined) left.push(body);
    oldest?.answer(answered(`shows ${body}`));
    await new Promise(setImmediate);
  };
  return { edit, left, waiting, next };
}

test('of several edits that wait only the newest leaves, and all get its answer', async () => {
  const { edit, left, next } = createWire();
  const answers = Promise.all(['1', '2', '3'].map((body) => edit('a', body)));
  await next();
  expect(left).toEqual(['3']);
  expect(await answers).toEqual(['3', '3', '3'].map((body) => answered(`shows ${body}`)));
});

test('what has left is not replaced: the newest of those after it follows', async () => {
  const { edit, left, waiting, next } = createWire();
  const first = edit('a', '1');
  await new Promise(setImmediate);
  const [leaving] = waiting.splice(0);
  left.push(leaving?.depart() ?? '');
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
  const edits = createEdits<string>();
  const failing = edits('a', 'editMessageText', '1', async ({ depart }) => {
    depart();
    throw new Error('connection broken');
  });
  await expect(failing).rejects.toThrow('connection broken');
  const next = edits('a', 'editMessageText', '2', async ({ depart }) => answered(depart()));
  expect(await next).toEqual(answered('2'));
});
