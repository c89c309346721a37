/** The playground's own requests: the bot's process, and starting over. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { maxJsonBytes, tooLarge } from '../page/guard.ts';
import { type BotKeeper, type BotState, WrongBotState } from './bot-keeper.ts';
import type { BotLabels } from './bot-labels.ts';
import type { Roles, TeamRoles } from './team-roles.ts';

export interface PlaygroundSide {
  /** Manages the playground's own bot; undefined when somebody starts theirs in a shell. */
  keeper: BotKeeper | undefined;
  /** Who is in the team; undefined for a bot of which nothing is known. */
  team: TeamRoles | undefined;
  /** Labels of the bot's buttons, in its language; undefined for an unknown bot. */
  labels: BotLabels | undefined;
  /** A shop that can be connected besides the first; undefined where the sandboxes are managed elsewhere. */
  secondShop: { name: string; token: string } | undefined;
  /** Resets everything. */
  startOver(): Promise<void>;
}

/** The bot as the page sees it. */
export type BotView = BotState & {
  running: boolean;
  roles?: Roles;
  labels?: BotLabels;
  secondShop?: { name: string; token: string };
};

export function viewOf({ keeper, team, labels, secondShop }: PlaygroundSide): BotView {
  const state = keeper?.state() ?? { kept: false, copies: [], speaks: false };
  const known = {
    ...(team && { roles: team.now }),
    ...(labels && { labels }),
    ...(secondShop && { secondShop }),
  };
  return { ...state, running: state.copies.length > 0, ...known };
}

/** Tells of every change of what {@link viewOf} shows, until the result is called. */
export function onViewChange({ keeper, team }: PlaygroundSide, listener: () => void): () => void {
  const ends = [keeper?.onChange(listener), team?.onChange(listener)];
  return () => {
    for (const end of ends) end?.();
  };
}

/**
 * Serves `GET /bot`, `POST /bot/{kill,stop,start,second}` and `POST /start-over`; each returns the
 * bot's state. Errors are `{ error }` with a fitting 4xx; nothing has changed then.
 */
export function servePlayground(
  side: PlaygroundSide,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const app = new Hono();
  let startingOver: Promise<void> | undefined;

  const actions: Record<string, (keeper: BotKeeper) => Promise<void>> = {
    kill: (keeper) => keeper.kill(),
    stop: (keeper) => keeper.stop(),
    start: (keeper) => keeper.start(),
    second: (keeper) => keeper.startSecond(),
  };

  app.get('/bot', (context) => context.json(viewOf(side)));
  app.use(
    bodyLimit({
      maxSize: maxJsonBytes,
      onError: (context) => context.json({ error: tooLarge.error }, tooLarge.status),
    }),
  );
  app.post('*', async (context, next) => {
    if (!isEmptyOrJson(await context.req.text()))
      return context.json({ error: 'The body is not JSON' }, 400);
    return next();
  });
  app.post('/bot/:action', async (context) => {
    const action = actions[context.req.param('action')];
    if (!action) return context.json({ error: "The bot can't be asked that" }, 404);
    if (!side.keeper)
      return context.json({ error: 'The bot here is not kept by the page: use your shell.' }, 409);
    await startingOver;
    await action(side.keeper);
    return context.json(viewOf(side));
  });
  app.post('/start-over', async (context) => {
    startingOver ??= side.startOver().finally(() => {
      startingOver = undefined;
    });
    await startingOver;
    return context.json(viewOf(side));
  });
  app.notFound((context) => context.json({ error: 'There is nothing here' }, 404));
  app.onError((error, context) =>
    context.json({ error: error.message }, error instanceof WrongBotState ? 409 : 500),
  );
  return getRequestListener(app.fetch);
}

function isEmptyOrJson(text: string): boolean {
  if (text === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
