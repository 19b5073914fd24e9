import type { Doing } from '../../actions/context.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Done } from './finishing.ts';
import { erased } from './letting-go.ts';
import { practisedCard } from './training.ts';

/** The end of a practice: what would have been sent is deleted, and nobody hears of it. @source Protocol 12 */
export function practised(record: CaseRecord, { sender, onMessage }: Doing, deps: BotDeps): Done {
  const card = { card: practisedCard(deps.pack), storeInChat: true };
  const held = { ...record, said: { ...record.said, ...(onMessage ? { receipt: onMessage } : {}) } };
  return erased(held, [{ type: 'DraftWithdrawn', at: deps.now(), by: sender.id }], [card], deps);
}
