import { expect, test } from 'vitest';
import { createChatReader } from '../../../../src/sandbox/web/connection/chat-reader.ts';
import type { Message } from '../../../../src/sandbox/web/world/telegram.ts';

/** A reader whose requests are answered by hand. */
function reader() {
  const requests: {
    chatIds: readonly number[];
    answer: (messages: Record<number, Message[]>) => void;
    fail: () => void;
  }[] = [];
  const read: number[] = [];
  const chats = createChatReader(
    (chatIds) =>
      new Promise((answer, reject) => {
        requests.push({ chatIds, answer, fail: () => reject(new Error('gone')) });
      }),
    (chatId) => read.push(chatId),
  );
  return { ...chats, requests, read, asked: () => requests.map(({ chatIds }) => chatIds) };
}

const settled = () => new Promise(setImmediate);
const empty = (...chatIds: number[]) => Object.fromEntries(chatIds.map((id) => [id, []]));

test('chats that are asked for together are read in one request, many in a few', async () => {
  const { again, requests, read, asked } = reader();
  for (const id of [1, 2, 3]) again(id);
  await settled();
  expect(asked()).toEqual([[1, 2, 3]]);
  requests[0]?.answer(empty(1, 3));
  await settled();
  expect(read).toEqual([1, 3]);

  for (let id = 101; id <= 200; id += 1) again(id);
  await settled();
  expect(
    asked()
      .slice(1)
      .map(({ length }) => length),
  ).toEqual([25, 25]);
  requests[1]?.answer({});
  requests[2]?.answer({});
  await settled();
  expect(asked().slice(1).flat()).toEqual(Array.from({ length: 100 }, (_, index) => 101 + index));
});

test('a chat in which something happens while it is read is read once more', async () => {
  const { again, overtake, requests, read, asked } = reader();
  again(1);
  again(2);
  await settled();
  overtake(1);
  again(1);
  overtake(7);
  requests[0]?.answer(empty(1, 2));
  await settled();
  expect(asked()).toEqual([[1, 2], [1]]);
  requests[1]?.answer(empty(1));
  await settled();
  expect(read).toEqual([1, 2, 1]);
  expect(asked()).toHaveLength(2);
});

test('a request that fails keeps no other from being made', async () => {
  const { again, requests, asked } = reader();
  again(1);
  await settled();
  requests[0]?.fail();
  await settled();
  again(1);
  await settled();
  expect(asked()).toEqual([[1], [1]]);
});

test('what was asked for before everything went is not handed over after it', async () => {
  const { again, forget, requests, read, asked } = reader();
  again(1);
  await settled();
  again(1);
  again(2);
  forget();
  again(1);
  await settled();
  expect(asked()).toEqual([[1], [1]]);
  requests[1]?.answer(empty(1));
  await settled();
  requests[0]?.answer(empty(1));
  await settled();
  expect(read).toEqual([1]);
  expect(asked()).toEqual([[1], [1]]);
});
