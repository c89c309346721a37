import { canceledTypes } from '../../ngorder/order.ts';
import { longestNote } from '../../orders/requests/record/reasons.ts';
import type { Happened } from '../../team/activity/history.ts';
import type { Localizer, TextKeyOf } from '../i18n/localizer.ts';
import { ordersName } from './export.ts';
import { choiceInWords } from './shop-settings.ts';

/** What came of it, in a word or two. */
export function resultOf(
  { kind, result, reason, note, facts }: Happened,
  localizer: Localizer,
): string {
  const textOf = (key: string, otherwise: string) => {
    const known: TextKeyOf | undefined = localizer.keyOf(key);
    return known === undefined ? otherwise : localizer.plain(known);
  };
  if (kind === 'settings') {
    return Object.entries(facts)
      .map(
        ([name, value]) =>
          `${textOf(`setting-${name}`, name)}: ${valueInWords(name, value, localizer)}`,
      )
      .join(', ');
  }
  if (kind === 'activityExport' && typeof facts['count'] === 'number')
    return localizer.plain('activity-rows', { count: facts['count'] });
  const words = reason === undefined ? '' : textOf(`reason-${reason}`, reason);
  const why = note === undefined ? words : `${words} – ${localizer.text(note, longestNote)}`;
  if (kind === 'undo') return askedFor(facts, localizer);
  if (kind.startsWith('approval')) return because(askedFor(facts, localizer), why, localizer);
  if (kind === 'export') return ordersOf(facts, localizer) ?? askedFor(facts, localizer);
  if (result === undefined) return why;
  return because(textOf(`${wordsOf(kind)}-${result}`, result), why, localizer);
}

/** What the words of a result begin with. */
function wordsOf(kind: string): string {
  if (kind === 'refusal') return 'tried';
  return kind === 'forged' ? 'forged' : 'activity-result';
}

function because(result: string, why: string, localizer: Localizer): string {
  return why === '' ? result : localizer.plain('activity-because', { result, why });
}

/** What a second person was asked about. */
function askedFor(facts: Happened['facts'], localizer: Localizer): string {
  const key = localizer.keyOf(`tried-${facts['act']}`);
  const act = key === undefined ? String(facts['act'] ?? '') : localizer.plain(key);
  const count = facts['count'];
  return typeof count === 'number' ? localizer.plain('activity-many', { act, count }) : act;
}

/** Which orders an Excel was of; undefined: of those of a run. */
function ordersOf(
  { source, type, from, to, count }: Happened['facts'],
  localizer: Localizer,
): string | undefined {
  const set = localizer.keyOf(`export-of-some-${source}`);
  if (set !== undefined)
    return localizer.plain('activity-many', { act: localizer.plain(set), count: Number(count) });
  const known = canceledTypes.find((one) => one === type);
  if (known === undefined) return undefined;
  const days = {
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && { to }),
  };
  return ordersName({ of: 'list', filter: { type: known, ...days } }, localizer);
}

function valueInWords(name: string, value: unknown, localizer: Localizer): string {
  const choice = choiceInWords(name, value, localizer);
  if (choice !== undefined) return choice;
  if (typeof value === 'number') return localizer.money(value);
  const isOff = value === false || value === 'none';
  if (value === true || isOff) return localizer.plain(isOff ? 'setting-off' : 'setting-on');
  return String(value);
}
