import type { Press } from '../../src/sandbox/telegram/client/player.ts';
import type { Stage } from './stage.ts';

/** The presses that nobody answered, in words, and how many were answered too late for Telegram to take it. */
export async function findAnswers(
  { play, updates, gate }: Stage,
  presses: readonly Press[],
): Promise<{ missing: string[]; late: number }> {
  const tried = new Set(
    gate.passages
      .filter(({ what, to }) => to === 'telegram' && what === 'answerCallbackQuery')
      .map(({ body }) => (body as { callback_query_id: string }).callback_query_id),
  );
  const pending = (
    await Promise.all(
      presses.map((press) =>
        play.answerOf(press, { timeoutMs: 1000 }).then(
          () => undefined,
          () => press.id,
        ),
      ),
    )
  ).filter((id) => id !== undefined);
  const missing = pending.filter((id) => !tried.has(id));
  return {
    missing: missing.map((id) => {
      const pressed = updates.find(({ update }) => update.callback_query?.id === id);
      return `press ${id} was never answered: ${pressed?.update.callback_query?.data}`;
    }),
    late: pending.length - missing.length,
  };
}
