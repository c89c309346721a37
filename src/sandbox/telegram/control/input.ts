import { z } from 'zod';
import { updatesCarriedOut } from '../bot-api/coverage.ts';
import type { Fault } from '../faults/faults.ts';
import type { NewChat, NewPerson, NewPress } from '../people/actions.ts';
import type { NewAttachment } from '../people/attachments.ts';
import type { Moving, StatusChange } from '../people/membership.ts';
import type { PersonChange } from '../people/people.ts';
import type { NewTopic, TopicChange } from '../people/topics.ts';
import type { Editing, NewMessage } from '../people/writing.ts';
import type { Selection } from '../world/journal.ts';

const id = z.int();

const firstName = z.string().min(1).max(64);
const lastName = z.string().min(1).max(64);
const username = z.string().regex(/^\w{3,32}$/);
const language = z.string().min(2).max(35);

const person = z.strictObject({
  id: z.int().positive().exactOptional(),
  first_name: firstName,
  last_name: lastName.exactOptional(),
  username: username.exactOptional(),
  language_code: language.exactOptional(),
});

const personChange = z.strictObject({
  first_name: firstName.exactOptional(),
  last_name: lastName.nullable().exactOptional(),
  username: username.nullable().exactOptional(),
  language_code: language.nullable().exactOptional(),
});

const chat = z.strictObject({
  type: z.enum(['private', 'group', 'supergroup']),
  title: z.string().min(1).max(128).exactOptional(),
  members: z.array(id),
  bot_is_admin: z.boolean().exactOptional(),
  is_forum: z.boolean().exactOptional(),
});

const chatChange = z.strictObject({ title: z.string().min(1).max(128), by: id.exactOptional() });

const moving = z.strictObject({ person: id, by: id.exactOptional() });

const statusChange = z.strictObject({
  status: z.enum(['administrator', 'member']),
  is_anonymous: z.boolean().exactOptional(),
});

const topic = z.strictObject({ name: z.string().min(1).max(128), from: id.exactOptional() });

const topicChange = z.strictObject({ closed: z.boolean(), by: id.exactOptional() });

const message = z.strictObject({
  from: id,
  text: z.string(),
  reply_to_message_id: id.exactOptional(),
  message_thread_id: id.exactOptional(),
  anonymous: z.boolean().exactOptional(),
});

const editing = z.strictObject({ from: id, text: z.string() });

/** Numbers in a query string. */
const idText = z
  .string()
  .regex(/^-?\d{1,16}$/)
  .transform(Number);
const by = z.strictObject({ by: idText.exactOptional() });
const chats = z.strictObject({
  chats: z
    .string()
    .regex(/^-?\d{1,16}(?:,-?\d{1,16}){0,99}$/)
    .transform((ids) => ids.split(',').map(Number)),
});
const personId = z.strictObject({ person: idText });

const attachment = z.strictObject({
  from: idText,
  file_name: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^/\\\0]*$/, 'a file name has no slashes'),
  kind: z.enum(['document', 'photo']).default('document'),
  caption: z.string().exactOptional(),
  reply_to_message_id: idText.exactOptional(),
  message_thread_id: idText.exactOptional(),
  anonymous: z.stringbool().exactOptional(),
});

const press = z.strictObject({
  from: id,
  message_id: id,
  label: z.string().exactOptional(),
  row: z.int().min(0).exactOptional(),
  column: z.int().min(0).exactOptional(),
  callback_data: z.string().exactOptional(),
  times: z.int().min(1).max(100).default(1),
});

const times = z.union([z.int().positive(), z.literal('always')]).exactOptional();
const call = { method: z.string().min(1), times };
const update = { update: z.enum([...updatesCarriedOut, '*']).exactOptional(), times };
const ms = z.int().min(0).max(600_000);

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ ...call, kind: z.literal('throttle'), retry_after: z.int().positive() }),
  z.strictObject({
    ...call,
    kind: z.literal('refuse'),
    code: z.int().min(400).max(499),
    description: z.string().min(1),
  }),
  z.strictObject({ ...call, kind: z.literal('error'), status: z.int().min(500).max(599) }),
  z.strictObject({ ...call, kind: z.literal('cut'), when: z.enum(['before', 'after']) }),
  z.strictObject({ ...call, kind: z.literal('delay'), ms }),
  z.strictObject({ ...update, kind: z.literal('twice') }),
  z.strictObject({ ...update, kind: z.literal('late'), ms }),
  z.strictObject({ kind: z.literal('redeliver'), after_seconds: z.number().min(0).max(600) }),
]);

const limits = z.strictObject({ on: z.boolean() });

const selection = z.strictObject({
  chat: idText.exactOptional(),
  since: idText.exactOptional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .exactOptional(),
});

/** How long an answer may be waited for, in milliseconds. */
const wait = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .default(0);
const waiting = z.strictObject({ wait });
const next = z.strictObject({ after: idText.exactOptional(), wait });

export const readPerson = (body: unknown): NewPerson => person.parse(body);
export const readPersonChange = (body: unknown): PersonChange => personChange.parse(body);
export const readChat = (body: unknown): NewChat => chat.parse(body);
export const readChatChange = (body: unknown): { title: string; by?: number } =>
  chatChange.parse(body);
export const readMoving = (body: unknown): Moving => moving.parse(body);
export const readBy = (query: unknown): { by?: number } => by.parse(query);
export const readChats = (query: unknown): number[] => chats.parse(query).chats;
export const readPersonId = (query: unknown): { person: number } => personId.parse(query);
export const readWait = (query: unknown): { wait: number } => waiting.parse(query);
export const readNext = (query: unknown): { after?: number; wait: number } => next.parse(query);
export const readStatusChange = (body: unknown): StatusChange => statusChange.parse(body);
export const readTopic = (body: unknown): NewTopic => topic.parse(body);
export const readTopicChange = (body: unknown): TopicChange => topicChange.parse(body);
export const readMessage = (body: unknown): NewMessage => message.parse(body);
export const readAttachment = (query: unknown): NewAttachment => attachment.parse(query);
export const readEditing = (body: unknown): Editing => editing.parse(body);
export const readPress = (body: unknown): NewPress & { times: number } => press.parse(body);
export const readLimits = (body: unknown): { on: boolean } => limits.parse(body);
export const readSelection = (query: unknown): Selection => selection.parse(query);
export const readFault = (body: unknown): Fault => fault.parse(body);
