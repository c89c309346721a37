/** What happens behind the chat: the shop's orders, the wire, and the troubles one can make. */
import { useState } from 'preact/hooks';
import { IconButton } from '../icon-button.tsx';
import type { World } from '../telegram.ts';
import { TourStrip } from '../tour/tour-strip.tsx';
import { useTour } from '../tour/use-tour.ts';
import { OrdersPane } from './orders-pane.tsx';
import { Tabs } from './tabs.tsx';
import { TroublePane } from './trouble-pane.tsx';
import { startOver, useBot } from './use-bot.ts';
import { useOrders } from './use-orders.ts';
import { useNgorderTroubles, useTelegramTroubles } from './use-troubles.ts';
import { useWire } from './use-wire.ts';
import { WirePane } from './wire-pane.tsx';

interface BackstageProps {
  /** Undefined while it is being read. */
  world: World | undefined;
  onClose(): void;
  onFailure(error: unknown): void;
}

export function Backstage({ world, onClose, onFailure }: BackstageProps) {
  const [orders, lines, bot] = [useOrders(), useWire(), useBot()];
  const [ngorder, telegram] = [useNgorderTroubles(), useTelegramTroubles()];
  const tour = useTour(lines, bot);
  const [tab, setTab] = useState<'orders' | 'wire' | 'trouble'>('orders');
  const active = ngorder.active.size + telegram.active.size;
  const isDown = bot?.kept === true && !bot.running;
  const tabs = {
    orders: { label: 'Orders', pane: () => <OrdersPane orders={orders} /> },
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
  // The tour tells of our bot: with another one its steps would wait for ever.
  const tourFits = bot?.kept === true;
  return (
    <>
      {tourFits && !tour.state.hidden && <TourStrip tour={tour} />}
      <aside class="panel backstage" id="backstage" aria-label="What happened">
        <header class="panel-head">
          <h2 class="panel-title">What happened</h2>
          <div class="head-deeds">
            {tourFits && tour.state.hidden && (
              <button type="button" class="deed" onClick={tour.restart}>
                Take the tour
              </button>
            )}
            {bot && (bot.kept || bot.owners.length > 0) && (
              <button type="button" class="deed" onClick={() => void startOver().catch(onFailure)}>
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
