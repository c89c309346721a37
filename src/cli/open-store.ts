import { ConfigError } from '../config.ts';
import { DatabaseUnavailable, DecryptionFailed, StoreError } from '../store/errors.ts';

/** Something that the operator asked for can't be done; the message says why. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** Runs a command of an operator: prints what it returns, or why it can't be done, and then ends with 1. */
export async function withSentences(command: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await command()}\n`);
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exitCode = 1;
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StoreError) return error.message;
  if (error instanceof DecryptionFailed) return error.message;
  if (error instanceof OperatorError || error instanceof DatabaseUnavailable) return error.message;
  throw error;
}
