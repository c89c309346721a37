import type { Api } from 'grammy';
import { cannotBeEdited } from '../../telegram/errors.ts';
import type { Pack } from '../callbacks/codec.ts';
import type { BotContext } from '../context.ts';
import type { TextKey, TextKeyOf, VariablesOf } from '../i18n/localizer.ts';
import { inlineKeyboard, type MessageView } from '../views/message-view.ts';
import { isGroup } from './is-group.ts';
import { type MessageTarget, targetOf, targetOptions } from './target.ts';

/** How everything that is shown is written. */
export const html = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

/** Sends a view as a new message. Returns its ID. */
export async function sendView(
  api: Api,
  target: MessageTarget,
  { text, keyboard }: MessageView,
  pack: Pack,
): Promise<number> {
  const sent = await api.sendMessage(target.chatId, text, {
    ...html,
    ...targetOptions(target),
    ...(keyboard.length > 0 && { reply_markup: inlineKeyboard(keyboard, pack) }),
  });
  return sent.message_id;
}

/** Shows a view in a message that stands there. False: Telegram no longer lets that message be changed. */
export async function editToView(
  api: Api,
  { chatId, messageId }: { chatId: number; messageId: number },
  { text, keyboard }: MessageView,
  pack: Pack,
): Promise<boolean> {
  try {
    await api.editMessageText(chatId, messageId, text, {
      ...html,
      reply_markup: inlineKeyboard(keyboard, pack),
    });
    return true;
  } catch (error) {
    if (cannotBeEdited(error)) return false;
    throw error;
  }
}

/** Answers an update with a view, as a new message. Returns its ID. */
export function send(ctx: BotContext, view: MessageView): Promise<number> {
  return sendView(ctx.api, targetOf(ctx), view, ctx.pack);
}

/** Answers an update with a text. Returns the message's ID. */
export function replyWith<K extends TextKey>(
  ctx: BotContext,
  key: K,
  ...variables: VariablesOf<K>
): Promise<number> {
  return send(ctx, { text: ctx.localizer.html(key, ...variables), keyboard: [] });
}

/** Answers a press with something that is to be read, until it is closed. */
export async function alert(ctx: BotContext, key: TextKeyOf): Promise<void> {
  await ctx.answerCallbackQuery({ text: ctx.localizer.plain(key), show_alert: true });
}

/**
 * Shows a view where the person pressed, or as a new message: a menu stays where it is, for its next press, and a record
 * stays for ever, the new message being a reply to it.
 * What the pressed message asked before is closed once the view stands there, and not if it never does: by the request
 * itself where it shows one.
 * Returns the ID of the message that shows it.
 */
export async function show(
  ctx: BotContext,
  view: MessageView,
  { isRequest = false } = {},
): Promise<number> {
  const pressed = ctx.callbackQuery?.message;
  if (pressed === undefined || ctx.press === undefined) return send(ctx, view);
  const at = { chatId: pressed.chat.id, messageId: pressed.message_id };
  const standing = await ctx.standing(at.messageId);
  if (standing.is === 'record') {
    const target = { ...targetOf(ctx), replyTo: at.messageId };
    return sendView(ctx.api, target, view, ctx.pack);
  }
  if (!(await editToView(ctx.api, at, view, ctx.pack))) return send(ctx, view);
  if (standing.is === 'requests' && !isRequest)
    await ctx.onReplaced(standing.requests, at.messageId);
  return at.messageId;
}

/**
 * Shows what is all that a press asked for. In a private chat the press is answered meanwhile without a word, so that the
 * next one need not wait for that too. A group may take no message: who pressed is then told by the answer alone.
 */
export function showAsAnswer(ctx: BotContext, view: MessageView): Promise<number> {
  // What fails of it is seen to by `answer-deadline.ts`, which waits for it.
  if (ctx.callbackQuery !== undefined && !isGroup(ctx.chat?.id))
    ctx.answerCallbackQuery().catch(() => undefined);
  return show(ctx, view);
}
