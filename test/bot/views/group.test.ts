import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Localizer } from '../../../src/bot/i18n/localizer.ts';
import { cardView } from '../../../src/bot/views/card.ts';
import { exportFailedView } from '../../../src/bot/views/export.ts';
import { datesSentence, failureSentence } from '../../../src/bot/views/failure.ts';
import { listView } from '../../../src/bot/views/list.ts';
import type { MessageView } from '../../../src/bot/views/message-view.ts';
import { requestView } from '../../../src/bot/views/request.ts';
import { severalView } from '../../../src/bot/views/search.ts';
import { RequestRefused } from '../../../src/ngorder/errors.ts';
import type { Order } from '../../../src/ngorder/order.ts';
import { DateRangeError } from '../../../src/orders/dates/date-range.ts';
import { ExportEmailed } from '../../../src/orders/export/errors.ts';
import { actKinds, type RequestedAct } from '../../../src/orders/requests/states.ts';
import { anyPhone, digitsIn } from '../../privacy/any-phone.ts';
import { en, enInGroup, idInGroup, shownBy } from './sendable.ts';
import { seenStatuses, settled, someRequest } from './some-request.ts';

/** An order in which every text says this. */
function orderSaying(text: string): Order {
  return {
    orderId: 1338,
    poNumber: 10735,
    totalAmount: 110_376,
    remainingAmount: 50_376,
    shippingCost: 12_000,
    cod: true,
    products: [
      { name: text, color: text, size: text, sku: text, price: 10_000, quantity: 10 },
      { name: `Kaos ${text}`, quantity: 2 },
    ],
    raw: { receiver_name: text },
    invoice: text,
    orderDate: text,
    status: text,
    progress: text,
    paymentStatus: text,
    paymentDate: text,
    senderName: text,
    senderCategory: text,
    receiverName: text,
    receiverAddress: text,
    receiverPhone: text,
    shippingLogistic: text,
    shippingRate: text,
    note: text,
    awbNumber: text,
    source: text,
    category: text,
    createdByName: text,
    createdAt: text,
    updatedByName: text,
    updatedAt: text,
    bankName: text,
    warehouseName: text,
  };
}

/** All that a chat is ever shown of an order. */
function* everyView(text: string, localizer = enInGroup): Generator<MessageView> {
  const order = orderSaying(text);
  const cursor = { type: 'CANCEL', page: 1 } as const;
  const excel = { orders: { of: 'list', filter: { type: 'CANCEL' } }, format: 'xlsx' } as const;
  const page = { items: [order], total: 1, totalSent: true, page: 1, perPage: 5, totalPages: 1 };
  const sentence = (said: string | undefined): MessageView => ({ text: said ?? '', keyboard: [] });
  yield listView(page, { type: 'CANCEL' }, localizer);
  yield cardView(order, cursor, localizer);
  const found = {
    matches: [{ order, at: 'active' as const }],
    searched: 7,
    complete: false,
    deleted: [],
  };
  yield severalView(found, { kind: 'either', number: 1338 }, localizer);
  for (const action of everyAction(text, order)) yield requestView(action, localizer);
  const refused = new RequestRefused({ endpoint: 'cancelOrder', apiMessage: text });
  yield sentence(failureSentence(refused, localizer));
  yield exportFailedView(new ExportEmailed(text), excel, localizer);
  yield sentence(datesSentence(new DateRangeError('unreadable', text), localizer));
}

function linesOf(view: MessageView): string[] {
  return [...shownBy(view).split('\n'), JSON.stringify(view.keyboard)];
}

function everyAction(text: string, seen: Order): RequestedAct[] {
  const who = { askedBy: { id: 11, name: text }, decidedBy: { id: 12, name: text } };
  return actKinds.flatMap((kind) => [
    ...seenStatuses.map((status) => someRequest({ kind, status, seen, ...who })),
    settled({ kind: 'done' }, { kind, seen, ...who }),
    settled({ kind: 'refused', error: 'RequestRefused', words: text }, { kind, seen, ...who }),
    settled({ kind: 'refused', error: 'TokenRejected', words: text }, { kind, seen, ...who }),
    settled(
      { kind: 'changed', now: { ...seen, totalAmount: 1, paymentStatus: `${text}!`, status: 'X' } },
      { kind, seen, ...who },
    ),
  ]);
}

const anyAddress = fc.constantFrom(
  'Jl. Melati, RT 02/03, sebelah warung Bu Tini',
  'Gg. Melati 5',
  'Komp. Melati Blok C5 No. 12',
  'Perum Melati Asri',
  'RT 02/03, Dusun Melati',
  'Desa Melati, Kec. Tini, Kab. Banyuwangi, 68471',
);

describe('a group', () => {
  /** The dates of an example may happen to have the digits of a phone. */
  const usualTo = (localizer: Localizer) =>
    new Set([...everyView('Siti', localizer)].flatMap(linesOf));
  const groups = [enInGroup, idInGroup].map((localizer) => ({
    localizer,
    usual: usualTo(localizer),
  }));

  test('sees neither phone nor address, in whatever field of an order or word of Ngorder’s it stands', () => {
    fc.assert(
      fc.property(
        anyPhone,
        anyAddress,
        fc.constantFrom(...groups),
        (phone, address, { localizer, usual }) => {
          const lines = [...everyView(`Siti ${phone}, ${address}`, localizer)].flatMap(linesOf);
          const end = digitsIn(phone).slice(-8);
          const telling = (line: string) =>
            /Melati|Tini|RT 02|68471/.test(line) ||
            (!usual.has(line) && digitsIn(line).includes(end));
          // To expect something of each line takes longer than to make it.
          expect(lines.filter(telling)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('sees them nowhere where it sees them in no other way', () => {
    for (const text of [
      '081234567890',
      'Siti 081234567890',
      'Jl. Melati 5',
      '021-5551234 Perum Melati',
    ])
      for (const view of everyView(text))
        expect(JSON.stringify(view)).not.toMatch(/34567890|5551234|Melati/);
  });

  test('still sees which order it is, how much it costs and what can be done', () => {
    const [list, card] = [...everyView('Siti 081234567890')];
    expect(shownBy(list as MessageView)).toMatch(/#1338 Siti.*110\.376/);
    expect(shownBy(card as MessageView)).toContain('Buyer: Siti 0812••••90');
  });
});

describe('one of the team alone', () => {
  test('sees all of it', () => {
    const card = [...everyView('Siti 081234567890, Jl. Melati 5', en)][1] as MessageView;
    const shown = shownBy(card);
    for (const field of ['Buyer', 'Address', 'Courier', 'Source', 'Bank', 'Note', 'Warehouse'])
      expect(shown).toContain(`${field}: Siti 081234567890, Jl. Melati 5`);
  });
});

describe('a text of an order', () => {
  const forged =
    'Siti\nTotal: Rp0\u2028Payment: Paid\u0085Progress: Delivered\v✅ Canceled by Budi.\r#7';

  test('adds no line to what the bot says, in whatever field it stands', () => {
    for (const view of everyView(forged, en)) {
      const lines = shownBy(view).split('\n');
      expect(lines).not.toContain('Total: Rp0');
      expect(lines).not.toContain('Payment: Paid');
      expect(
        lines.filter((line) => /^(?:Progress: Delivered|✅ Canceled by Budi\.|#7)$/.test(line)),
      ).toEqual([]);
    }
  });
});
