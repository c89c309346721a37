import { type Digest, type DoneByPerson, isEmpty } from '../../orders/digest/digest.ts';
import type { DigestTimes } from '../../orders/digest/digest-times.ts';
import { actKinds } from '../../orders/requests/states.ts';
import { listPerPage } from '../callbacks/fields.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, lines, type MessageView, ofRecord, shopLine } from './message-view.ts';

/** More people are counted, not named; so much of a name is shown. */
const mostNamed = 5;
const mostOfName = 20;

/**
 * A shop's day: who did what to how many orders, what waits for somebody, what is owed, and the ways to look closer.
 * @param only of whom alone it says what they did themselves; undefined: of everybody
 */
export function digestView(
  digest: Digest,
  { of, day, before }: DigestTimes,
  localizer: Localizer,
  only?: number,
): MessageView {
  const title =
    of === 'yesterday'
      ? localizer.html('digest-title-yesterday', { day: localizer.day(day) })
      : localizer.html('digest-title-today', { time: localizer.time(before) });
  if (isEmpty(digest))
    return {
      text: lines(shopLine(localizer), title, localizer.html('digest-nothing')),
      keyboard: [],
    };
  return {
    text: lines(
      shopLine(localizer),
      title,
      '',
      ...doneLines(digest, localizer, only),
      ...withSpace(openLines(digest, localizer)),
      ...withSpace(owedLines(digest, localizer)),
    ),
    keyboard: ofRecord(
      [
        digest.owed.count > 0 && [
          button(localizer.plain('button-refunds'), { press: 'refunds', page: 1 }),
        ],
        [
          button(localizer.plain('button-canceled-of', { day: localizer.day(day) }), {
            press: 'list',
            cursor: { type: 'CANCEL', from: day, to: day, page: 1, perPage: listPerPage },
          }),
        ],
      ].filter((row) => row !== false),
    ),
  };
}

function doneLines({ done }: Digest, localizer: Localizer, only: number | undefined): string[] {
  const told = actKinds
    .filter((kind) => done[kind].length > 0)
    .map((kind) => {
      const all = done[kind];
      const count = all.reduce((sum, { acts }) => sum + acts, 0);
      const people = all.filter(({ personId }) => only === undefined || personId === only);
      if (people.length === 0) return localizer.html(`digest-sum-${kind}`, { count });
      const names = shareable(peopleOf(people, all.length > 1, localizer));
      return localizer.html(`digest-done-${kind}`, { count, people: names });
    });
  return told.length > 0 ? told : [localizer.html('digest-idle')];
}

/** `Sari 3, Budi 2`; whoever did all of it without a number. */
function peopleOf(
  people: readonly DoneByPerson[],
  withNumbers: boolean,
  localizer: Localizer,
): string {
  const shown = people.slice(0, mostNamed);
  const left = people.length - shown.length;
  const names = shown.map((person) => {
    const name = nameOf(person, localizer);
    return withNumbers ? `${name} ${person.acts}` : name;
  });
  return `${names.join(', ')}${left > 0 ? ` +${left}` : ''}`;
}

/** Who was taken out of the activity, or has no name there, is somebody; nobody at all is the bot. */
function nameOf({ personId, name }: DoneByPerson, localizer: Localizer): string {
  if (name !== undefined) return localizer.text(name, mostOfName);
  return localizer.plain(personId === undefined ? 'activity-bot' : 'digest-somebody');
}

function openLines({ open }: Digest, localizer: Localizer): string[] {
  const { awaiting, unknown, paused } = open;
  return [
    awaiting > 0 && localizer.html('digest-awaiting', { count: awaiting }),
    unknown > 0 && localizer.html('digest-unknown', { count: unknown }),
    paused > 0 && localizer.html('digest-paused', { count: paused }),
  ].filter((line) => line !== false);
}

function owedLines({ owed }: Digest, localizer: Localizer): string[] {
  const { count, unknown, oldestDays } = owed;
  if (count === 0 || oldestDays === undefined) return [];
  const sum = localizer.money(owed.sum);
  const age =
    oldestDays === 0
      ? localizer.plain('refunds-today')
      : localizer.plain('refunds-days', { days: oldestDays });
  return [
    localizer.html('digest-owed', { count }),
    unknown === 0
      ? localizer.html('refunds-sum', { sum })
      : localizer.html('refunds-sum-least', { sum, count: unknown }),
    localizer.html('digest-oldest', { age }),
  ];
}

function withSpace(part: string[]): string[] {
  return part.length > 0 ? ['', ...part] : [];
}
