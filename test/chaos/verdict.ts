import { orderOf } from './acts.ts';
import { findBrokenActs } from './acts-verdict.ts';
import type { Way } from './moments.ts';
import { findDisorder } from './order-verdict.ts';
import type { Records } from './records.ts';
import type { Notes } from './simulated-user.ts';
import type { Stage } from './stage.ts';
import { tellUnanswered } from './unanswered.ts';

/** Everything that must not be, in words; empty when every promise was kept. */
export async function findBroken(
  stage: Stage,
  notes: Notes,
  records: Records,
  said: readonly string[],
  by: Way,
): Promise<string[]> {
  return [
    ...notes.unanswered.map((one) => tellUnanswered(one, stage, records, said)),
    ...updatesNotHandledOnce(stage, records),
    ...records.exports.map(({ status }) => `an export is still ${status}`),
    ...records.acts
      .filter(({ is_shown }) => is_shown === 0)
      .map(
        ({ kind, order_id, status }) => `nobody was shown that ${kind} #${order_id} is ${status}`,
      ),
    ...findDisorder(stage, said, by),
    ...actsNotDoneOnce(stage, notes),
    ...findBrokenActs(stage.gate.passages, stage.effects, records.acts, stage.jumps),
    ...(await apologies(stage)),
    ...(await stage.play.violations()).map((violation) => `Telegram: ${JSON.stringify(violation)}`),
  ];
}

function updatesNotHandledOnce({ updates, telegram }: Stage, { inbox }: Records): string[] {
  const kept = new Map(inbox.map((row) => [row.update_id, row]));
  const left = telegram.world.updates.pending;
  return [
    ...(left > 0 ? [`${left} updates were never fetched or acknowledged`] : []),
    ...updates
      .filter(({ update_id }) => !kept.has(update_id))
      .map(({ update_id }) => `update ${update_id} was never stored`),
    ...inbox
      .filter(({ status, payload_encrypted }) => status !== 'handled' || payload_encrypted !== '')
      .map(
        ({ update_id, status }) => `update ${update_id} is ${status}, or still holds what it was`,
      ),
  ];
}

/** Each act that a chat called done has happened, and nothing has happened that no chat tells of. */
function actsNotDoneOnce({ gate, effects: numbers }: Stage, { done }: Notes): string[] {
  const wanted = tally(
    done.flatMap(({ kind, orderId }) => (orderId ? [`${kind} #${orderId}`] : [])),
  );
  const effects = tally(
    [...numbers].map((number) => {
      const passage = gate.passages[number];
      return passage ? `${passage.what} #${orderOf(passage)}` : `request ${number}`;
    }),
  );
  return [...new Set([...wanted.keys(), ...effects.keys()])]
    .filter((act) => wanted.get(act) !== effects.get(act))
    .map((act) => `${act}: done ${effects.get(act) ?? 0} times instead of ${wanted.get(act) ?? 0}`);
}

/** Nothing of what happens here is unforeseen. */
async function apologies({ play, team, group }: Stage): Promise<string[]> {
  const chats = [group, ...team.map(({ alone }) => alone)];
  const all = await Promise.all(chats.map((chat) => play.messages(chat)));
  return all
    .flat()
    .filter(({ text }) => text?.includes('Something went wrong'))
    .map(({ chat, message_id, text }) => `chat ${chat.id}, message ${message_id}: ${text}`);
}

function tally(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
