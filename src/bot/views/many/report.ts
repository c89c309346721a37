import type { Act, Request } from '../../../orders/requests/states.ts';
import { type Sheet, sheet } from '../../../workbook/sheet.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { reasonWords } from '../acts/reason.ts';
import { lines } from '../message-view.ts';
import { headline, reasonOf } from './summary.ts';

/** What came of each order of a run, in a sheet. */
export function reportSheet(
  { kind, askedBy, decidedBy }: Pick<Request, 'kind' | 'askedBy' | 'decidedBy'>,
  acts: readonly Act[],
  localizer: Localizer,
): Sheet {
  const title = (key: TitleKey) => localizer.plain(key);
  const person = localizer.text((decidedBy ?? askedBy).name);
  return sheet<Act>({
    name: localizer.plain(`button-many-${kind}`),
    columns: [
      { title: 'ID', type: 'text', of: ({ orderId }) => String(orderId) },
      {
        title: 'PO',
        type: 'text',
        of: ({ poNumber }) => (poNumber && String(poNumber)) || undefined,
      },
      { title: title('report-total'), type: 'rupiah', of: ({ seen }) => seen?.totalAmount },
      {
        title: title('report-result'),
        type: 'text',
        of: ({ status }) => localizer.plain(status === 'done' ? 'report-done' : 'report-not-done'),
      },
      {
        title: title('report-reason'),
        type: 'text',
        wrap: true,
        of: (act) => (act.status === 'done' ? undefined : textOf(reasonOf(act, localizer))),
      },
      {
        title: title('report-time'),
        type: 'moment',
        of: ({ settledAt }) => (settledAt === undefined ? undefined : new Date(settledAt)),
      },
      { title: title('report-person'), type: 'text', of: () => person },
      ...(kind === 'cancel'
        ? [
            {
              title: title('report-because'),
              type: 'text' as const,
              wrap: true,
              of: (act: Act) => reasonWords(act, localizer),
            },
          ]
        : []),
    ],
    rows: acts,
  });
}

type TitleKey =
  | 'report-result'
  | 'report-reason'
  | 'report-total'
  | 'report-time'
  | 'report-person'
  | 'report-because';

/** What stands under the report: what the run came to, of how many orders, and their money. */
export function reportCaption(
  request: Request,
  acts: readonly Act[],
  localizer: Localizer,
): string {
  const totals = acts.map(({ seen }) => seen?.totalAmount).filter((total) => total !== undefined);
  const sum = localizer.money(totals.reduce((one, other) => one + other, 0));
  const count = acts.length - totals.length;
  return lines(
    headline(request, acts, localizer),
    localizer.html('export-orders-sum', { orders: acts.length, sum }),
    count > 0 && localizer.html('export-without-sum', { count }),
  );
}

/** What a person reads of a text in HTML. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
