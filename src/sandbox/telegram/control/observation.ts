import type { Hono } from 'hono';
import { streamEvents } from '../../control/event-stream.ts';
import { commandsKey } from '../bot-api/commands.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { select } from '../world/journal.ts';
import type { World } from '../world/world.ts';
import { readSelection } from './input.ts';
import { worldState } from './state.ts';

/** The world's state, its logs and its events. */
export function addObservation(app: Hono, world: World): void {
  app.get('/state', (context) => context.json(worldState(world)));
  app.get('/files/:id', (context) => {
    const file = world.files.get(context.req.param('id'));
    if (!file) throw new ImpossibleAction(404, 'There is no such file');
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
  app.get('/calls', (context) =>
    context.json(select(world.calls.entries(), readSelection(context.req.query()))),
  );
  app.get('/updates', (context) =>
    context.json(select(world.sent.entries(), readSelection(context.req.query()))),
  );
  app.get('/violations', (context) => context.json(world.violations.entries()));
  app.get('/events', (context) =>
    streamEvents(context, world.watchers, ({ type: _, ...data }) => data),
  );
}
