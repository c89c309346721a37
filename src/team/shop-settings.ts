import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { settingsOf } from '../store/tables/shops.ts';
import { createChangeTeam, type TeamRows } from '../store/tables/team-changes.ts';
import { createActivity } from './activity/activity.ts';
import { NotEntitled, OnlyOneApprover } from './errors.ts';
import { type Operation, rolesWith } from './operations.ts';

/**
 * What a shop decides for itself. Each key says what holds until somebody chooses, which is also what holds where this
 * version can't read what was chosen.
 */
const schema = z.looseObject({
  /** Deleting an order takes a second person. */
  approveDelete: z.boolean().catch(false),
  /** So does an act on an order whose total is above this, in rupiah; null: the total doesn't matter. */
  approveAbove: z.number().int().positive().nullable().catch(null),
  /** So does an act on many orders at once. */
  approveBulk: z.boolean().catch(false),
  /** A Yes to a cancel says why. */
  reasonRequired: z.boolean().catch(false),
  /** What whoever is in one of the shop's groups may do there by that alone; null: nothing. Only owners choose it. */
  groupRole: z.enum(['viewer', 'operator']).nullable().catch(null),
  /** So long after its Yes a delete can be undone, in seconds: a few minutes at most. */
  deleteGrace: z.number().int().min(0).max(300).catch(60),
  /** For so many days the order before an act is kept, and what was written about it. */
  keepOrdersDays: z.number().int().min(1).max(365).catch(90),
});

type Read = z.infer<typeof schema>;
export type ShopSettings = { [K in keyof Read as string extends K ? never : K]: Read[K] };
export type ShopSetting = keyof ShopSettings;

export const shopSettingNames = Object.keys(schema.shape) as readonly ShopSetting[];

/** What each shop has decided for itself, at this very moment. */
export interface SettingsOfShops {
  of(shop: string): Promise<ShopSettings>;
  /**
   * A person with the right chooses something for a shop. Returns how its settings stand now.
   * @throws {NotEntitled}, {@link OnlyOneApprover}
   * @example await shopSettings.choose('first', sari.id, { approveDelete: true });
   */
  choose(shop: string, by: number, chosen: Partial<ShopSettings>): Promise<ShopSettings>;
}

export function createShopSettings(store: Store, botId: number): SettingsOfShops {
  const activity = createActivity(store, botId);
  const change = createChangeTeam(store);
  return {
    of: async (shop) => read(await settingsOf(store.db, shop)),
    choose: (shop, by, chosen) =>
      change(shop, async (team) => {
        const needed = chosen.groupRole === undefined ? 'settings' : 'roles';
        if (!(await withRight(team, needed)).includes(by)) throw new NotEntitled();
        const approvers = await withRight(team, 'approve');
        if (takesSecondPerson(chosen) && approvers.length < 2) throw new OnlyOneApprover();
        // What a newer version has chosen stays where this one doesn't know it.
        const now = { ...read(await team.settings()), ...chosen };
        await team.putSettings(JSON.stringify(now));
        if (chosen.groupRole !== undefined) await team.removeGroupMembers();
        await activity.record(
          { kind: 'settings', shop, person: { id: by, name: '' }, facts: writable(chosen) },
          team.transaction,
        );
        return now;
      }),
  };
}

/** How long the shop keeps orders, in milliseconds. */
export function keptOrdersMs({ keepOrdersDays }: Pick<ShopSettings, 'keepOrdersDays'>): number {
  return keepOrdersDays * 24 * 3_600_000;
}

function read(json: string | null): ShopSettings {
  return schema.parse(json === null ? {} : JSON.parse(json));
}

/** What was chosen, as the activity holds it: what is off or has no value is said in words too. */
function writable(chosen: Partial<ShopSettings>): Record<string, string | number | boolean> {
  return Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, value ?? 'none']));
}

function takesSecondPerson(chosen: Partial<ShopSettings>): boolean {
  const { approveDelete, approveBulk, approveAbove } = chosen;
  return approveDelete === true || approveBulk === true || typeof approveAbove === 'number';
}

/** Those who may do this in the shop now. */
async function withRight(team: TeamRows, operation: Operation): Promise<number[]> {
  const able: readonly string[] = rolesWith(operation);
  const members = await team.members();
  return members.filter(({ role }) => able.includes(role)).map(({ personId }) => personId);
}
