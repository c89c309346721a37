import type { Role } from '../../team/operations.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, type MessageView } from './message-view.ts';

/** To somebody in the group who isn't of the team: how to belong to it. */
export function joinOfferView(
  names: { person: string; shop: string },
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('join-offer', names),
    keyboard: [[button(localizer.plain('button-ask-to-join'), { press: 'askToJoin' }, 'primary')]],
  };
}

/** As what somebody can be accepted by a press; owners are made by owners, under /team. */
const offered: readonly Role[] = ['viewer', 'operator', 'manager'];

/** Who wants to belong to the team, for whoever may decide on it. */
export function joinRequestView(
  { id: personId, name, shop }: { id: number; name: string; shop: string },
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('join-request', { person: name, shop }),
    keyboard: [
      ...offered.map((role) => {
        const label = localizer.plain('button-accept-as', {
          role: localizer.plain(`role-${role}`),
        });
        return [button(label, { press: 'acceptJoin', personId, role })];
      }),
      [button(localizer.plain('button-refuse'), { press: 'refuseJoin', personId }, 'danger')],
    ],
  };
}

/** What was decided on it and by whom; without a role it was refused. */
export function decidedView(
  { person, by, role }: { person: string; by: string; role?: string },
  localizer: Localizer,
): MessageView {
  return {
    text:
      role === undefined
        ? localizer.html('join-refused', { person, by })
        : localizer.html('join-accepted', { person, by, role }),
    keyboard: [],
  };
}
