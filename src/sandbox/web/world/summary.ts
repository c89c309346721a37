/** A message in one line: for the list of chats, for quotes and for service messages. */
import { authorOf, fullName } from './names.ts';
import type { Message, User } from './telegram.ts';

/** A message's text, or a description of its content. */
export function summaryOf(message: Message): string {
  const words = message.text ?? message.caption;
  if (message.photo !== undefined) return words === undefined ? 'Picture' : `Picture · ${words}`;
  if (message.document !== undefined) {
    const name = message.document.file_name ?? 'Document';
    return words === undefined ? name : `${name} · ${words}`;
  }
  return (words ?? serviceText(message) ?? 'A message of another kind').replace(/\s+/gu, ' ');
}

/** The text of a service message; undefined for any other. */
export function serviceText(message: Message): string | undefined {
  const who = authorOf(message).name;
  if (message.new_chat_members !== undefined) {
    return membersJoined(who, message.from, message.new_chat_members);
  }
  if (message.left_chat_member !== undefined) {
    return message.left_chat_member.id === message.from?.id
      ? `${who} left the group`
      : `${who} removed ${fullName(message.left_chat_member)}`;
  }
  if (message.group_chat_created || message.supergroup_chat_created) return 'The group was made';
  if (message.new_chat_title !== undefined)
    return `The group is now called ${message.new_chat_title}`;
  if (message.pinned_message !== undefined) return `${who} pinned ${pinnedText(message)}`;
  if (message.forum_topic_created !== undefined)
    return `${who} began the topic “${message.forum_topic_created.name}”`;
  if (message.forum_topic_closed !== undefined) return `${who} closed the topic`;
  if (message.forum_topic_reopened !== undefined) return `${who} reopened the topic`;
  if (message.migrate_to_chat_id !== undefined) return 'The group became a supergroup';
  if (message.migrate_from_chat_id !== undefined) return 'The group became a supergroup';
  return undefined;
}

/** Truncated as in Telegram's apps. */
function pinnedText({ pinned_message: pinned }: Message): string {
  const words = pinned !== undefined && 'text' in pinned ? (pinned.text ?? '') : '';
  if (words === '') return 'a message';
  return `“${words.length > 40 ? `${words.slice(0, 39).trimEnd()}…` : words}”`.replace(
    /\s+/gu,
    ' ',
  );
}

function membersJoined(who: string, from: User | undefined, members: readonly User[]): string {
  if (members.length === 1 && members[0]?.id === from?.id) return `${who} joined the group`;
  return `${who} added ${members.map(fullName).join(', ')}`;
}
