import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { Picked } from '../many/picked.ts';

/** Which orders somebody wants in a file. What is searched for or picked is absent where it isn't kept any more. */
export type OrdersAsked =
  | { of: 'list'; filter: CanceledFilter }
  | { of: 'search'; id: string; text?: string | undefined }
  | { of: 'selection'; id: string; picked?: Picked | undefined }
  /** Those for which money is owed. */
  | { of: 'refunds' };
