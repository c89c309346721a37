import type { Member, Uses } from '../../team/membership.ts';
import { type Role, roles } from '../../team/operations.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, lines, type MessageView, type ViewButton } from './message-view.ts';

export interface ShownTeam {
  shop: string;
  members: readonly Member[];
  /** The person who looks may change roles and remove people. */
  mayChange: boolean;
  mayInvite: boolean;
  /** Where changes are made instead: the address of the private chat; undefined: here. */
  privately: string | undefined;
}

/** Telegram Bot API, InlineKeyboardMarkup: no more buttons than this in one keyboard. */
const mostButtons = 90;

/** Who works for the shop, and as what. */
export function teamView(shown: ShownTeam, localizer: Localizer): MessageView {
  const { members, privately } = shown;
  const text = lines(
    localizer.html('team-title', { shop: shown.shop, count: members.length }),
    ...members.map((member) =>
      localizer.html(member.source === 'environment' ? 'team-member-set' : 'team-member', {
        person: nameOf(member, localizer),
        role: localizer.plain(`role-${member.role}`),
      }),
    ),
  );
  if (privately !== undefined) {
    const mayDoMore = shown.mayChange || shown.mayInvite;
    const there: ViewButton[] = [
      { text: localizer.plain('button-team-privately'), url: privately },
    ];
    return { text, keyboard: mayDoMore ? [there] : [] };
  }
  return {
    text,
    keyboard: [
      ...(shown.mayChange
        ? members.slice(0, mostButtons).map((one) => [memberButton(one, localizer)])
        : []),
      ...(shown.mayInvite
        ? [[button(localizer.plain('button-invite'), { press: 'invite', uses: 'once' }, 'primary')]]
        : []),
    ],
  };
}

/** One member, with the roles to choose from. */
export function memberView(member: Member, localizer: Localizer): MessageView {
  const { personId } = member;
  const isFixed = member.source === 'environment';
  const choices = roles.map((role) => {
    const label = localizer.plain(`role-${role}`);
    return button(role === member.role ? `✓ ${label}` : label, {
      press: 'setRole',
      personId,
      role,
    });
  });
  return {
    text: lines(
      localizer.html('team-member', {
        person: nameOf(member, localizer),
        role: localizer.plain(`role-${member.role}`),
      }),
      localizer.html(`role-may-${member.role}`),
      isFixed && localizer.html('team-SetByEnvironment'),
    ),
    keyboard: [
      ...(isFixed
        ? []
        : [
            choices.slice(0, 2),
            choices.slice(2),
            [
              button(
                localizer.plain('button-remove'),
                { press: 'removeMember', personId },
                'danger',
              ),
            ],
          ]),
      [button(localizer.plain('button-back-to-team'), { press: 'team' })],
    ],
  };
}

/** As what somebody is to be invited, and whether the link lets one person in or everybody who has it. */
export function rolesToInviteView(
  offered: readonly Role[],
  uses: Uses,
  localizer: Localizer,
): MessageView {
  const other: Uses = uses === 'once' ? 'many' : 'once';
  return {
    text: lines(
      localizer.html('invite-question'),
      ...offered.map((role) =>
        localizer.html('invite-role', {
          role: localizer.plain(`role-${role}`),
          may: localizer.plain(`role-may-${role}`),
        }),
      ),
      '',
      localizer.html(`invite-uses-${uses}`),
    ),
    keyboard: [
      ...offered.map((role) => [
        button(localizer.plain(`role-${role}`), { press: 'inviteAs', role, uses }),
      ]),
      [button(localizer.plain(`button-invite-${other}`), { press: 'invite', uses: other })],
      [button(localizer.plain('button-back-to-team'), { press: 'team' })],
    ],
  };
}

export interface ShownInvitation {
  link: string;
  role: Role;
  uses: Uses;
  shop: string;
}

/** A link to hand on. */
export function invitationView(
  { link, role, uses, shop }: ShownInvitation,
  localizer: Localizer,
): MessageView {
  return {
    text: lines(
      localizer.html('invitation-made', { shop, role: localizer.plain(`role-${role}`) }),
      link,
      localizer.html(`invite-uses-${uses}`),
    ),
    keyboard: [
      [{ text: localizer.plain('button-copy-link'), copy_text: { text: link } }],
      [button(localizer.plain('button-back-to-team'), { press: 'team' })],
    ],
  };
}

function memberButton(member: Member, localizer: Localizer): ViewButton {
  const label = localizer.plain('button-member', {
    person: nameOf(member, localizer),
    role: localizer.plain(`role-${member.role}`),
  });
  return button(label, { press: 'member', personId: member.personId });
}

/** Who has not written yet has no name that is known. */
function nameOf({ name, personId }: Member, localizer: Localizer): string {
  return name === '' ? localizer.plain('team-nameless', { id: String(personId) }) : name;
}
