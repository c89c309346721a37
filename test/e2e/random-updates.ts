import fc from 'fast-check';
import type { Update } from 'grammy/types';
import { anyText } from '../any-text.ts';

type Kind = Exclude<keyof Update, 'update_id'>;

/** What random updates are made of besides chance: what is there in the world that they are sent to. */
export interface Known {
  people: readonly { id: number }[];
  chats: readonly { id: number; type: string }[];
  /** What buttons of the bot carry. */
  pressed: readonly string[];
  /** Texts that the bot understands. */
  texts: readonly string[];
}

/** The Bot API has hundreds of types: what the bot never reads of an update is anything at all. */
const anything = fc.jsonValue({ maxDepth: 2 });

const words = fc.oneof(
  anyText({ maxLength: 80 }),
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom('', '\u0000', '🙂'.repeat(50), 'a'.repeat(4096), '/', '/@', '#', '\u202e/cancel'),
);

/** Updates of every kind that the Bot API knows, many of them with something left out, or of another type. */
export function randomUpdates(known: Known): fc.Arbitrary<Omit<Update, 'update_id'>> {
  const person = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known.people) },
    fc.record({
      id: fc.integer({ min: 1, max: 2 ** 40 }),
      is_bot: fc.boolean(),
      first_name: words,
      last_name: words,
      language_code: fc.constantFrom('id', 'en', 'xx', ''),
    }),
  );
  const chat = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...known.chats) },
    fc.record({
      id: fc.integer({ min: -(2 ** 45), max: 2 ** 45 }),
      type: fc.constantFrom('private', 'group', 'supergroup', 'channel', 'sender', ''),
      title: words,
    }),
  );
  const text = fc.oneof(fc.constantFrom(...known.texts), words);
  const entities = fc.array(
    fc.record({
      type: fc.constantFrom('bot_command', 'text_mention', 'url', 'mention', 'later'),
      offset: fc.constantFrom(0, 0, 0, 1, -1, 9999),
      length: fc.constantFrom(0, 1, 7, -3, 9999),
      user: fc.option(person, { nil: undefined }),
    }),
    { maxLength: 3 },
  );
  const numbers = fc.integer({ min: -5, max: 2 ** 31 });
  const content = fc.oneof(
    { weight: 4, arbitrary: fc.record({ text, entities }) },
    fc.record({ caption: text, caption_entities: entities, photo: anything }),
    fc.dictionary(
      fc.constantFrom(
        'sticker',
        'voice',
        'story',
        'poll',
        'venue',
        'contact',
        'dice',
        'game',
        'paid_media',
        'checklist',
        'new_chat_members',
        'left_chat_member',
        'pinned_message',
        'migrate_from_chat_id',
        'forum_topic_closed',
        'successful_payment',
        'web_app_data',
        'something_later',
      ),
      anything,
      { maxKeys: 2 },
    ),
  );
  const bare = fc.record(
    {
      message_id: numbers,
      date: numbers,
      chat,
      from: person,
      sender_chat: chat,
      is_topic_message: fc.boolean(),
      message_thread_id: numbers,
      business_connection_id: words,
    },
    { requiredKeys: ['message_id', 'date', 'chat'] },
  );
  const shallow = fc.tuple(bare, content).map(([place, said]) => ({ ...place, ...said }));
  const message = fc
    .tuple(shallow, fc.option(fc.oneof(shallow, anything), { nil: undefined }))
    .map(([said, replied]) => ({
      ...said,
      ...(replied !== undefined && { reply_to_message: replied }),
    }));
  const press = fc.record(
    {
      id: fc.bigInt({ min: 10n ** 17n, max: 10n ** 18n }).map(String),
      from: person,
      chat_instance: words,
      message: shallow,
      inline_message_id: words,
      data: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...known.pressed) },
        fc.constantFrom(...known.pressed).map((data) => data.slice(0, -1)),
        words,
      ),
      game_short_name: words,
    },
    { requiredKeys: ['id', 'from', 'chat_instance'] },
  );
  const change = fc.record({
    chat,
    from: person,
    date: numbers,
    old_chat_member: anything,
    new_chat_member: fc.record({
      status: fc.constantFrom('member', 'administrator', 'restricted', 'later'),
      user: person,
    }),
  });
  const inline = fc.record({ id: words, from: person, query: words, offset: words });
  const here = fc.record({
    chat,
    user: person,
    date: numbers,
    message_id: numbers,
    poll: anything,
  });

  const kinds: Record<Kind, fc.Arbitrary<unknown>> = {
    message,
    edited_message: message,
    channel_post: message,
    edited_channel_post: message,
    business_connection: fc.record({ id: words, user: person, user_chat_id: numbers }),
    business_message: message,
    edited_business_message: message,
    deleted_business_messages: here,
    guest_message: message,
    stopped_message_generation: anything,
    message_reaction: here,
    message_reaction_count: here,
    inline_query: inline,
    chosen_inline_result: inline,
    callback_query: press,
    shipping_query: inline,
    pre_checkout_query: inline,
    purchased_paid_media: inline,
    poll: here,
    poll_answer: here,
    my_chat_member: change,
    chat_member: change,
    chat_join_request: here,
    chat_boost: here,
    removed_chat_boost: here,
    managed_bot: here,
    subscription: anything,
  };
  const read: readonly Kind[] = ['message', 'edited_message', 'callback_query', 'my_chat_member'];
  const kind = fc.oneof(
    fc.constantFrom(...read),
    fc.constantFrom(...(Object.keys(kinds) as Kind[])),
  );
  return kind.chain((name) => distorted(kinds[name]).map((value) => ({ [name]: value })));
}

/** One in three lacks a field somewhere, or has something else there. */
function distorted(well: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(well, fc.nat(2), fc.infiniteStream(fc.nat(20)), fc.option(anything, { nil: undefined }))
    .map(([value, chance, turns, instead]) =>
      chance === 0 ? replacedSomewhere(value, turns, instead) : value,
    );
}

function replacedSomewhere(value: unknown, turns: Iterator<number>, instead: unknown): unknown {
  if (typeof value !== 'object' || value === null) return instead;
  const keys = Object.keys(value);
  const turn = turns.next().value as number;
  const key = keys[turn % (keys.length + 1)];
  if (key === undefined) return instead;
  const inner = (value as Record<string, unknown>)[key];
  const changed = turn % 2 === 0 ? instead : replacedSomewhere(inner, turns, instead);
  return Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
}
