// Somebody looks at who is in the team; an owner changes roles and removes people, a manager invites.

import { invitableBy, type Uses } from '../../team/membership.ts';
import type { Role } from '../../team/operations.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { oneOf, positive } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { send, show } from '../messages/send.ts';
import { tellRefused } from '../messages/tell-refused.ts';
import { invitationView, memberView, rolesToInviteView, teamView } from '../views/team.ts';

const role = oneOf<Role>({ viewer: 'v', operator: 'o', manager: 'm', owner: 'w' });
const uses = oneOf<Uses>({ once: '1', many: 'n' });

const team = shopButton('B', { operation: 'browse', fields: {} });
const member = shopButton('J', { operation: 'roles', fields: { personId: positive } });
const setRole = shopButton('K', { operation: 'roles', fields: { personId: positive, role } });
const removeMember = shopButton('M', { operation: 'roles', fields: { personId: positive } });
const invite = shopButton('U', { operation: 'invite', fields: { uses } });
const inviteAs = shopButton('I', { operation: 'invite', fields: { role, uses } });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    team: FieldsOf<typeof team>;
    member: FieldsOf<typeof member>;
    setRole: FieldsOf<typeof setRole>;
    removeMember: FieldsOf<typeof removeMember>;
    invite: FieldsOf<typeof invite>;
    inviteAs: FieldsOf<typeof inviteAs>;
  }
}

type TeamParts = Pick<FeatureParts, 'membership' | 'team' | 'log'>;

export const teamwork = feature('team', {
  needs: 'shop',
  declares: {
    commands: {
      team: {
        name: { en: 'team', id: 'tim' },
        operation: 'browse',
        menu: 'command-team',
        help: 'help-team',
      },
    },
    buttons: { team, member, setRole, removeMember, invite, inviteAs },
  },
  handle: (parts) => ({
    commands: {
      team: async (ctx) => void (await send(ctx, await teamFor(parts, ctx))),
    },
    buttons: {
      team: (ctx) => showTeam(parts, ctx),
      member: (ctx, { personId }) => showMember(parts, ctx, personId),
      setRole: (ctx, { personId, role }) =>
        explaining(ctx, async () => {
          const changed = await parts.membership.setRole(
            ctx.shop.id,
            ctx.person.id,
            personId,
            role,
          );
          noteChange(parts, ctx, { personId, role });
          await show(ctx, memberView(changed, ctx.localizer));
        }),
      removeMember: (ctx, { personId }) =>
        explaining(ctx, async () => {
          await parts.membership.remove(ctx.shop.id, ctx.person.id, personId);
          noteChange(parts, ctx, { personId });
          await showTeam(parts, ctx);
        }),
      invite: async (ctx, { uses }) => {
        const own = await parts.team.roleIn(ctx.person.id, ctx.shop.id);
        await show(ctx, rolesToInviteView(own ? invitableBy(own) : [], uses, ctx.localizer));
      },
      inviteAs: (ctx, { role, uses }) =>
        explaining(ctx, async () => {
          const token = await parts.membership.invite(ctx.shop.id, ctx.person.id, role, uses);
          noteChange(parts, ctx, { invited: role });
          const link = `https://t.me/${ctx.me.username}?start=inv-${token}`;
          await show(ctx, invitationView({ link, role, uses, shop: ctx.shop.name }, ctx.localizer));
        }),
    },
  }),
});

async function showTeam(parts: TeamParts, ctx: BotContext): Promise<void> {
  await show(ctx, await teamFor(parts, ctx));
}

/** What others may not do is not offered; in a group nothing is, since a link to it would be everybody's. */
async function teamFor({ membership, team }: TeamParts, ctx: BotContext) {
  const { person, shop, localizer, audience, me } = ctx;
  const [members, mayChange, mayInvite] = await Promise.all([
    membership.list(shop.id),
    team.may(person.id, 'roles', shop.id),
    team.may(person.id, 'invite', shop.id),
  ]);
  const privately = audience.inGroup ? `https://t.me/${me.username}` : undefined;
  return teamView({ shop: shop.name, members, mayChange, mayInvite, privately }, localizer);
}

async function showMember(parts: TeamParts, ctx: BotContext, personId: number): Promise<void> {
  const members = await parts.membership.list(ctx.shop.id);
  const found = members.find((one) => one.personId === personId);
  if (found === undefined) return showTeam(parts, ctx);
  await show(ctx, memberView(found, ctx.localizer));
}

/** Does what may be refused, and says why it was where the person pressed. */
async function explaining(ctx: BotContext, change: () => Promise<void>): Promise<void> {
  try {
    await change();
  } catch (error) {
    await tellRefused(ctx, error);
  }
}

function noteChange({ log }: TeamParts, { person, shop }: BotContext, change: object): void {
  log.info({ by: person.id, shop: shop.id, ...change }, 'the team has changed');
}
