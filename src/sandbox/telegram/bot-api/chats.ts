import { asInteger } from '../http/arguments.ts';
import { BotApiError, badRequest, forbidden } from '../http/errors.ts';
import { changeStatus } from '../people/membership.ts';
import { privateChatOf, rename } from '../people/people.ts';
import type { Chat, ChatMember, User } from '../types.ts';
import type { KeptChat } from '../world/chats.ts';
import { asMember, memberPermissions } from '../world/members.ts';
import { anonymousAdministrator } from '../world/telegram-users.ts';
import type { World } from '../world/world.ts';
import type { BotApiCall } from './call.ts';

/** What the bot wants to do in a chat; reading is allowed in some chats where writing is not. */
export type Access = 'read' | 'members' | 'edit' | 'write';

/** Returns the chat that a call names, if the bot may do there what it wants to. */
export function findChat({ world, args }: BotApiCall, access: Access): KeptChat {
  return findChatNamed(world, args.text('chat_id'), access);
}

/**
 * Returns the chat with an ID, if the bot may do there what it wants to (tdlib Client.cpp, check_chat and
 * check_chat_access; the server refuses a private chat that the person never started).
 */
export function findChatNamed(world: World, named: string, access: Access): KeptChat {
  if (named === '') throw new BotApiError(400, 'Bad Request: chat_id is empty');
  const id = asInteger(named);
  const chat = world.chats.get(id);
  if (!chat) throw world.people.has(id) && knows(world, id) ? notStarted() : notFound();
  checkAccess(world, chat, access);
  return chat;
}

/** Refuses what the bot may not do in a chat (tdlib Client.cpp, check_chat_access). */
function checkAccess({ bot }: World, chat: KeptChat, access: Access): void {
  if (chat.info.type === 'group') checkGroup(chat, bot.id, access);
  else if (chat.info.type === 'supergroup') checkMembership(chat, bot.id);
  else if (chat.blocked && access === 'write') throw forbidden('bot was blocked by the user');
}

/** Checks the chat in a scope of commands, which may be that of a person who hasn't started the bot. */
export function checkScopeChat(world: World, chatId: string): void {
  const id = Number(chatId);
  const chat = world.chats.get(id);
  if (chat) checkAccess(world, chat, 'members');
  else if (!world.people.has(id)) throw notFound();
}

/** A group that was upgraded can still be read; a bot outside it can do no more than that. */
function checkGroup(chat: KeptChat, botId: number, access: Access): void {
  const changes = access === 'write' || access === 'members';
  if (chat.upgradedTo !== undefined) {
    if (changes) throw wasUpgraded(chat.upgradedTo);
  } else if (access !== 'read') checkMembership(chat, botId);
}

function checkMembership({ members, info }: KeptChat, botId: number): void {
  const status = members.get(botId);
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${info.type} chat`);
  if (status === undefined || status === 'left')
    throw forbidden(`bot is not a member of the ${info.type} chat`);
}

const wasUpgraded = (migrate_to_chat_id: number) =>
  new BotApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id,
  });

/** A bot knows the people with whom it shares a chat. */
function knows(world: World, personId: number): boolean {
  for (const chat of world.chats.values())
    if (chat.members.has(personId) && chat.members.has(world.bot.id)) return true;
  return false;
}

const notFound = () => new BotApiError(400, 'Bad Request: chat not found');
const notStarted = () => forbidden("bot can't initiate conversation with a user");

/**
 * What a chat tells of itself (tdlib Client.cpp, JsonChat). The bot may ask about itself, and about people whom
 * it knows, even if they never started it.
 */
export function getChat(call: BotApiCall): unknown {
  const { world } = call;
  const user = findUser(world, call.args.integer('chat_id'));
  const known = user && !world.chats.has(user.id) && (user.is_bot || knows(world, user.id));
  return known ? fullInfo(privateChatOf(user), user) : fullChat(findChat(call, 'read'), user);
}

function fullChat(chat: KeptChat, user: User | undefined): unknown {
  const pinned = chat.lastPinned();
  return {
    ...fullInfo(chat.info, user),
    ...(pinned && { pinned_message: chat.asSent(pinned) }),
  };
}

function fullInfo(chat: Chat, user: User | undefined): object {
  const none = { unlimited_gifts: false, limited_gifts: false, unique_gifts: false };
  return {
    ...chat,
    ...(user && !user.is_bot && { can_send_gift: true }),
    ...(chat.username !== undefined && { active_usernames: [chat.username] }),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: { ...none, premium_subscription: false, gifts_from_channels: false },
    ...(chat.type !== 'private' && { permissions: memberPermissions }),
  };
}

const maxTitle = 128;

/**
 * Renames a group (td DialogManager.cpp, set_dialog_title): a right of administrators. The service message comes to
 * the bot as an update too.
 */
export function setChatTitle(call: BotApiCall): true {
  const { world, args } = call;
  const chat = findChat(call, 'write');
  const title = [...args.text('title').trim()].slice(0, maxTitle).join('');
  if (title === '') throw badRequest('Title must be non-empty');
  if (chat.info.type === 'private') throw badRequest("Can't change private chat title");
  if (!chat.isAdministrator(world.bot.id))
    throw badRequest('Not enough rights to change chat title');
  if (title !== chat.info.title) rename(world, chat, world.bot, title);
  return true;
}

/** The bot leaves a group (refusals as in td, set_dialog_participant_status, and on the server). */
export function leaveChat(call: BotApiCall): true {
  const { world } = call;
  const chat = findChat(call, 'read');
  if (chat.info.type === 'private')
    throw badRequest("Chat member status can't be changed in private chats");
  if (!chat.isMember(world.bot.id)) throw badRequest('USER_NOT_PARTICIPANT');
  world.post(chat, { from: world.bot, left_chat_member: world.bot });
  changeStatus(world, chat, world.bot, 'left', world.bot);
  return true;
}

/** tdlib Client.cpp, process_get_chat_member_query: about itself the bot may ask even from outside. */
export function getChatMember(call: BotApiCall): ChatMember {
  const { world, args } = call;
  const userId = args.integer('user_id');
  if (userId <= 0) throw badRequest('Invalid user_id specified');
  const chat = findChat(call, userId === world.bot.id ? 'read' : 'members');
  const user = findUser(world, userId);
  if (!user) throw badRequest('Member not found');
  return asMember(chat, user);
}

/** Leaves out bots other than this one (tdlib Client.cpp, JsonChatMembers). */
export function getChatAdministrators(call: BotApiCall): ChatMember[] {
  const chat = findChat(call, 'members');
  if (chat.info.type === 'private')
    throw badRequest('there are no administrators in the private chat');
  return [...chat.members.keys()].flatMap((id) => {
    const user = findUser(call.world, id);
    return user && chat.isAdministrator(id) ? [asMember(chat, user)] : [];
  });
}

export function getChatMemberCount(call: BotApiCall): number {
  const chat = findChat(call, 'members');
  return [...chat.members.keys()].filter((id) => chat.isMember(id)).length;
}

function findUser(world: World, id: number): User | undefined {
  if (id === anonymousAdministrator.id) return anonymousAdministrator;
  return id === world.bot.id ? world.bot : world.people.get(id);
}

/** tdlib Client.cpp, get_chat_action. */
const chatActions = new Set([
  'cancel',
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_audio',
  'record_voice',
  'upload_audio',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'pick_up_location',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

export function sendChatAction(call: BotApiCall): true {
  const action = call.args.text('action').toLowerCase();
  if (!chatActions.has(action)) throw badRequest('Wrong parameter action in request');
  const chat = findChat(call, 'write');
  const topic = call.args.integer('message_thread_id');
  const where = topic > 0 ? { message_thread_id: topic } : {};
  call.world.emit({ type: 'action', chat_id: chat.info.id, ...where, action });
  return true;
}
