import type { Hono } from 'hono';
import { idIn, jsonOf } from '../../control/body.ts';
import { addPerson } from '../people/actions.ts';
import { changePerson, setBlocked } from '../people/people.ts';
import type { World } from '../world/world.ts';
import { readPerson, readPersonChange } from './input.ts';

/** People, and whether they have blocked the bot. */
export function addPeople(app: Hono, world: World): void {
  app.post('/people', async (context) =>
    context.json(addPerson(world, readPerson(await jsonOf(context)))),
  );
  app.patch('/people/:id', async (context) => {
    const change = readPersonChange(await jsonOf(context));
    return context.json(changePerson(world, idIn(context), change));
  });
  app.post('/people/:id/block', (context) => {
    setBlocked(world, idIn(context), true);
    return context.json({});
  });
  app.post('/people/:id/unblock', (context) => {
    setBlocked(world, idIn(context), false);
    return context.json({});
  });
}
