import type { Search } from '../../../store/tables/searches.ts';
import type { Operation } from '../../../team/operations.ts';
import type { Shop } from '../../../team/shops/shops.ts';
import type { Press } from '../../callbacks/codec.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { MessageView } from '../../views/message-view.ts';
import type { Progress } from './progress.ts';

/** What a search is carried out with. */
export interface Searching {
  shop: Shop;
  localizer: Localizer;
  /** Ends when the search is to be let go of, or somebody wants no more of it. */
  signal: AbortSignal;
  /** Somebody wants no more of it: what came of it until then is to be shown. */
  stop: AbortSignal;
  onProgress: Progress['note'];
}

/** How searches of one kind are carried out and shown. */
export interface SearchJob {
  /** The right that they take. */
  readonly operation: Operation;
  /** Reads, and returns what came of it as JSON. `asked` is what is looked for, as JSON. */
  carryOut(search: Search, asked: string, searching: Searching): Promise<string>;
  /** What its message shows once it is over; `found` is what came of it, as JSON. */
  view(search: Search, asked: string, found: string, localizer: Localizer): MessageView;
  /** Begins it anew, from its message. */
  again(search: Search, asked: string | undefined): Press;
}
