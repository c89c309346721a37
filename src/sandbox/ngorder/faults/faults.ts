/** Faults that can be set: for the next requests, or for a share of all that follow. */
import { z } from 'zod';
import { ActiveFaults, type Times } from '../../control/active-faults.ts';
import { type Operation, operations } from '../api/api.ts';

/** Kinds for any operation. */
const generalKinds = [
  /** Nothing but `delayMs`. */
  'delay',
  /** An error with `status`, `message` and `retryAfter`. */
  'status',
  /** The connection ends without a response. */
  'broken',
  /** A 200 whose JSON says `response: "Failed"`. */
  'failed',
  /** An answer with the given `status` (200 unless told), `contentType` (JSON unless told) and `body`. */
  'answer',
  /** A 200 with a page of HTML. */
  'html',
  /** A 302 to `/api/open/elsewhere`: a client that follows it shows up in the call log. */
  'redirect',
  /** A 200 without a body. */
  'empty',
  /** The real response, but the connection ends halfway through its `Content-Length`. */
  'truncated',
  /** The real response in chunks, but the connection ends halfway. */
  'cut',
  /** The first half of the real response, as if it were complete. */
  'damaged',
] as const;

/** Kinds for the download only. */
const downloadKinds = [
  /** A 200 with JSON: the file will be e-mailed. */
  'emailed',
  /** An Excel file of the old kind, `.xls`. */
  'xls',
] as const;

const faultKinds = [...generalKinds, ...downloadKinds] as const;

export type FaultKind = (typeof faultKinds)[number];

const word = z.union([z.string(), z.number()]);

export const faultSchema = z
  .strictObject({
    kind: z.enum(faultKinds),
    /** The operation, or operations, that it applies to; all seven by default. */
    operation: z.union([z.enum(operations), z.array(z.enum(operations)).min(1)]).optional(),
    /** Only requests about this order. */
    orderId: z.int().optional(),
    /** How many requests it strikes: 1 by default, unlimited with a `share`. */
    times: z.int().positive().optional(),
    /** The share of matching requests that it strikes, spread evenly: 0.25 is every fourth. */
    share: z.number().gt(0).max(1).optional(),
    /** Before the effect (default), or after it: done, but the response is lost or late. */
    when: z.enum(['before', 'after']).optional(),
    /** A delay before or after the effect, as `when` says; possible with any kind. */
    delayMs: z.int().nonnegative().optional(),
    /** For `status`, from 400 on; for `answer`. */
    status: z.int().min(200).max(599).optional(),
    /** For `answer`, as it is sent; none unless told. */
    body: z.string().optional(),
    /** `body` is base64, for what is no text. */
    base64: z.boolean().optional(),
    contentType: z.string().optional(),
    /** Seconds or an HTTP date, for `status` 429 and 503. */
    retryAfter: word.optional(),
    /** The API's message for `status` and `failed`, in any of its three formats. */
    message: z.union([z.string(), z.array(word), z.record(z.string(), z.array(word))]).optional(),
  })
  .refine((fault) => fault.kind !== 'status' || (fault.status ?? 0) >= 400, {
    path: ['status'],
    message: 'A fault of kind "status" needs a status from 400 on.',
  })
  .refine((fault) => fault.kind !== 'delay' || fault.delayMs !== undefined, {
    path: ['delayMs'],
    message: 'A fault of kind "delay" needs delayMs.',
  })
  .transform((fault) =>
    downloadKinds.some((kind) => kind === fault.kind)
      ? { ...fault, operation: 'download' as const }
      : fault,
  );

export type Fault = z.input<typeof faultSchema>;

export interface SetFault {
  fault: Fault;
  /** The requests that matched it, and how many of them it struck. */
  met: number;
  struck: number;
  left: Times;
}

/** The faults that are set; each request is struck by at most one, the one set first. */
export class Faults {
  readonly #active = new ActiveFaults<SetFault>();

  /** @throws z.ZodError for a fault that can't be */
  add(fault: Fault): void {
    this.#active.add(asSet(fault));
  }

  /** Sets these faults in the place of all others. @throws z.ZodError for one that can't be */
  replace(faults: readonly Fault[]): void {
    const set = faults.map(asSet);
    this.#active.clear();
    for (const fault of set) this.#active.add(fault);
  }

  /** The fault for this request, counted as used. */
  take(operation: Operation, orderId: number | undefined): Fault | undefined {
    const hit = this.#active.take((set) => fits(set.fault, operation, orderId) && strikes(set));
    if (hit) hit.struck += 1;
    return hit?.fault;
  }

  /** The faults that are still active. */
  list(): SetFault[] {
    return structuredClone(this.#active.all);
  }

  clear(): void {
    this.#active.clear();
  }
}

function asSet(wanted: Fault): SetFault {
  const fault = faultSchema.parse(wanted);
  const left = fault.times ?? (fault.share === undefined ? 1 : 'always');
  return { fault, met: 0, struck: 0, left };
}

function fits(fault: Fault, operation: Operation, orderId: number | undefined): boolean {
  return (
    (!fault.operation || [fault.operation].flat().includes(operation)) &&
    (fault.orderId === undefined || fault.orderId === orderId)
  );
}

// An even share without randomness: strikes whenever the share of matches reaches the next whole
// number.
function strikes(set: SetFault): boolean {
  set.met += 1;
  const share = set.fault.share ?? 1;
  return Math.floor(set.met * share + 1e-9) > Math.floor((set.met - 1) * share + 1e-9);
}
