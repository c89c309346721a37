import type { Role } from './operations.ts';

/** A change of the team that can't be made; nothing was changed. */
export abstract class TeamError extends Error {
  abstract readonly kind: string;

  constructor() {
    super(new.target.name);
    this.name = new.target.name;
  }
}

/** The person has no right to it, or has it no more; nobody gives a role above their own. */
export class NotEntitled extends TeamError {
  readonly kind = 'NotEntitled';
}

/** There is no such member any more. */
export class MemberUnknown extends TeamError {
  readonly kind = 'MemberUnknown';
}

/** A shop always has an owner. */
export class LastOwner extends TeamError {
  readonly kind = 'LastOwner';
}

/** A second person can't be asked for where nobody else could say yes. */
export class OnlyOneApprover extends TeamError {
  readonly kind = 'OnlyOneApprover';
}

/** The activity tells of nobody like that, or their name was taken out before. */
export class PersonUnknown extends TeamError {
  readonly kind = 'PersonUnknown';
}

/** The activity of a shop that belongs to somebody else tells of the person too. */
export class KnownElsewhere extends TeamError {
  readonly kind = 'KnownElsewhere';
}

/** OWNER_IDS names this owner: what is written there is changed there. */
export class SetByEnvironment extends TeamError {
  readonly kind = 'SetByEnvironment';
}

/** The link leads nowhere: there never was one like it, or whoever made it has no right to it any more. */
export class InvitationUnknown extends TeamError {
  readonly kind = 'InvitationUnknown';
}

export class InvitationUsed extends TeamError {
  readonly kind = 'InvitationUsed';
}

export class InvitationExpired extends TeamError {
  readonly kind = 'InvitationExpired';
}

/** Nobody's request waits there any more: it was decided, or a day is over. */
export class JoinRequestOver extends TeamError {
  readonly kind = 'JoinRequestOver';
}

/** Who opened the link has that role already, or one with more rights. */
export class AlreadyMember extends TeamError {
  readonly kind = 'AlreadyMember';
  readonly role: Role;

  constructor(role: Role) {
    super();
    this.role = role;
  }
}

/** No token of the shop is known, so that Ngorder can't be asked for anything of it. */
export class ShopNotConnected extends TeamError {
  readonly kind = 'ShopNotConnected';
}

/** What was sent for a token can't be one. */
export class NotAToken extends TeamError {
  readonly kind = 'NotAToken';
}

/** Ngorder takes the token, but knows no shop that it belongs to. */
export class TokenOfNoShop extends TeamError {
  readonly kind = 'TokenOfNoShop';
}

/** The token was to renew another shop's. */
export class TokenOfAnotherShop extends TeamError {
  readonly kind = 'TokenOfAnotherShop';
}

/** The shop belongs to other people of this bot: they alone renew its token. */
export class ShopOfOthers extends TeamError {
  readonly kind = 'ShopOfOthers';
}
