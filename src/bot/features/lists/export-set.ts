// A seller gets exactly the orders that a search found, that they picked, or for which money is owed, as Excel.

import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { type OrderSet, orderSet } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert } from '../../messages/send.ts';
import { sendExport, sendHere } from './export.ts';
import { ordersOf } from './orders-of-set.ts';

/** To whoever presses it, alone. */
const exportSet = shopButton('eo', { operation: 'export', fields: { set: orderSet } });
/** Into the chat in which it is pressed. */
const exportSetHere = shopButton('eh', { operation: 'export', fields: { set: orderSet } });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    exportSet: FieldsOf<typeof exportSet>;
    exportSetHere: FieldsOf<typeof exportSetHere>;
  }
}

export const exportingSets = feature('export of a set', {
  declares: { buttons: { exportSet, exportSetHere } },
  handle: (parts) => ({
    buttons: {
      exportSet: (ctx, { set }) => exportOf(parts, ctx, set, sendExport),
      exportSetHere: (ctx, { set }) => exportOf(parts, ctx, set, sendHere),
    },
  }),
});

async function exportOf(
  parts: FeatureParts,
  ctx: BotContext,
  set: OrderSet,
  sendTo: typeof sendExport,
): Promise<void> {
  const orders = await ordersOf(parts, ctx, set);
  if (orders === undefined) return alert(ctx, 'export-OrdersForgotten');
  await sendTo(parts, ctx, { orders, format: 'xlsx' });
}
