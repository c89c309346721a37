/**
 * Ngorder answered a download with something that can't be given to anyone as a file.
 * `message` is for logs and leaves Ngorder's own words out, since these may name a person.
 */
export abstract class ExportError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** No file comes: Ngorder e-mails it to the shop's address. */
export class ExportEmailed extends ExportError {
  readonly kind = 'ExportEmailed';
  /** Ngorder's own words, at most 300 characters. */
  readonly apiMessage: string;

  constructor(apiMessage: string) {
    super('the export is e-mailed');
    this.apiMessage = apiMessage;
  }
}

/** The answer has no bytes at all. */
export class ExportEmpty extends ExportError {
  readonly kind = 'ExportEmpty';

  constructor() {
    super('the export is empty');
  }
}

/** Only a part of the file came; asking again may help. `cause` tells how it broke, where that is known. */
export class ExportBrokenOff extends ExportError {
  readonly kind = 'ExportBrokenOff';
  /** How much came. */
  readonly bytes: number;

  constructor(bytes: number, cause?: unknown) {
    super(`the export broke off after ${bytes} bytes`, { cause });
    this.bytes = bytes;
  }
}

/** The answer is no table of any kind: an archive without a workbook, words that say nothing of e-mail. */
export class ExportForeign extends ExportError {
  readonly kind: 'ExportForeign' | 'ExportWebPage' = 'ExportForeign';
  /** What Ngorder called it (Content-Type). */
  readonly contentType?: string;
  /** Ngorder's own words where it gave any, at most 300 characters. */
  readonly apiMessage?: string;

  constructor(what: string, facts: { contentType?: string | undefined; apiMessage?: string } = {}) {
    super(`the export is no table: ${what}`);
    if (facts.contentType !== undefined) this.contentType = facts.contentType;
    if (facts.apiMessage !== undefined) this.apiMessage = facts.apiMessage;
  }
}

/** The answer is a web page, such as one that tells of maintenance. */
export class ExportWebPage extends ExportForeign {
  override readonly kind = 'ExportWebPage';

  constructor(facts: { contentType?: string | undefined } = {}) {
    super('a web page', facts);
  }
}

/** The search or the selection that it was to hold is not kept any more. */
export class OrdersForgotten extends ExportError {
  readonly kind = 'OrdersForgotten';

  constructor() {
    super('what was searched for or picked is not kept any more');
  }
}

/** The file is larger than may be passed on; a shorter range of dates helps. */
export class ExportTooLarge extends ExportError {
  readonly kind = 'ExportTooLarge';
  /** The limit that it exceeds. */
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`the export is larger than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}
