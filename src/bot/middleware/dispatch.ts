import type { MiddlewareFn } from 'grammy';
import { RequestUnknown } from '../../orders/requests/errors.ts';
import type { Operation } from '../../team/operations.ts';
import type { Button, Press } from '../callbacks/codec.ts';
import { type Command, type CommandCall, namesOf } from '../commands.ts';
import type { BotContext, BotParts, FeatureParts } from '../context.ts';
import { asking } from '../conversations/ask.ts';
import type { ButtonHandler, CommandHandler, Feature } from '../feature.ts';
import { inOrder } from '../in-order.ts';
import { alert } from '../messages/send.ts';
import { useShop } from './request-context.ts';
import { mayOrIsTold, type Needs, toAsk } from './rights.ts';
import { named } from './update-logger.ts';

/** What the features do, in the order in which it takes part in the middleware. */
export interface Dispatch {
  /** Takes the answers to what people were asked to type. */
  questions: MiddlewareFn<BotContext>;
  menus: MiddlewareFn<BotContext>;
  /** Runs a command or a press where the person has the right that it takes; passes on what is neither. */
  commandsAndButtons: MiddlewareFn<BotContext>;
}

/** What happens when a command is called or a button pressed. */
type Run<What> = (ctx: BotContext, what: What) => Promise<unknown>;

/** @throws when two features want the same command */
export function createDispatch(features: readonly Feature[], parts: FeatureParts): Dispatch {
  const questions: MiddlewareFn<BotContext>[] = [];
  const menus: MiddlewareFn<BotContext>[] = [];
  const commands = new Map<string, Run<CommandCall>>();
  const buttons = new Map<string, Run<Press>>();
  const names = parts.commands.flatMap(namesOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two commands are called /${twice}`);

  for (const feature of features) {
    const handlers = feature.handle(parts);
    for (const [key, question] of Object.entries(feature.questions)) {
      const handler = of(handlers.questions ?? {}, key);
      questions.push(named(feature.name, asking(question, handler, parts)));
    }
    if (handlers.menu !== undefined) menus.push(named(feature.name, handlers.menu));
    for (const [key, command] of Object.entries(feature.commands)) {
      const run = running(feature, command, of(handlers.commands ?? {}, key), parts);
      for (const name of namesOf(command)) commands.set(name, run);
    }
    for (const [key, button] of Object.entries(feature.buttons))
      buttons.set(key, pressing(feature, button, of(handlers.buttons ?? {}, key), parts));
  }
  const toMenus = inOrder(...menus);
  return {
    questions: whereAsked(inOrder(...questions)),
    // A press on a button of a feature is on no menu, and leads to none.
    menus: (ctx, next) => (ctx.press === undefined ? toMenus(ctx, next) : next()),
    commandsAndButtons: async (ctx, next) => {
      const { command, press } = ctx;
      const called = command && commands.get(command.name);
      const pressed = press && buttons.get(press.press);
      if (command !== undefined && called !== undefined) await called(ctx, command);
      else if (press !== undefined && pressed !== undefined) await pressed(ctx, press);
      else await next();
    },
  };
}

/**
 * The plugin has to be told of each question again with each update: only where one waits for its answer, or is put, since
 * that takes longer than all else that most updates pass through.
 */
function whereAsked(questions: MiddlewareFn<BotContext>): MiddlewareFn<BotContext> {
  return (ctx, next) => {
    if (Object.keys(ctx.conversation.active()).length > 0) {
      ctx.prepareQuestions = async () => undefined;
      return questions(ctx, next);
    }
    let preparing: Promise<void> | undefined;
    ctx.prepareQuestions = () => {
      preparing ??= Promise.resolve(questions(ctx, async () => undefined)).then(() => undefined);
      return preparing;
    };
    return next();
  };
}

function running(
  { name, needs }: Feature,
  { operation }: Command,
  handler: CommandHandler,
  { team }: BotParts,
): Run<CommandCall> {
  return async (ctx, { words }) => {
    ctx.outcome.feature = name;
    if (await mayOrIsTold(ctx, team, operation, needs)) await handler(ctx, words);
  };
}

function pressing(
  { name, needs }: Feature,
  button: Button<object>,
  handler: ButtonHandler<object>,
  parts: BotParts,
): Run<Press> {
  return async (ctx, { press: _, ...fields }) => {
    ctx.outcome.feature = name;
    if (await mayPress(ctx, button, fields, needs, parts)) await handler(ctx, fields);
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
