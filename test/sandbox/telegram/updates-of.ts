import type { Update } from '../../../src/sandbox/telegram/types.ts';
import type { Stage } from './stage.ts';

/** The updates that wait for the bot; acknowledged, so that the next call gives only newer ones. */
export async function updatesOf(stage: Stage, allowed_updates?: string[]): Promise<Update[]> {
  const allowed = allowed_updates ? { allowed_updates } : {};
  const updates = await stage.result<Update[]>('getUpdates', { offset: 0, ...allowed });
  const last = updates.at(-1)?.update_id;
  if (last !== undefined) await stage.call('getUpdates', { offset: last + 1 });
  return updates;
}
