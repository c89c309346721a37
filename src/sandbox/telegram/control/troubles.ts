import type { Hono } from 'hono';
import { idIn, jsonOf } from '../../control/body.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import type { World } from '../world/world.ts';
import { readFault, readLimits } from './input.ts';

/** Faults, rate limits and the reset. */
export function addTroubles(app: Hono, world: World): void {
  app.get('/troubles', (context) =>
    context.json({ faults: world.faults.active(), limits: { on: world.limits.on } }),
  );
  app.get('/faults', (context) => context.json(world.faults.active()));
  app.post('/faults', async (context) =>
    context.json(world.faults.add(readFault(await jsonOf(context)))),
  );
  app.delete('/faults', (context) => {
    world.faults.clear();
    return context.json({});
  });
  app.delete('/faults/:id', (context) => {
    if (!world.faults.remove(idIn(context)))
      throw new ImpossibleAction(404, 'There is no such fault');
    return context.json({});
  });
  app.get('/limits', (context) => context.json({ on: world.limits.on }));
  app.post('/limits', async (context) => {
    const { on } = readLimits(await jsonOf(context));
    world.limits.on = on;
    return context.json({ on });
  });
  app.post('/reset', (context) => {
    world.reset();
    return context.json({});
  });
}
