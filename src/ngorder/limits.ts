export interface NgorderLimits {
  /** Until the connection stands: each of look-up, TCP and TLS. */
  connectMs: number;
  /** From the request's end to the answer's first byte, for a download. */
  responseMs: number;
  /** The time over which the pace of a download is measured: whoever sends next to nothing in it is given up. */
  stallMs: number;
  /** Whole time of one try of a download, to its last byte. */
  downloadMs: number;
  /** Whole time of an act's request, from sending it on: connection, request and answer. Waiting for a slot comes before. */
  actMs: number;
  /** Whole time of one try of a read. */
  readMs: number;
  /** How often a read is tried in all. */
  readTries: number;
  /** How long one read waits between its tries, in all. */
  maxWaitMs: number;
  /** Reads and acts at once for one token: so many, or as many as Ngorder is found to bear. */
  concurrency: number | 'learned';
  /** Downloads at once for one token, beside the reads and acts. */
  downloads: number;
}

export const defaultLimits: NgorderLimits = {
  connectMs: 4_000,
  responseMs: 30_000,
  stallMs: 15_000,
  downloadMs: 300_000,
  actMs: 10_000,
  readMs: 8_000,
  readTries: 3,
  maxWaitMs: 10_000,
  concurrency: 'learned',
  downloads: 8,
};
