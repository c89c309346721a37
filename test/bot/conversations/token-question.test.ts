import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { tokenQuestionKey, withoutToken } from '../../../src/bot/conversations/token-question.ts';

const sari = { id: 11, is_bot: false, first_name: 'Sari' };

function written(text: string): Update {
  const chat = { id: sari.id, type: 'private', first_name: 'Sari' } as const;
  return { update_id: 1, message: { message_id: 5, date: 0, chat, from: sari, text } } as Update;
}

/** What is kept of it, while a token is waited for or isn't. */
function kept(text: string, isAsked: boolean): Promise<Update> {
  const question = JSON.stringify({ at: Date.now() });
  const read = async (key: string) =>
    isAsked && key === tokenQuestionKey(sari.id, sari.id) ? question : undefined;
  return withoutToken(written(text), { conversationStates: { read } });
}

test('what is set aside while a token is waited for keeps nothing of what was written', async () => {
  const update = await kept('short-token', true);
  expect(JSON.stringify(update)).not.toContain('short-token');
  expect(update).toMatchObject({ update_id: 1, message: { message_id: 5, from: sari } });
});

test('nor does what looks like a token, with a command before it or alone', async () => {
  const token = '12|f0a9b8c7d6e5f4a3b2c1d0e9f8a7';
  for (const text of [token, `/connect ${token}`])
    expect(JSON.stringify(await kept(text, false))).not.toContain(token);
});

test('anything else is kept as it was written', async () => {
  for (const text of ['/cancel 1338', 'PO 10735', 'INV/20210118/MPL/1234567890 sudah dibayar'])
    expect(await kept(text, false)).toEqual(written(text));
});
