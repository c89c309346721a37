import type { Kysely } from 'kysely';
import { type DatabaseClock, later } from '../../clock.ts';
import { eachAlone, type InTransaction } from '../../engine/group-commit.ts';
import type { Tables } from '../../schema.ts';
import type { Store } from '../../store.ts';
import { changeRefund } from '../../tables/refunds.ts';
import { changed, showNow } from '../message-rows.ts';
import { actStatuses, isOver } from '../states.ts';
import { type ActKey, type ActRow, isAct } from './act.ts';
import { type ActStep, conditionsOf } from './act-step.ts';
import { unlessHeld } from './order-held.ts';

/** An act after a step, and whether its request was over with that. */
export interface StepTaken {
  row: ActRow;
  endsRequest: boolean;
}

/**
 * Takes one step of an act: of all who try, one gets the row and the others nothing. With its last act a request is over.
 * @throws {OrderHeld} when the step would put a second act on its order under way
 */
export async function takeStep(
  { db, now, oneOfMany }: Store,
  botId: number,
  key: ActKey,
  step: ActStep,
): Promise<StepTaken | undefined> {
  const { from, to, set, stamp = [], ofMany = false } = step;
  const inTransaction: InTransaction = ofMany ? oneOfMany : eachAlone(db);
  const take = async (transaction: Kysely<Tables>) => {
    const stamps = Object.fromEntries(stamp.map((column) => [column, now()]));
    const row = await transaction
      .updateTable('acts')
      .set({
        ...set,
        status: to,
        ...stamps,
        ...(step.dueInMs !== undefined && { due_at: later(now, step.dueInMs) }),
      })
      .where(isAct(key))
      .where('bot_id', '=', botId)
      .where('status', 'in', [...from])
      .where((row) => row.and(conditionsOf(step, now)))
      .returningAll()
      .returning(now().as('read_at'))
      .executeTakeFirst();
    if (row === undefined) return undefined;
    if (step.refund) await changeRefund(transaction, now, step.refund);
    if (isOver(to)) await noteAlive(transaction, now, key.request);
    // Nobody who waits for the end of a run waits for its next turn to be shown.
    const endsRequest = isOver(to) && (await endRequest(transaction, key.request));
    if (endsRequest) await showNow(transaction, now, key.request);
    else if (!step.silent) await changed(transaction, now, key.request);
    await step.alongside?.(row, transaction);
    return { row, endsRequest };
  };
  return unlessHeld(inTransaction(take, key.request, ofMany === 'urgent'));
}

/** A run that gets on with its orders has not stood still. */
async function noteAlive(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  token: string,
): Promise<void> {
  await transaction
    .updateTable('runs')
    .set({ alive_at: now(), trouble: null })
    .where('request', '=', token)
    .execute();
}

/** A request is over when all of its acts are. Returns whether it is over with this. */
export async function endRequest(transaction: Kysely<Tables>, token: string): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('requests')
    .set({ status: 'over' })
    .where('token', '=', token)
    .where('status', '=', 'confirmed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('acts')
            .select('acts.request')
            .whereRef('acts.request', '=', 'requests.token')
            .where('acts.status', 'not in', actStatuses.filter(isOver)),
        ),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
