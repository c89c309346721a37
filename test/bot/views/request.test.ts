import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestView } from '../../../src/bot/views/request.ts';
import type { Order } from '../../../src/ngorder/order.ts';
import { actKinds, type Outcome, type RequestedAct } from '../../../src/orders/requests/states.ts';
import { unpack } from '../callbacks/codec.ts';
import {
  anyOrder,
  anyWording,
  buttonOf,
  dataOf,
  en,
  enInGroup,
  id,
  labels,
  order,
  shownBy,
} from './sendable.ts';
import { seenStatuses, settled, someRequest, token } from './some-request.ts';

const listed = { type: 'REJECTED', from: '2021-01-01', page: 3, perPage: 5 } as const;
const see = (action: RequestedAct) => shownBy(requestView(action, en));
const buttons = (action: RequestedAct) => labels(requestView(action, en));

describe('a question', () => {
  test('before canceling shows the order by which a person decides', () => {
    expect(see(someRequest({}))).toBe(
      [
        'Cancel this order?',
        '#1338 · PO 10735 · Rp110.376',
        '⚠️ Already paid (Rp110.376). Remember to refund the buyer.',
        '',
        'Ordered: 18 Jan 2021, 10.37 WIB',
        'Buyer: Siti Rahma',
        '• 10 × Kaos Yes Biru @\u00A0Rp10.000',
        'Other costs or discounts: Rp10.376',
        'Total: Rp110.376',
        'Payment: Paid',
        'Progress: No AWB yet',
      ].join('\n'),
    );
  });

  test.each([
    ['cancel', 'Yes, cancel order', 'danger'],
    ['return', 'Yes, return order', 'success'],
    ['delete', 'Yes, delete for good', 'danger'],
  ] as const)('to %s can be answered with %s or No, and carries its token', (kind, yes, style) => {
    const view = requestView(someRequest({ kind }), en);
    expect(labels(view)).toEqual([[yes], ['No, keep it']]);
    expect(buttonOf(view, yes)).toHaveProperty('style', style);
    expect(unpack(dataOf(view, yes))).toEqual({ press: 'confirm', token });
    expect(unpack(dataOf(view, 'No, keep it'))).toEqual({ press: 'decline', token });
  });

  test('about an order that is neither paid nor shipped warns of nothing', () => {
    const seen = { ...order, paymentStatus: 'UNPAID', progress: 'UNPAID' };
    expect(see(someRequest({ seen }))).not.toContain('⚠️');
  });

  test('about a shipped order says so, with its AWB', () => {
    const seen = { ...order, paymentStatus: 'UNPAID', awbNumber: 'JX1' };
    expect(see(someRequest({ seen }))).toContain(
      '⚠️ The parcel is on its way, AWB JX1. Canceling here does not stop it.',
    );
    expect(see(someRequest({ seen, kind: 'delete' }))).toContain(
      'The parcel was shipped, AWB JX1.',
    );
    expect(see(someRequest({ seen, kind: 'return' }))).not.toContain('⚠️');
  });

  test('about a shipped order without an AWB names none', () => {
    const seen = { ...order, progress: 'ON PROCESS' };
    for (const kind of actKinds) expect(see(someRequest({ seen, kind }))).not.toMatch(/AWB|resi/);
    expect(see(someRequest({ seen }))).toContain('The parcel is on its way. Canceling here');
  });

  test('about an order that the buyer has already says that instead', () => {
    const seen = { ...order, progress: 'DELIVERED', awbNumber: 'JX1' };
    expect(see(someRequest({ seen }))).toContain('⚠️ The buyer has the parcel already.');
    expect(see(someRequest({ seen }))).not.toContain('does not stop it');
  });

  test.each([
    [{ source: 'Shopee' }, 'Shopee'],
    [{ source: 'tokopedia official' }, 'Tokopedia'],
    [{ source: 'TIKTOK' }, 'TikTok Shop'],
    [{ raw: { shopee: { invoice: '210118ABCDEFGH' } } }, 'Shopee'],
    [{ category: 'MARKETPLACE', source: 'Evermos' }, 'Evermos'],
    [{ category: 'MARKETPLACE' }, 'marketplace'],
  ])('about an order of a marketplace says that it stays there: %j', (from, name) => {
    const seen = { ...order, ...from };
    expect(see(someRequest({ seen }))).toContain(`⚠️ This does not cancel it in ${name}.`);
    expect(see(someRequest({ seen, kind: 'return' }))).not.toContain('does not cancel');
  });

  test.each([{}, { source: 'WhatsApp' }, { source: 'Instagram' }, { raw: { shopee: [] } }])(
    'about an order of the shop’s own says nothing of marketplaces: %j',
    (from) => {
      const seen = { ...order, ...from } as Order;
      expect(see(someRequest({ seen }))).not.toMatch(/does not cancel|marketplace|Shopee/);
    },
  );

  test.each(actKinds)('to %s shows all by which a seller decides', (kind) => {
    const seen: Order = {
      ...order,
      paymentStatus: 'INSTALLMENT',
      remainingAmount: 50_376,
      cod: true,
      shippingLogistic: 'JNE',
      shippingRate: 'REG',
      shippingCost: 10_000,
      awbNumber: 'JX1234567890',
      source: 'Shopee',
    };
    const shown = see(someRequest({ kind, seen })).split('\n');
    for (const line of [
      'Shipping: Rp10.000',
      'Other costs or discounts: Rp376',
      'Still to pay: Rp50.376',
      'Cash on delivery (COD)',
      'Courier: JNE REG',
      'AWB: JX1234567890',
      'Source: Shopee',
    ])
      expect(shown).toContain(line);
  });

  test.each(actKinds)('to %s says in its first three lines what a Yes changes', (kind) => {
    const [first, second, third] = see(someRequest({ kind })).split('\n');
    expect(first).toMatch(
      /^(Cancel this order|Return this order to active|Delete this order for good)\?$/,
    );
    expect(second).toContain('#1338');
    if (kind === 'delete') expect(third).toContain('gone for good');
  });

  test('has no price that Telegram takes for a mention', () => {
    // Telegram Bot API, MessageEntity: an @ with a name that begins right behind it.
    for (const kind of actKinds) expect(see(someRequest({ kind }))).not.toMatch(/@\w/);
  });

  test('adds up: products, shipping and other costs are the total, whatever there is', () => {
    const price = fc.integer({ min: 0, max: 5_000_000 });
    const product = fc.record({
      name: fc.constant('Kaos'),
      price,
      quantity: fc.integer({ min: 1, max: 20 }),
    });
    const bought = fc.record({
      products: fc.array(product, { minLength: 1, maxLength: 14 }),
      shippingCost: fc.option(price, { nil: undefined }),
      totalAmount: fc.integer({ min: 0, max: 900_000_000 }),
    });
    const rupiah = (text = '0') => Number(text.replaceAll('.', '').replace('Rp', ''));
    fc.assert(
      fc.property(bought, (amounts) => {
        const shown = see(someRequest({ seen: { ...order, ...amounts } as Order }));
        const products = [...shown.matchAll(/^• (\d+) × Kaos @\u00A0(Rp[\d.]+)$/gm)].map(
          ([, count, each]) => Number(count) * rupiah(each),
        );
        const more = /and \d+ more products: (Rp[\d.]+)/.exec(shown)?.[1];
        const shipping = /^Shipping: (.+)$/m.exec(shown)?.[1];
        const others = /^Other costs or discounts: (.+)$/m.exec(shown)?.[1];
        const sum = [...products, rupiah(more), rupiah(shipping), rupiah(others)];
        expect(sum.reduce((one, other) => one + other, 0)).toBe(
          rupiah(/^Total: (.+)$/m.exec(shown)?.[1]),
        );
      }),
    );
  });

  test('about an order that was not found offers to cancel it by its number alone', () => {
    const unseen = someRequest({ seen: undefined, poNumber: undefined });
    expect(see(unseen)).toContain('#1338');
    expect(see(unseen)).toContain('Cancel it only if you are sure of the number.');
    expect(buttons(unseen)).toEqual([['Yes, cancel #1338 anyway'], ['No, keep it']]);
  });

  test('that was confirmed unseen and turned up says so, and lists no changes', () => {
    const outcome = { kind: 'changed', now: order } as const;
    const turnedUp = someRequest({ seen: undefined, status: 'failed', outcome, sends: 0 });
    expect(see(turnedUp)).toContain('Not canceled yet: the order has turned up now.');
    expect(see(turnedUp)).not.toContain('→');
  });

  test('before a delete shows all that will be gone, masked in a group, and that it is for good', () => {
    const action = someRequest({ kind: 'delete', seen: { ...order, note: 'Kado' } });
    const shown = see(action);
    expect(shown).toContain('Note: Kado');
    expect(shown).toContain('Phone: 0812345678');
    expect(shown).toContain('Everything below will be gone for good.');
    const inGroup = shownBy(requestView(action, enInGroup));
    expect(inGroup).toContain('Phone: 0812••••78');
    expect(inGroup).not.toContain('0812345678');
  });

  test('before a delete says that it is for good, however much there is to show', () => {
    const long = '&'.repeat(400);
    const products = Array.from({ length: 10 }, () => ({ name: long, color: long, size: long }));
    const shown = see(someRequest({ kind: 'delete', seen: { ...order, products, note: long } }));
    expect(shown).toContain('…');
    expect(shown).toContain('Already paid (Rp110.376). The record of the payment goes with it.');
    expect(shown).toContain('Everything below will be gone for good.');
  });

  test('that was declined names who said no, and leads back to the list', () => {
    const declined = someRequest({
      kind: 'return',
      status: 'declined',
      decidedBy: { id: 12, name: 'Budi <3' },
      foundAt: listed,
    });
    expect(see(declined)).toContain('Budi <3 decided not to return it.');
    const view = requestView(declined, en);
    expect(unpack(dataOf(view, '‹ Back to the list'))).toEqual({
      press: 'list',
      cursor: { type: 'REJECTED', from: '2021-01-01', page: 3 },
    });
  });

  test('that was declined after a lost request is looked up before it counts as kept', () => {
    const budi = { id: 12, name: 'Budi' };
    const checking = someRequest({ kind: 'delete', status: 'checking', decidedBy: budi });
    expect(see(checking)).toContain('Checking whether the order got deleted after all');
    const { request, act } = checking;
    const happened = { request, act: { ...act, status: 'done', settledBy: 'reading' } } as const;
    expect(see(happened)).toContain('looked up in Ngorder');
    expect(see(happened)).not.toContain('Kept');
  });

  test('that ran out of time says that nothing was done and can be asked again', () => {
    const expired = someRequest({ status: 'expired' });
    expect(see(expired)).toContain('Nothing was changed.');
    expect(unpack(dataOf(requestView(expired, en), 'Ask again'))).toEqual({
      press: 'askAgain',
      token,
    });
  });
});

describe('an act under way', () => {
  test.each(['waiting', 'sent'] as const)('says for whom, without a button: %s', (status) => {
    const action = someRequest({ status, decidedBy: { id: 12, name: 'Budi' } });
    expect(see(action)).toContain('Canceling… (by Budi)');
    expect(buttons(action)).toEqual([]);
  });

  test('whose answer was lost says that it is looked up', () => {
    const action = someRequest({ status: 'unknown' });
    expect(see(action)).toContain('No answer from Ngorder yet.');
    expect(buttons(action)).toEqual([]);
  });

  test('that can’t be read says so below', () => {
    const action = someRequest({ status: 'unknown', unreadAt: 1 });
    expect(see(action)).toMatch(
      /No answer from Ngorder yet.*\n.*Ngorder is out of reach right now/,
    );
    expect(buttons(action)).toEqual([]);
  });

  test('that nobody could read for a day asks a person', () => {
    const action = someRequest({ status: 'unknown', kind: 'delete', askedPersonAt: 1 });
    const view = requestView(action, en);
    expect(shownBy(view)).toContain('is this order gone?');
    expect(unpack(dataOf(view, 'It happened'))).toEqual({ press: 'happened', yes: true, token });
    expect(unpack(dataOf(view, "It didn't"))).toEqual({ press: 'happened', yes: false, token });
  });
});

describe('a result', () => {
  test('names the order, the person and the time, and offers to return what was canceled', () => {
    const done = settled({ kind: 'done' });
    expect(see(done)).toBe(
      [
        '#1338 · PO 10735 · Rp110.376',
        '✅ Canceled by Budi.',
        '19 Jan 2021, 09.05 WIB',
        '',
        'Buyer: Siti Rahma',
        '💸 Refund Rp110.376 to the buyer',
      ].join('\n'),
    );
    expect(unpack(dataOf(requestView(done, en), 'Return'))).toEqual({
      press: 'ask',
      kind: 'return',
      orderId: 1338,
      cursor: { type: 'CANCEL', page: 1, perPage: 10 },
    });
  });

  test('of a cancel keeps what is left to do outside Ngorder, and nothing else', () => {
    const seen: Order = {
      ...order,
      paymentStatus: 'INSTALLMENT',
      remainingAmount: 50_376,
      awbNumber: 'JX1',
      source: 'Shopee',
    };
    expect(
      see(settled({ kind: 'done' }, { seen }))
        .split('\n')
        .slice(4),
    ).toEqual([
      'Buyer: Siti Rahma',
      '💸 Refund Rp60.000 to the buyer',
      '📦 Ask the courier to send the parcel back, AWB JX1',
      '🛒 Cancel it in Shopee too',
    ]);
    const unpaid = { ...order, paymentStatus: 'UNPAID', progress: 'UNPAID' };
    expect(see(settled({ kind: 'done' }, { seen: unpaid }))).not.toMatch(/💸|📦|🛒/);
  });

  test('of a cancel opens WhatsApp in private, with a text to the buyer in Indonesian', () => {
    const textOf = (fields: Partial<Order>, localizer = en) => {
      const done = settled({ kind: 'done' }, { seen: { ...order, ...fields } });
      const button = buttonOf(requestView(done, localizer), localizer.plain('button-whatsapp'));
      if (!('url' in button)) throw new Error('It leads nowhere');
      const url = new URL(button.url);
      expect(`${url.host}${url.pathname}`).toBe('wa.me/62812345678');
      return url.searchParams.get('text');
    };
    expect(textOf({})).toBe(
      'Halo Kak Siti Rahma, pesanan PO 10735 sudah kami batalkan ya. Pembayaran Rp110.376 akan kami refund. Boleh kirim nomor rekening atau e-wallet-nya? Terima kasih 🙏',
    );
    const unpaid = 'Halo Kak Siti Rahma, pesanan PO 10735 sudah kami batalkan ya. Terima kasih 🙏';
    expect(textOf({ paymentStatus: 'UNPAID' })).toBe(unpaid);
    expect(textOf({ source: 'Shopee' }, id)).toBe(unpaid);
    expect(textOf({ paymentStatus: 'UNPAID', receiverName: '\u3164' })).toMatch(/^Halo Kak, /);
    const inGroup = requestView(settled({ kind: 'done' }), enInGroup);
    expect(labels(inGroup)).toEqual([
      ['Refunded'],
      ['Return'],
      ['Reason: changed mind', 'Reason: out of stock'],
      ['Reason: wrong address', 'Reason: not paid'],
      ['Reason: double order', 'Reason: other'],
    ]);
    expect(JSON.stringify(inGroup)).not.toContain('812345678');
  });

  test('of a delete or a return says whose order it was', () => {
    for (const kind of ['delete', 'return'] as const)
      expect(see(settled({ kind: 'done' }, { kind }))).toContain('Buyer: Siti Rahma');
    expect(see(settled({ kind: 'done' }, { kind: 'delete' }))).toContain(
      'Already paid (Rp110.376)',
    );
  });

  test('has only buttons that leave it as it is', () => {
    const outcomes = [
      settled({ kind: 'done' }),
      settled({ kind: 'done' }, { kind: 'delete', foundAt: listed }),
      settled({ kind: 'refused', error: 'RequestRefused' }, { kind: 'return', foundAt: listed }),
    ];
    for (const outcome of outcomes) {
      const presses = requestView(outcome, en)
        .keyboard.flat()
        .filter((button) => 'press' in button);
      expect(presses.length).toBeGreaterThan(0);
      for (const { onRecord } of presses) expect(onRecord).toBe(true);
    }
    const [yes] = requestView(someRequest({}), en).keyboard.flat();
    expect(yes).not.toHaveProperty('onRecord');
  });

  test('that was looked up names nobody', () => {
    const shown = see(settled({ kind: 'done' }, { settledBy: 'reading' }));
    expect(shown).toContain('looked up in Ngorder');
    expect(shown).not.toMatch(/Budi|Sari/);
  });

  test('that a person reported says so', () => {
    const shown = see(settled({ kind: 'done' }, { settledBy: 'person', kind: 'delete' }));
    expect(shown).toContain('Gone (the team looked it up in Ngorder).');
  });

  test('of a return offers to cancel again, and of a delete the order as a file: it has no way back', () => {
    const done = settled({ kind: 'done' }, { kind: 'delete', foundAt: listed });
    expect(see(done)).toContain('Deleted for good by Budi.');
    expect(buttons(done)).toEqual([['Get as Excel', 'Get as JSON'], ['‹ Back to the list']]);
    const erased = settled({ kind: 'done' }, { kind: 'delete', seen: undefined });
    expect(buttons(erased)).toEqual([]);
    const elsewhere = { ...listed, perPage: 50 };
    const returned = settled({ kind: 'done' }, { kind: 'return', foundAt: elsewhere });
    expect(buttons(returned)).toEqual([['Cancel again']]);
    expect(unpack(dataOf(requestView(returned, en), 'Cancel again'))).toEqual({
      press: 'find',
      reference: { kind: 'id', orderId: 1338 },
    });
  });

  test('that Ngorder refused gives its own words and can be tried again', () => {
    const refused = settled({ kind: 'refused', error: 'RequestRefused', words: 'Not <allowed>' });
    expect(see(refused)).toContain('Not canceled: Ngorder refused.');
    expect(see(refused)).toContain('Message from Ngorder: “Not <allowed>”');
    expect(see(refused).match(/refused/g)).toHaveLength(1);
    expect(buttons(refused)).toEqual([['Try again']]);
  });

  test('that never reached Ngorder is not called refused', () => {
    const unreached = settled({ kind: 'refused', error: 'NotConnected' });
    expect(see(unreached)).toContain('Not canceled.');
    expect(see(unreached)).toContain('be reached. Try again in a moment.');
    expect(see(unreached)).not.toContain('refused');
  });

  test.each(['081277009999', '+62 812-7700-9999', '0812 7700 9999'])(
    'repeats no telephone number out of Ngorder’s own words: %s',
    (phone) => {
      const words = `Order 1338 of ${phone} on 2026-11-24 10:09:33 is locked`;
      const seen = see(settled({ kind: 'refused', error: 'RequestRefused', words }));
      expect(seen).not.toContain(phone);
      expect(seen).toMatch(/Order 1338 of .*•••• ?.*99 on 2026-11-24 10:09:33 is locked/);
    },
  );

  test('of an order that changed shows what changed, before and after', () => {
    const now = { ...order, paymentStatus: 'UNPAID', totalAmount: -5000, progress: 'DELIVERED' };
    const changed = settled({ kind: 'changed', now });
    expect(see(changed)).toContain('Not canceled yet: the order has changed, look again.');
    expect(see(changed)).toContain('Payment: Paid → Not paid');
    expect(see(changed)).toContain('Total: Rp110.376 → -Rp5.000');
    expect(see(changed)).toContain('Progress: No AWB yet → Delivered');
    expect(buttons(changed)).toEqual([]);
    const since = settled({ kind: 'changed', now }, { sends: 1 });
    expect(see(since)).toContain('the order was just changed in Ngorder');
  });

  test('of a change keeps its sentence, however long the words of Ngorder are', () => {
    const now = { ...order, status: '&'.repeat(400), progress: '&'.repeat(400) };
    const seen = { ...order, status: '<'.repeat(400), progress: '<'.repeat(400) };
    expect(see(settled({ kind: 'changed', now }, { seen }))).toContain('Not canceled yet');
  });

  test.each([
    [{ at: 'nowhere', searched: 412 }, 'neither among the active nor the canceled'],
    [{ at: 'active', order }, 'The order is active now.'],
    [{ at: 'canceled', order, foundAt: listed }, 'This order is Rejected.'],
  ] as const)('of an order that is elsewhere says where: %j', (where, sentence) => {
    const shown = see(settled({ kind: 'elsewhere', where }));
    expect(shown).toContain('Nothing was changed.');
    expect(shown).toContain(sentence);
    const sent = see(settled({ kind: 'elsewhere', where }, { sends: 1 }));
    expect(sent).not.toContain('Nothing was changed.');
    expect(sent).toContain('Not canceled.');
  });

  test('of an order that could not be read says why, and can be tried again', () => {
    const unread = settled({ kind: 'unread', error: 'Maintenance' });
    expect(see(unread)).toContain('Nothing was changed.');
    expect(see(unread)).toContain('Ngorder is down for maintenance.');
    expect(buttons(unread)).toEqual([['Try again']]);
  });

  test('of a decision that was too old says that it is asked anew, and offers no other way', () => {
    const stale = settled({ kind: 'stale', now: order });
    expect(see(stale)).toContain('Nothing was changed: the confirmation was too old.');
    expect(buttons(stale)).toEqual([]);
  });

  test('that had no effect says so; a delete is asked anew', () => {
    expect(see(settled({ kind: 'notDone', now: order }, { kind: 'delete' }))).toContain(
      'Confirm again below.',
    );
    const said = settled({ kind: 'saidNotDone' }, { settledBy: 'person' });
    expect(see(said)).toContain('Not canceled (the team looked it up in Ngorder).');
    expect(buttons(said)).toEqual([['Try again']]);
  });
});

describe('every state of every act', () => {
  const person = fc.record({ id: fc.nat(), name: fc.string({ unit: 'grapheme', maxLength: 20 }) });
  const words = fc.oneof(fc.constant('&'.repeat(5000)), fc.string({ unit: 'grapheme' }));
  const foundAt = fc.constantFrom(listed, { ...listed, perPage: 50 });
  const where = fc.oneof(
    fc.record({ at: fc.constant('active'), order: anyOrder }),
    fc.record({ at: fc.constant('canceled'), order: anyOrder, foundAt }),
    fc.record({ at: fc.constant('nowhere'), searched: fc.nat() }),
  );
  const outcome: fc.Arbitrary<Outcome> = fc.oneof(
    fc.record({ kind: fc.constant('done') }),
    fc.record({ kind: fc.constant('refused'), error: fc.constant('RequestRefused'), words }),
    fc.record({ kind: fc.constant('changed'), now: anyOrder }),
    fc.record({ kind: fc.constant('elsewhere'), where }),
    fc.record({ kind: fc.constant('unread'), error: fc.constant('TimedOut') }),
    fc.record({ kind: fc.constant('notDone'), now: anyOrder }),
    fc.record({ kind: fc.constant('saidNotDone') }),
    fc.record({ kind: fc.constant('stale'), now: fc.option(anyOrder, { nil: undefined }) }),
    fc.record({ kind: fc.constant('notAllowed') }),
  );
  const anyAction = fc
    .record({
      kind: fc.constantFrom(...actKinds),
      status: fc.constantFrom(...seenStatuses),
      orderId: fc.integer({ min: 1, max: 999_999_999_999_999 }),
      askedBy: person,
      decidedBy: fc.option(person, { nil: undefined }),
      seen: anyOrder,
      foundAt: fc.option(foundAt, { nil: undefined }),
      outcome,
      settledBy: fc.constantFrom('answer', 'reading', 'person'),
      sends: fc.nat({ max: 2 }),
      askedPersonAt: fc.option(fc.nat(), { nil: undefined }),
      unreadAt: fc.option(fc.nat(), { nil: undefined }),
    })
    .map((fields) => someRequest(fields));

  test('can be sent in both languages, whatever the order holds', () => {
    fc.assert(
      fc.property(anyAction, anyWording, (action, localizer) => {
        shownBy(requestView(action, localizer));
      }),
      { numRuns: 300 },
    );
  });
});
