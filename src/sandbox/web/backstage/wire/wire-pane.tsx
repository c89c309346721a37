/** The wire: updates, Bot API calls and requests to Ngorder in time order, newest first. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { titleOf } from '../../world/names.ts';
import type { World } from '../../world/telegram.ts';
import { filtered, type WireLine } from './wire.ts';
import { WireLineView } from './wire-line.tsx';

interface WirePaneProps {
  lines: readonly WireLine[];
  world: World | undefined;
}

export function WirePane({ lines, world }: WirePaneProps) {
  const [chatId, setChatId] = useState<number>();
  const [updateId, setUpdateId] = useState<number>();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const pause = usePause(lines);
  const shown = useMemo(
    () => filtered(pause.lines, { chatId, updateId, text }),
    [pause.lines, chatId, updateId, text],
  );
  const toggle = useCallback(
    (key: string) =>
      setOpen((before) => {
        const after = new Set(before);
        if (!after.delete(key)) after.add(key);
        return after;
      }),
    [],
  );
  return (
    <>
      <div class="wire-tools">
        <select
          class="field"
          aria-label="Chat"
          value={chatId ?? ''}
          onChange={({ currentTarget: { value } }) =>
            setChatId(value === '' ? undefined : Number(value))
          }
        >
          <option value="">All chats</option>
          {world?.chats.map((chat) => (
            <option key={chat.id} value={chat.id}>
              {nameOf(chat, world)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="action-button"
          aria-pressed={pause.paused}
          onClick={pause.toggle}
        >
          {pause.paused ? `Go on (${pause.missed} new)` : 'Pause'}
        </button>
        <input
          type="search"
          class="field"
          aria-label="Search the wire"
          placeholder="Search titles and JSON"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      {updateId !== undefined && (
        <p class="pane-tools">
          <span>Only update {updateId} and what follows it</span>
          <button type="button" class="action-button" onClick={() => setUpdateId(undefined)}>
            Show all
          </button>
        </p>
      )}
      {shown.length === 0 && (
        <p class="hint">
          Updates, Bot API calls and requests to Ngorder appear here as they happen.
        </p>
      )}
      <ol class="wire" reversed aria-label="The wire">
        {shown.map((line) => (
          <WireLineView
            key={line.key}
            line={line}
            open={open.has(line.key)}
            onToggle={toggle}
            onUpdate={setUpdateId}
          />
        ))}
      </ol>
    </>
  );
}

/** Freezes the lines while paused, and counts the new ones. */
function usePause(lines: readonly WireLine[]) {
  const held = useRef<readonly WireLine[]>(undefined);
  const [paused, setPaused] = useState(false);
  const known = useMemo(() => new Set(held.current?.map(({ key }) => key)), [paused]);
  return {
    paused,
    lines: held.current ?? lines,
    missed: paused ? lines.filter(({ key }) => !known.has(key)).length : 0,
    toggle: () => {
      held.current = paused ? undefined : lines;
      setPaused(!paused);
    },
  };
}

function nameOf(chat: World['chats'][number], world: World): string {
  if (chat.type !== 'private') return titleOf(chat, world);
  return [chat.first_name, chat.last_name].filter(Boolean).join(' ');
}
