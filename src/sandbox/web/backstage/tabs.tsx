/** Tabs; arrow keys move between them (ARIA Authoring Practices, Tabs). */
import type { ComponentChildren } from 'preact';

interface TabsProps<Name extends string> {
  label: string;
  tabs: Readonly<Record<Name, { label: string; pane(): ComponentChildren }>>;
  chosen: Name;
  onChoose(name: Name): void;
}

export function Tabs<Name extends string>({ label, tabs, chosen, onChoose }: TabsProps<Name>) {
  const names = Object.keys(tabs) as Name[];
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
            aria-controls="pane"
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
            onKeyDown={move}
          >
            {tabs[name].label}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="pane" id="pane" role="tabpanel" aria-labelledby={`tab-${chosen}`} tabIndex={0}>
        {tabs[chosen].pane()}
      </div>
    </>
  );
}
