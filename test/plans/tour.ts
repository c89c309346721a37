import { features } from '../../src/bot/bot.ts';
import { commandsOf } from '../../src/bot/feature.ts';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { buttonsOf, type ShopWorld } from '../e2e/shop-world.ts';

/** What people write beside commands: it opens lists, cards, searches and questions. */
const texts = [
  '1338',
  'PO 10735',
  'rejected 1-15 Jan',
  'batal 1340',
  '/cancel 1341 1342 1343',
  '/find Siti',
  'find 0812',
  '/export',
];

/** A person goes through all that the bot offers: every command, and each button that comes of it once. */
export async function goThrough(world: ShopWorld, person: User, chat: Chat): Promise<void> {
  const commands = commandsOf(features).map(({ name }) => name.en);
  const pressed = new Set<string>();
  for (const text of [...texts, ...commands.map((name) => `/${name}`)]) {
    const said = await world.play.say(person, chat, text);
    await answerAfter(world, chat, said);
    await pressEach(world, person, chat, pressed);
  }
}

async function answerAfter(world: ShopWorld, chat: Chat, said: Message): Promise<void> {
  await world.play
    .waitFor(
      chat,
      (messages) =>
        messages.find(({ from, message_id }) => from?.is_bot && message_id > said.message_id),
      { timeoutMs: 1500, what: 'an answer' },
    )
    .catch(() => undefined);
}

/** Buttons that differ by a number alone are one. */
async function pressEach(
  { play }: ShopWorld,
  person: User,
  chat: Chat,
  pressed: Set<string>,
): Promise<void> {
  for (;;) {
    const next = (await play.messages(chat))
      .toReversed()
      .flatMap((message) => buttonsOf(message).map((button) => ({ message, button })))
      .find(({ button }) => 'callback_data' in button && !pressed.has(kindOf(button.text)));
    if (next === undefined) return;
    pressed.add(kindOf(next.button.text));
    try {
      await play.answerOf(await play.press(person, next.message, next.button.text));
    } catch {
      // It was taken off the message just now.
    }
  }
}

function kindOf(label: string): string {
  return label.replace(/\d[\d.,]*/g, '0');
}
