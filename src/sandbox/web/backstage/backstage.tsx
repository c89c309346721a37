/** The panel beside the chat: the shop's orders, the wire, and faults to switch on. */
import { IconButton } from '../components/icon-button.tsx';
import { useWords } from '../i18n/use-words.tsx';
import type { World } from '../world/telegram.ts';
import { OrdersPane } from './orders/orders-pane.tsx';
import { StartOver } from './start-over.tsx';
import { Tabs } from './tabs.tsx';
import { TroublePane } from './troubles/trouble-pane.tsx';
import type { Switches } from './troubles/use-troubles.ts';
import type { BotView } from './use-bot.ts';
import type { WireLine } from './wire/wire.ts';
import { WirePane } from './wire/wire-pane.tsx';

export type Tab = 'orders' | 'wire' | 'trouble';

interface BackstageProps {
  /** Undefined while it is being read. */
  world: World | undefined;
  bot: BotView | undefined;
  lines: readonly WireLine[];
  ngorder: Switches;
  telegram: Switches;
  tab: Tab;
  /** Begins the tour; undefined while it is shown, or doesn't fit. */
  onTour: (() => void) | undefined;
  onTab(tab: Tab): void;
  onClose(): void;
  onFailure(error: unknown): void;
}

export function Backstage(props: BackstageProps) {
  const { world, bot, lines, ngorder, telegram, onTour, onFailure } = props;
  const { texts } = useWords();
  const words = texts.backstage;
  const active = ngorder.active.size + telegram.active.size;
  const tabs = {
    orders: { label: words.tabs.orders, pane: () => <OrdersPane secondShop={bot?.secondShop} /> },
    wire: { label: words.tabs.wire, pane: () => <WirePane lines={lines} world={world} /> },
    trouble: {
      label: isDown(bot)
        ? words.botDown
        : active > 0
          ? words.troubleActive(active)
          : words.tabs.trouble,
      pane: () => (
        <TroublePane
          bot={bot}
          sides={[
            { title: 'Ngorder', switches: ngorder },
            { title: 'Telegram', switches: telegram },
          ]}
          onFailure={onFailure}
        />
      ),
    },
  };
  return (
    <aside class="panel backstage" id="backstage" aria-label={words.title}>
      <header class="panel-head">
        <h2 class="panel-title">{words.title}</h2>
        <div class="head-actions">
          {onTour && (
            <button type="button" class="action-button" onClick={onTour}>
              {texts.tour.take}
            </button>
          )}
          {bot && (bot.kept || bot.roles !== undefined) && <StartOver />}
          <IconButton sign="close" label={words.closeIt} class="close" onClick={props.onClose} />
        </div>
      </header>
      <Tabs label={words.title} tabs={tabs} chosen={props.tab} onChoose={props.onTab} />
    </aside>
  );
}

/** Whether the playground's bot isn't running. */
export const isDown = (bot: BotView | undefined): boolean => bot?.kept === true && !bot.running;
