import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostBytes, type Press } from '../../../src/bot/callbacks/codec.ts';
import { inTens, listPerPage } from '../../../src/bot/callbacks/fields.ts';
import { datePresets } from '../../../src/orders/dates/date-range.ts';
import { digestHours } from '../../../src/orders/digest/digest-times.ts';
import { paybackWays } from '../../../src/orders/refunds/refund.ts';
import { periods } from '../../../src/orders/statistics/statistics.ts';
import { type ActivityGroup, activityGroups } from '../../../src/team/activity/kinds.ts';
import { reasons } from '../../../src/team/activity/reasons.ts';
import { roles } from '../../../src/team/operations.ts';
import { shopSettingNames } from '../../../src/team/shop-settings.ts';
import { codec, pack, shopOf, unpack } from './codec.ts';
import { carriedByOldMessages } from './old-messages.ts';

const number = fc.integer({ min: 1, max: 999_999_999_999_999 });
const page = fc.integer({ min: 1, max: 99_999 });
const type = fc.constantFrom('CANCEL', 'REJECTED', 'EXPIRED');
const target = fc.constantFrom('list', 'export', 'statistics');
const kind = fc.constantFrom('return', 'delete');
const token = fc
  .uint8Array({ minLength: 12, maxLength: 12 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const selection = fc
  .uint8Array({ minLength: 9, maxLength: 9 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const day = fc
  .date({
    min: new Date('1900-01-01T00:00:00Z'),
    max: new Date('2999-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));
const filter = fc.record({ type, from: day, to: day }, { requiredKeys: ['type'] });
const cursor = fc.record(
  { type, page, perPage: fc.constant(listPerPage), from: day, to: day },
  { requiredKeys: ['type', 'page'] },
);
const period = {
  preset: fc.constantFrom(...periods),
  from: day,
  to: day,
};
const orderSet = fc.oneof(
  token.map((id) => ({ of: 'search', id }) as const),
  selection.map((id) => ({ of: 'selection', id }) as const),
  fc.constant({ of: 'refunds' } as const),
);
const role = fc.constantFrom(...roles);
const uses = fc.constantFrom('once' as const, 'many' as const);
const setting = fc.constantFrom(...shopSettingNames);
const reference = fc.oneof(
  number.map((orderId) => ({ kind: 'id', orderId }) as const),
  number.map((poNumber) => ({ kind: 'po', poNumber }) as const),
  number.map((number) => ({ kind: 'either', number }) as const),
);

const activityFilter = fc.record(
  {
    person: fc.integer({ min: 1, max: 999_999_999 }),
    order: number,
    group: fc.constantFrom(...(Object.keys(activityGroups) as ActivityGroup[])),
    days: fc.constantFrom(...datePresets),
  },
  { requiredKeys: [] },
);

/** Every kind of press, but that of a feature of a test; the compiler sees to it that none is left out. */
const pressesOf: {
  [N in Exclude<Press['press'], 'greet'>]: fc.Arbitrary<Extract<Press, { press: N }>>;
} = {
  list: fc.record({ press: fc.constant('list'), cursor }),
  dates: fc.record({ press: fc.constant('dates'), cursor }),
  preset: fc.record({
    press: fc.constant('preset'),
    target,
    type,
    preset: fc.constantFrom(...datePresets),
  }),
  typeDates: fc.record({ press: fc.constant('typeDates'), target, type }),
  statistics: fc.record(
    { press: fc.constant('statistics'), ...period },
    { requiredKeys: ['press'] },
  ),
  countAgain: fc.record(
    { press: fc.constant('countAgain'), ...period },
    { requiredKeys: ['press'] },
  ),
  stopCounting: fc.record(
    { press: fc.constant('stopCounting'), ...period },
    { requiredKeys: ['press'] },
  ),
  card: fc.record({ press: fc.constant('card'), orderId: number, cursor }),
  ask: fc.record({ press: fc.constant('ask'), kind, orderId: number, cursor }),
  find: fc.record({ press: fc.constant('find'), reference }),
  open: fc.record({ press: fc.constant('open'), reference }),
  found: fc.record({ press: fc.constant('found'), search: token, page }),
  foundCard: fc.record({ press: fc.constant('foundCard'), search: token, orderId: number, page }),
  searchAgain: fc.record({ press: fc.constant('searchAgain'), search: token }),
  stopSearch: fc.record({ press: fc.constant('stopSearch'), search: token }),
  otherOrder: fc.constant({ press: 'otherOrder' as const }),
  confirm: fc.record({ press: fc.constant('confirm'), token }),
  decline: fc.record({ press: fc.constant('decline'), token }),
  askAgain: fc.record({ press: fc.constant('askAgain'), token }),
  askMany: fc.record({
    press: fc.constant('askMany'),
    kind: fc.constantFrom('cancel', 'return', 'delete'),
    selection,
  }),
  select: fc.record({ press: fc.constant('select'), cursor }),
  selectFound: fc.record({ press: fc.constant('selectFound'), search: token, page }),
  selecting: fc.record({ press: fc.constant('selecting'), selection, page }),
  markOne: fc.record({ press: fc.constant('markOne'), selection, page, orderId: number }),
  markThisPage: fc.record({ press: fc.constant('markThisPage'), selection, page }),
  markEvery: fc.record({ press: fc.constant('markEvery'), selection, page }),
  controlRun: fc.record({
    press: fc.constant('controlRun'),
    to: fc.constantFrom('pause', 'continue', 'stop'),
    token,
  }),
  followRun: fc.record({ press: fc.constant('followRun'), token }),
  retryFailed: fc.record({ press: fc.constant('retryFailed'), token }),
  undoRun: fc.record({ press: fc.constant('undoRun'), token }),
  undo: fc.record({ press: fc.constant('undo'), token }),
  deleted: fc.record({ press: fc.constant('deleted'), orderId: number, search: token }),
  deletedOrder: fc.record({ press: fc.constant('deletedOrder'), orderId: number }),
  deletedFile: fc.record({
    press: fc.constant('deletedFile'),
    orderId: number,
    format: fc.constantFrom('xlsx', 'json'),
  }),
  runReport: fc.record({ press: fc.constant('runReport'), token }),
  happened: fc.record({ press: fc.constant('happened'), yes: fc.boolean(), token }),
  exportChoice: fc.record({ press: fc.constant('exportChoice'), filter }),
  export: fc.record({ press: fc.constant('export'), filter }),
  exportHere: fc.record({ press: fc.constant('exportHere'), filter }),
  refunds: fc.record({ press: fc.constant('refunds'), page }),
  refund: fc.record({ press: fc.constant('refund'), orderId: number, page }),
  refunded: fc.record({ press: fc.constant('refunded'), orderId: number, page }),
  refundWay: fc.record({
    press: fc.constant('refundWay'),
    orderId: number,
    page,
    way: fc.constantFrom(...paybackWays),
  }),
  undoRefunded: fc.record({ press: fc.constant('undoRefunded'), orderId: number, page }),
  reveal: fc.record({
    press: fc.constant('reveal'),
    list: fc.constantFrom('active', 'canceled'),
    orderId: number,
    cursor,
  }),
  exportCsv: fc.record({ press: fc.constant('exportCsv'), filter }),
  exportSet: fc.record({ press: fc.constant('exportSet'), set: orderSet }),
  exportSetHere: fc.record({ press: fc.constant('exportSetHere'), set: orderSet }),
  stopExport: fc.constant({ press: 'stopExport' as const }),
  team: fc.constant({ press: 'team' as const }),
  member: fc.record({ press: fc.constant('member'), personId: number }),
  setRole: fc.record({ press: fc.constant('setRole'), personId: number, role }),
  removeMember: fc.record({ press: fc.constant('removeMember'), personId: number }),
  invite: fc.record({ press: fc.constant('invite'), uses }),
  inviteAs: fc.record({ press: fc.constant('inviteAs'), role, uses }),
  chatSettings: fc.constant({ press: 'chatSettings' as const }),
  unmask: fc.constant({ press: 'unmask' as const }),
  askUnbind: fc.constant({ press: 'askUnbind' as const }),
  unbind: fc.constant({ press: 'unbind' as const }),
  mask: fc.record({ press: fc.constant('mask'), yes: fc.boolean() }),
  quiet: fc.record(
    {
      press: fc.constant('quiet'),
      hours: fc.constantFrom({ from: 21, to: 7 }, { from: 0, to: 23 }),
    },
    { requiredKeys: ['press'] },
  ),
  digestSetting: fc.constant({ press: 'digestSetting' as const }),
  chooseDigest: fc.record(
    {
      press: fc.constant('chooseDigest'),
      hour: fc.constantFrom(...digestHours.map((hour) => `${hour}` as const)),
    },
    { requiredKeys: ['press'] },
  ),
  askToJoin: fc.constant({ press: 'askToJoin' as const }),
  acceptJoin: fc.record({ press: fc.constant('acceptJoin'), personId: number, role }),
  refuseJoin: fc.record({ press: fc.constant('refuseJoin'), personId: number }),
  shopSettings: fc.constant({ press: 'shopSettings' as const }),
  chooseShop: fc.constant({ press: 'chooseShop' as const }),
  connect: fc.constant({ press: 'connect' as const }),
  bindShop: fc.constant({ press: 'bindShop' as const }),
  shopPage: fc.constant({ press: 'shopPage' as const }),
  renewToken: fc.constant({ press: 'renewToken' as const }),
  askDisconnect: fc.constant({ press: 'askDisconnect' as const }),
  disconnect: fc.constant({ press: 'disconnect' as const }),
  shopSetting: fc.record({ press: fc.constant('shopSetting'), setting }),
  choose: fc.record({
    press: fc.constant('choose'),
    setting,
    value: fc.constantFrom('true', 'null', '500000'),
  }),
  approve: fc.record({ press: fc.constant('approve'), token }),
  refuse: fc.record({ press: fc.constant('refuse'), token }),
  withdraw: fc.record({ press: fc.constant('withdraw'), token }),
  activity: fc
    .record({ filter: activityFilter, page: fc.integer({ min: 1, max: 999_999_999 }) })
    .map(({ filter, page }) => ({ press: 'activity' as const, ...filter, page })),
  whomToForget: fc.constant({ press: 'whomToForget' as const }),
  askToForget: fc.record({
    press: fc.constant('askToForget'),
    person: fc.integer({ min: 1, max: 999_999_999 }),
  }),
  forget: fc.record({
    press: fc.constant('forget'),
    person: fc.integer({ min: 1, max: 999_999_999 }),
  }),
  activityExcel: activityFilter.map((filter) => ({ press: 'activityExcel' as const, ...filter })),
  activityBy: fc
    .record({ filter: activityFilter, what: fc.constantFrom('person', 'group', 'days') })
    .map(({ filter, what }) => ({ press: 'activityBy' as const, ...filter, what })),
  confirmBecause: fc.record({
    press: fc.constant('confirmBecause'),
    reason: fc.constantFrom(...reasons),
    token,
  }),
  reason: fc.record({
    press: fc.constant('reason'),
    reason: fc.constantFrom(...reasons),
    token,
  }),
  changeReason: fc.record({ press: fc.constant('changeReason'), token }),
  sendPrivately: fc.record({ press: fc.constant('sendPrivately'), askedBy: number }),
};

const shop = fc.string({ unit: fc.constantFrom(...'a0z9k'), minLength: 1, maxLength: 8 });
const requestPresses = [
  'confirm',
  'decline',
  'askAgain',
  'happened',
  'controlRun',
  'followRun',
  'retryFailed',
  'undoRun',
  'undo',
  'runReport',
  'approve',
  'refuse',
  'withdraw',
  'confirmBecause',
  'reason',
  'changeReason',
];

describe('what a button carries', () => {
  test.each(Object.entries(pressesOf))('fits into a button and comes back the same: %s', (_, any) =>
    fc.assert(
      fc.property(any, shop, (press, shop) => {
        for (const data of [pack(press), pack(press, shop)]) {
          expect(Buffer.byteLength(data)).toBeLessThanOrEqual(mostBytes);
          expect(Buffer.byteLength(data)).toBeGreaterThan(0);
          expect(unpack(data)).toEqual(press);
        }
        const onRecord = codec.packFor(shop)(press, { onRecord: true });
        expect(Buffer.byteLength(onRecord)).toBeLessThanOrEqual(mostBytes);
        expect(codec.unpack(onRecord)).toEqual({
          ...codec.unpack(pack(press, shop)),
          onRecord: true,
        });
      }),
    ),
  );

  test.each(Object.entries(pressesOf))('names its shop, unless a request does: %s', (name, any) =>
    fc.assert(
      fc.property(any, shop, (press, shop) => {
        expect(codec.unpack(pack(press, shop))).toEqual({
          press,
          shop: requestPresses.includes(name) ? undefined : shop,
        });
        expect(codec.unpack(pack(press))).toEqual({ press, shop: shopOf(press) });
      }),
    ),
  );

  test('fits even where Ngorder counts more pages than a list can have', () => {
    const cursor = { type: 'CANCEL', from: '2021-01-01', to: '2021-12-31' } as const;
    const orderId = Number.MAX_SAFE_INTEGER;
    const page = Number.MAX_SAFE_INTEGER;
    const data = pack(
      { press: 'ask', kind: 'delete', orderId, cursor: { ...cursor, page, perPage: listPerPage } },
      'abcdefgh',
    );
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(mostBytes);
    expect(unpack(data)).toMatchObject({
      orderId,
      cursor: { ...cursor, page: 999_999_999, perPage: listPerPage },
    });
  });
});

describe('a button of an old message', () => {
  test.each(Object.entries(carriedByOldMessages))(
    '%s still means the same, in the first shop',
    (data, press) => {
      expect(codec.unpack(data)).toEqual({ press, shop: shopOf(press) });
      expect(pack(press)).toBe(data);
    },
  );

  test.each([
    ['L:C:::1', 1],
    ['L:C:::2', 1],
    ['L:C:::3', 2],
    ['L:C:::12', 6],
    ['L:C:::7t', 7],
  ])(
    'that leads to a page of five leads to the page that has these orders now: %s',
    (data, page) => {
      const press = unpack(data);
      if (press?.press !== 'list') throw new Error('no list');
      expect(inTens(press.cursor)).toEqual({ type: 'CANCEL', page, perPage: listPerPage });
    },
  );

  test('stands here whatever its kind', () => {
    const kinds = new Set(Object.values(carriedByOldMessages).map(({ press }) => press));
    expect([...kinds].sort()).toEqual(Object.keys(pressesOf).sort());
  });
});

describe('what was never packed', () => {
  const letters = fc.constantFrom(...'LDPTOAVKYNGHXEFSZldxt:CREripey0123456789@'.split(''));

  test('is nothing, whatever a forged press carries, and never throws', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: letters })), (data) => {
        const read = codec.unpack(data);
        if (read === undefined) return;
        const { press, shop = 'first', onRecord } = read;
        expect(codec.packFor(shop)(press, { onRecord })).toBe(data);
      }),
      { numRuns: 2000, examples: [['+B']] },
    ));

  test.each([
    '',
    ':',
    'constructor',
    'toString:1',
    '__proto__',
    'hasOwnProperty:L',
    'Q:1',
    'main/0/0//',
    'L:C:::',
    'L:C::',
    'L:C:::0',
    'L:C:::-1',
    'L:C:::1.5',
    'L:C:::01',
    'L:C:::1:1',
    'L:C:::t',
    'L:C:::1tt',
    'L:C:::t1',
    'L:C:::0t',
    'L:Z:::1',
    'L::::1',
    'O:0:C:::1',
    'O:99999999999999999999:C:::1',
    'O:9007199254740993:C:::1',
    'A:x:1338:C:::1',
    'P:l:C:yesterday',
    'P:l:C:all:1',
    'T:q:C',
    'T:l:C:1',
    'V:q:1338',
    'V:i:abc',
    'V:i:1338:1',
    'Y:short',
    'Y:AAAAAAAAAAAAAAAAA',
    'Y:AAAAAAAA AAAAAAA',
    'Y:AAAAAAAAAAAAAAAA:1',
    'H:z:AAAAAAAAAAAAAAAA',
    'X:C:',
    'E:C:::1',
    'S:0',
    'S:11:1',
    'Z:1',
    'L@:C:::1',
    'L@Shop:C:::1',
    'L@ninechars:C:::1',
    'L@a@b:C:::1',
    'L@a b:C:::1',
    'L:@a:C:::1',
    'Y@abc:AAAAAAAAAAAAAAAA',
    '@abc:C:::1',
  ])('is nothing: %j', (data) => {
    expect(unpack(data)).toBeUndefined();
  });

  test.each(['20210230', '20211301', '20210100', '20210001', '00000000', '2021011', '2021-1-1'])(
    'is no filter with a day that the calendar lacks: %s',
    (day) => {
      expect(unpack(`L:C:${day}::1`)).toBeUndefined();
      expect(unpack(`L:C::${day}:1`)).toBeUndefined();
      expect(unpack(`E:C:${day}:`)).toBeUndefined();
      expect(unpack(`X:C::${day}`)).toBeUndefined();
      expect(unpack(`O:1338:C:${day}:20210131:1`)).toBeUndefined();
    },
  );
});
