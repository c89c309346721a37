import { asMember, MEMBER_PERMISSIONS } from '../members.ts';
import { badRequest, forbidden, Refusal } from '../refusals.ts';
import type { Room } from '../rooms.ts';
import type { ChatMember, User } from '../types.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';

/** What the bot is about to do in a chat; reading is allowed where writing is not. */
export type Access = 'read' | 'write';

/**
 * The chat that a call names, if the bot may do there what it wants to (tdlib Client.cpp, check_chat and
 * check_chat_access; who was never written to by a person is refused by the server).
 */
export function findChat({ world, args }: Call, access: Access, parameter = 'chat_id'): Room {
  const named = args.text(parameter);
  if (named === '') throw new Refusal(400, 'Bad Request: chat_id is empty');
  const id = args.integer(parameter);
  const room = world.rooms.get(id);
  if (!room) throw world.people.has(id) && knows(world, id) ? notStarted() : notFound();
  if (room.chat.type === 'private') {
    if (room.blocked && access === 'write') throw forbidden('bot was blocked by the user');
  } else checkMembership(room, world.bot.id, access);
  return room;
}

function checkMembership(room: Room, botId: number, access: Access): void {
  const status = room.members.get(botId);
  // A supergroup can't even be read from outside, a basic group can.
  if (room.chat.type === 'group' && access === 'read') return;
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${room.chat.type} chat`);
  if (status === undefined || status === 'left')
    throw forbidden(`bot is not a member of the ${room.chat.type} chat`);
}

/** A bot knows the people it shares a chat with. */
function knows(world: World, personId: number): boolean {
  for (const room of world.rooms.values())
    if (room.members.has(personId) && room.members.has(world.bot.id)) return true;
  return false;
}

const notFound = () => new Refusal(400, 'Bad Request: chat not found');
const notStarted = () => forbidden("bot can't initiate conversation with a user");

export function getChat(call: Call): unknown {
  const { chat } = findChat(call, 'read');
  const accepted = { unlimited_gifts: false, limited_gifts: false, unique_gifts: false };
  return {
    ...chat,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: { ...accepted, premium_subscription: false, gifts_from_channels: false },
    ...(chat.type !== 'private' && { permissions: MEMBER_PERMISSIONS }),
  };
}

export function getChatMember(call: Call): ChatMember {
  const userId = call.args.integer('user_id');
  if (userId <= 0) throw badRequest('Invalid user_id specified');
  const room = findChat(call, 'read');
  const user = findUser(call.world, userId);
  if (!user) throw badRequest('member not found');
  return asMember(room, user);
}

export function getChatAdministrators(call: Call): ChatMember[] {
  const room = findChat(call, 'read');
  if (room.chat.type === 'private')
    throw badRequest('there are no administrators in the private chat');
  const administrators: ChatMember[] = [];
  for (const [id, status] of room.members) {
    const user = findUser(call.world, id);
    if (user && (status === 'creator' || (status === 'administrator' && !user.is_bot)))
      administrators.push(asMember(room, user));
  }
  return administrators;
}

export function getChatMemberCount(call: Call): number {
  const room = findChat(call, 'read');
  const present = [...room.members.values()].filter((is) => is !== 'left' && is !== 'kicked');
  return present.length;
}

function findUser(world: World, id: number): User | undefined {
  return id === world.bot.id ? world.bot : world.people.get(id);
}

/** tdlib Client.cpp, get_chat_action. */
const ACTIONS = new Set([
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

export function sendChatAction(call: Call): true {
  const action = call.args.text('action').toLowerCase();
  if (!ACTIONS.has(action)) throw badRequest('Wrong parameter action in request');
  const room = findChat(call, 'write');
  call.world.emit({ type: 'action', chat_id: room.chat.id, action });
  return true;
}
