import { NgorderError } from '../../ngorder/errors.ts';
import { DateRangeError } from '../../orders/dates/date-range.ts';
import { ExportError } from '../../orders/export/errors.ts';
import { OrderReferenceError } from '../../orders/order-reference.ts';
import { maskPersonal } from '../../privacy/mask.ts';
import { TeamError } from '../../team/errors.ts';
import { mayNotWrite } from '../../telegram/errors.ts';
import type { Press } from '../callbacks/codec.ts';
import type { ListCursor } from '../callbacks/fields.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, lines, type MessageView } from './message-view.ts';

/** What Ngorder's refusal or silence means for a seller, with Ngorder's own words where it gave any. */
export function refusalSentence(
  kind: string,
  words: string | undefined,
  localizer: Localizer,
): string {
  const key = localizer.keyOf(`ngorder-${kind}`) ?? 'unforeseen';
  return lines(localizer.html(key), wordsOf(words, localizer));
}

/** Ngorder's own words, where it gave any; they may name somebody, so that they are masked for everybody. */
export function wordsOf(words: string | undefined, localizer: Localizer): string | undefined {
  if (!words) return undefined;
  return localizer.html('ngorder-words', { words: maskPersonal(words) });
}

export function datesSentence({ reason, part }: DateRangeError, localizer: Localizer): string {
  return lines(localizer.html(`dates-${reason}`, { part }), localizer.html('dates-examples'));
}

export function referenceSentence({ reason }: OrderReferenceError, localizer: Localizer): string {
  return lines(localizer.html(`reference-${reason}`), localizer.html('reference-looks'));
}

/** Every typed error as a sentence; undefined for what nobody foresaw. */
export function failureSentence(error: unknown, localizer: Localizer): string | undefined {
  if (error instanceof NgorderError)
    return refusalSentence(error.kind, error.apiMessage, localizer);
  if (error instanceof DateRangeError) return datesSentence(error, localizer);
  if (error instanceof OrderReferenceError) return referenceSentence(error, localizer);
  if (error instanceof ExportError) {
    const words =
      'apiMessage' in error && typeof error.apiMessage === 'string' ? error.apiMessage : undefined;
    const key = localizer.keyOf(`export-${error.name}`) ?? 'unforeseen';
    return lines(localizer.html(key), wordsOf(words, localizer));
  }
  if (error instanceof TeamError) return teamErrorSentence(error, localizer);
  if (mayNotWrite(error)) return localizer.html('group-takes-nothing');
  return undefined;
}

/** What went wrong, with a button to try it again. */
export function retryView(error: unknown, localizer: Localizer, again: Press): MessageView {
  return {
    text: failureSentence(error, localizer) ?? localizer.html('unforeseen'),
    keyboard: [[button(localizer.plain('button-try-again'), again)]],
  };
}

/** An order that a list once showed and that was not found, though not everything could be read: it can be looked for once more. */
export function notLocatedView(
  orderId: number,
  cursor: ListCursor,
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('list-order-unsure', { id: shareable(String(orderId)) }),
    keyboard: [
      [button(localizer.plain('button-try-again'), { press: 'card', orderId, cursor })],
      [button(localizer.plain('button-back-to-list'), { press: 'list', cursor })],
    ],
  };
}

/** Why a change of the team was not made; it holds nothing that HTML would read otherwise. */
export function teamErrorSentence({ kind }: TeamError, localizer: Localizer): string {
  return localizer.plain(localizer.keyOf(`team-${kind}`) ?? 'unforeseen');
}
