// A seller looks at an order that the team has deleted, and takes it along as a file.

import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { oneOf, positive, search } from '../../callbacks/fields.ts';
import { feature } from '../../feature.ts';
import { alert } from '../../messages/send.ts';
import { showDeleted } from './card.ts';
import { sendDeleted } from './file.ts';

const deleted = shopButton('dc', {
  operation: 'find',
  fields: { orderId: positive, search },
});
const deletedFile = shopButton('df', {
  operation: 'export',
  fields: { orderId: positive, format: oneOf({ xlsx: 'x', json: 'j' }) },
});

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    deleted: FieldsOf<typeof deleted>;
    deletedFile: FieldsOf<typeof deletedFile>;
  }
}

export const deletions = feature('deleted', {
  declares: { buttons: { deleted, deletedFile } },
  handle: (parts) => ({
    buttons: {
      async deleted(ctx, { orderId, search }) {
        const isShown = await showDeleted(parts, ctx, { kind: 'id', orderId }, search);
        if (!isShown) await alert(ctx, 'deleted-gone');
      },
      deletedFile: (ctx, { orderId, format }) => sendDeleted(parts, ctx, orderId, format),
    },
  }),
});
