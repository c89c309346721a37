import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { controlApp } from '../../control/control-app.ts';
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
  const app = controlApp({ listensOn: host, otherPorts: false });
  addPeople(app, world);
  addChats(app, world);
  addMessages(app, world);
  addObservation(app, world);
  addTroubles(app, world);
  return getRequestListener(app.fetch);
}
