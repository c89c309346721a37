import { createHoldRows } from '../../../store/requests/decision/hold-rows.ts';
import { rolesWith } from '../../../team/operations.ts';
import type { LedgerRows } from '../ledger-rows.ts';
import type { Person } from '../states.ts';

/** What is confirmed and held back for its grace time, so that it can be taken back. */
export function createHolds({ botId, store, requests, recordStep, announce }: LedgerRows) {
  const holds = createHoldRows(store, botId);
  return {
    /**
     * Somebody with the right to do it takes back what is held, and nothing of it is ever sent. False: something of it
     * has left, it was taken back before, or the person has no right to it.
     * @param chat where they said so
     */
    async undo(token: string, person: Person, chat?: number): Promise<boolean> {
      const request = await requests.get(token);
      if (request === undefined) return false;
      const undone = await holds.undo(token, {
        personId: person.id,
        personName: person.name,
        roles: rolesWith(request.kind),
        alongside: recordStep('undo', { person, chat }),
      });
      if (undone) announce();
      return undone;
    },

    /**
     * Holds everything that is held for at least so many milliseconds from now: what people pressed while nobody was
     * there to hear it goes first.
     */
    extendHolds: (ms: number): Promise<void> => holds.extend(ms),
  };
}
