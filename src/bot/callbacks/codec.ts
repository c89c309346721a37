import type { ActKind } from '../../orders/requests/states.ts';
import type { Named } from '../../store/activity/origins.ts';
import type { Operation } from '../../team/operations.ts';
import { type Field, type Fields, group } from './fields.ts';

/**
 * Every button by its name, with the fields that it carries. Each feature adds its own, in its own file, so that views
 * can name a button of any feature without importing it:
 * @example
 * declare module '../callbacks/codec.ts' {
 *   interface Buttons {
 *     card: FieldsOf<typeof card>;
 *   }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: the features fill it in
export interface Buttons {}

/** What a button means: its name and its fields, as in `{ press: 'card', orderId: 1338, cursor }`. */
export type Press = { [N in keyof Buttons]: PressOf<N> }[keyof Buttons];

type PressOf<N extends keyof Buttons> = { press: N } & Buttons[N];

/** How a button is packed, what it acts on, and the right that pressing it takes. */
export interface Button<F extends object> {
  /** What its data begins with; no other button may have it, and none that old messages still carry. */
  readonly letter: string;
  readonly fields: Field<F>;
  readonly right: ShopRight<F> | RequestRight<F>;
  readonly standsIn: Standing;
}

/** Where such a button stands: in chats that were shown what it names, in any chat of its shop, or in any chat at all. */
export type Standing = 'its chats' | 'its shop' | 'any chat';

interface Asking {
  /** It only asks for the act: where the shop has a second person decide, those may press it too who may ask that one. */
  readonly asks: boolean;
}

/** It acts in the shop that it names: the first one when it names none. */
export interface ShopRight<F extends object> extends Asking {
  readonly of: 'shop';
  operation(fields: F): Operation;
}

/** It answers a request, which knows its shop itself. */
export interface RequestRight<F extends object> extends Asking {
  readonly of: 'request';
  token(fields: F): string;
  operation(kind: ActKind): Operation;
}

/** Buttons by their names. */
export type ButtonSet = { readonly [N in keyof Buttons]?: Button<Buttons[N]> };

export type FieldsOf<B> = B extends Button<infer F> ? F : never;

/** Telegram Bot API, InlineKeyboardButton: the most bytes that a button can carry. */
export const mostBytes = 64;
/** How shops are named in a button. */
const shopIds = /^[a-z0-9]{1,8}$/;
const mostShopBytes = '@'.length + 8;
/** What the data of a button under a record begins with. */
const recordMark = '+';

/**
 * Declares a button that acts in a shop.
 * @throws when what it carries could be too long for a button
 * @example
 * const card = shopButton('O', {
 *   operation: 'browse',
 *   fields: { orderId: positive, cursor: listCursor },
 * });
 */
export function shopButton<F extends object>(
  letter: string,
  {
    operation,
    asks = false,
    standsIn = 'its chats',
    fields,
  }: {
    operation: Operation | ((fields: F) => Operation);
    asks?: boolean;
    standsIn?: Standing;
    fields: Fields<F>;
  },
): Button<F> {
  const right: ShopRight<F> = {
    of: 'shop',
    asks,
    operation: typeof operation === 'function' ? operation : () => operation,
  };
  return fitting({ letter, fields: group<F>(fields), right, standsIn }, mostShopBytes);
}

/**
 * Declares a button that answers a request; its right follows from what the request is about.
 * @throws when what it carries could be too long for a button
 * @example const confirm = requestButton('Y', { operation: (kind) => kind, fields: { token } });
 */
export function requestButton<F extends { token: string }>(
  letter: string,
  {
    operation,
    asks = false,
    standsIn = 'its chats',
    fields,
  }: {
    operation: (kind: ActKind) => Operation;
    asks?: boolean;
    standsIn?: Standing;
    fields: Fields<F>;
  },
): Button<F> {
  const right: RequestRight<F> = { of: 'request', asks, token: ({ token }) => token, operation };
  return fitting({ letter, fields: group<F>(fields), right, standsIn }, 0);
}

function fitting<F extends object>(button: Button<F>, shopBytes: number): Button<F> {
  const head = recordMark.length + button.letter.length + shopBytes;
  const bytes = head + ':'.length + button.fields.mostBytes;
  if (bytes > mostBytes) throw new Error(`Button ${button.letter} may take ${bytes} bytes`);
  return button;
}

/** What came with a press. */
export interface Pressed {
  press: Press;
  /** The ID of the shop that the button is about; undefined for one that answers a request, which knows its shop. */
  shop: string | undefined;
  /** The button stands under a record, which keeps its text. */
  onRecord?: true;
}

/** Packs what a button means, and whether it stands under a record, into what it carries: at most {@link mostBytes}. */
export type Pack = (
  press: Press,
  /** `shop`: another one than the rest is about. */
  standing?: { onRecord?: true | undefined; shop?: string | undefined },
) => string;

/** Turns what buttons mean into the text that they carry, and back. */
export interface Codec {
  /** For buttons of this shop. */
  packFor(shopId: string): Pack;
  /** Undefined for anything that no version of this bot has packed. */
  unpack(data: string): Pressed | undefined;
  /** What a press names besides its shop and its orders, and where its button can stand. */
  aimOf(press: Press): { names: readonly Named[]; standsIn: Standing };
}

/**
 * A button carries its letter, `@` and a shop's ID where it names one, and its fields, separated by colons:
 * `O@k3x9:1338:C:::1`. The first shop is left out. Under a record, `+` stands before all of it.
 * @throws when two buttons have the same letter
 */
export function createCodec(buttons: ButtonSet, firstShop: string): Codec {
  const named = new Map(Object.entries(buttons) as [string, Button<object>][]);
  const byLetter = new Map([...named].map(([name, button]) => [button.letter, { name, button }]));
  if (byLetter.size < named.size) throw new Error('Two buttons have the same letter');

  const buttonOf = (name: string): Button<object> => {
    const button = named.get(name);
    if (button === undefined) throw new Error(`No feature declares a button ${name}`);
    return button;
  };
  const pack = ({ press: name, ...fields }: Press, shopId: string): string => {
    const button = buttonOf(name);
    const namesShop = button.right.of === 'shop' && shopId !== firstShop;
    const head = namesShop ? `${button.letter}@${shopId}` : button.letter;
    return [head, ...button.fields.write(fields)].join(':');
  };

  return {
    packFor:
      (shopId) =>
      (press, { onRecord, shop = shopId } = {}) =>
        `${onRecord ? recordMark : ''}${pack(press, shop)}`,
    aimOf({ press: name, ...fields }) {
      const { fields: field, standsIn } = buttonOf(name);
      return { names: field.names?.(fields) ?? [], standsIn };
    },
    unpack(data) {
      const onRecord = data.startsWith(recordMark);
      const [head = '', ...parts] = data.slice(onRecord ? recordMark.length : 0).split(':');
      const [letter = '', shop, ...rest] = head.split('@');
      const known = byLetter.get(letter);
      if (known === undefined || rest.length > 0) return undefined;
      if (shop !== undefined && !(known.button.right.of === 'shop' && shopIds.test(shop)))
        return undefined;
      const read = known.button.fields.read(parts);
      if (read === undefined) return undefined;
      const press = { press: known.name, ...read.value } as Press;
      const about = known.button.right.of === 'shop' ? (shop ?? firstShop) : undefined;
      return { press, shop: about, ...(onRecord && { onRecord }) };
    },
  };
}
