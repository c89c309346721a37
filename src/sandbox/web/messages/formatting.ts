/** Turns Telegram's message entities (flat ranges of UTF-16 units) into a tree. */
import type { MessageEntity } from '../world/telegram.ts';

/** A stretch of plain text, or an entity around further pieces. */
export type Piece = string | { entity: MessageEntity; text: string; pieces: Piece[] };

/**
 * Splits a text into pieces with nested entities. Entities that overlap without nesting are split
 * where the outer one ends, as in Telegram's apps.
 */
export function formatted(text: string, entities: readonly MessageEntity[] = []): Piece[] {
  const outerFirst = [...entities]
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .sort(byRange);
  return piecesBetween(text, 0, text.length, outerFirst);
}

function byRange(a: MessageEntity, b: MessageEntity): number {
  return a.offset - b.offset || b.length - a.length;
}

function piecesBetween(
  text: string,
  start: number,
  end: number,
  entities: readonly MessageEntity[],
): Piece[] {
  const pieces: Piece[] = [];
  const waiting = [...entities];
  let position = start;
  for (let entity = waiting.shift(); entity !== undefined; entity = waiting.shift()) {
    const entityEnd = Math.min(entity.offset + entity.length, end);
    const inside: MessageEntity[] = [];
    const after: MessageEntity[] = [];
    for (const other of waiting.splice(0)) {
      const [inner, rest] = cutAt(other, entityEnd);
      if (inner !== undefined) inside.push(inner);
      if (rest !== undefined) after.push(rest);
    }
    waiting.push(...after.sort(byRange));
    if (entity.offset > position) pieces.push(text.slice(position, entity.offset));
    pieces.push({
      entity,
      text: text.slice(entity.offset, entityEnd),
      pieces: piecesBetween(text, entity.offset, entityEnd, inside),
    });
    position = entityEnd;
  }
  if (position < end) pieces.push(text.slice(position, end));
  return pieces;
}

/** Splits an entity at a position. */
function cutAt(
  entity: MessageEntity,
  position: number,
): [MessageEntity | undefined, MessageEntity | undefined] {
  const end = entity.offset + entity.length;
  if (end <= position) return [entity, undefined];
  if (entity.offset >= position) return [undefined, entity];
  return [
    { ...entity, length: position - entity.offset },
    { ...entity, offset: position, length: end - position },
  ];
}
