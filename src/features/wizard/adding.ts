import type { Doing } from '../../actions/context.ts';
import type { Reply } from '../../actions/reply.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { isErasedOwn, notYours } from '../../teams/showing.ts';
import { onDraft } from './drafting.ts';

/** The indicator check for a referral that was sent without it; what is found goes to the MASH as an addition. */
export async function startAdding(id: CaseId, doing: Doing, deps: BotDeps): Promise<Reply> {
  const opened = await deps.cases.change(id, (record) => {
    if (record.author !== doing.sender.id || !submittedIn(referralOf(record.events))) return { result: false };
    if (record.progress || isErasedOwn(record, doing.sender)) return { result: true };
    const progress = {
      mode: 'adding' as const,
      at: 'situation',
      hurry: false,
      done: [],
      cursor: 0,
      revision: record.revision,
    };
    return { record: { ...record, progress }, result: true };
  });
  return opened ? onDraft(id, { kind: 'show' }, doing, deps) : notYours(deps);
}
