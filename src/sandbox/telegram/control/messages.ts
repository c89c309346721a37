import type { Hono } from 'hono';
import { bytesOf, idIn, jsonOf } from '../../control/body.ts';
import { eventually } from '../../control/eventually.ts';
import { pressTimes } from '../people/actions.ts';
import { attach } from '../people/attachments.ts';
import { findChat } from '../people/find.ts';
import { editMessage, say } from '../people/writing.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import type { World } from '../world/world.ts';
import {
  readAttachment,
  readChats,
  readEditing,
  readMessage,
  readNext,
  readPress,
  readWait,
} from './input.ts';

/** Apps upload up to 2 GB; here it is as much as a bot can send. */
const maxFile = 50 * 1024 * 1024;

/** Messages, files and presses of people. */
export function addMessages(app: Hono, world: World): void {
  app.get('/chats/:id/messages', (context) => context.json(findChat(world, idIn(context)).shown()));
  app.get('/chats/:id/next', async (context) => {
    const id = idIn(context);
    const { after = -1, wait } = readNext(context.req.query());
    findChat(world, id);
    const { signal } = context.req.raw;
    await eventually(world.watchers, () => world.changes.of(id) !== after, wait, signal);
    return context.json({ change: world.changes.of(id), messages: findChat(world, id).shown() });
  });
  app.get('/messages', (context) => {
    const chats = readChats(context.req.query()).map((id) => world.chats.get(id));
    const shown = chats.flatMap((chat) => (chat ? [[chat.info.id, chat.shown()]] : []));
    return context.json(Object.fromEntries(shown));
  });
  app.post('/chats/:id/messages', async (context) =>
    context.json(say(world, idIn(context), readMessage(await jsonOf(context)))),
  );
  app.patch('/chats/:id/messages/:message', async (context) => {
    const editing = readEditing(await jsonOf(context));
    return context.json(editMessage(world, idIn(context), idIn(context, 'message'), editing));
  });
  app.post('/chats/:id/documents', async (context) => {
    const bytes = await bytesOf(context, maxFile);
    const wanted = readAttachment(context.req.query());
    return context.json(attach(world, idIn(context), wanted, bytes));
  });
  app.post('/chats/:id/presses', async (context) => {
    const { times, ...wanted } = readPress(await jsonOf(context));
    const ids = pressTimes(world, idIn(context), wanted, times).map(({ id }) => id);
    return context.json({ id: ids[0], ids });
  });
  app.post('/chats/:id/messages/:message/age', (context) => {
    const message = findChat(world, idIn(context)).get(idIn(context, 'message'));
    if (!message) throw new ImpossibleAction(404, 'There is no such message');
    message.inaccessible = true;
    return context.json({});
  });
  app.get('/presses/:id', async (context) => {
    const found = world.presses.get(context.req.param('id'));
    if (!found) throw new ImpossibleAction(404, 'There is no such press');
    const { wait } = readWait(context.req.query());
    await eventually(world.watchers, () => found.answered, wait, context.req.raw.signal);
    const { id, answered, answer } = found;
    return context.json({ id, answered, ...(answer && { answer }) });
  });
  app.post('/presses/:id/expire', (context) => {
    if (!world.presses.expire(context.req.param('id')))
      throw new ImpossibleAction(404, 'There is no such press');
    return context.json({});
  });
}
