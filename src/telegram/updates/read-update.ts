import type { Update } from 'grammy/types';
import { z } from 'zod';
import { allowedUpdates } from './allowed-updates.ts';

// Telegram Bot API, Update: what the bot reads of it. A field that isn't of the form documented there counts as absent.

/** Of no use to this bot, which has no business connections and sends nothing inline; grammY would address calls by it. */
const unused = z
  .unknown()
  .optional()
  .transform(() => undefined);
const id = z.int();
const absent = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);

const user = z.looseObject({
  id,
  is_bot: absent(z.boolean()),
  first_name: absent(z.string()),
  last_name: absent(z.string()),
  username: absent(z.string()),
});
const chat = z.looseObject({ id, type: z.string() });
const entities = z
  .array(
    z.looseObject({
      type: z.string(),
      offset: z.int(),
      length: z.int(),
      user: absent(user),
    }),
  )
  .transform((all) => all.filter((one) => one.type !== 'text_mention' || one.user !== undefined));
const words = {
  text: absent(z.string()),
  entities: absent(entities),
  caption: absent(z.string()),
  caption_entities: absent(entities),
};
const place = {
  message_id: id,
  is_topic_message: absent(z.boolean()),
  message_thread_id: absent(id),
  business_connection_id: unused,
  direct_messages_topic: unused,
};
const message = z.looseObject({
  ...place,
  ...words,
  chat,
  from: absent(user),
  sender_chat: absent(chat),
  is_automatic_forward: absent(z.boolean()),
  migrate_to_chat_id: absent(id),
  date: absent(z.int()),
  edit_date: absent(z.int()),
  new_chat_members: absent(z.array(user)),
  reply_to_message: absent(z.looseObject({ ...place, ...words, from: absent(user) })),
});

const forms = {
  message,
  edited_message: message,
  callback_query: z.looseObject({
    id: z.string(),
    from: absent(user),
    data: absent(z.string()),
    inline_message_id: unused,
    message: absent(
      z.looseObject({
        ...place,
        ...words,
        chat,
        document: absent(z.looseObject({ file_id: z.string(), file_name: absent(z.string()) })),
      }),
    ),
  }),
  my_chat_member: z.looseObject({
    chat,
    from: absent(user),
    new_chat_member: z.looseObject({ status: z.string() }),
  }),
} satisfies Record<(typeof allowedUpdates)[number], z.ZodType>;

/**
 * What the bot can rely on in an update, whoever sent it: of kinds that it has no handler for, or without what makes
 * them what they are (a message's chat, say), the number alone. An edited message is read as a message: it has an
 * `edit_date`.
 * @param onMalformed told of a kind that is there and can't be read
 */
export function readUpdate(
  update: Update,
  onMalformed: (kind: (typeof allowedUpdates)[number]) => void,
): Update {
  const read: Record<string, unknown> = { update_id: update.update_id };
  for (const kind of allowedUpdates) {
    if (!(kind in update)) continue;
    const { success, data } = forms[kind].safeParse(update[kind]);
    if (success) read[kind] = data;
    else onMalformed(kind);
  }
  const { edited_message: edited, ...rest } = read;
  return (edited === undefined ? rest : { ...rest, message: edited }) as unknown as Update;
}
