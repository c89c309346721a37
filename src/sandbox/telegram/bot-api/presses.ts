import { badRequest } from '../http/errors.ts';
import type { BotApiCall } from './call.ts';

const maxAnswer = 200;

/** Answers a callback query, once and in time (tdlib Client.cpp, process_answer_callback_query_query). */
export function answerCallbackQuery({ world, args }: BotApiCall): true {
  const text = args.text('text');
  if (text.length > maxAnswer) throw badRequest('MESSAGE_TOO_LONG');
  const url = args.text('url');
  const answer = {
    ...(text && { text }),
    ...(args.boolean('show_alert') && { show_alert: true }),
    ...(url && { url }),
  };
  const press = world.presses.answer(args.text('callback_query_id'), answer);
  if (!press)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  world.emit({ type: 'answered', chat_id: press.chat_id, press_id: press.id, answer });
  return true;
}
