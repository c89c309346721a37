import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { z } from 'zod';
import { isFromHere } from './guard.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export interface ControlAppOptions {
  /** The address that the sandbox listens on. */
  listensOn: string;
  /** Whether pages on other ports of this machine may use it. */
  otherPorts: boolean;
}

/**
 * An interface below `/sandbox` by which pages and programs of this machine steer a sandbox; the routes are yet to
 * be added. Errors are `{ error }` with a fitting 4xx, and nothing has changed then: 400 for what a schema
 * refuses, 403 for other sites, else the `status` of the error that a route throws.
 */
export function controlApp({ listensOn, otherPorts }: ControlAppOptions): Hono {
  const app = new Hono().basePath('/sandbox');
  app.use((context, next) => {
    const headers = context.req.header();
    const isOwn =
      headers['origin'] === undefined || headers['origin'] === `http://${headers['host']}`;
    if (isFromHere(headers, listensOn) && (otherPorts || isOwn)) return next();
    return Promise.resolve(
      context.json({ error: 'Only for pages and programs of this machine' }, 403),
    );
  });
  if (otherPorts) app.use(cors({ origin: (origin) => origin, allowMethods: methods }));
  app.notFound((context) =>
    context.json({ error: 'There is nothing here' }, isKnown(app, context) ? 405 : 404),
  );
  app.onError((error, context) => {
    const told = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    return Response.json(
      { error: told },
      { status: statusOf(error), headers: context.res.headers },
    );
  });
  return app;
}

/** Whether a path is there for another method. */
function isKnown(app: Hono, { req }: Context): boolean {
  return methods.some((method) =>
    app.router.match(method, req.path)[0].some(([[, route]]) => route.method === method),
  );
}

function statusOf(error: Error): number {
  if (error instanceof z.ZodError) return 400;
  const isRefusal = 'status' in error && typeof error.status === 'number' && error.status < 500;
  return isRefusal ? Number(error.status) : 500;
}
