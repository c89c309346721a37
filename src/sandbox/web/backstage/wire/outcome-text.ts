import type { Texts } from '../../i18n/texts.ts';
import type { Outcome } from './wire.ts';

/** What came of a call, request or update, in one line: `502 · trouble: status`. */
export function outcomeText(outcome: Outcome, wire: Texts['backstage']['wire']): string {
  const { updateId, status, state, reason, fault } = outcome;
  const parts = [
    updateId !== undefined && wire.update(updateId),
    status,
    state === 'no answer' && wire.noAnswer,
    state === 'under way' && wire.underWay,
    reason,
    fault !== undefined && wire.trouble(fault),
  ];
  return parts.filter(Boolean).join(' · ');
}
