/** A message in one line: for the list of chats, for quotes and for service messages. */
import type { Texts } from '../i18n/texts.ts';
import { authorOf, fullName } from './names.ts';
import type { Message, User } from './telegram.ts';

/** A message's text, or a description of its content. */
export function summaryOf(message: Message, texts: Texts): string {
  const words = message.text ?? message.caption;
  if (message.photo !== undefined)
    return [texts.message.picture, words].filter(Boolean).join(' · ');
  if (message.document !== undefined) {
    const name = message.document.file_name ?? texts.message.document;
    return words === undefined ? name : `${name} · ${words}`;
  }
  const shown = words ?? serviceText(message, texts) ?? texts.message.otherKind;
  return shown.replace(/\s+/gu, ' ');
}

/** The fields of service messages that are shown as such. */
const serviceFields = [
  'new_chat_members',
  'left_chat_member',
  'group_chat_created',
  'supergroup_chat_created',
  'new_chat_title',
  'pinned_message',
  'forum_topic_created',
  'forum_topic_closed',
  'forum_topic_reopened',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
] as const;

/** Whether a message only says what happened to the chat. */
export const isService = (message: Message): boolean =>
  serviceFields.some((field) => message[field] !== undefined);

/** The text of a service message; undefined for any other. */
export function serviceText(message: Message, { service }: Texts): string | undefined {
  const who = authorOf(message).name;
  if (message.new_chat_members !== undefined)
    return membersJoined(who, message.from, message.new_chat_members, service);
  if (message.left_chat_member !== undefined) {
    return message.left_chat_member.id === message.from?.id
      ? service.left(who)
      : service.removed(who, fullName(message.left_chat_member));
  }
  if (message.group_chat_created || message.supergroup_chat_created) return service.made;
  if (message.new_chat_title !== undefined) return service.renamed(message.new_chat_title);
  if (message.pinned_message !== undefined)
    return service.pinned(who, pinnedText(message, service));
  if (message.forum_topic_created !== undefined)
    return service.topicBegun(who, message.forum_topic_created.name);
  if (message.forum_topic_closed !== undefined) return service.topicClosed(who);
  if (message.forum_topic_reopened !== undefined) return service.topicReopened(who);
  return isService(message) ? service.upgraded : undefined;
}

/** Truncated as in Telegram's apps. */
function pinnedText({ pinned_message: pinned }: Message, service: Texts['service']): string {
  const words = pinned !== undefined && 'text' in pinned ? (pinned.text ?? '') : '';
  if (words === '') return service.aMessage;
  return `“${words.length > 40 ? `${words.slice(0, 39).trimEnd()}…` : words}”`.replace(
    /\s+/gu,
    ' ',
  );
}

function membersJoined(
  who: string,
  from: User | undefined,
  members: readonly User[],
  service: Texts['service'],
): string {
  if (members.length === 1 && members[0]?.id === from?.id) return service.joined(who);
  return service.added(who, members.map(fullName).join(', '));
}
