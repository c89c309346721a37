/** A person can't do this here; nothing has changed. */
export class ImpossibleAction extends Error {
  override readonly name = 'ImpossibleAction';
  readonly status: 400 | 404 | 409 | 413;

  constructor(status: 400 | 404 | 409 | 413, message: string) {
    super(message);
    this.status = status;
  }
}
