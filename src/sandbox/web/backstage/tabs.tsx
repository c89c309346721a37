/** Tabs; arrow keys move between them (ARIA Authoring Practices, Tabs). */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface TabsProps<Name extends string> {
  label: string;
  tabs: Readonly<Record<Name, { label: string; pane(): ComponentChildren }>>;
  chosen: Name;
  onChoose(name: Name): void;
}

export function Tabs<Name extends string>({ label, tabs, chosen, onChoose }: TabsProps<Name>) {
  const names = Object.keys(tabs) as Name[];
  const visited = useRef(new Set<Name>());
  visited.current.add(chosen);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = names.at((names.indexOf(chosen) + step) % names.length);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label}>
        {names.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            class="tab"
            aria-selected={name === chosen}
            aria-controls={visited.current.has(name) ? `pane-${name}` : undefined}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
            onKeyDown={move}
          >
            {tabs[name].label}
          </button>
        ))}
      </div>
      {names
        .filter((name) => visited.current.has(name))
        .map((name) => (
          <Pane key={name} name={name} open={name === chosen}>
            {tabs[name].pane()}
          </Pane>
        ))}
    </>
  );
}

/** A tab's content; what was begun in it stays, and how far it was scrolled. */
function Pane(props: { name: string; open: boolean; children: ComponentChildren }) {
  const { name, open } = props;
  const place = useRef<HTMLDivElement>(null);
  const scrolled = useRef(0);
  useLayoutEffect(() => {
    // Not every browser keeps the position of what isn't shown.
    if (open && place.current) place.current.scrollTop = scrolled.current;
  }, [open]);
  return (
    <div
      ref={place}
      class="pane"
      id={`pane-${name}`}
      role="tabpanel"
      aria-labelledby={`tab-${name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      hidden={!open}
      onScroll={({ currentTarget }) => {
        if (open) scrolled.current = currentTarget.scrollTop;
      }}
    >
      {props.children}
    </div>
  );
}
