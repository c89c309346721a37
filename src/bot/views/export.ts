import type { Filter } from '../callback-data.ts';
import type { ExportOrder } from '../export-delivery.ts';
import type { Wording } from '../wording.ts';
import { failureSentence } from './failure.ts';
import { rangeName } from './list.ts';
import { button, lines, type Screen } from './screen.ts';

/** What stands under the file; in a group, who can open it and a way to have it alone. */
export function exportCaptionView({ filter, wording, audience, askedBy }: ExportOrder): Screen {
  const caption = wording.html('export-caption', summary(filter, wording));
  if (!audience.inGroup) return { text: caption, keyboard: [] };
  return {
    text: lines(caption, wording.html('export-caption-group')),
    keyboard: [
      [button(wording.plain('button-send-privately'), { press: 'sendPrivately', askedBy })],
    ],
  };
}

/** Why no file came, with a button to ask for it again. */
export function exportFailedView(error: unknown, filter: Filter, wording: Wording): Screen {
  const reason =
    error === 'interrupted'
      ? wording.html('export-interrupted')
      : (failureSentence(error, wording) ?? wording.html('unforeseen'));
  return {
    text: lines(wording.html('export-not-sent', summary(filter, wording)), reason),
    keyboard: [[button(wording.plain('button-try-again'), { press: 'export', filter })]],
  };
}

function summary(filter: Filter, wording: Wording) {
  return { type: wording.plain(`type-${filter.type}`), dates: rangeName(filter, wording) };
}
