import { checkedLink } from '../formatting/links.ts';
import { Fields, isObject } from '../http/arguments.ts';
import { badRequest } from '../http/errors.ts';
import type { InlineKeyboardButton, ReplyMarkup } from '../types.ts';
import type { FieldOf } from './coverage.ts';

type MarkupField = FieldOf<
  'InlineKeyboardMarkup' | 'ReplyKeyboardMarkup' | 'ReplyKeyboardRemove' | 'ForceReply'
>;

const maxButtons = 100;
const maxCallbackBytes = 64;
const maxCopyCharacters = 256;
const buttonStyles = ['primary', 'danger', 'success'];

/** Button actions that are accepted without a look at their content. */
const otherActionFields = [
  'callback_game',
  'disabled',
  'pay',
  'switch_inline_query',
  'switch_inline_query_chosen_chat',
  'switch_inline_query_current_chat',
  'login_url',
  'web_app',
];

/**
 * Reads a `reply_markup`, refusing what Telegram refuses (tdlib Client.cpp, get_reply_markup; td
 * ReplyMarkup.cpp; the server's BUTTON_… errors). An empty keyboard counts as no markup.
 */
export function readMarkup(value: unknown): ReplyMarkup | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw badRequest('Object expected as reply markup');
  const fields = new Fields<MarkupField>(value, badRequest);
  const keyboard = readRows(fields, 'keyboard', readKeyboardButton);
  const inline = readRows(fields, 'inline_keyboard', readInlineButton);
  if (keyboard.length > 0) return { ...keyboardOptions(fields), keyboard };
  if (inline.length > 0) {
    if (inline.flat().length > maxButtons) throw badRequest('reply markup is too long');
    return { inline_keyboard: inline };
  }
  if (fields.boolean('remove_keyboard'))
    return { ...keyboardOptions(fields), remove_keyboard: true };
  if (fields.boolean('force_reply')) return { ...keyboardOptions(fields), force_reply: true };
  return undefined;
}

function keyboardOptions(fields: Fields<MarkupField>): ReplyMarkup {
  const placeholder = fields.text('input_field_placeholder');
  return {
    ...(fields.boolean('selective') && { selective: true }),
    ...(placeholder && { input_field_placeholder: placeholder }),
  };
}

function readRows<Button>(
  fields: Fields<MarkupField>,
  name: 'keyboard' | 'inline_keyboard',
  readButton: (button: unknown) => Button,
): Button[][] {
  const rows = fields.list(name) ?? [];
  const owner = name === 'inline_keyboard' ? ' of the InlineKeyboardMarkup' : '';
  return rows
    .map((row) => {
      if (!Array.isArray(row))
        throw badRequest(`Field "${name}"${owner} must be an Array of Arrays`);
      return row.map(readButton);
    })
    .filter((row) => row.length > 0);
}

function readKeyboardButton(button: unknown): { text: string } {
  if (typeof button === 'string') return { text: button };
  if (!isObject(button))
    throw badRequest("Can't parse keyboard button: KeyboardButton must be a String or an Object");
  const refuse = (why: string) => badRequest(`Can't parse keyboard button: ${why}`);
  return { text: new Fields<FieldOf<'KeyboardButton'>>(button, refuse).requiredText('text') };
}

function readInlineButton(button: unknown): InlineKeyboardButton {
  const refuse = (why: string) => badRequest(`Can't parse inline keyboard button: ${why}`);
  if (!isObject(button)) throw refuse('InlineKeyboardButton must be an Object');
  const fields = new Fields<FieldOf<'InlineKeyboardButton'>>(button, refuse);
  const text = fields.requiredText('text');
  const style = fields.text('style').toLowerCase();
  if (style && style !== 'default' && !buttonStyles.includes(style))
    throw refuse('invalid button style specified');
  const action = readAction(fields, button);
  if (!action) throw refuse('Text buttons are unallowed in the inline keyboard');
  if (text.trim() === '') throw badRequest('BUTTON_TEXT_INVALID');
  return { text, ...(buttonStyles.includes(style) && { style }), ...action };
}

/** The first action of a button in Telegram's order; Telegram ignores any further ones. */
function readAction(
  fields: Fields<FieldOf<'InlineKeyboardButton'>>,
  button: Record<string, unknown>,
): Omit<InlineKeyboardButton, 'text'> | undefined {
  const url = fields.text('url');
  if (url) return { url: checkedUrl(url) };
  const data = fields.text('callback_data');
  if (data) {
    if (Buffer.byteLength(data) > maxCallbackBytes) throw badRequest('BUTTON_DATA_INVALID');
    return { callback_data: data };
  }
  for (const name of otherActionFields) if (fields.has(name)) return { [name]: button[name] };
  if (!fields.has('copy_text')) return undefined;
  const copied = fields.object<FieldOf<'CopyTextButton'>>('copy_text').requiredText('text');
  if (copied === '' || copied.length > maxCopyCharacters)
    throw badRequest('BUTTON_COPY_TEXT_INVALID');
  return { copy_text: { text: copied } };
}

/** td LinkManager::check_link. */
function checkedUrl(link: string): string {
  const url = checkedLink(link);
  if (url !== undefined) return url;
  const foreign = /^[a-z][a-z0-9+.-]*:\/\//i.test(link) && !/^https?:/i.test(link);
  const why = foreign ? 'Unsupported URL protocol' : 'Wrong HTTP URL';
  throw badRequest(`inline keyboard button URL '${link}' is invalid: ${why}`);
}
