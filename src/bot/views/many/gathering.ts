import type { Picked, PickedByName, PickedInDocument } from '../../../orders/many/picked.ts';
import type { ActKind } from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { excelOfThese } from '../export.ts';
import { button, lines, type MessageView, shopLine } from '../message-view.ts';

/** That orders are being looked up; `read` says how many were looked at so far. */
export function gatheringView(picked: Picked, localizer: Localizer, read = 0): MessageView {
  const count = countNamed(picked);
  if (count === undefined) return { text: localizer.html('many-gathering-list'), keyboard: [] };
  const text =
    read === 0
      ? localizer.html('many-gathering', { count })
      : localizer.html('many-gathering-read', { count, read });
  return { text, keyboard: [] };
}

/** How many orders are looked for, where that is known. */
function countNamed(picked: Picked): number | undefined {
  if (picked.of === 'run') return picked.count;
  return picked.of === 'names' ? picked.references.length : undefined;
}

/** What can be done to the orders that somebody named. */
export function choiceView(
  selection: string,
  picked: PickedByName | PickedInDocument,
  { kinds, mayExport }: { kinds: readonly ActKind[]; mayExport: boolean },
  localizer: Localizer,
): MessageView {
  return {
    text: lines(
      shopLine(localizer),
      picked.of === 'document'
        ? localizer.html('many-choice-document', { name: picked.name })
        : localizer.html('many-choice', { count: picked.references.length }),
      localizer.html('many-choice-note'),
    ),
    keyboard: [
      ...kinds.map((kind) => [
        button(localizer.plain(`button-many-${kind}`), { press: 'askMany', kind, selection }),
      ]),
      ...(picked.of === 'names' && mayExport
        ? [[excelOfThese({ of: 'selection', id: selection }, localizer)]]
        : []),
    ],
  };
}
