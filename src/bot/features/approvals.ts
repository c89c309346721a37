// A second person approves or refuses what somebody has asked for; who asked for it takes it back.

import { type FieldsOf, requestButton } from '../callbacks/codec.ts';
import { token } from '../callbacks/fields.ts';
import type { BotContext } from '../context.ts';
import { feature } from '../feature.ts';
import { answering, requestHere, toBeRead } from './press-answers.ts';

const approve = requestButton('ay', { operation: () => 'approve', fields: { token } });
const refuse = requestButton('an', { operation: () => 'approve', fields: { token } });
/** Whether it is theirs is for the request to know. */
const withdraw = requestButton('aw', { operation: () => 'browse', fields: { token } });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    approve: FieldsOf<typeof approve>;
    refuse: FieldsOf<typeof refuse>;
    withdraw: FieldsOf<typeof withdraw>;
  }
}

export const approvals = feature('approvals', {
  declares: { buttons: { approve, refuse, withdraw } },
  handle(parts) {
    const answer = (ctx: BotContext, token: string, said: 'approve' | 'refuse' | 'withdraw') =>
      answering(ctx, said, async () => {
        if ((await requestHere(parts, ctx, token)) === undefined)
          return toBeRead(ctx, 'alert-other-chat');
        await parts.ledger[said](token, ctx.person, ctx.chatId);
        return undefined;
      });
    return {
      buttons: {
        approve: (ctx, { token }) => answer(ctx, token, 'approve'),
        refuse: (ctx, { token }) => answer(ctx, token, 'refuse'),
        withdraw: (ctx, { token }) => answer(ctx, token, 'withdraw'),
      },
    };
  },
});
