import type { ChatMember, User } from '../types.ts';
import type { KeptChat } from './chats.ts';

const administratorRights = {
  can_be_edited: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_manage_voice_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_pin_messages: true,
  can_manage_tags: false,
};

/** What members of a group may do by default (Bot API reference, ChatPermissions). */
export const memberPermissions = {
  can_send_messages: true,
  can_send_audios: true,
  can_send_documents: true,
  can_send_photos: true,
  can_send_videos: true,
  can_send_video_notes: true,
  can_send_voice_notes: true,
  can_send_polls: true,
  can_send_other_messages: true,
  can_add_web_page_previews: true,
  can_change_info: true,
  can_invite_users: true,
  can_pin_messages: true,
};

/**
 * A user's status in a chat; whoever was never in it counts as having left (Bot API reference,
 * ChatMember).
 */
export function asMember(chat: KeptChat, user: User): ChatMember {
  const status = chat.members.get(user.id) ?? 'left';
  const is_anonymous = chat.anonymous.has(user.id);
  if (status === 'creator') return { user, status, is_anonymous };
  if (status === 'administrator') {
    const topics = chat.info.type === 'supergroup' && { can_manage_topics: true };
    return { user, status, ...administratorRights, ...topics, is_anonymous };
  }
  if (status === 'kicked') return { user, status, until_date: 0 };
  return { user, status };
}
