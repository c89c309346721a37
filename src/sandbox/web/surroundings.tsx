/**
 * What stands around the chat and follows the traffic: the tour, the parts of the page by name, the
 * backstage. Apart from the chat, which isn't rendered again with every line of traffic.
 */
import { useState } from 'preact/hooks';
import { Backstage, isDown, type Tab } from './backstage/backstage.tsx';
import { useNgorderTroubles, useTelegramTroubles } from './backstage/troubles/use-troubles.ts';
import type { BotView } from './backstage/use-bot.ts';
import { useWire } from './backstage/wire/use-wire.ts';
import type { Panel } from './navigation/layers.ts';
import { PlacesBar } from './navigation/places-bar.tsx';
import { TourStrip } from './tour/tour-strip.tsx';
import { useTour } from './tour/use-tour.ts';
import { fullName } from './world/names.ts';
import type { User, World } from './world/telegram.ts';

interface SurroundingsProps {
  /** Undefined while it is being read. */
  world: World | undefined;
  person: User | undefined;
  bot: BotView | undefined;
  panel: Panel | undefined;
  onPerson(person: Pick<User, 'id'>): void;
  onOpen(panel: Panel): void;
  onClose(): void;
  onFailure(error: unknown): void;
}

export function Surroundings(props: SurroundingsProps) {
  const { world, person, bot, panel, onPerson, onOpen, onClose } = props;
  const lines = useWire();
  const [ngorder, telegram] = [useNgorderTroubles(), useTelegramTroubles()];
  const [tab, setTab] = useState<Tab>('orders');
  const tour = useTour({ lines, bot, personId: person?.id, onPerson: (id) => onPerson({ id }) });
  // The tour is about our bot; with another one its steps would never be done.
  const labels = bot?.kept ? bot.labels : undefined;
  return (
    <>
      {labels && person && !tour.state.hidden && (
        <TourStrip tour={tour} labels={labels} personName={fullName(person)} />
      )}
      <PlacesBar
        panel={panel}
        tab={tab}
        troubles={ngorder.active.size + telegram.active.size}
        botIsDown={isDown(bot)}
        onPeople={() => onOpen('people')}
        onChat={onClose}
        onTab={(chosen) => {
          setTab(chosen);
          onOpen('backstage');
        }}
      />
      <Backstage
        world={world}
        bot={bot}
        lines={lines}
        ngorder={ngorder}
        telegram={telegram}
        tab={tab}
        onTour={labels && tour.state.hidden ? tour.restart : undefined}
        onTab={setTab}
        onClose={onClose}
        onFailure={props.onFailure}
      />
    </>
  );
}
