import type { Context, MiddlewareFn } from 'grammy';
import { expect, test } from 'vitest';
import { inOrder } from '../../src/bot/in-order.ts';

const ctx = {} as Context;

/** Notes when it begins and when what is behind it is over; passes on unless told otherwise. */
function noting(told: string[], name: string, passesOn = true): MiddlewareFn<Context> {
  return async (_, next) => {
    told.push(name);
    if (passesOn) await next();
    told.push(`${name} is over`);
  };
}

test('an update goes through all of it in order, and back the other way', async () => {
  const told: string[] = [];
  const all = inOrder(noting(told, 'first'), noting(told, 'second'));
  await all(ctx, async () => void told.push('what follows'));
  expect(told).toEqual(['first', 'second', 'what follows', 'second is over', 'first is over']);
});

test('who takes an update up keeps it from all that follow', async () => {
  const told: string[] = [];
  const all = inOrder(noting(told, 'first', false), noting(told, 'second'));
  await all(ctx, async () => void told.push('what follows'));
  expect(told).toEqual(['first', 'first is over']);
});

test('what fails reaches those before it, also where it fails at once', async () => {
  const told: unknown[] = [];
  const all = inOrder<Context>(
    async (_, next) => {
      try {
        await next();
      } catch (error) {
        told.push(error);
      }
    },
    () => {
      throw new Error('no');
    },
  );
  await all(ctx, async () => undefined);
  expect(told).toEqual([new Error('no')]);
});

test('nothing at all passes on', async () => {
  const told: string[] = [];
  await inOrder()(ctx, async () => void told.push('what follows'));
  expect(told).toEqual(['what follows']);
});
