/** The wire: updates, Bot API calls and requests to Ngorder in time order, newest first. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { useWords } from '../../i18n/use-words.tsx';
import { titleOf } from '../../world/names.ts';
import type { World } from '../../world/telegram.ts';
import { filtered, type WireLine } from './wire.ts';
import { WireLineView } from './wire-line.tsx';

interface WirePaneProps {
  lines: readonly WireLine[];
  world: World | undefined;
}

export function WirePane({ lines, world }: WirePaneProps) {
  const texts = useWords().texts.backstage.wire;
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
          aria-label={texts.chat}
          value={chatId ?? ''}
          onChange={({ currentTarget: { value } }) =>
            setChatId(value === '' ? undefined : Number(value))
          }
        >
          <option value="">{texts.allChats}</option>
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
          {pause.paused ? texts.goOn(pause.missed) : texts.pause}
        </button>
        <input
          type="search"
          class="field"
          aria-label={texts.search}
          placeholder={texts.searchHint}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      {updateId !== undefined && (
        <p class="pane-tools">
          <span>{texts.onlyUpdate(updateId)}</span>
          <button type="button" class="action-button" onClick={() => setUpdateId(undefined)}>
            {texts.showAll}
          </button>
        </p>
      )}
      {shown.length === 0 && <p class="hint">{texts.empty}</p>}
      <ol class="wire" reversed aria-label={texts.list}>
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
