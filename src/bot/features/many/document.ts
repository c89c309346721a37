// A seller sends a document with a column of orders.

import type { Document } from 'grammy/types';
import { mostDocumentBytes } from '../../../orders/many/document/read-document.ts';
import type { ActKind } from '../../../orders/requests/states.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { replyWith } from '../../messages/send.ts';
import { beginMany, offerChoice } from './begin.ts';

const tables = /\.(?:csv|tsv|txt|xlsx|xlsm|xls)$/i;

/** Whether a document may hold a table: by its name, since what phones say of its type is often wrong. */
export function isTable({ file_name = '' }: Document): boolean {
  return tables.test(file_name);
}

/** Has the orders of a document looked up, or asks first what is to be done to them. */
export async function takeDocument(
  parts: Pick<FeatureParts, 'selections' | 'team'>,
  ctx: BotContext,
  { file_id, file_name = '', file_size = 0 }: Document,
  kind?: ActKind,
): Promise<unknown> {
  // Nothing of it is fetched.
  if (file_size > mostDocumentBytes) return replyWith(ctx, 'document-tooLarge');
  const picked = { of: 'document', fileId: file_id, name: file_name } as const;
  return kind === undefined ? offerChoice(parts, ctx, picked) : beginMany(parts, ctx, kind, picked);
}

/** The document that a command is the caption of, or that its message answers. */
export function documentOf({ message }: BotContext): Document | undefined {
  const document = message?.document ?? message?.reply_to_message?.document;
  return document !== undefined && isTable(document) ? document : undefined;
}
