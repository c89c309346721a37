import { heldMs } from '../../../orders/requests/grace/grace-time.ts';
import type { ManyFacts } from '../../../orders/requests/runs/many-facts.ts';
import type { Progress } from '../../../orders/requests/runs/runs.ts';
import {
  type Act,
  personBehind,
  type Request,
  type RequestedAct,
} from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { approvalEnded, type Reader } from '../acts/approval.ts';
import type { MessageView } from '../message-view.ts';
import { heldManyView, undoneManyView } from './held.ts';
import { progressView } from './progress.ts';
import { manyApprovalView, manyQuestionView } from './question.ts';
import { summaryView } from './summary.ts';

/** Where what a run shows is read. */
export interface RunSource {
  factsOf(token: string): Promise<ManyFacts>;
  progressOf(token: string): Promise<Progress>;
  actsOf(token: string): Promise<{ request: Request; acts: Act[] }>;
  /** With the first of its acts. */
  get(token: string): Promise<RequestedAct>;
}

/** What a chat shows of a request about many orders, from the question to the summary. */
export async function runView(
  request: Request,
  source: RunSource,
  localizer: Localizer,
  reader: Reader = 'everybody',
): Promise<MessageView> {
  const { token, status } = request;
  switch (status) {
    case 'proposed':
      return manyQuestionView(request, await source.factsOf(token), localizer);
    case 'awaiting':
      return manyApprovalView(
        await source.get(token),
        await source.factsOf(token),
        localizer,
        reader,
      );
    case 'declined':
    case 'withdrawn':
      return {
        text:
          approvalEnded({ request }, localizer) ??
          localizer.html('many-declined', { person: personBehind(request).name }),
        keyboard: [],
      };
    case 'expired':
      return {
        text: approvalEnded({ request }, localizer) ?? localizer.html('question-expired'),
        keyboard: [],
      };
    case 'undone':
      return undoneManyView(request, localizer);
    case 'confirmed':
      if (heldMs(request) > 0)
        return heldManyView(request, await source.progressOf(token), localizer);
      return progressView(request, await source.progressOf(token), localizer);
    case 'over':
      return summaryView(request, (await source.actsOf(token)).acts, localizer);
  }
}
