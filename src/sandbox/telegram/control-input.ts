import { z } from 'zod';
import {
  ImpossibleAct,
  type NewChat,
  type NewMessage,
  type NewPerson,
  type NewPress,
} from './acts.ts';
import type { Fault } from './faults.ts';

const id = z.int();

const person = z.strictObject({
  id: z.int().positive().exactOptional(),
  first_name: z.string().min(1).max(64),
  last_name: z.string().min(1).max(64).exactOptional(),
  username: z
    .string()
    .regex(/^\w{3,32}$/)
    .exactOptional(),
  language_code: z.string().min(2).exactOptional(),
});

const chat = z.strictObject({
  type: z.enum(['private', 'group', 'supergroup']),
  title: z.string().min(1).max(128).exactOptional(),
  members: z.array(id),
  bot_is_admin: z.boolean().exactOptional(),
});

const message = z.strictObject({
  from: id,
  text: z.string(),
  reply_to_message_id: id.exactOptional(),
});

const press = z.strictObject({
  from: id,
  message_id: id,
  label: z.string().exactOptional(),
  row: z.int().min(0).exactOptional(),
  column: z.int().min(0).exactOptional(),
  callback_data: z.string().exactOptional(),
});

const target = { method: z.string().min(1), times: z.int().positive().exactOptional() };

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ ...target, kind: z.literal('throttle'), retry_after: z.int().positive() }),
  z.strictObject({ ...target, kind: z.literal('error'), status: z.int().min(500).max(599) }),
  z.strictObject({ ...target, kind: z.literal('cut'), when: z.enum(['before', 'after']) }),
  z.strictObject({ ...target, kind: z.literal('delay'), ms: z.int().min(0).max(600_000) }),
]);

export const readPerson = (body: unknown): NewPerson => read(person, body);
export const readChat = (body: unknown): NewChat => read(chat, body);
export const readMessage = (body: unknown): NewMessage => read(message, body);
export const readPress = (body: unknown): NewPress => read(press, body);
export const readFault = (body: unknown): Fault => read(fault, body);

/** What was sent, if it is what was asked for; otherwise an error that names what is wrong. */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new ImpossibleAct(400, z.prettifyError(result.error));
}
