// Somebody looks at who did what: managers and owners at all of it, everybody else at what they did themselves.

import type { DatePreset } from '../../orders/dates/date-range.ts';
import type { ActivityGroup } from '../../team/activity/kinds.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { oneOf, optional, page, positive } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { send, showAsAnswer } from '../messages/send.ts';
import {
  type ActivityFilter,
  activityChoiceView,
  activityPerPage,
  activityView,
  mostPeople,
} from '../views/activity.ts';
import { sendActivityExcel } from './activity-excel.ts';
import { queryFor, seesAll } from './activity-query.ts';

const group = oneOf<ActivityGroup>({
  acts: 'a',
  approval: 'p',
  team: 't',
  looks: 'l',
  shop: 's',
  security: 'x',
});
const days = oneOf<DatePreset>({
  today: 'd',
  '7d': '7',
  '30d': '3',
  month: 'm',
  'last-month': 'l',
  all: 'a',
});
const filtered = {
  person: optional(page),
  order: optional(positive),
  group: optional(group),
  days: optional(days),
};
const what = oneOf({ person: 'p', group: 'g', days: 'd' });

const activity = shopButton<ActivityFilter & { page: number }>('ac', {
  operation: 'browse',
  fields: { ...filtered, page },
});
const activityBy = shopButton<ActivityFilter & { what: 'person' | 'group' | 'days' }>('ab', {
  operation: 'browse',
  fields: { ...filtered, what },
});

const activityExcel = shopButton<ActivityFilter>('ax', { operation: 'browse', fields: filtered });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    activity: FieldsOf<typeof activity>;
    activityBy: FieldsOf<typeof activityBy>;
    activityExcel: FieldsOf<typeof activityExcel>;
  }
}

type ActivityParts = Pick<FeatureParts, 'history' | 'team'>;

export const activities = feature('activity', {
  needs: 'shop',
  declares: {
    commands: {
      activity: {
        name: { en: 'activity', id: 'riwayat' },
        operation: 'browse',
        menu: 'command-activity',
        help: 'help-activity',
      },
    },
    buttons: { activity, activityBy, activityExcel },
  },
  handle: (parts) => ({
    commands: {
      activity: async (ctx, words) => {
        const order = /^#?([1-9]\d{0,14})$/.exec(words.trim())?.[1];
        const filter = order === undefined ? {} : { order: Number(order) };
        await send(ctx, await activityFor(parts, ctx, filter, 1));
      },
    },
    buttons: {
      activity: async (ctx, { page, ...filter }) =>
        showAsAnswer(ctx, await activityFor(parts, ctx, filter, page)),
      activityExcel: (ctx, filter) => sendActivityExcel(parts, ctx, filter),
      activityBy: async (ctx, { what, ...filter }) => {
        const offersPeople = what === 'person' && (await seesAll(parts, ctx));
        const people = offersPeople ? await parts.history.people(ctx.shop.id, mostPeople) : [];
        await showAsAnswer(ctx, activityChoiceView(what, filter, people, ctx.localizer));
      },
    },
  }),
});

async function activityFor(
  parts: ActivityParts,
  ctx: BotContext,
  filter: ActivityFilter,
  page: number,
) {
  const { shop, localizer } = ctx;
  const { history } = parts;
  const { query, ownOnly } = await queryFor(parts, ctx, filter);
  const found = await history.page(query, page, activityPerPage);
  const people = filter.person === undefined ? [] : await history.known([filter.person]);
  return activityView(
    found,
    { shop: shop.name, filter, page, person: people[0], ownOnly },
    localizer,
  );
}
