/** The whole page: people and chats, the open chat, and what happens behind it. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useBot } from './backstage/use-bot.ts';
import { ChatView } from './chat/chat-view.tsx';
import { NoticeBoard, useNotices } from './components/notices.tsx';
import { useSandbox } from './connection/use-sandbox.ts';
import { refusalText } from './i18n/refusal-text.ts';
import { useWords } from './i18n/use-words.tsx';
import { useNavigation } from './navigation/use-navigation.ts';
import { useSheet } from './navigation/use-sheet.ts';
import { chatsOf, openChatOf } from './sidebar/chat-list.ts';
import { Sidebar } from './sidebar/sidebar.tsx';
import { useReadMarks } from './sidebar/use-read-marks.ts';
import { Surroundings } from './surroundings.tsx';
import type { Chat, Message, PressAnswer, User, World } from './world/telegram.ts';

/** A link has led into the private chat, to start the bot there. */
interface Start {
  personId: number;
  chatId: number;
  parameter: string;
}

export function App() {
  const { texts } = useWords();
  const notices = useNotices();
  const { showToast, showAlert } = notices;
  const { route, panel, go, open, close } = useNavigation();
  useSheet(panel, close);
  const showAnswer = useCallback(
    ({ text = '', show_alert }: PressAnswer) => {
      if (text !== '') (show_alert === true ? showAlert : showToast)(text);
    },
    [showToast, showAlert],
  );
  const showFailure = useCallback(
    (error: unknown) => showToast(refusalText(error, texts)),
    [showToast, texts],
  );
  const sandbox = useSandbox(showAnswer);
  const { world } = sandbox.state;
  const bot = useBot();
  const roles = bot?.roles;
  const [start, setStart] = useState<Start>();

  const person = world && personOf(world, route.personId);
  const chats = world && person ? chatsOf(world, person) : [];
  const chat = world && openChatOf(world, chats, route.chatId);
  const become = ({ id }: Pick<User, 'id'>): void => {
    const same = world && sameChatFor(world, id, chat);
    const topicId = same === chat?.id ? route.topicId : undefined;
    go({ personId: id, chatId: same, topicId }, { keepsPanel: true });
  };
  const { marks, see } = useReadMarks();
  const openChat = useCallback(
    ({ id }: Pick<Chat, 'id'>, topicId?: number, options?: { keepsPanel: boolean }) =>
      go({ personId: person?.id, chatId: id, topicId }, options),
    [person?.id, go],
  );
  const seeMessage = useCallback(
    (seen: Chat, topicId: number | undefined, newest: Message) =>
      person && see(person.id, seen.id, topicId, newest),
    [person?.id, see],
  );

  const ownChat = chats.find(({ type }) => type === 'private')?.id;
  const startBot = useCallback(
    (parameter: string | undefined): void => {
      if (parameter === undefined) setStart(undefined);
      else if (person && ownChat !== undefined) {
        setStart({ personId: person.id, chatId: ownChat, parameter });
        openChat({ id: ownChat });
      }
    },
    [person?.id, ownChat, openChat],
  );

  const isRead = chat === undefined || sandbox.state.messages.has(chat.id);
  useEffect(() => {
    if (chat) sandbox.follow(chat.id);
    // The other chats are only needed for their counts of unread messages.
    if (isRead) for (const { id } of [...chats, ...(world?.chats ?? [])]) sandbox.follow(id);
  }, [world, chat?.id, isRead, sandbox.follow]);

  return (
    <div class="page" data-panel={panel}>
      {world && person ? (
        <>
          <Sidebar
            world={world}
            messages={sandbox.state.messages}
            marks={marks}
            person={person}
            chat={chat}
            topicId={route.topicId}
            roles={roles}
            onPerson={become}
            onChat={openChat}
            onClose={close}
          />
          <ChatView
            key={`${person.id}/${chat?.id}`}
            world={world}
            person={person}
            chat={chat}
            topicId={route.topicId}
            sandbox={sandbox}
            startWith={
              start?.personId === person.id && chat?.id === start.chatId
                ? start.parameter
                : undefined
            }
            onStart={startBot}
            role={roles && (roles[person.id] ?? 'stranger')}
            listOpen={panel === 'people'}
            onList={() => open('people')}
            onChat={openChat}
            onSeen={seeMessage}
            onFailure={showFailure}
          />
        </>
      ) : (
        // While the world starts over, the backstage stays.
        <p class="starting">{world ? texts.page.nobody : texts.page.reading}</p>
      )}
      <Surroundings
        world={world}
        person={person}
        bot={bot}
        panel={panel}
        onPerson={become}
        onOpen={open}
        onClose={close}
        onFailure={showFailure}
      />
      <NoticeBoard notices={notices} connected={sandbox.connected} />
    </div>
  );
}

const personOf = (world: World, id: number | undefined): User | undefined =>
  world.people.find((person) => person.id === id) ?? world.people[0];

/** The chat to show after a switch of persons: the same one if both are in it, else one of the same kind. */
function sameChatFor(world: World, personId: number, chat: Chat | undefined): number | undefined {
  if (chat?.members.includes(personId)) return chat.id;
  const wasPrivate = chat?.type === 'private';
  return world.chats.find(
    ({ members, type }) => members.includes(personId) && (type === 'private') === wasPrivate,
  )?.id;
}
