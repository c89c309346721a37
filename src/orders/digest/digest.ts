import { countOpen, type OpenCounts } from '../../store/requests/open-counts.ts';
import type { Store } from '../../store/store.ts';
import type { Owed, Refunds } from '../refunds/refunds.ts';
import type { Ledger } from '../requests/ledger.ts';
import type { DoneByTeam } from '../requests/record/done.ts';
import { type ActKind, actKinds } from '../requests/states.ts';

/** Somebody of the team, and how many orders they did something to. */
export type DoneByPerson = Pick<DoneByTeam, 'personId' | 'name'> & { acts: number };

/** What is worth knowing of a shop's day, as far as the bot has it: nothing is asked of Ngorder for it. */
export interface Digest {
  /** What was done to orders in that time, by whom, the most first. */
  done: Readonly<Record<ActKind, readonly DoneByPerson[]>>;
  /** What waits for somebody now. */
  open: OpenCounts;
  /** What is owed to buyers now. */
  owed: Owed;
}

/** Puts digests together. A time is from a moment on until before another, in milliseconds since 1970. */
export type Digests = (shop: string, within: { from: number; before: number }) => Promise<Digest>;

export interface DigestParts {
  store: Store;
  botId: number;
  ledger: Pick<Ledger, 'doneWithin'>;
  refunds: Pick<Refunds, 'owed'>;
}

export function createDigests({ store, botId, ledger, refunds }: DigestParts): Digests {
  return async (shop, within) => {
    const [done, open, owed] = await Promise.all([
      ledger.doneWithin(shop, within),
      countOpen(store, botId, shop),
      refunds.owed(shop),
    ]);
    const ofKind = (kind: ActKind) => byPerson(done.filter((one) => one.kind === kind));
    return {
      done: Object.fromEntries(
        actKinds.map((kind) => [kind, ofKind(kind)]),
      ) as unknown as Digest['done'],
      open,
      owed,
    };
  };
}

/** True where there is nothing that anybody would have to be told. */
export function isEmpty({ done, open, owed }: Digest): boolean {
  const isIdle = Object.values(done).every((people) => people.length === 0);
  return isIdle && Object.values(open).every((count) => count === 0) && owed.count === 0;
}

/** Whatever the reasons were. */
function byPerson(done: readonly DoneByTeam[]): DoneByPerson[] {
  const people = Map.groupBy(done, ({ personId }) => personId);
  return [...people]
    .map(([personId, of]) => ({
      personId,
      name: of[0]?.name,
      acts: of.reduce((sum, { acts }) => sum + acts, 0),
    }))
    .sort((one, other) => other.acts - one.acts);
}
