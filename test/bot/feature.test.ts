// A feature in one file, as a new one would be: its command, its button, what it asks, its rights and its texts.

import { beforeEach, describe, expect, test } from 'vitest';
import { features } from '../../src/bot/bot.ts';
import {
  createCodec,
  type FieldsOf,
  requestButton,
  shopButton,
} from '../../src/bot/callbacks/codec.ts';
import { oneOf, positive, token } from '../../src/bot/callbacks/fields.ts';
import { ask, type Question } from '../../src/bot/conversations/ask.ts';
import { buttonsOf, feature } from '../../src/bot/feature.ts';
import { loadLocalizers } from '../../src/bot/i18n/localizer.ts';
import { replyWith, send, show } from '../../src/bot/messages/send.ts';
import { button } from '../../src/bot/views/message-view.ts';
import { onSqlite } from '../store/databases.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

const greet = shopButton('Z', {
  operation: ({ how }) => (how === 'loudly' ? 'reveal' : 'find'),
  fields: { how: oneOf({ softly: 's', loudly: 'l' }), times: positive },
});
const askName: Question<[how: 'softly' | 'loudly']> = {
  id: 'ask-name',
  operation: 'find',
  placeholder: 'greet-placeholder',
};

declare module '../../src/bot/callbacks/codec.ts' {
  interface Buttons {
    greet: FieldsOf<typeof greet>;
  }
}
declare module '../../src/bot/i18n/texts.ts' {
  interface Texts {
    'greet-hello': 'name' | 'times';
    'greet-menu': never;
    'greet-help': 'command';
    'greet-placeholder': never;
    'greet-ask': never;
    'greet-loudly': never;
  }
}

const texts = {
  en: `
greet-hello = Hello { $name }, for the { $times }. time
greet-menu = Say hello
greet-help = { $command } – says hello
greet-placeholder = Siti
greet-ask = To whom? /stop leaves this question.
greet-loudly = Loudly`,
  id: `
greet-hello = Halo { $name }, untuk ke-{ $times } kali
greet-menu = Ucapkan halo
greet-help = { $command } – mengucapkan halo
greet-placeholder = Siti
greet-ask = Kepada siapa? /keluar untuk keluar.
greet-loudly = Keras-keras`,
};

const greeting = feature('greet', {
  declares: {
    commands: {
      greet: {
        name: { en: 'greet', id: 'sapa' },
        operation: 'find',
        menu: 'greet-menu',
        help: 'greet-help',
      },
    },
    buttons: { greet },
    questions: { askName },
  },
  handle: () => ({
    commands: {
      greet: (ctx, name) => {
        if (name === '') return ask(ctx, askName, 'softly');
        const loudly = { press: 'greet', how: 'loudly', times: 2 } as const;
        return send(ctx, {
          text: ctx.localizer.html('greet-hello', { name, times: 1 }),
          keyboard: [[button(ctx.localizer.plain('greet-loudly'), loudly)]],
        });
      },
    },
    buttons: {
      greet: (ctx, { how, times }) =>
        show(ctx, { text: ctx.localizer.html('greet-hello', { name: how, times }), keyboard: [] }),
    },
    questions: {
      askName: {
        text: (ctx) => ctx.localizer.html('greet-ask'),
        take: async (ctx, name, how) => {
          await replyWith(ctx, 'greet-hello', { name: `${name} (${how})`, times: 1 });
          return null;
        },
      },
    },
  }),
});

const database = onSqlite();

describe('a feature in one file', () => {
  const doing = [...features, greeting];
  const localizerFor = loadLocalizers('en', texts);
  let world: BotWorld;
  beforeEach(async () => {
    world = await openBotWorld({ database, features: doing, localizerFor });
  });

  test('runs its command in both languages, with what stands behind it', async () => {
    const { play, sari } = world;
    const chat = await play.privateChat(sari);
    expect(await world.asks(sari, chat, '/greet Siti')).toHaveProperty(
      'text',
      'Hello Siti, for the 1. time',
    );
    expect(await world.asks(sari, chat, '/sapa Budi')).toHaveProperty(
      'text',
      'Hello Budi, for the 1. time',
    );
  });

  test('acts on its button and takes the answer to its question', async () => {
    const { play, sari } = world;
    const chat = await play.privateChat(sari);
    const hello = await world.asks(sari, chat, '/greet Siti');
    await world.presses(sari, hello, 'Loudly');
    expect((await play.messages(chat)).at(-1)).toHaveProperty(
      'text',
      'Hello loudly, for the 2. time',
    );
    await world.asks(sari, chat, '/greet');
    expect(await world.asks(sari, chat, 'Budi')).toHaveProperty(
      'text',
      'Hello Budi (softly), for the 1. time',
    );
  });

  test('stands in the command menu and in the help', async () => {
    const { play, sari, parts } = world;
    const chat = await play.privateChat(sari);
    expect(await world.asks(sari, chat, '/help')).toHaveProperty(
      'text',
      expect.stringContaining('/greet – says hello'),
    );
    await parts.commandMenus.publish(parts.chats.locale);
    const shown = { command: 'greet', description: 'Say hello' };
    expect(await play.commandsFor(sari, chat)).toContainEqual(shown);
    expect(await play.commands()).toContainEqual(shown);
    expect(await play.commands({ language_code: 'en' })).toContainEqual(shown);
    expect(await play.commands({ language_code: 'id' })).toContainEqual({
      command: 'sapa',
      description: 'Ucapkan halo',
    });
  });

  test('asks for its rights, which one press may take and another not', async () => {
    const { play, sari, forbidden } = world;
    const chat = await play.privateChat(sari);
    const hello = await world.asks(sari, chat, '/greet Siti');
    forbidden.add('reveal');
    expect(await world.presses(sari, hello, 'Loudly')).toMatchObject({
      text: 'You have no right to do that here.',
      show_alert: true,
    });
    await world.asks(sari, chat, '/greet');
    forbidden.add('find');
    expect(await world.asks(sari, chat, 'Budi')).toHaveProperty(
      'text',
      'You have no right to do that here.',
    );
    expect(await world.asks(sari, chat, '/greet Siti')).toHaveProperty(
      'text',
      'You have no right to do that here.',
    );
    expect(await world.asks(sari, chat, '/help')).toHaveProperty(
      'text',
      expect.not.stringContaining('/greet'),
    );
  });
});

describe('a declaration', () => {
  test('without a right, or with half of its handlers, doesn’t compile', () => {
    // @ts-expect-error: a button has an operation.
    shopButton('Q', { fields: { times: positive } });
    // @ts-expect-error: so has one that answers a request.
    requestButton('Q', { fields: { token } });
    // @ts-expect-error: and a question.
    const asked: Question = { id: 'q', placeholder: 'greet-placeholder' };
    const declares = { commands: { q: { name: { en: 'q', id: 'q' } } } };
    // @ts-expect-error: and a command.
    feature('q', { declares, handle: () => ({ commands: { q: async () => asked } }) });
    // @ts-expect-error: a button that is declared has a handler.
    feature('q', { declares: { buttons: { greet } }, handle: () => ({ buttons: {} }) });
  });

  test('whose button could be too long is refused where it is declared', () => {
    const fields = { a: positive, b: positive, c: positive };
    expect(() => shopButton('Q', { operation: 'find', fields })).not.toThrow();
    expect(() =>
      shopButton('Q', { operation: 'find', fields: { ...fields, d: positive } }),
    ).toThrow('bytes');
  });

  test('of a command, a button or a letter that another has is refused', async () => {
    const twin = feature('twin', {
      declares: { commands: { batal: { name: { en: 'twin', id: 'batal' }, operation: 'find' } } },
      handle: () => ({ commands: { batal: async () => undefined } }),
    });
    await expect(openBotWorld({ database, features: [...features, twin] })).rejects.toThrow(
      '/batal',
    );
    expect(() => buttonsOf([greeting, greeting])).toThrow('one name');
    const letters = { greet, list: greet } as never;
    expect(() => createCodec(letters, 'first')).toThrow('letter');
  });
});
