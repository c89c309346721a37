/** The guided tour in English. The bot's own buttons are named by their labels, in the bot's language. */

/** The labels on the bot's buttons that the tour tells one to press. */
export interface BotLabels {
  yes: string;
  returnOrder: string;
  getExcel: string;
}

export const tour = {
  label: 'Guided tour',
  step: (number: number, of: number, name: string) => `${number} of ${of} · ${name}`,
  over: 'That was all of it',
  free: (name: string) => `You are ${name}. Try what you like: nothing here is real.`,
  steps: 'Steps',
  fewer: 'Less',
  skip: 'Skip',
  skipLong: 'Skip the tour',
  close: 'Close',
  closeLong: 'Close the tour',
  done: 'done',
  restart: 'Restart tour',
  take: 'Take the tour',
  kinds: {
    cancel: {
      name: 'Cancel an order',
      how: ({ yes }: BotLabels) =>
        `In the chat “Ngorder” press Start, write /cancel 1338, then press “${yes}”.`,
    },
    return: {
      name: 'Bring it back',
      how: ({ returnOrder }: BotLabels) =>
        `Write /canceled, press the number before #1338, then “${returnOrder}”, then Yes.`,
    },
    twice: {
      name: 'Press Yes twice',
      how: (_: BotLabels) =>
        'Write /cancel 1341. Under Trouble switch on “Press twice”, then press Yes in the chat: one request goes out.',
    },
    plug: {
      name: 'Pull the plug',
      how: (_: BotLabels) =>
        'Write /cancel 1343. Under Trouble press “Stop it hard”. Press Yes in the chat, then “Start it” under Trouble.',
    },
    lost: {
      name: 'Lose the answer',
      how: (_: BotLabels) =>
        'Write /cancel 1346. Under Trouble switch on “Broken after the act”, then press Yes in the chat: the bot looks it up.',
    },
    excel: {
      name: 'Get the Excel',
      how: ({ getExcel }: BotLabels) =>
        `Write /export and press “${getExcel}”. The file opens on any computer.`,
    },
    stranger: {
      name: 'Be somebody without rights',
      how: (_: BotLabels) =>
        'Under People choose Dewi Lestari, who is not in the team. Write /cancel 1335 as her.',
    },
    afresh: {
      name: 'Start over',
      how: (_: BotLabels) =>
        'Under Orders press “Start over”: all is as it was at first, and you are who you were.',
    },
  },
};
