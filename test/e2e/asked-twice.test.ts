import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import { asks, openShop, type ShopWorld, sees } from './shop-world.ts';

let world: ShopWorld;
let group: Chat;
let bot: string;
beforeEach(async () => {
  world = await openShop();
  const { play, sari, budi } = world;
  group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
  bot = `@${(await play.state()).bot.username}`;
});
afterEach(() => world.close());

const questionText = 'Which order shall be canceled?';

function questionsIn(messages: Message[]): Message[] {
  return messages.filter(({ from, text }) => from?.is_bot && text?.includes(questionText));
}

/** The question arrives, but the bot never hears so: it handles the command again, as after a kill at that moment. */
async function askedTwice(command: string): Promise<[Message, Message]> {
  const { play, sari } = world;
  await asks(world, sari, group, `/help${bot}`, 'What I can do');
  await play.fault({ method: 'sendMessage', kind: 'cut', when: 'after' });
  await play.say(sari, group, command);
  return play.waitFor(
    group,
    (messages) => {
      const [first, second] = questionsIn(messages);
      return first && second && [first, second];
    },
    { what: 'the question twice' },
  );
}

test.each([
  ['older', 0],
  ['newer', 1],
] as const)(
  'a question that stands there twice is answered by a reply to the %s',
  async (_, at) => {
    const asked = await askedTwice(`/cancel${bot}`);
    await world.play.say(world.sari, group, '1338', { replyTo: asked[at].message_id });
    await sees(world, group, '#1338');
  },
);

test('what was wrong with an answer can be set right under either of two questions', async () => {
  const asked = await askedTwice(`/cancel${bot} abc`);
  await world.play.say(world.sari, group, '1338', { replyTo: asked[0].message_id });
  await sees(world, group, '#1338');
});

test('another person’s question is not answered by mistake, though it is the same word for word', async () => {
  const { play, sari, budi } = world;
  // Even a namesake.
  await play.change(budi, { first_name: 'Sari', last_name: 'Dewi' });
  const [old] = await askedTwice(`/cancel${bot}`);
  const forBudi = await asks(world, budi, group, `/cancel${bot}`, questionText);
  await play.say(budi, group, '1341', { replyTo: old.message_id });
  await play.say(sari, group, '1342', { replyTo: forBudi.message_id });
  await play.say(budi, group, '1338', { replyTo: forBudi.message_id });
  await sees(world, group, '#1338');
  const shown = (await play.messages(group)).map(({ text }) => text).join('\n');
  expect(shown).not.toMatch(/#134[12]/);
});

test('a question of another kind, left from before, answers nothing', async () => {
  const { play, sari } = world;
  const [old] = await askedTwice(`/cancel${bot}`);
  const list = await asks(world, sari, group, `/canceled${bot}`, 'Page 1 of');
  await play.pressData(sari, list, 'T:l:C');
  const dates = await sees(world, group, 'Which dates? Answer');
  await play.say(sari, group, '2026-11-01', { replyTo: old.message_id });
  await play.say(sari, group, '2026-10-02', { replyTo: dates.message_id });
  await sees(world, group, '2 Oct 2026');
  const shown = (await play.messages(group)).map(({ text }) => text).join('\n');
  expect(shown).not.toContain('1 Nov 2026');
});
