import { OrderHeld } from '../../../store/requests/acts/order-held.ts';
import type { AnswerRow } from '../../../store/requests/approval/approval-rows.ts';
import { rolesToApprove } from '../../../team/approval.ts';
import { AlreadyDecided, NotAllowed, QuestionExpired } from '../errors.ts';
import type { LedgerRows } from '../ledger-rows.ts';
import { slowMs } from '../limits.ts';
import type { Person, RequestedAct } from '../states.ts';
import { NotWhoAsked, OwnRequest } from './errors.ts';

/** How the activity calls each answer. */
const tellingOf = {
  confirmed: 'approvalGiven',
  declined: 'approvalRefused',
  withdrawn: 'approvalWithdrawn',
} as const satisfies Record<AnswerRow['to'], string>;

/** How requests that wait for a second person are answered. */
export function createApprovals({
  approvals,
  get,
  announce,
  mayArriveLate,
  orderBusy,
  recordStep,
}: LedgerRows) {
  const answer = async (
    token: string,
    person: Person,
    to: AnswerRow['to'],
    chat: number | undefined,
  ): Promise<RequestedAct> => {
    const { request, act } = await get(token);
    try {
      const answered = await approvals.answer(token, {
        to,
        personId: person.id,
        personName: person.name,
        roles: rolesToApprove(request.kind),
        check: to !== 'confirmed' && (await mayArriveLate(request)),
        slowMs,
        alongside: recordStep(tellingOf[to], { person, chat }),
      });
      if (answered !== undefined) {
        announce();
        return await get(token);
      }
    } catch (error) {
      if (!(error instanceof OrderHeld)) throw error;
      throw await orderBusy(act);
    }
    throw refusalOf(await get(token), person, to);
  };

  return {
    /**
     * A second person approves what waits for one. In the same moment in which it is written, it waits, and the person
     * has the right and hasn't asked for it.
     * @throws {AlreadyDecided} when somebody was faster, {@link OwnRequest}, {@link QuestionExpired},
     * {@link NotAllowed}, {OrderBusy}, {RequestUnknown}
     * @param chat the one in which it is said
     * @example const { act } = await ledger.approve(token, { id: 12, name: 'Budi' }, -100);
     */
    approve: (token: string, person: Person, chat?: number) =>
      answer(token, person, 'confirmed', chat),

    /** A second person refuses it. @throws as {@link approve} */
    refuse: (token: string, person: Person, chat?: number) =>
      answer(token, person, 'declined', chat),

    /** Who asked for it takes it back. @throws {NotWhoAsked}, and as {@link approve} */
    withdraw: (token: string, person: Person, chat?: number) =>
      answer(token, person, 'withdrawn', chat),

    /** Has what waits shown to those who may answer it by now, and to whose group is gone. */
    async spreadApprovals(): Promise<void> {
      if (await approvals.spread(rolesToApprove)) announce();
    },
  };
}

function refusalOf(requested: RequestedAct, person: Person, to: AnswerRow['to']): Error {
  const { status, readAt, expiresAt, askedBy, decidedBy } = requested.request;
  if (status === 'expired' || (status === 'awaiting' && readAt >= expiresAt))
    return new QuestionExpired(requested);
  if (status !== 'awaiting') return new AlreadyDecided(requested);
  if (to === 'withdrawn') return new NotWhoAsked(requested);
  if (person.id === askedBy.id || person.id === decidedBy?.id) return new OwnRequest();
  return new NotAllowed('no right to approve this');
}
