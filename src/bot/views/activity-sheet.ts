import { longestNote } from '../../orders/requests/record/reasons.ts';
import type { Happened } from '../../team/activity/history.ts';
import { type Sheet, sheet } from '../../workbook/sheet.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { isGroup } from '../messages/is-group.ts';
import { personName, sentenceOf, whoDid } from './activity.ts';

/** What was done, a row each. In a group it is masked like everything there. */
export function activitySheet(
  rows: Iterable<Happened> | AsyncIterable<Happened>,
  localizer: Localizer,
): Sheet {
  const { plain } = localizer;
  return sheet<Happened>({
    name: plain('activity-sheet'),
    columns: [
      { title: plain('activity-column-number'), type: 'number', of: ({ number }) => number },
      { title: plain('activity-column-time'), type: 'moment', of: ({ at }) => new Date(at) },
      { title: plain('activity-column-person'), type: 'text', of: (row) => whoDid(row, localizer) },
      {
        title: plain('activity-column-what'),
        type: 'text',
        wrap: true,
        of: (row) => sentenceOf(row, localizer),
      },
      { title: 'ID', type: 'text', of: ({ order }) => order && String(order.id) },
      { title: 'PO', type: 'text', of: ({ order }) => order?.poNumber?.toString() },
      {
        title: plain('activity-column-about'),
        type: 'text',
        of: ({ subject }) => personName(subject, localizer) || undefined,
      },
      {
        title: plain('activity-column-note'),
        type: 'text',
        wrap: true,
        of: ({ note }) => note && localizer.text(note, longestNote),
      },
      { title: plain('activity-column-chat'), type: 'text', of: (row) => chatOf(row, localizer) },
    ],
    rows,
  });
}

function chatOf({ chat }: Happened, { plain }: Localizer): string | undefined {
  if (chat === undefined) return undefined;
  return plain(isGroup(chat) ? 'activity-in-group' : 'activity-in-private');
}
