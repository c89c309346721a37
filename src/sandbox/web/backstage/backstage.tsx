/** The panel beside the chat: the shop's orders, the wire, and faults to switch on. */
import { useState } from 'preact/hooks';
import { IconButton } from '../components/icon-button.tsx';
import { TourStrip } from '../tour/tour-strip.tsx';
import { useTour } from '../tour/use-tour.ts';
import type { World } from '../world/telegram.ts';
import { OrdersPane } from './orders/orders-pane.tsx';
import { Tabs } from './tabs.tsx';
import { TroublePane } from './troubles/trouble-pane.tsx';
import { useNgorderTroubles, useTelegramTroubles } from './troubles/use-troubles.ts';
import { startOver, useBot } from './use-bot.ts';
import { useWire } from './wire/use-wire.ts';
import { WirePane } from './wire/wire-pane.tsx';

interface BackstageProps {
  /** Undefined while it is being read. */
  world: World | undefined;
  onClose(): void;
  onFailure(error: unknown): void;
}

export function Backstage({ world, onClose, onFailure }: BackstageProps) {
  const [lines, bot] = [useWire(), useBot()];
  const [ngorder, telegram] = [useNgorderTroubles(), useTelegramTroubles()];
  const tour = useTour(lines, bot);
  const [tab, setTab] = useState<'orders' | 'wire' | 'trouble'>('orders');
  const active = ngorder.active.size + telegram.active.size;
  const isDown = bot?.kept === true && !bot.running;
  const tabs = {
    orders: { label: 'Orders', pane: () => <OrdersPane /> },
    wire: { label: 'Wire', pane: () => <WirePane lines={lines} world={world} /> },
    trouble: {
      label: isDown ? 'Trouble: bot down' : active > 0 ? `Trouble (${active})` : 'Trouble',
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
  // The tour is about our bot; with another one its steps would never be done.
  const tourFits = bot?.kept === true;
  return (
    <>
      {tourFits && !tour.state.hidden && <TourStrip tour={tour} />}
      <aside class="panel backstage" id="backstage" aria-label="What happened">
        <header class="panel-head">
          <h2 class="panel-title">What happened</h2>
          <div class="head-actions">
            {tourFits && tour.state.hidden && (
              <button type="button" class="action-button" onClick={tour.restart}>
                Take the tour
              </button>
            )}
            {bot && (bot.kept || bot.owners.length > 0) && (
              <button
                type="button"
                class="action-button"
                onClick={() => void startOver().catch(onFailure)}
              >
                Start over
              </button>
            )}
            <IconButton sign="close" label="Close what happened" class="close" onClick={onClose} />
          </div>
        </header>
        <Tabs label="What happened" tabs={tabs} chosen={tab} onChoose={(name) => setTab(name)} />
      </aside>
    </>
  );
}
