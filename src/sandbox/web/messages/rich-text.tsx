/** A message's text with its formatting. */
import type { ComponentChildren } from 'preact';
import type { MessageEntity } from '../world/telegram.ts';
import { ExpandableQuote } from './expandable-quote.tsx';
import { formatted, type Piece } from './formatting.ts';
import { Spoiler } from './spoiler.tsx';

interface RichTextProps {
  text: string;
  entities: readonly MessageEntity[] | undefined;
  /** A command in the text was clicked, for example `/cancel`. */
  onCommand(command: string): void;
  /** Opens a link within Telegram; false if it leads elsewhere. */
  onLink(address: string): boolean;
}

type Actions = Pick<RichTextProps, 'onCommand' | 'onLink'>;

export function RichText({ text, entities, ...actions }: RichTextProps) {
  return <>{showPieces(formatted(text, entities), actions)}</>;
}

/** A block ends its line: the line break after it in the text isn't another one. */
function showPieces(pieces: readonly Piece[], actions: Actions) {
  return pieces.map((piece, index) => {
    const before = pieces[index - 1];
    const afterBlock = typeof before === 'object' && blockTypes.has(before.entity.type);
    const shown = afterBlock && typeof piece === 'string' ? piece.replace(/^\n/u, '') : piece;
    return showPiece(shown, actions);
  });
}

const blockTypes: ReadonlySet<string> = new Set(['pre', 'blockquote', 'expandable_blockquote']);

function showPiece(piece: Piece, actions: Actions): ComponentChildren {
  if (typeof piece === 'string') return piece;
  const inside = showPieces(piece.pieces, actions);
  return showEntity(piece.entity, piece.text, inside, actions);
}

function showEntity(
  entity: MessageEntity,
  text: string,
  inside: ComponentChildren,
  actions: Actions,
): ComponentChildren {
  switch (entity.type) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'underline':
      return <u>{inside}</u>;
    case 'strikethrough':
      return <s>{inside}</s>;
    case 'code':
      return <code>{inside}</code>;
    case 'pre':
      return <Code language={entity.language}>{inside}</Code>;
    case 'blockquote':
      return <blockquote>{inside}</blockquote>;
    case 'expandable_blockquote':
      return <ExpandableQuote>{inside}</ExpandableQuote>;
    case 'spoiler':
      return <Spoiler>{inside}</Spoiler>;
    case 'bot_command':
      return (
        <button type="button" class="link" onClick={() => actions.onCommand(text)}>
          {inside}
        </button>
      );
    default:
      return (
        <Linked address={addressOf(entity, text)} onLink={actions.onLink}>
          {inside}
        </Linked>
      );
  }
}

/** The URL of an entity that leads outside the chat. */
function addressOf(entity: MessageEntity, text: string): string | undefined {
  switch (entity.type) {
    case 'text_link':
      return entity.url;
    case 'url':
      return /^[a-z]+:\/\//iu.test(text) ? text : `http://${text}`;
    case 'email':
      return `mailto:${text}`;
    case 'phone_number':
      return `tel:${text.replace(/[^+\d]/gu, '')}`;
    default:
      return undefined;
  }
}

const safeScheme = /^(?:https?|mailto|tel|tg):/iu;

function Linked(
  props: Pick<Actions, 'onLink'> & { address: string | undefined; children: ComponentChildren },
) {
  const { address, onLink } = props;
  if (address === undefined || !safeScheme.test(address)) {
    return <span class="mention">{props.children}</span>;
  }
  return (
    <a
      href={address}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => onLink(address) && event.preventDefault()}
    >
      {props.children}
    </a>
  );
}

function Code(props: { language: string | undefined; children: ComponentChildren }) {
  return (
    <pre>
      {props.language && <small class="language">{props.language}</small>}
      {props.children}
    </pre>
  );
}
