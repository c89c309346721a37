import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { isFromAnotherSite } from '../../fetch-metadata.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import type { World } from '../world/world.ts';
import { addChats } from './chats.ts';
import { addMessages } from './messages.ts';
import { addObservation } from './observation.ts';
import { addPeople } from './people.ts';
import { addTroubles } from './troubles.ts';

/**
 * Serves the people's side of the sandbox below /sandbox: who is there, what they see, and what
 * they do. Errors are `{ error }` with a fitting status; nothing has changed then.
 */
export function serveControl(
  world: World,
  host: string,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const app = new Hono().basePath('/sandbox');
  app.use(async (context, next) => {
    if (!isOurs(context, host) || isFromAnotherSite(context.req.header()))
      return context.json({ error: 'Foreign Host, Origin or site' }, 403);
    return next();
  });
  addPeople(app, world);
  addChats(app, world);
  addMessages(app, world);
  addObservation(app, world);
  addTroubles(app, world);
  app.notFound((context) => context.json({ error: 'There is nothing here' }, 404));
  app.onError((error, context) => {
    const known = error instanceof ImpossibleAction || error instanceof HTTPException;
    return context.json({ error: error.message }, known ? error.status : 500);
  });
  return getRequestListener(app.fetch);
}

/** Keeps out pages of other sites: they can't forge `Host` or `Origin`. */
function isOurs(context: Context, listeningOn: string): boolean {
  const host = context.req.header('host') ?? '';
  const origin = context.req.header('origin');
  const known = ['127.0.0.1', 'localhost', '[::1]', listeningOn, `[${listeningOn}]`];
  const isKnown = known.includes(host.replace(/:\d+$/, ''));
  return isKnown && (origin === undefined || origin === `http://${host}`);
}
