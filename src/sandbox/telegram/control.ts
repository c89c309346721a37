import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { streamSSE } from 'hono/streaming';
import { addPerson, findRoom, ImpossibleAct, openChat, press, say } from './acts.ts';
import { commandsKey } from './bot-api/commands.ts';
import { readChat, readFault, readMessage, readPerson, readPress } from './control-input.ts';
import type { World } from './world.ts';

const MAX_BODY = 1024 * 1024;

/**
 * The people's side of the sandbox, over HTTP below /sandbox: who is there, what they see, and what they do.
 * Answers with JSON; errors are `{ error }` with a fitting status, and then nothing has changed.
 */
export function serveControl(
  world: World,
  host: string,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const app = new Hono().basePath('/sandbox');
  app.use(async (context, next) => {
    if (!isOurs(context, host)) return context.json({ error: 'Foreign Host or Origin' }, 403);
    if (Number(context.req.header('content-length')) > MAX_BODY)
      return context.json({ error: 'The request is too large' }, 413);
    return next();
  });
  addPeople(app, world);
  addChats(app, world);
  addPresses(app, world);
  addObservation(app, world);
  app.notFound((context) => context.json({ error: 'There is nothing here' }, 404));
  app.onError((error, context) => {
    const known = error instanceof ImpossibleAct || error instanceof HTTPException;
    return context.json({ error: error.message }, known ? error.status : 500);
  });
  return getRequestListener(app.fetch);
}

/** A page of another site must not act here: it can't name our host, nor hide where it comes from. */
function isOurs(context: Context, listeningOn: string): boolean {
  const host = context.req.header('host') ?? '';
  const origin = context.req.header('origin');
  const known = ['127.0.0.1', 'localhost', '[::1]', listeningOn, `[${listeningOn}]`];
  const isKnown = known.includes(host.replace(/:\d+$/, ''));
  return isKnown && (origin === undefined || origin === `http://${host}`);
}

function addPeople(app: Hono, world: World): void {
  app.get('/state', (context) =>
    context.json({
      bot: world.bot,
      people: [...world.people.values()],
      chats: [...world.rooms.values()].map(({ chat, members }) => ({
        ...chat,
        members: [...members.keys()],
      })),
    }),
  );
  app.post('/people', async (context) =>
    context.json(addPerson(world, readPerson(await jsonOf(context)))),
  );
  app.post('/reset', (context) => {
    world.reset();
    return context.json({});
  });
}

function addChats(app: Hono, world: World): void {
  app.post('/chats', async (context) =>
    context.json(openChat(world, readChat(await jsonOf(context))).chat),
  );
  app.get('/chats/:id/messages', (context) =>
    context.json(findRoom(world, Number(context.req.param('id'))).shown()),
  );
  app.post('/chats/:id/messages', async (context) => {
    const said = readMessage(await jsonOf(context));
    return context.json(say(world, Number(context.req.param('id')), said));
  });
  app.post('/chats/:id/presses', async (context) => {
    const wanted = readPress(await jsonOf(context));
    const { id } = press(world, Number(context.req.param('id')), wanted);
    return context.json({ id });
  });
}

function addPresses(app: Hono, world: World): void {
  app.get('/presses/:id', (context) => {
    const found = world.presses.get(context.req.param('id'));
    if (!found) throw new ImpossibleAct(404, 'There is no such press');
    const { id, answered, answer } = found;
    return context.json({ id, answered, ...(answer && { answer }) });
  });
  app.post('/presses/:id/expire', (context) => {
    if (!world.presses.expire(context.req.param('id')))
      throw new ImpossibleAct(404, 'There is no such press');
    return context.json({});
  });
}

function addObservation(app: Hono, world: World): void {
  app.get('/files/:id', (context) => {
    const file = world.files.get(context.req.param('id'));
    if (!file) throw new ImpossibleAct(404, 'There is no such file');
    const { file_name = 'file', mime_type = 'application/octet-stream' } = file.document;
    return context.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': mime_type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file_name)}`,
    });
  });
  app.get('/commands', (context) => {
    const { scope = 'default', chat_id, user_id, language_code = '' } = context.req.query();
    const key = commandsKey(
      {
        type: scope,
        ...(chat_id !== undefined && { chat_id }),
        ...(user_id !== undefined && { user_id: Number(user_id) }),
      },
      language_code,
    );
    return context.json(world.commands.get(key) ?? []);
  });
  app.get('/calls', (context) => context.json(world.calls.entries()));
  app.get('/violations', (context) => context.json(world.violations.entries()));
  app.post('/faults', async (context) => {
    world.faults.add(readFault(await jsonOf(context)));
    return context.json({});
  });
  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const { promise: closed, resolve: close } = Promise.withResolvers<void>();
      stream.onAbort(close);
      const unwatch = world.watch(({ type, ...data }) => {
        void stream.writeSSE({ event: type, data: JSON.stringify(data) });
      });
      await stream.write(': watching\n\n');
      await closed;
      unwatch();
    }),
  );
}

async function jsonOf(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (text.length > MAX_BODY) throw new HTTPException(413, { message: 'The request is too large' });
  try {
    return JSON.parse(text);
  } catch {
    throw new ImpossibleAct(400, 'The body is not JSON');
  }
}
