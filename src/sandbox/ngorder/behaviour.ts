import { z } from 'zod';

/** Where the reference is silent, the sandbox can be told which way to go. */
export const behaviourSchema = z.strictObject({
  /** Return and delete answer with a message, or with a 200 that has no body. */
  actAnswer: z.enum(['message', 'empty']),
  /** What `keyword` finds among IDs and numbers: parts of them, whole ones, or nothing at all. */
  keyword: z.enum(['partial', 'exact', 'misses']),
  /** Whether the Excel comes with a `Content-Length` or in chunks of unstated number. */
  downloadLength: z.enum(['stated', 'chunked']),
});

export type Behaviour = z.infer<typeof behaviourSchema>;

export const behaviourChange = z.strictObject({
  actAnswer: behaviourSchema.shape.actAnswer.exactOptional(),
  keyword: behaviourSchema.shape.keyword.exactOptional(),
  downloadLength: behaviourSchema.shape.downloadLength.exactOptional(),
});

/** Only what is to become different. */
export type BehaviourChange = z.infer<typeof behaviourChange>;

export const firstBehaviour: Readonly<Behaviour> = {
  actAnswer: 'message',
  keyword: 'partial',
  downloadLength: 'stated',
};
