/** Another act on the same order and shop is under way. */
export class OrderHeld extends Error {
  override readonly name = 'OrderHeld';
}

/** Whether a second act under way is what the database refused: SQLite says it in words, PostgreSQL by SQLSTATE 23505. */
export function refusesSecond(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.message.includes('UNIQUE constraint failed') ||
    ('code' in error && error.code === '23505')
  );
}
