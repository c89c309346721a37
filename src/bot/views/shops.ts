import type { Shop } from '../../team/shops/shops.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, lines, type MessageView, type ViewButton } from './message-view.ts';

/** What a list needs of a shop. */
type Listed = Pick<Shop, 'id' | 'name' | 'isConnected'>;

/** Asks for a shop's token, above the shops that there are. */
export function connectView(shops: readonly Listed[], localizer: Localizer): MessageView {
  return {
    text: lines(
      localizer.html('connect-ask'),
      localizer.html('connect-where'),
      localizer.html('connect-deleted-at-once'),
      shops.length > 0 && lines('', localizer.html('connect-shops')),
      '',
      localizer.html('connect-leave'),
    ),
    keyboard: shops.map((shop) => [
      { ...button(nameOf(shop, localizer), { press: 'shopPage' }), shop: shop.id },
    ]),
  };
}

/** Asks for a new token of one shop. */
export function renewView(shop: string, localizer: Localizer): MessageView {
  return {
    text: lines(
      localizer.html('renew-ask', { shop }),
      localizer.html('connect-where'),
      localizer.html('connect-deleted-at-once'),
      '',
      localizer.html('connect-leave'),
    ),
    keyboard: [],
  };
}

export interface JustConnected {
  shop: string;
  isRenewed: boolean;
  /** The message with the token was taken out of the chat. */
  isGone: boolean;
}

export function connectedView(
  { shop, isRenewed, isGone }: JustConnected,
  localizer: Localizer,
): MessageView {
  return {
    text: lines(
      localizer.html(isRenewed ? 'shop-renewed' : 'shop-connected', { shop }),
      localizer.html(isGone ? 'connect-was-deleted' : 'connect-delete-it'),
      !isRenewed && lines('', localizer.html('shop-connected-next')),
    ),
    keyboard: [],
  };
}

/** One shop of an owner, and what can be done about its connection. */
export function shopView(
  { name, isConnected }: Pick<Shop, 'name' | 'isConnected'>,
  localizer: Localizer,
): MessageView {
  const renew = button(
    localizer.plain(isConnected ? 'button-renew-token' : 'button-connect-again'),
    { press: 'renewToken' },
  );
  const leave = button(localizer.plain('button-disconnect'), { press: 'askDisconnect' });
  const back = button(localizer.plain('menu-back'), { press: 'connect' });
  return {
    text: localizer.html(isConnected ? 'shop-page' : 'shop-page-off', { shop: name }),
    keyboard: isConnected ? [[renew], [leave], [back]] : [[renew], [back]],
  };
}

/** Asks whether a shop is to be disconnected. */
export function disconnectView(shop: string, localizer: Localizer): MessageView {
  return {
    text: localizer.html('disconnect-ask', { shop }),
    keyboard: [
      [button(localizer.plain('disconnect-yes'), { press: 'disconnect' }, 'danger')],
      [button(localizer.plain('disconnect-no'), { press: 'shopPage' })],
    ],
  };
}

/** The shops of a person, the one that is worked on marked. */
export function shopsView(
  shops: readonly Listed[],
  current: string,
  localizer: Localizer,
): MessageView {
  const [only, ...more] = shops;
  if (only === undefined) return { text: localizer.html('shop-not-connected'), keyboard: [] };
  if (more.length === 0)
    return { text: localizer.html('shop-only', { shop: only.name }), keyboard: [] };
  const name = shops.find(({ id }) => id === current)?.name ?? '';
  return {
    text: lines(localizer.html('shop-current', { shop: name }), localizer.html('shop-choose')),
    keyboard: shops.map((shop) => [chooser(shop, current, 'chooseShop', localizer)]),
  };
}

/** Asks which shop a group or a topic is to work for. */
export function shopsToBindView(
  shops: readonly Listed[],
  { now, isTopic }: { now: string | undefined; isTopic: boolean },
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html(isTopic ? 'bind-ask-topic' : 'bind-ask-group'),
    keyboard: shops.map((shop) => [chooser(shop, now, 'bindShop', localizer)]),
  };
}

interface OfPlace {
  shop: string;
  isTopic: boolean;
}

export function boundView({ shop, isTopic }: OfPlace, localizer: Localizer): MessageView {
  const text = localizer.html(isTopic ? 'bound-topic' : 'bound-group', { shop });
  return { text, keyboard: [] };
}

/** Asks whether a group or a topic is to work for its shop no longer, and says what becomes of what is under way there. */
export function unbindView({ shop, isTopic }: OfPlace, localizer: Localizer): MessageView {
  return {
    text: lines(
      localizer.html(isTopic ? 'unbind-ask-topic' : 'unbind-ask-group', { shop }),
      '',
      localizer.html('unbind-means'),
      !isTopic && localizer.html('unbind-members'),
      localizer.html('unbind-open'),
      localizer.html('unbind-under-way'),
    ),
    keyboard: [
      [button(localizer.plain('unbind-yes'), { press: 'unbind' }, 'danger')],
      [button(localizer.plain('unbind-no'), { press: 'chatSettings' })],
    ],
  };
}

export function unboundView({ shop, isTopic }: OfPlace, localizer: Localizer): MessageView {
  const text = lines(
    localizer.html(isTopic ? 'unbound-topic' : 'unbound-group', { shop }),
    localizer.html('unbound-again'),
  );
  return { text, keyboard: [] };
}

export function shopOfGroupView({ shop, isTopic }: OfPlace, localizer: Localizer): MessageView {
  const text = lines(
    localizer.html(isTopic ? 'shop-of-topic' : 'shop-of-group', { shop }),
    localizer.html('shop-of-group-change'),
    localizer.html('shop-of-group-end'),
  );
  return { text, keyboard: [] };
}

function chooser(
  shop: Listed,
  current: string | undefined,
  press: 'chooseShop' | 'bindShop',
  localizer: Localizer,
): ViewButton {
  const mark = shop.id === current ? '✓ ' : '';
  return { ...button(mark + nameOf(shop, localizer), { press }), shop: shop.id };
}

function nameOf({ name, isConnected }: Listed, localizer: Localizer): string {
  const shown = localizer.text(name, 40);
  return isConnected ? shown : localizer.plain('shop-off', { shop: shown });
}
