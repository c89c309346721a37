import { NgorderError } from '../../ngorder/errors.ts';
import { DateRangeError } from '../../orders/dates/date-range.ts';
import { ExportError } from '../../orders/export/errors.ts';
import { OrderReferenceError } from '../../orders/order-reference.ts';
import { maskPersonal } from '../../privacy/mask.ts';
import { mayNotWrite } from '../../telegram/errors.ts';
import type { Press } from '../callbacks/codec.ts';
import type { Wording } from '../i18n/localizer.ts';
import { button, lines, type Screen } from './message-view.ts';

/** What Ngorder's refusal or silence means for a seller, with Ngorder's own words where it gave any. */
export function refusalSentence(kind: string, words: string | undefined, wording: Wording): string {
  const key = wording.keyOf(`ngorder-${kind}`) ?? 'unforeseen';
  return lines(wording.html(key), wordsOf(words, wording));
}

/** Ngorder's own words, where it gave any; they may name somebody, so that they are masked for everybody. */
export function wordsOf(words: string | undefined, wording: Wording): string | undefined {
  if (!words) return undefined;
  return wording.html('ngorder-words', { words: maskPersonal(words) });
}

export function datesSentence({ reason, part }: DateRangeError, wording: Wording): string {
  return lines(wording.html(`dates-${reason}`, { part }), wording.html('dates-examples'));
}

export function referenceSentence({ reason }: OrderReferenceError, wording: Wording): string {
  return lines(wording.html(`reference-${reason}`), wording.html('reference-looks'));
}

/** Every typed error as a sentence; undefined for what nobody foresaw. */
export function failureSentence(error: unknown, wording: Wording): string | undefined {
  if (error instanceof NgorderError) return refusalSentence(error.kind, error.apiMessage, wording);
  if (error instanceof DateRangeError) return datesSentence(error, wording);
  if (error instanceof OrderReferenceError) return referenceSentence(error, wording);
  if (error instanceof ExportError) {
    const words =
      'apiMessage' in error && typeof error.apiMessage === 'string' ? error.apiMessage : undefined;
    const key = wording.keyOf(`export-${error.name}`) ?? 'unforeseen';
    return lines(wording.html(key), wordsOf(words, wording));
  }
  if (mayNotWrite(error)) return wording.html('group-takes-nothing');
  return undefined;
}

/** What went wrong, with a button to try it again. */
export function retryView(error: unknown, wording: Wording, again: Press): Screen {
  return {
    text: failureSentence(error, wording) ?? wording.html('unforeseen'),
    keyboard: [[button(wording.plain('button-try-again'), again)]],
  };
}
