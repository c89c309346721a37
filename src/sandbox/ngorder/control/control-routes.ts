/** The control interface over HTTP, in JSON, for the page and for tests against another process. */
import { getRequestListener } from '@hono/node-server';
import type { Context } from 'hono';
import { z } from 'zod';
import { idIn, jsonOf } from '../../control/body.ts';
import { controlApp } from '../../control/control-app.ts';
import { streamEvents } from '../../control/event-stream.ts';
import type { Watchers } from '../../control/watchers.ts';
import { operations } from '../api/api.ts';
import { behaviourChange } from '../behaviour.ts';
import { faultSchema } from '../faults/faults.ts';
import { namedOrders } from '../seed/named-orders.ts';
import { canceledTypes } from '../shop/order.ts';
import type { Change, NgorderControl } from './control.ts';

const place = z.enum(['active', ...canceledTypes]);
const whereabouts = z.enum(['active', ...canceledTypes, 'gone']);
const moveBody = z.strictObject({ to: whereabouts });
const callsQuery = z.strictObject({
  operation: z.enum(operations).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(5000),
});
const overviewQuery = z.strictObject({
  place: whereabouts.exactOptional(),
  text: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(500).default(60),
});

/** What a route returns; where that is nothing, that it is done. */
const answer = (context: Context, value: unknown) => context.json(value ?? { ok: true });

/** Serves the control interface below `/sandbox`, see `controlApp`. */
export function createControlRoutes(
  control: NgorderControl,
  changes: Watchers<Change>,
  listensOn: string,
) {
  const app = controlApp({ listensOn, otherPorts: true });
  app.get('/calls', (context) => {
    const { operation, limit } = callsQuery.parse(context.req.query());
    return context.json(control.calls(operation).slice(-limit));
  });
  app.delete('/calls', (context) => answer(context, control.clearCalls()));
  app.get('/faults', (context) => context.json(control.faults()));
  app.post('/faults', async (context) =>
    answer(context, control.fault(faultSchema.parse(await jsonOf(context)))),
  );
  app.put('/faults', async (context) =>
    answer(context, control.setFaults(z.array(faultSchema).parse(await jsonOf(context)))),
  );
  app.delete('/faults', (context) => answer(context, control.clearFaults()));
  app.post('/release', (context) => answer(context, control.release()));
  app.get('/behaviour', (context) => context.json(control.behaviour()));
  app.patch('/behaviour', async (context) =>
    answer(context, control.behave(behaviourChange.parse(await jsonOf(context)))),
  );
  app.get('/counts', (context) => context.json(control.counts()));
  app.get('/overview', (context) =>
    context.json(control.overview(overviewQuery.parse(context.req.query()))),
  );
  app.get('/named-orders', (context) => context.json(namedOrders));
  app.get('/orders', (context) =>
    context.json(control.orders(place.parse(context.req.query('place') ?? 'active'))),
  );
  app.get('/orders/:id', (context) => {
    const id = idIn(context);
    return context.json({
      where: control.where(id) ?? null,
      order: control.order(id)?.order ?? null,
    });
  });
  app.patch('/orders/:id', async (context) =>
    answer(context, control.patch(idIn(context), z.looseObject({}).parse(await jsonOf(context)))),
  );
  app.post('/orders/:id/move', async (context) =>
    answer(context, control.move(idIn(context), moveBody.parse(await jsonOf(context)).to)),
  );
  app.post('/reset', (context) => answer(context, control.reset()));
  app.get('/events', (context) => streamEvents(context, changes, (change) => change));
  return getRequestListener(app.fetch);
}
