import { z } from 'zod';

/** Where the reference leaves it open, the sandbox can be told what to do. */
export const behaviourSchema = z.strictObject({
  /** Return and delete answer with a message, or with a 200 that has no body. */
  actAnswer: z.enum(['message', 'empty']),
  /** What `keyword` matches in IDs and numbers: parts of them, whole ones, or nothing. */
  keyword: z.enum(['partial', 'exact', 'misses']),
  /** Whether the Excel has a `Content-Length` or is sent in chunks. */
  downloadLength: z.enum(['stated', 'chunked']),
  /** The last day of the shops' subscriptions; null: the end of next year. */
  expiredDate: z.iso.date().nullable(),
});

export type Behaviour = z.infer<typeof behaviourSchema>;

export const behaviourChange = z.strictObject({
  actAnswer: behaviourSchema.shape.actAnswer.exactOptional(),
  keyword: behaviourSchema.shape.keyword.exactOptional(),
  downloadLength: behaviourSchema.shape.downloadLength.exactOptional(),
  expiredDate: behaviourSchema.shape.expiredDate.exactOptional(),
});

/** Only the settings to change. */
export type BehaviourChange = z.infer<typeof behaviourChange>;

export const firstBehaviour: Readonly<Behaviour> = {
  actAnswer: 'message',
  keyword: 'partial',
  downloadLength: 'stated',
  expiredDate: null,
};
