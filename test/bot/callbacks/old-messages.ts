import type { Press } from '../../../src/bot/callbacks/codec.ts';

/** What stands in the buttons of messages that were sent before there were several shops. */
export const carriedByOldMessages: Record<string, Press> = {
  'L:C:::1': { press: 'list', cursor: { type: 'CANCEL', page: 1 } },
  'L:R:20210101:20210131:12': {
    press: 'list',
    cursor: { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31', page: 12 },
  },
  'L:R:20210101:20210131:12t': {
    press: 'list',
    cursor: { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31', page: 12, perPage: 10 },
  },
  'L:E::20210131:3': { press: 'list', cursor: { type: 'EXPIRED', to: '2021-01-31', page: 3 } },
  'D:E:20210101::2': { press: 'dates', cursor: { type: 'EXPIRED', from: '2021-01-01', page: 2 } },
  'P:l:C:today': { press: 'preset', target: 'list', type: 'CANCEL', preset: 'today' },
  'P:l:C:7d': { press: 'preset', target: 'list', type: 'CANCEL', preset: '7d' },
  'P:x:R:30d': { press: 'preset', target: 'export', type: 'REJECTED', preset: '30d' },
  'P:x:E:month': { press: 'preset', target: 'export', type: 'EXPIRED', preset: 'month' },
  'P:l:R:last-month': { press: 'preset', target: 'list', type: 'REJECTED', preset: 'last-month' },
  'P:x:C:all': { press: 'preset', target: 'export', type: 'CANCEL', preset: 'all' },
  'T:l:R': { press: 'typeDates', target: 'list', type: 'REJECTED' },
  'T:x:C': { press: 'typeDates', target: 'export', type: 'CANCEL' },
  'O:1338:C:::1': { press: 'card', orderId: 1338, cursor: { type: 'CANCEL', page: 1 } },
  'O:999999999999999:R:20210101:20211231:99999': {
    press: 'card',
    orderId: 999_999_999_999_999,
    cursor: { type: 'REJECTED', from: '2021-01-01', to: '2021-12-31', page: 99_999 },
  },
  'A:r:1338:C:::1': {
    press: 'ask',
    kind: 'return',
    orderId: 1338,
    cursor: { type: 'CANCEL', page: 1 },
  },
  'A:d:1338:E:20210101:20210131:4': {
    press: 'ask',
    kind: 'delete',
    orderId: 1338,
    cursor: { type: 'EXPIRED', from: '2021-01-01', to: '2021-01-31', page: 4 },
  },
  'V:i:1338': { press: 'find', reference: { kind: 'id', orderId: 1338 } },
  'V:p:10735': { press: 'find', reference: { kind: 'po', poNumber: 10_735 } },
  'V:e:1338': { press: 'find', reference: { kind: 'either', number: 1338 } },
  W: { press: 'otherOrder' },
  'Y:AbCdEfGhIjKl-_12': { press: 'confirm', token: 'AbCdEfGhIjKl-_12' },
  'N:AbCdEfGhIjKl-_12': { press: 'decline', token: 'AbCdEfGhIjKl-_12' },
  'G:AbCdEfGhIjKl-_12': { press: 'askAgain', token: 'AbCdEfGhIjKl-_12' },
  'H:y:AbCdEfGhIjKl-_12': { press: 'happened', yes: true, token: 'AbCdEfGhIjKl-_12' },
  'H:n:AbCdEfGhIjKl-_12': { press: 'happened', yes: false, token: 'AbCdEfGhIjKl-_12' },
  'X:C::': { press: 'exportChoice', filter: { type: 'CANCEL' } },
  'E:R:20210101:20210131': {
    press: 'export',
    filter: { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31' },
  },
  'F:C:20210101:20210131': {
    press: 'exportHere',
    filter: { type: 'CANCEL', from: '2021-01-01', to: '2021-01-31' },
  },
  'S:11': { press: 'sendPrivately', askedBy: 11 },
};
