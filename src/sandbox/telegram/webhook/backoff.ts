/** The failures of an update so far. */
export interface Tries {
  fails: number;
  /** In seconds; doubles with each failure but the first. */
  delay: number;
}

const maxDelaySeconds = 60;
const maxRetryAfterSeconds = 3600;

/**
 * When a failed update is sent again: the first time at once, then after 2, 4, 8… seconds up to a
 * minute or two, or when the bot's server asks for it (tdlib WebhookActor.cpp, on_update_error).
 *
 * @param retryAfter the seconds that the server asked for; 0 if it didn't
 * @param random from 0 to 1; spreads the longest delays
 */
export function nextTry(
  { fails, delay }: Tries = { fails: 0, delay: 1 },
  retryAfter: number,
  random: number,
): Tries & { wait: number } {
  const asked = Math.min(Math.max(retryAfter, 0), maxRetryAfterSeconds);
  if (asked > 0 || fails === 0) return { fails: fails + 1, delay, wait: asked };
  const longest = maxDelaySeconds * (1 + random);
  const doubled = Math.min(longest, delay * 2);
  return { fails: fails + 1, delay: doubled, wait: doubled };
}
