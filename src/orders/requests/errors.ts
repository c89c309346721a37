import type { Action } from './states.ts';

/** What can be wrong with a decision on an action. */
export abstract class ActionError extends Error {}

/** No such action: the button is forged, or older than what is kept. */
export class ActionUnknown extends ActionError {
  override readonly name = 'ActionUnknown';
}

/** Somebody decided before; `action` tells who, and what came of it. */
export class AlreadyDecided extends ActionError {
  override readonly name = 'AlreadyDecided';
  readonly action: Action;

  constructor(action: Action) {
    super(`decided before: ${action.status}`);
    this.action = action;
  }
}

/** The question is too old, or another one has taken its place; `action` tells which, and what to ask again. */
export class QuestionExpired extends ActionError {
  override readonly name = 'QuestionExpired';
  readonly action: Action;

  constructor(action: Action) {
    super('expired');
    this.action = action;
  }
}

/** Another action on the same order is under way. */
export class OrderBusy extends ActionError {
  override readonly name = 'OrderBusy';
  readonly other: Action | undefined;

  constructor(other: Action | undefined) {
    super('another action on this order is under way');
    this.other = other;
  }
}
