import type { Middleware } from 'grammy';
import type { Button, ButtonSet, FieldsOf } from './callbacks/codec.ts';
import type { Command } from './commands.ts';
import type { BotContext, FeatureParts } from './context.ts';
import type { Question, QuestionHandler, Remembered } from './conversations/ask.ts';
import type { Needs } from './middleware/rights.ts';

/** One thing that a person can do: how it is called for, the rights that it takes, and what then happens. */
export interface Feature {
  /** For the log. */
  readonly name: string;
  /** What its commands and buttons take besides their rights. */
  readonly needs: Needs;
  readonly commands: Readonly<Record<string, Command>>;
  readonly buttons: Readonly<Record<string, Button<object>>>;
  readonly questions: Readonly<Record<string, Question>>;
  handle(parts: FeatureParts): Handlers;
}

/** What happens when what a feature declares is used, by the same names. */
export interface Handlers {
  commands?: Readonly<Record<string, CommandHandler>>;
  buttons?: Readonly<Record<string, ButtonHandler<object>>>;
  questions?: Readonly<Record<string, QuestionHandler<readonly Remembered[]>>>;
  /** Menus of fixed shape. */
  menu?: Middleware<BotContext>;
}

/** @param words what stands behind the command */
export type CommandHandler = (ctx: BotContext, words: string) => Promise<unknown>;

/** @param fields what the button carries */
export type ButtonHandler<F extends object> = (ctx: BotContext, fields: F) => Promise<unknown>;

interface Declarations {
  commands?: Readonly<Record<string, Command>>;
  buttons?: ButtonSet;
  // biome-ignore lint/suspicious/noExplicitAny: each question remembers something else
  questions?: Readonly<Record<string, Question<any>>>;
}

/** Everything that is declared has a handler, and nothing else has. */
type HandlersOf<D extends Declarations> = Pick<Handlers, 'menu'> & {
  [K in keyof D & keyof Declarations]: {
    [N in keyof D[K]]: HandlerOf<D[K][N]>;
  };
};

type HandlerOf<T> =
  T extends Question<infer R>
    ? QuestionHandler<R>
    : T extends Button<object>
      ? ButtonHandler<FieldsOf<T>>
      : CommandHandler;

/**
 * Declares a feature. It takes part once it stands in the list in `bot.ts`: the command menu, the help, the dispatch and
 * the check of rights are all made from that.
 * @example
 * export const orderCard = feature('card', {
 *   declares: { buttons: { card } },
 *   handle: ({ log }) => ({
 *     buttons: { card: (ctx, { orderId, cursor }) => showCard(ctx, orderId, cursor) },
 *   }),
 * });
 */
export function feature<const D extends Declarations>(
  name: string,
  {
    needs = 'connection',
    declares,
    handle,
  }: { needs?: Needs; declares: D; handle: (parts: FeatureParts) => HandlersOf<D> },
): Feature {
  const { commands = {}, buttons = {}, questions = {} } = declares;
  return { name, needs, commands, buttons, questions, handle } as unknown as Feature;
}

/** The commands of all features, in the order of the features. */
export function commandsOf(features: readonly Feature[]): Command[] {
  return features.flatMap(({ commands }) => Object.values(commands));
}

/** The buttons of all features. @throws when two have the same name */
export function buttonsOf(features: readonly Feature[]): ButtonSet {
  const buttons = features.flatMap((feature) => Object.entries(feature.buttons));
  const byName = Object.fromEntries(buttons);
  if (Object.keys(byName).length < buttons.length) throw new Error('Two buttons have one name');
  return byName as ButtonSet;
}
