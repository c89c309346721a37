import { once } from 'node:events';
import type { Api } from 'grammy';
import { allowedUpdates } from '../telegram/updates/allowed-updates.ts';

/**
 * Tells Telegram to hand updates over at this address, and what to send along as proof that it is Telegram.
 * Nothing that waits at Telegram is dropped.
 * @throws {GrammyError} when Telegram refuses the address
 */
export async function registerWebhook(
  api: Api,
  { url, secret }: { url: string; secret: string },
  signal: AbortSignal,
): Promise<void> {
  await api.setWebhook(
    url,
    { secret_token: secret, allowed_updates: allowedUpdates },
    signal as never,
  );
}

/** Has Telegram hand updates over until the signal says stop. @throws what registering throws */
export async function receiveByWebhook(
  register: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await register();
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
  if (!signal.aborted) await once(signal, 'abort');
}
