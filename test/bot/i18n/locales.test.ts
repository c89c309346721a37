import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { failureSentence } from '../../../src/bot/views/failure.ts';
import { requestView } from '../../../src/bot/views/request.ts';
import { type Locale, locales } from '../../../src/config.ts';
import * as ngorderErrors from '../../../src/ngorder/errors.ts';
import { canceledTypes } from '../../../src/ngorder/order.ts';
import {
  DateRangeError,
  type DateRangeProblem,
  datePresets,
} from '../../../src/orders/dates/date-range.ts';
import * as exportErrors from '../../../src/orders/export/errors.ts';
import {
  OrderReferenceError,
  type OrderReferenceProblem,
} from '../../../src/orders/order-reference.ts';

import { paybackWays } from '../../../src/orders/refunds/refund.ts';
import {
  type ActKind,
  actKinds,
  approvalReasons,
  type Outcome,
} from '../../../src/orders/requests/states.ts';
import { activityGroups } from '../../../src/team/activity/kinds.ts';
import { reasons } from '../../../src/team/activity/reasons.ts';
import * as teamErrors from '../../../src/team/errors.ts';
import { operations, roles } from '../../../src/team/operations.ts';
import { shopSettingNames } from '../../../src/team/shop-settings.ts';
import { en, enInGroup, id, idInGroup, order, shownBy } from '../views/sendable.ts';
import { seenStatuses, settled, someRequest } from '../views/some-request.ts';
import { sources, textsOf, typedFile, typesOf, variablesOf } from './texts.ts';

const texts: Record<Locale, Map<string, string>> = { en: textsOf('en'), id: textsOf('id') };
const keys = [...texts.en.keys()];
const localizerFor = { en, id };

const dateProblems: Record<DateRangeProblem, true> = {
  unreadable: true,
  'no-such-date': true,
  'end-before-start': true,
  'in-the-future': true,
};
const referenceProblems: Record<OrderReferenceProblem, true> = {
  empty: true,
  'not-a-number': true,
  'not-positive': true,
  fraction: true,
  'too-long': true,
  several: true,
  'too-much-text': true,
};

const outcomes: readonly Outcome['kind'][] = [
  'done',
  'refused',
  'changed',
  'elsewhere',
  'unread',
  'stale',
  'notAllowed',
  'notDone',
  'saidNotDone',
  'unreadable',
];

const ngorderFailures = [
  ngorderErrors.TokenRejected,
  ngorderErrors.Forbidden,
  ngorderErrors.OrderNotThere,
  ngorderErrors.OrderGone,
  ngorderErrors.Throttled,
  ngorderErrors.RequestRefused,
  ngorderErrors.SaidFailed,
  ngorderErrors.Maintenance,
  ngorderErrors.ServerFault,
  ngorderErrors.TimedOut,
  ngorderErrors.ConnectionBroken,
  ngorderErrors.NotConnected,
  ngorderErrors.TooLate,
  ngorderErrors.Redirected,
  ngorderErrors.Unreadable,
].map((Failure) => new Failure({ endpoint: 'cancelOrder', apiMessage: 'Sorry' }));
const exportFailures = [
  new exportErrors.ExportEmailed('Sorry'),
  new exportErrors.ExportEmpty(),
  new exportErrors.ExportBrokenOff(7),
  new exportErrors.ExportForeign('an archive', { apiMessage: 'Sorry' }),
  new exportErrors.ExportWebPage(),
  new exportErrors.ExportTooLarge(50),
  new exportErrors.OrdersForgotten(),
];

const teamFailures = [
  new teamErrors.NotEntitled(),
  new teamErrors.MemberUnknown(),
  new teamErrors.LastOwner(),
  new teamErrors.ShopNotConnected(),
  new teamErrors.NotAToken(),
  new teamErrors.TokenOfNoShop(),
  new teamErrors.TokenOfAnotherShop(),
  new teamErrors.ShopOfOthers(),
  new teamErrors.OnlyOneApprover(),
  new teamErrors.PersonUnknown(),
  new teamErrors.KnownElsewhere(),
  new teamErrors.SetByEnvironment(),
  new teamErrors.InvitationUnknown(),
  new teamErrors.InvitationUsed(),
  new teamErrors.InvitationExpired(),
  new teamErrors.AlreadyMember('viewer'),
  new teamErrors.JoinRequestOver(),
];

/** The keys that the program puts together, by how it does that. */
const families: Record<string, readonly string[]> = {
  ...actsFamilies(
    'declined checking working yes question no unknown ask-person done done-person approval',
    actKinds,
  ),
  ...actsFamilies('done-reading refused', actKinds),
  ...actsFamilies('changed changed-since failed not-done said-not-done', actKinds),
  ...actsFamilies('warn-paid warn-shipped warn-shipped-no-awb', ['cancel', 'delete']),
  ...Object.fromEntries(
    ['question', 'yes', 'nothing', 'working', 'done'].map((what) => [`many-${what}-`, actKinds]),
  ),
  'button-many-': actKinds,
  'document-': ['xls', 'locked', 'other', 'tooLarge', 'broken', 'empty'],
  'button-run-': ['pause', 'continue', 'stop'],
  'many-paused-': ['person', 'right', 'standstill', 'refused'],
  'type-': canceledTypes,
  'type-button-': canceledTypes,
  'many-final-': ['cancel', 'return'],
  'button-deleted-': ['xlsx', 'json'],
  'button-undo-run-': ['cancel', 'return'],
  'return-final-': ['REJECTED', 'EXPIRED'],
  'order-is-': canceledTypes,
  'change-': ['status', 'paymentStatus', 'progress', 'totalAmount'],
  'ngorder-': [...ngorderFailures.map(({ kind }) => kind), 'NotLocated'],
  'dates-': Object.keys(dateProblems),
  'reference-': Object.keys(referenceProblems),
  'export-': exportFailures.map(({ name }) => name),
  'export-of-some-': ['search', 'selection', 'refunds'],
  'export-matches-': ['list', 'search', 'selection', 'refunds'],
  'export-differs-': ['list', 'search', 'selection'],
  'find-problem-': ['empty', 'too-short', 'too-long'],
  'find-trait-': ['cod', 'paid', 'unpaid', 'installment', 'shipped', 'unshipped'],
  'digest-done-': actKinds,
  'digest-sum-': actKinds,
  'digest-hour-': ['yesterday', 'today'],
  'preset-': datePresets,
  'alert-decided-': ['done', 'failed', 'under-way', 'declined', 'awaiting', 'withdrawn', 'undone'],
  'alert-answered-': ['approved', 'refused'],
  'approval-why-': approvalReasons,
  'language-': locales,
  'setting-': shopSettingNames,
  'setting-about-': shopSettingNames,
  'refund-way-': paybackWays,
  'stats-did-': actKinds,
  'role-': roles,
  'role-may-': roles,
  'invite-uses-': ['once', 'many'],
  'button-invite-': ['once', 'many'],
  'activity-group-': Object.keys(activityGroups),
  'activity-by-': ['person', 'group', 'days'],
  'activity-choose-': ['person', 'group', 'days'],
  'activity-kind-': [
    ...[...actKinds, 'undo', 'reason', 'refunded', 'notRefunded', 'reveal'],
    ...activityGroups.approval,
  ],
  'activity-result-': outcomes,
  'tried-': ['stranger', ...operations],
  'forged-': ['request', 'search', 'selection', 'shop'],
  'reason-': reasons,
  'button-reason-': reasons,
  'button-yes-': reasons,
  'team-': teamFailures.map(({ kind }) => kind),
  // Words of Ngorder's, in order-facts.ts.
  status: ['CANCELED', 'CANCEL', 'REJECTED', 'EXPIRED', 'ACCEPTED'].map((word) => `status-${word}`),
  payment: ['PAID', 'UNPAID', 'INSTALLMENT'].map((word) => `payment-${word}`),
  progress: ['UNPAID', 'NO-AWB', 'ON-PROCESS', 'DELIVERED', 'UNPROCESSED', 'INSTALLMENT'].map(
    (word) => `progress-${word}`,
  ),
};

function actsFamilies(ends: string, kinds: readonly ActKind[]) {
  return Object.fromEntries(ends.split(' ').map((end) => [`-${end}`, kinds]));
}

function keysOf([fixed, values]: [string, readonly string[]]): string[] {
  if (fixed.startsWith('-')) return values.map((value) => `${value}${fixed}`);
  return fixed.endsWith('-') ? values.map((value) => `${fixed}${value}`) : [...values];
}

const program = sources();
const composed = Object.entries(families).flatMap(keysOf);

describe('the two languages', () => {
  test('have the same texts', () => {
    expect(keys.length).toBeGreaterThan(200);
    expect([...texts.id.keys()].sort()).toEqual([...keys].sort());
  });

  test.each(keys)('say the same things in %s', (key) => {
    expect(variablesOf(texts.id.get(key) ?? '')).toEqual(variablesOf(texts.en.get(key) ?? ''));
  });

  test('hold no text that refers to another, since each is read alone', () => {
    const referring = locales.flatMap((locale) =>
      [...texts[locale]].filter(([, text]) => /\{\s*-?[a-z][\w-]*(?:\.\w+)?\s*[}(]/i.test(text)),
    );
    expect(referring).toEqual([]);
  });

  test('mark up the same things', () => {
    const tagsOf = (text = '') => [...text.matchAll(/<\/?\w+>/g)].map(([tag]) => tag);
    for (const key of keys)
      expect([key, tagsOf(texts.id.get(key))]).toEqual([key, tagsOf(texts.en.get(key))]);
  });
});

describe('the texts that the program asks for', () => {
  test('are known to the compiler: `npm run texts` writes what it knows', () => {
    expect(readFileSync(typedFile, 'utf8')).toBe(typesOf('en'));
  });

  test('are put together only in ways that this test knows', () => {
    const templates = [...program.matchAll(/`([\w-]*)\$\{[^}`]*\}([\w-]*)`/g)]
      .map(([, before = '', after = '']) => (before.endsWith('-') ? before : after))
      .filter((fixed) => /^-[a-z]|[a-z]-$/.test(fixed));
    expect(new Set(templates).size).toBeGreaterThan(20);
    for (const fixed of templates) expect(Object.keys(families)).toContain(fixed);
  });

  test('exist when they are put together', () => {
    for (const key of composed) expect(keys).toContain(key);
  });

  test('exist when they are named', () => {
    const named = [
      ...program.matchAll(/(?:html|plain|replyWith|editTo|alert|label)\(\s*(?:ctx, )?'([^']+)'/g),
    ];
    const facts = [...program.matchAll(/(?:fact|whoAndWhen)\(\s*localizer,\s*'([^']+)'/g)];
    const used = [...named, ...facts].map(([, key]) => key);
    expect(used.length).toBeGreaterThan(60);
    for (const key of used) expect(keys).toContain(key);
  });

  test('are all there is: no text is unused', () => {
    const unused = keys.filter((key) => !composed.includes(key) && !program.includes(`'${key}'`));
    expect(unused).toEqual([]);
  });
});

describe.each(locales)('in %s', (locale) => {
  const localizer = localizerFor[locale];
  const fillAll = (key: string, fill: string) =>
    Object.fromEntries(variablesOf(texts[locale].get(key) ?? '').map((name) => [name, fill]));
  // What the compiler can't know here, it sees to where the texts are used.
  const any = localizer as Record<'html' | 'plain', (key: string, variables: object) => string>;
  const filled = (key: string, fill = '1338') => any.plain(key, fillAll(key, fill));
  const expectWhole = (text: string) => expect(text).not.toMatch(/[{}]/);

  test('every text can be shown', () => {
    for (const key of keys) expectWhole(filled(key));
    for (const key of keys)
      expect(shownBy({ text: any.html(key, fillAll(key, '<1338>')), keyboard: [] })).not.toBe('');
  });

  test('the button that does the thing begins with Yes, the one that doesn’t with No', () => {
    const [yes, no] = locale === 'en' ? ['Yes, ', 'No, '] : ['Ya, ', 'Tidak '];
    const begins = (pattern: RegExp) =>
      keys.filter((key) => pattern.test(key)).map((key) => filled(key));
    const doing = begins(/^(cancel|return|delete)-yes(-|$)/);
    const leaving = begins(/^(cancel|return|delete)-no$/);
    expect([doing.length, leaving.length]).toEqual([4, 3]);
    for (const label of doing) expect(label.startsWith(yes)).toBe(true);
    for (const label of leaving) expect(label.startsWith(no)).toBe(true);
  });

  test('alerts fit into Telegram’s 200 characters, with the longest name too', () => {
    const others = ['refused-press', 'press-outdated', 'export-forbidden-press'];
    const alerts = keys.filter((key) => key.startsWith('alert-')).concat(others);
    for (const key of [...alerts, 'export-start-private-first'])
      expect(filled(key, 'N'.repeat(64)).length).toBeLessThanOrEqual(200);
  });

  test('what stands in an input field fits there, and commands have a description', () => {
    for (const key of keys.filter((key) => key.startsWith('placeholder-')))
      expect(filled(key).length).toBeLessThanOrEqual(64);
    for (const key of keys.filter((key) => key.startsWith('command-')))
      expect(filled(key).length).toBeLessThanOrEqual(256);
  });

  test('every state and outcome of every act has its sentence', () => {
    const foundAt = { type: 'CANCEL', page: 1, perPage: 5 } as const;
    const now = { ...order, status: 'X', paymentStatus: 'UNPAID', progress: 'X', totalAmount: 1 };
    const where = [
      { at: 'active', order } as const,
      { at: 'nowhere', searched: 7 } as const,
      ...canceledTypes.map(
        (type) => ({ at: 'canceled', order, foundAt: { ...foundAt, type } }) as const,
      ),
    ];
    const errors = ngorderFailures.map(({ kind }) => kind);
    for (const kind of actKinds) {
      const actions = [
        ...seenStatuses.map((status) => someRequest({ kind, status, foundAt })),
        someRequest({ kind, status: 'unknown', unreadAt: 1 }),
        someRequest({ kind, status: 'unknown', askedPersonAt: 1 }),
        ...(['answer', 'reading', 'person'] as const).map((settledBy) =>
          settled({ kind: 'done' }, { kind, settledBy }),
        ),
        ...errors.map((error) => settled({ kind: 'refused', error, words: 'Sorry' }, { kind })),
        ...errors.map((error) => settled({ kind: 'unread', error }, { kind })),
        ...[0, 1].flatMap((sends) => [
          settled({ kind: 'changed', now }, { kind, sends }),
          ...where.map((place) => settled({ kind: 'elsewhere', where: place }, { kind, sends })),
        ]),
        settled({ kind: 'notDone', now }, { kind }),
        settled({ kind: 'saidNotDone' }, { kind, settledBy: 'person' }),
        settled({ kind: 'stale', now }, { kind }),
        settled({ kind: 'notAllowed' }, { kind }),
      ];
      for (const action of actions) {
        for (const audience of localizer === en ? [en, enInGroup] : [id, idInGroup])
          expectWhole(shownBy(requestView(action, audience)));
      }
    }
    expectWhole(shownBy(requestView(someRequest({ seen: undefined }), localizer)));
  });

  test('everything that can fail has its sentence', () => {
    const failures = [
      ...ngorderFailures,
      ...exportFailures,
      ...Object.keys(dateProblems).map(
        (reason) => new DateRangeError(reason as DateRangeProblem, '5'),
      ),
      ...Object.keys(referenceProblems).map(
        (reason) => new OrderReferenceError(reason as OrderReferenceProblem),
      ),
    ];
    const sentences = failures.map((failure) => failureSentence(failure, localizer) ?? '{}');
    for (const sentence of sentences) expectWhole(shownBy({ text: sentence, keyboard: [] }));
    expect(new Set(sentences).size).toBe(failures.length);
  });
});

test('no failure of Ngorder’s or of a download is left out above', () => {
  const classes = (module: object, base: abstract new (...args: never[]) => Error) =>
    Object.values(module).filter(({ prototype }) => prototype instanceof base).length;
  expect(ngorderFailures.length).toBe(classes(ngorderErrors, ngorderErrors.NgorderError));
  expect(exportFailures.length).toBe(classes(exportErrors, exportErrors.ExportError));
});

test('what nobody foresaw has no sentence of its own', () => {
  expect(failureSentence(new Error('x'), en)).toBeUndefined();
});
