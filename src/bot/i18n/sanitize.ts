/** How much of one text from outside is shown in a message. */
const mostCharacters = 300;

/**
 * Control characters and marks that turn the direction of text (Unicode categories Cc and Bidi_Control):
 * they would reorder what stands around them. Line feeds and tabs stay.
 */
const invisible = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\uFEFF]/gu;

/** Left alone at a cut by what they join or lead to: zero-width joiners and spaces. */
const dangling = /[\u200D\s]+$/u;

/**
 * A text from outside made fit to stand in a message: no direction marks, no halves of characters,
 * at most `most` characters, the last of them an ellipsis where it was cut.
 */
export function presentable(text: string, most = mostCharacters): string {
  const clean = text.toWellFormed().replace(invisible, '').trim();
  if (clean.length <= most) return clean;
  const characters = Array.from(clean.slice(0, most * 2));
  return characters.length > most || clean.length > most * 2
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .replace(dangling, '')}…`
    : clean;
}
