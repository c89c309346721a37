import type { Hono } from 'hono';
import { idIn, jsonOf } from '../../control/body.ts';
import { openChat } from '../people/actions.ts';
import { commandsFor } from '../people/commands.ts';
import { findChat } from '../people/find.ts';
import { addMember, removeMember, setStatus } from '../people/membership.ts';
import { renameGroup } from '../people/people.ts';
import { addTopic, setTopicClosed } from '../people/topics.ts';
import { upgradeGroup } from '../people/upgrade.ts';
import type { World } from '../world/world.ts';
import {
  readBy,
  readChat,
  readChatChange,
  readMoving,
  readPersonId,
  readStatusChange,
  readTopic,
  readTopicChange,
} from './input.ts';
import { chatState } from './state.ts';

/** Chats, their members and topics. */
export function addChats(app: Hono, world: World): void {
  app.post('/chats', async (context) =>
    context.json(openChat(world, readChat(await jsonOf(context))).info),
  );
  app.get('/chats/:id', (context) =>
    context.json(chatState(world, findChat(world, idIn(context)))),
  );
  app.patch('/chats/:id', async (context) => {
    const change = readChatChange(await jsonOf(context));
    return context.json(chatState(world, renameGroup(world, idIn(context), change)));
  });
  app.post('/chats/:id/members', async (context) => {
    const moving = readMoving(await jsonOf(context));
    return context.json(chatState(world, addMember(world, idIn(context), moving)));
  });
  app.delete('/chats/:id/members/:person', (context) => {
    const by = readBy(context.req.query());
    const moving = { person: idIn(context, 'person'), ...by };
    return context.json(chatState(world, removeMember(world, idIn(context), moving)));
  });
  app.patch('/chats/:id/members/:person', async (context) => {
    const change = readStatusChange(await jsonOf(context));
    const chat = setStatus(world, idIn(context), idIn(context, 'person'), change);
    return context.json(chatState(world, chat));
  });
  app.get('/chats/:id/commands', (context) => {
    const { person } = readPersonId(context.req.query());
    return context.json(commandsFor(world, idIn(context), person));
  });
  app.post('/chats/:id/upgrade', (context) =>
    context.json(upgradeGroup(world, idIn(context)).info),
  );
  app.post('/chats/:id/topics', async (context) =>
    context.json(addTopic(world, idIn(context), readTopic(await jsonOf(context)))),
  );
  app.patch('/chats/:id/topics/:topic', async (context) => {
    const change = readTopicChange(await jsonOf(context));
    const chat = setTopicClosed(world, idIn(context), idIn(context, 'topic'), change);
    return context.json(chatState(world, chat));
  });
}
