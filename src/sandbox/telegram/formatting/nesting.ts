import type { MessageEntity } from '../types.ts';
import { inOrder, overlap } from './entities.ts';

const styleTypes = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler']);
const codeTypes = new Set(['code', 'pre']);
const quoteTypes = new Set(['blockquote', 'expandable_blockquote']);

/**
 * Makes chat for code: except for a quote around it, no other entity may overlap it. Styles are
 * split around it, links are dropped (Bot API reference, "Formatting options"). The result is
 * sorted by offset, the longer first.
 */
export function withoutCodeInside(entities: readonly MessageEntity[]): MessageEntity[] {
  const codes = entities.filter(({ type }) => codeTypes.has(type));
  const others = entities.filter(({ type }) => !codeTypes.has(type));
  const kept = others.flatMap((entity) => {
    if (quoteTypes.has(entity.type)) return [entity];
    if (styleTypes.has(entity.type)) return around(entity, codes);
    return codes.some((code) => overlap(code, entity)) ? [] : [entity];
  });
  return inOrder([...kept, ...codes]);
}

/** The parts of an entity outside the given ones. */
function around(entity: MessageEntity, codes: MessageEntity[]): MessageEntity[] {
  let parts = [entity];
  for (const code of codes) {
    parts = parts.flatMap((part) => {
      if (!overlap(part, code)) return [part];
      const end = part.offset + part.length;
      const codeEnd = code.offset + code.length;
      const before = { ...part, length: code.offset - part.offset };
      const after = { ...part, offset: codeEnd, length: end - codeEnd };
      return [before, after].filter(({ length }) => length > 0);
    });
  }
  return parts;
}
