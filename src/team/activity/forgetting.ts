import { shopsOfOthers, takeOutName, telegramIdOf } from '../../store/activity/people-rows.ts';
import type { Store } from '../../store/store.ts';
import { createChangeTeam } from '../../store/tables/team-changes.ts';
import { KnownElsewhere, NotEntitled, PersonUnknown } from '../errors.ts';
import { rolesWith } from '../operations.ts';
import { createActivity } from './activity.ts';
import type { Person } from './entry.ts';

/** Takes people's names out of the activity. What they did stays, and so does every hash: no row holds a name. */
export interface Forgetting {
  /**
   * An owner has somebody's name taken out, for good and in all shops of the bot. What they do later is written down
   * under their name again.
   * @param number stands for the person in the activity
   * @throws {NotEntitled}, {@link PersonUnknown}, {@link KnownElsewhere}
   * @example await forgetting.forget('first', owner, 7);
   */
  forget(shop: string, by: Person, number: number): Promise<void>;
}

export function createForgetting(store: Store, botId: number): Forgetting {
  const activity = createActivity(store, botId);
  const change = createChangeTeam(store);
  const owning = rolesWith('roles');
  return {
    forget: (shop, by, number) =>
      change(shop, async ({ transaction, members }) => {
        const member = (await members()).find(({ personId }) => personId === by.id);
        if (!owning.some((role) => role === member?.role)) throw new NotEntitled();
        const id = await telegramIdOf(transaction, botId, number);
        if (id === undefined) throw new PersonUnknown();
        const others = { number, owner: by.id, roles: owning };
        if ((await shopsOfOthers(transaction, botId, others)).length > 0)
          throw new KnownElsewhere();
        // From here on the end of the activity is held: nobody is given a number meanwhile.
        const subject = { id, name: '' };
        await activity.record({ kind: 'forgotten', shop, person: by, subject }, transaction);
        await takeOutName(transaction, store.now, botId, number);
      }),
  };
}
