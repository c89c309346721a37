import type { NgorderControl } from '../../src/sandbox/ngorder/control/control.ts';
import { addPerson, openChat } from '../../src/sandbox/telegram/people/actions.ts';
import type { World } from '../../src/sandbox/telegram/world/world.ts';
import { type Chance, createChance } from '../../test/chaos/chance.ts';
import { Orders } from './orders.ts';
import { buttonsOf, Ears, NotFound, Talk } from './talk.ts';
import { nextVisit } from './visits.ts';

const people = 300;
const groups = 30;
/** So many talk at once: what waits for the bot is never more than this. */
const atOnce = 32;

/** A large team in many chats, who come and go and each wait for the bot before they go on. */
export class Crowd {
  /** Who may work with the bot. */
  readonly members: readonly number[];
  /** How many updates Telegram has had for the bot. */
  updates = 0;
  /** How often a question about an order was shown. */
  questions = 0;
  /** How often somebody was told that an order was not found, in the bustle of all the others. */
  notFound = 0;
  /** What nobody answered. */
  readonly unanswered: string[] = [];
  readonly #free: Talk[] = [];
  readonly #orders: Orders;
  readonly #chance: Chance;

  constructor(world: World, control: NgorderControl, seed: number) {
    this.#orders = new Orders(control);
    this.#chance = createChance(seed);
    world.watchers.watch((event) => {
      if (event.type === 'update') this.updates += 1;
      if (event.type === 'message' || event.type === 'edited') {
        const asks = buttonsOf(event.message).some(({ text }) => text.startsWith('Yes, '));
        if (asks) this.questions += 1;
      }
    });
    const ears = new Ears(world);
    this.members = Array.from(
      { length: people },
      (_, index) => addPerson(world, { first_name: `Ana ${index}`, language_code: 'en' }).id,
    );
    for (const person of this.members) {
      const { info: chat } = openChat(world, { type: 'private', members: [person] });
      this.#free.push(new Talk(world, ears, chat, person));
    }
    for (let group = 0; group < groups; group += 1) {
      const members = this.members.slice(group * 3, group * 3 + 3);
      const { info: chat } = openChat(world, {
        type: 'supergroup',
        title: `Toko ${group}`,
        members,
      });
      this.#free.push(new Talk(world, ears, chat, this.#chance.one(members)));
    }
  }

  get chats(): number {
    return people + groups;
  }

  /** Keeps the bot busy until there have been so many updates. Returns how long the slowest answer took, in ms. */
  async keepBusyUntil(updates: number): Promise<number> {
    let longestMs = 0;
    const comeAndGo = async () => {
      while (this.updates < updates) {
        const talk = this.#free.shift();
        if (talk === undefined) return;
        talk.longestMs = 0;
        await nextVisit(this.#chance)({
          talk,
          orders: this.#orders,
          chance: this.#chance,
        }).catch((error: unknown) => {
          if (error instanceof NotFound) this.notFound += 1;
          else this.unanswered.push(String(error));
        });
        longestMs = Math.max(longestMs, talk.longestMs);
        this.#free.push(talk);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, comeAndGo));
    return longestMs;
  }
}
