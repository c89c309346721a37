import type { KnownPerson } from '../../team/activity/history.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { personName } from './activity.ts';
import { button, lines, type MessageView } from './message-view.ts';

/** More people than these have no button; they are named by their Telegram ID. */
export const mostForgettable = 40;

/** Whose name can be taken out of the activity. */
export function whomToForgetView(
  shop: string,
  people: readonly KnownPerson[],
  localizer: Localizer,
): MessageView {
  return {
    text: lines(
      localizer.html('forget-whom', { shop }),
      localizer.html(people.length === 0 ? 'forget-nobody' : 'forget-note'),
    ),
    keyboard: people.map((person) => [
      button(personName(person, localizer), { press: 'askToForget', person: person.number }),
    ]),
  };
}

/** What it brings with it, before it is done. */
export function forgetQuestionView(
  person: KnownPerson,
  isOfTeam: boolean,
  localizer: Localizer,
): MessageView {
  const name = personName(person, localizer);
  return {
    text: lines(
      localizer.html('forget-question', { person: name }),
      localizer.html('forget-for-good', { instead: insteadOf(person, localizer) }),
      isOfTeam && localizer.html('forget-of-team'),
    ),
    keyboard: [
      [button(localizer.plain('forget-yes'), { press: 'forget', person: person.number }, 'danger')],
      [button(localizer.plain('forget-no'), { press: 'whomToForget' })],
    ],
  };
}

/** That it was done, without the name. */
export function forgottenView(person: KnownPerson, localizer: Localizer): MessageView {
  return {
    text: localizer.html('forget-done', { instead: insteadOf(person, localizer) }),
    keyboard: [],
  };
}

/** What stands in place of the name from then on. */
function insteadOf(person: KnownPerson, localizer: Localizer): string {
  return personName({ ...person, telegramId: undefined }, localizer);
}
