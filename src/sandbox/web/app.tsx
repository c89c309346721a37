/** The whole page: people and chats, the open chat, and what the bot asked of Ngorder. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ChatView } from './chat-view.tsx';
import { type Notice, Notices } from './notices.tsx';
import { useRoute } from './route.ts';
import { Sidebar } from './sidebar.tsx';
import type { Chat, PressAnswer, User, World } from './telegram.ts';
import { Upstream } from './upstream.tsx';
import { useSandbox } from './use-sandbox.ts';
import { type Panel, useSheet } from './use-sheet.ts';

export function App() {
  const [notice, setNotice] = useState<Notice>();
  const [panel, setPanel] = useState<Panel>();
  const closePanel = useCallback(() => setPanel(undefined), []);
  const closeNotice = useCallback(() => setNotice(undefined), []);
  useSheet(panel, closePanel);
  const [route, go] = useRoute();
  const showAnswer = useCallback((answer: PressAnswer) => {
    if (answer.text !== undefined && answer.text !== '') {
      setNotice({ kind: answer.show_alert === true ? 'alert' : 'toast', text: answer.text });
    }
  }, []);
  const showFailure = useCallback((error: unknown) => {
    setNotice({ kind: 'toast', text: error instanceof Error ? error.message : String(error) });
  }, []);
  const sandbox = useSandbox(showAnswer);
  const { world } = sandbox.state;

  const person = world && personOf(world, route.personId);
  const chats = world && person ? chatsOf(world, person) : [];
  const chat = chats.find(({ id }) => id === route.chatId) ?? chats[0];

  useEffect(() => {
    for (const { id } of chats) sandbox.follow(id);
  }, [chats, sandbox.follow]);

  if (world === undefined) return <p class="starting">The sandbox is being read …</p>;
  if (person === undefined) return <p class="starting">Nobody lives in this sandbox yet.</p>;

  return (
    <div class="page" data-panel={panel}>
      <Sidebar
        world={world}
        messages={sandbox.state.messages}
        person={person}
        chats={chats}
        chat={chat}
        onPerson={({ id }) => go({ personId: id, chatId: sameChatFor(world, id, chat) })}
        onChat={({ id }) => {
          go({ personId: person.id, chatId: id });
          closePanel();
        }}
        onClose={closePanel}
      />
      <ChatView
        key={`${person.id}/${chat?.id}`}
        world={world}
        person={person}
        chat={chat}
        sandbox={sandbox}
        panel={panel}
        onPanel={setPanel}
        onFailure={showFailure}
      />
      <Upstream onClose={closePanel} />
      <Notices notice={notice} connected={sandbox.connected} onDone={closeNotice} />
    </div>
  );
}

const personOf = (world: World, id: number | undefined): User | undefined =>
  world.people.find((person) => person.id === id) ?? world.people[0];

const chatsOf = (world: World, person: User): Chat[] =>
  world.chats.filter((chat) => chat.members.includes(person.id));

/** Who turns into somebody else stays in the group when both are in it, else goes to their own first chat. */
function sameChatFor(world: World, personId: number, chat: Chat | undefined): number | undefined {
  if (chat?.members.includes(personId)) return chat.id;
  const wasPrivate = chat?.type === 'private';
  return world.chats.find(
    ({ members, type }) => members.includes(personId) && (type === 'private') === wasPrivate,
  )?.id;
}
