import type { Hono } from 'hono';
import type { World } from '../world.ts';
import { jsonOf } from './body.ts';
import { readFault } from './input.ts';

/** What goes wrong on purpose, and the way back to the beginning. */
export function addTroubles(app: Hono, world: World): void {
  app.post('/faults', async (context) => {
    world.faults.add(readFault(await jsonOf(context)));
    return context.json({});
  });
  app.post('/reset', (context) => {
    world.reset();
    return context.json({});
  });
}
