import { Composer, type MiddlewareFn } from 'grammy';
import { RequestUnknown } from '../../orders/requests/errors.ts';
import type { Operation } from '../../team/operations.ts';
import type { Button } from '../callbacks/codec.ts';
import { namesOf } from '../commands.ts';
import type { BotContext, BotParts, FeatureParts } from '../context.ts';
import { asking } from '../conversations/ask.ts';
import type { Feature, Handlers } from '../feature.ts';
import { alert } from '../messages/send.ts';
import { useShop } from './request-context.ts';
import { mayOrIsTold, type Needs, toAsk } from './rights.ts';
import { named } from './update-logger.ts';

/** What the features do, in the order in which it takes part in the middleware. */
export interface Dispatch {
  /** Takes the answers to what people were asked to type. */
  questions: Composer<BotContext>;
  menus: Composer<BotContext>;
  /** Runs a command or a press where the person has the right that it takes; passes on what is neither. */
  commandsAndButtons: Composer<BotContext>;
}

/** @throws when two features want the same command */
export function createDispatch(features: readonly Feature[], parts: FeatureParts): Dispatch {
  const dispatch: Dispatch = {
    questions: new Composer<BotContext>(),
    menus: new Composer<BotContext>(),
    commandsAndButtons: new Composer<BotContext>(),
  };
  const names = parts.commands.flatMap(namesOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two commands are called /${twice}`);

  for (const feature of features) {
    const handlers = feature.handle(parts);
    const { questions = {}, menu } = handlers;
    for (const [key, question] of Object.entries(feature.questions))
      dispatch.questions.use(named(feature.name, asking(question, of(questions, key), parts)));
    if (menu !== undefined) dispatch.menus.use(named(feature.name, menu));
    dispatch.commandsAndButtons.use(named(feature.name, running(feature, handlers, parts)));
  }
  return dispatch;
}

function running(
  feature: Feature,
  { commands = {}, buttons = {} }: Handlers,
  parts: BotParts,
): MiddlewareFn<BotContext> {
  const keys = new Map(
    Object.entries(feature.commands).flatMap(([key, command]) =>
      namesOf(command).map((name) => [name, key]),
    ),
  );
  return async (ctx, next) => {
    const { command, press } = ctx;
    const key = command && keys.get(command.name);
    if (command !== undefined && key !== undefined) {
      const { operation } = of(feature.commands, key);
      if (await mayOrIsTold(ctx, parts.team, operation, feature.needs))
        await of(commands, key)(ctx, command.words);
    } else if (press !== undefined && Object.hasOwn(feature.buttons, press.press)) {
      const { press: name, ...fields } = press;
      if (await mayPress(ctx, of(feature.buttons, name), fields, feature.needs, parts))
        await of(buttons, name)(ctx, fields);
    } else await next();
  };
}

/** Whether a press may have its way; where not, it was answered. The shop that it is about is the one worked on now. */
async function mayPress(
  ctx: BotContext,
  { right }: Button<object>,
  fields: object,
  needs: Needs,
  parts: BotParts,
): Promise<boolean> {
  const may = async (operation: Operation) =>
    mayOrIsTold(
      ctx,
      parts.team,
      right.asks ? await toAsk(ctx, operation, parts) : operation,
      needs,
    );
  if (right.of === 'shop') return may(right.operation(fields));
  const request = (await requestOf(parts, right.token(fields)))?.request;
  // Nobody has a right to what isn't known: its handler says so.
  if (request === undefined) return mayOrIsTold(ctx, parts.team, 'browse');
  if (await useShop(ctx, request.shop, parts)) return may(right.operation(request.kind));
  await alert(ctx, 'shop-gone');
  return false;
}

async function requestOf({ ledger }: BotParts, token: string) {
  try {
    return await ledger.get(token);
  } catch (error) {
    if (error instanceof RequestUnknown) return undefined;
    throw error;
  }
}

/** What the compiler has seen to: whatever is declared has a handler. */
function of<T>(handlers: Readonly<Record<string, T>>, key: string): T {
  const handler = handlers[key];
  if (handler === undefined) throw new Error(`Nothing handles ${key}`);
  return handler;
}
