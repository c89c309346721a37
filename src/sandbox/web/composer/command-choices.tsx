import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../i18n/use-words.tsx';
import type { BotCommand } from '../world/telegram.ts';

interface ChoicesProps {
  commands: readonly BotCommand[];
  chosen: number;
  onChoose(command: BotCommand): void;
}

/** The commands that fit what is typed. The focus stays in the text box, whose arrow keys move the selection. */
export function CommandChoices({ commands, chosen, onChoose }: ChoicesProps) {
  const { composer } = useWords().texts;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' }), [chosen]);
  return (
    <div
      ref={list}
      id="command-choices"
      class="command-choices"
      role="listbox"
      aria-label={composer.commands}
      hidden={commands.length === 0}
    >
      {commands.map((command, index) => (
        <div
          key={command.command}
          id={`command-${index}`}
          class="command-choice"
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onClick={() => onChoose(command)}
          onKeyDown={(event) => event.key === 'Enter' && onChoose(command)}
        >
          <strong>/{command.command}</strong> <span>{command.description}</span>
        </div>
      ))}
    </div>
  );
}
