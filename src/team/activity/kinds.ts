/** What the activity tells of, in the groups by which people look for it. */
export const activityGroups = {
  /** What was done to orders, and why. */
  acts: ['cancel', 'return', 'delete', 'undo', 'reason', 'refunded', 'notRefunded', 'bulk'],
  /** A second person's word. */
  approval: [
    'approvalAsked',
    'approvalGiven',
    'approvalRefused',
    'approvalWithdrawn',
    'approvalExpired',
  ],
  /** Who comes, goes, and may do what. */
  team: ['invited', 'joined', 'joinAsked', 'joinRefused', 'role', 'removed', 'left', 'forgotten'],
  /** What was shown to one person, or taken out of the bot. */
  looks: ['reveal', 'export', 'activityExport'],
  /** How the shop and its chats are set up. */
  shop: [
    'settings',
    'chatSettings',
    'shopConnected',
    'shopRenewed',
    'shopDisconnected',
    'chatBound',
    'chatUnbound',
    'tokenRefused',
  ],
  /** What concerns security: who was refused, and what doesn't fit. */
  security: ['refusal', 'forged', 'tokenShown', 'broken'],
} as const;

export type ActivityGroup = keyof typeof activityGroups;
export type ActivityKind = (typeof activityGroups)[ActivityGroup][number];

export const activityKinds: readonly ActivityKind[] = Object.values(activityGroups).flat();
