import { type Arguments, Fields, isObject } from '../http/arguments.ts';
import { badRequest } from '../http/errors.ts';
import type { FormattedText, LinkPreviewOptions, Message } from '../types.ts';
import type { FieldOf } from './coverage.ts';

/**
 * Reads `link_preview_options` or, without them, the flag that they have replaced (tdlib Client.cpp,
 * get_link_preview_options).
 */
export function readLinkPreview(args: Arguments): LinkPreviewOptions {
  const broken = () => badRequest("Can't parse link preview options JSON object");
  const value = args.json('link_preview_options', broken);
  if (value === undefined)
    return args.boolean('disable_web_page_preview') ? { is_disabled: true } : {};
  if (!isObject(value)) throw badRequest('Object expected as link preview options');
  const fields = new Fields<FieldOf<'LinkPreviewOptions'>>(value, badRequest);
  const url = fields.text('url');
  return {
    ...(fields.boolean('is_disabled') && { is_disabled: true }),
    ...(url && { url }),
    ...(fields.boolean('prefer_small_media') && { prefer_small_media: true }),
    ...(fields.boolean('prefer_large_media') && { prefer_large_media: true }),
    ...(fields.boolean('show_above_text') && { show_above_text: true }),
  };
}

/**
 * What a message tells of its preview: nothing where all is as by default, and that it is off only of a text
 * with a link (td MessageContent.cpp, get_message_content_object).
 */
export function withPreview(
  { entities }: FormattedText,
  { is_disabled, ...rest }: LinkPreviewOptions,
): Pick<Message, 'link_preview_options'> {
  const hasLink = entities.some(({ type }) => type === 'url' || type === 'text_link');
  const told = { ...(is_disabled && hasLink && { is_disabled }), ...rest };
  return Object.keys(told).length > 0 ? { link_preview_options: told } : {};
}
