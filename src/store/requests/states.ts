/** What can be done to an order. */
export const actKinds = ['cancel', 'return', 'delete'] as const;
export type ActKind = (typeof actKinds)[number];

/** The states of a request, from the question to its end. */
export const requestStatuses = [
  'proposed',
  'awaiting',
  'confirmed',
  'over',
  'declined',
  'withdrawn',
  'undone',
  'expired',
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** Why an act takes a second person: it deletes, an order's total is above the shop's limit, or it is about many. */
export const approvalReasons = ['delete', 'amount', 'bulk'] as const;
export type ApprovalReason = (typeof approvalReasons)[number];

/** The states of an act: what happens to one order because of a request. */
export const actStatuses = [
  'proposed',
  'queued',
  'waiting',
  'sent',
  'unknown',
  'checking',
  'done',
  'failed',
  'skipped',
] as const;
export type ActStatus = (typeof actStatuses)[number];

/** Every step that a request can take; `awaiting` waits for a second person's approval, what is `undone` was held back. */
export const requestTransitions: Readonly<Record<RequestStatus, readonly RequestStatus[]>> = {
  proposed: ['confirmed', 'awaiting', 'declined', 'expired'],
  awaiting: ['confirmed', 'declined', 'withdrawn', 'expired'],
  confirmed: ['over', 'undone'],
  over: [],
  declined: [],
  withdrawn: [],
  undone: [],
  expired: [],
};

/** How a run over many orders goes: `stopped` takes up nothing more. */
export type RunState = 'running' | 'paused' | 'stopped';
/** Why it doesn't: a person wanted it so, its leader lost the right, it stood still, or Ngorder lets nothing through. */
export type RunReason = 'person' | 'right' | 'standstill' | 'refused';
/** Where a request is on its way: people are asked, acts are under way, they have ended, or nothing came of it. */
export type RequestPhase = 'asked' | 'underWay' | 'ended' | 'dropped';

const phases: Readonly<Record<RequestStatus, RequestPhase>> = {
  proposed: 'asked',
  awaiting: 'asked',
  confirmed: 'underWay',
  over: 'ended',
  declined: 'dropped',
  withdrawn: 'dropped',
  undone: 'dropped',
  expired: 'dropped',
};

export function phaseOf(status: RequestStatus): RequestPhase {
  return phases[status];
}

/** The states of a request in these phases. */
export function requestsIn(...wanted: readonly RequestPhase[]): RequestStatus[] {
  return requestStatuses.filter((status) => wanted.includes(phases[status]));
}

/**
 * Every step that an act can take. An act of a run over many is `queued` until its turn comes, and again when nothing was
 * sent or Ngorder took nothing on; only then is its order held. `unknown → sent` is the one repeat, after reading proved that nothing had happened;
 * `checking` reads once more what was kept after a request that may have arrived late.
 */
export const actTransitions: Readonly<Record<ActStatus, readonly ActStatus[]>> = {
  proposed: ['waiting', 'queued', 'skipped', 'checking'],
  queued: ['waiting', 'skipped'],
  waiting: ['sent', 'failed', 'queued', 'skipped'],
  sent: ['done', 'failed', 'unknown', 'queued'],
  unknown: ['done', 'failed', 'sent', 'queued'],
  checking: ['skipped', 'done', 'failed'],
  done: [],
  failed: [],
  skipped: [],
};

/** Whether an act holds its order against every other, for each of its states. */
const holds: Readonly<Record<ActStatus, boolean>> = {
  proposed: false,
  queued: false,
  waiting: true,
  sent: true,
  unknown: true,
  checking: false,
  done: false,
  failed: false,
  skipped: false,
};

/** While in one of these, an act holds its order: at most one act does so for an order of a shop. */
export const underWay = actStatuses.filter((status) => holds[status]);

/** What somebody waits for: taken up before anything else. */
export const fresh = ['waiting', 'checking'] as const satisfies readonly ActStatus[];

/** Confirmed, and not sent: in these an act waits out the grace time of its request. */
export const heldBack = ['queued', 'waiting'] as const satisfies readonly ActStatus[];

/** What was sent and has no answer: only reading tells what came of it. */
export const unsettled = ['sent', 'unknown'] as const satisfies readonly ActStatus[];

/** True when nothing more comes of an act. */
export function isOver(status: ActStatus): boolean {
  return actTransitions[status].length === 0;
}

/** True while an act holds its order. */
export function isUnderWay(status: ActStatus): boolean {
  return holds[status];
}

/** How it became known what an act came to. */
export type SettledBy = 'answer' | 'reading' | 'person';
