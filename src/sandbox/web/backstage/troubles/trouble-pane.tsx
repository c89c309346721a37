/** Faults at the flick of a switch. */
import { setPressTwice, usePressTwice } from '../../connection/press-twice.ts';
import { useWords } from '../../i18n/use-words.tsx';
import type { BotView } from '../use-bot.ts';
import { BotSection } from './bot-section.tsx';
import { Switch } from './switch.tsx';
import type { Switches } from './use-troubles.ts';

interface TroublePaneProps {
  bot: BotView | undefined;
  sides: readonly { title: string; switches: Switches }[];
  onFailure(error: unknown): void;
}

export function TroublePane({ bot, sides, onFailure }: TroublePaneProps) {
  const { trouble: texts } = useWords().texts.backstage;
  const twice = usePressTwice();
  const active =
    (twice ? 1 : 0) + sides.reduce((sum, { switches }) => sum + switches.active.size, 0);
  const clear = (): void => {
    setPressTwice(false);
    for (const { switches } of sides) void switches.clear().catch(onFailure);
  };
  return (
    <>
      <div class="pane-tools">
        <p role="status">{active === 0 ? texts.none : texts.some(active)}</p>
        <button type="button" class="action-button" disabled={active === 0} onClick={clear}>
          {texts.clear}
        </button>
      </div>
      {bot && <BotSection bot={bot} onFailure={onFailure} />}
      <section aria-labelledby="thumbs-title" class="trouble">
        <h3 id="thumbs-title">{texts.thumbs}</h3>
        <ul>
          <Switch {...texts.kinds.twice} on={twice} onSwitch={setPressTwice} />
        </ul>
      </section>
      {sides.map(({ title, switches }) => (
        <section key={title} aria-label={title} class="trouble">
          <h3>{title}</h3>
          <ul>
            {switches.troubles.map((trouble) => (
              <Switch
                key={trouble.id}
                {...texts.kinds[trouble.id]}
                on={switches.active.has(trouble.id)}
                onSwitch={(on) => void switches.set(trouble, on).catch(onFailure)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
