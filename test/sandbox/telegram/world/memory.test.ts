import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { answerCall } from '../../../../src/sandbox/telegram/http/calls.ts';
import { addPerson, openChat, press } from '../../../../src/sandbox/telegram/people/actions.ts';
import { say } from '../../../../src/sandbox/telegram/people/writing.ts';
import { World } from '../../../../src/sandbox/telegram/world/world.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The heap in use, in MB, after all that nobody holds is gone. */
function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const staying = new AbortController().signal;
const bot = { id: 1, is_bot: true, first_name: 'Bot', username: 'some_bot' };

function call(world: World, method: string, params: object) {
  const input = { params: new Map(Object.entries(params)), files: new Map(), stringly: false };
  return answerCall(world, method, () => input, staying);
}

test('the memory does not grow with what has happened', async () => {
  const world = new World(bot, '1:secret');
  const ana = addPerson(world, { first_name: 'Ana' });
  const { info: chat } = openChat(world, { type: 'private', members: [ana.id] });
  let offset = 0;
  /** Each round is two updates, with a text of some length, an answer to it and one to a press. */
  const live = async (rounds: number) => {
    for (let round = 0; round < rounds; round += 1) {
      const { message_id } = say(world, chat.id, { from: ana.id, text: `${round}`.repeat(100) });
      const { id } = press(world, chat.id, { from: ana.id, message_id, callback_data: 'x' });
      await call(world, 'sendMessage', { chat_id: chat.id, text: `${round}`.repeat(100) });
      await call(world, 'answerCallbackQuery', { callback_query_id: id });
      const fetched = await world.updates.poll({ offset, limit: 100, timeout: 0 }, staying);
      offset = (fetched.at(-1)?.update_id ?? 0) + 1;
    }
  };
  // Until the journals and chats are full.
  await live(6000);
  const full = heap();
  await live(4000);
  expect(heap() - full).toBeLessThan(2);
}, 60_000);
