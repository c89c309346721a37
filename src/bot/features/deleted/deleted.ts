// A seller looks at an order that the team has deleted, and takes it along as a file.

import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { oneOf, positive, search } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert } from '../../messages/send.ts';
import { showDeleted } from './card.ts';
import { sendDeleted } from './file.ts';

const deleted = shopButton('dc', {
  operation: 'find',
  fields: { orderId: positive, search },
});
/** From where nothing is gone back to. */
const deletedOrder = shopButton('do', { operation: 'find', fields: { orderId: positive } });
const deletedFile = shopButton('df', {
  operation: 'export',
  fields: { orderId: positive, format: oneOf({ xlsx: 'x', json: 'j' }) },
});

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    deleted: FieldsOf<typeof deleted>;
    deletedOrder: FieldsOf<typeof deletedOrder>;
    deletedFile: FieldsOf<typeof deletedFile>;
  }
}

export const deletions = feature('deleted', {
  declares: { buttons: { deleted, deletedOrder, deletedFile } },
  handle: (parts) => ({
    buttons: {
      deleted: (ctx, { orderId, search }) => showOrSayGone(parts, ctx, orderId, search),
      deletedOrder: (ctx, { orderId }) => showOrSayGone(parts, ctx, orderId),
      deletedFile: (ctx, { orderId, format }) => sendDeleted(parts, ctx, orderId, format),
    },
  }),
});

async function showOrSayGone(
  parts: FeatureParts,
  ctx: BotContext,
  orderId: number,
  search?: string,
): Promise<void> {
  if (!(await showDeleted(parts, ctx, orderId, search))) await alert(ctx, 'deleted-gone');
}
