import type { Texts } from './en.ts';

type Known = Exclude<keyof Texts['refusals'], 'other' | 'unreachable'>;

/** What the servers behind the page say when they refuse what can be asked on it. */
const known: readonly [RegExp, Known][] = [
  [/^This topic is closed$/u, 'topicClosed'],
  [/^The file is empty$/u, 'emptyFile'],
  [/too large|larger than/u, 'tooLarge'],
  [/^The bot runs already|second copy already/u, 'botRuns'],
  [/^The bot doesn't run|^No bot runs/u, 'botIsDown'],
];

/** Why something wasn't done, for whoever asked for it. */
export function refusalText(error: unknown, { refusals }: Texts): string {
  // `fetch` fails with a TypeError when nobody answers.
  if (error instanceof TypeError) return refusals.unreachable;
  const why = error instanceof Error ? error.message : String(error);
  const reason = known.find(([pattern]) => pattern.test(why))?.[1];
  return reason === undefined ? refusals.other(why) : refusals[reason];
}
