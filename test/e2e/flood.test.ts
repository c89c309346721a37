import { expect, test } from 'vitest';
import { openShop, shownBy } from './shop-world.ts';

test('a chat that Telegram slows down gets all its answers, and another is answered meanwhile', async () => {
  const world = await openShop();
  try {
    const { play, sari, budi } = world;
    const slow = await play.privateChat(sari);
    const free = await play.privateChat(budi);
    await play.fault({ method: 'sendMessage', kind: 'throttle', retry_after: 2 });
    await play.say(sari, slow, '/help');
    await play.say(sari, slow, '/settings');
    const answered = (chat: typeof slow, count: number) =>
      play.waitFor(chat, (messages) => {
        const answers = messages.filter(({ from }) => from?.is_bot);
        return answers.length >= count && answers;
      });
    const refused = async (): Promise<boolean> =>
      (await play.calls()).some(({ status }) => status === 429);
    await expect.poll(refused).toBe(true);
    await play.say(budi, free, '/help');
    await answered(free, 1);
    expect((await play.messages(slow)).filter(({ from }) => from?.is_bot)).toEqual([]);
    const answers = await answered(slow, 2);
    expect(answers.map((message) => shownBy(message).includes('/cancel'))).toEqual([true, false]);
  } finally {
    await world.close();
  }
});
