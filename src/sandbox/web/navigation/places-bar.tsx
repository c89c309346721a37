/** The parts of the page by name, where a narrow window shows one at a time. */
import type { ComponentChildren } from 'preact';
import type { Tab } from '../backstage/backstage.tsx';
import { useWords } from '../i18n/use-words.tsx';
import type { Panel } from './layers.ts';

interface PlacesBarProps {
  panel: Panel | undefined;
  tab: Tab;
  /** How many troubles are switched on. */
  troubles: number;
  botIsDown: boolean;
  onPeople(): void;
  onChat(): void;
  onTab(tab: Tab): void;
}

export function PlacesBar(props: PlacesBarProps) {
  const { page, sidebar, backstage } = useWords().texts;
  const { panel, tab } = props;
  return (
    <nav class="places" aria-label={page.places}>
      <Place opens="people" open={panel === 'people'} onClick={props.onPeople}>
        {sidebar.people}
      </Place>
      <Place open={panel === undefined} onClick={props.onChat}>
        {page.chat}
      </Place>
      {(['orders', 'wire', 'trouble'] as const).map((name) => (
        <Place
          key={name}
          opens="backstage"
          open={panel === 'backstage' && tab === name}
          onClick={() => props.onTab(name)}
        >
          {backstage.tabs[name]}
          {name === 'trouble' && props.botIsDown && <span class="place-mark">!</span>}
          {name === 'trouble' && !props.botIsDown && props.troubles > 0 && (
            <span class="place-mark">{props.troubles}</span>
          )}
        </Place>
      ))}
    </nav>
  );
}

interface PlaceProps {
  opens?: Panel;
  open: boolean;
  onClick(): void;
  children: ComponentChildren;
}

const Place = ({ opens, open, onClick, children }: PlaceProps) => (
  <button
    type="button"
    class={`place ${opens === undefined ? '' : `opens-${opens}`}`}
    aria-current={open ? 'page' : undefined}
    onClick={onClick}
  >
    {children}
  </button>
);
