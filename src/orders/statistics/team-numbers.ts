import type { Reason } from '../../team/activity/reasons.ts';
import type { DoneByTeam } from '../requests/record/done.ts';
import type { ActKind } from '../requests/states.ts';

/** How many acts of each kind. */
export type Acts = Readonly<Record<ActKind, number>>;

/** What one person did; without a name where it is not known, or not any more. */
export interface ActsOfPerson {
  personId?: number;
  name?: string;
  acts: Acts;
}

/** Why orders were canceled; without a reason where nobody gave one. */
export interface ActsForReason {
  reason?: Reason;
  acts: number;
}

/** What the team did through the bot, in numbers; each order counts as often as something was done to it. */
export interface TeamNumbers {
  acts: Acts;
  /** Who did it, the most first. */
  people: ActsOfPerson[];
  /** Why it was canceled, the most frequent first. */
  reasons: ActsForReason[];
}

/** @param of only what this person did is told by person; undefined: what everybody did is */
export function teamNumbers(done: readonly DoneByTeam[], of?: number): TeamNumbers {
  const people = [...Map.groupBy(done, ({ personId }) => personId)]
    .filter(([personId]) => of === undefined || personId === of)
    .map(([personId, theirs]) => {
      const name = theirs.find((one) => one.name !== undefined)?.name;
      const known = { ...(personId !== undefined && { personId }), ...(name && { name }) };
      return { ...known, acts: actsIn(theirs) };
    });
  const canceled = done.filter(({ kind }) => kind === 'cancel');
  const reasons = [...Map.groupBy(canceled, ({ reason }) => reason)].map(([reason, those]) => ({
    ...(reason && { reason }),
    acts: sumOf(those),
  }));
  return {
    acts: actsIn(done),
    people: people.sort((one, other) => allOf(other.acts) - allOf(one.acts)),
    reasons: reasons.sort((one, other) => other.acts - one.acts),
  };
}

export function allOf({ cancel, return: returned, delete: deleted }: Acts): number {
  return cancel + returned + deleted;
}

function actsIn(done: readonly DoneByTeam[]): Acts {
  const ofKind = (kind: ActKind) => sumOf(done.filter((one) => one.kind === kind));
  return { cancel: ofKind('cancel'), return: ofKind('return'), delete: ofKind('delete') };
}

function sumOf(done: readonly DoneByTeam[]): number {
  return done.reduce((sum, { acts }) => sum + acts, 0);
}
