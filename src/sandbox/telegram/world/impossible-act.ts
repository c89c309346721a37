/** Something that a person can't do here; nothing has changed. */
export class ImpossibleAct extends Error {
  override readonly name = 'ImpossibleAct';
  readonly status: 400 | 404 | 409 | 413;

  constructor(status: 400 | 404 | 409 | 413, message: string) {
    super(message);
    this.status = status;
  }
}
