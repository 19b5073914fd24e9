import type { Context } from '../../actions/context.ts';
import type { Reply } from '../../actions/reply.ts';
import type { CaseId } from '../../base/reference.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { erasedIn } from '../retention/state.ts';
import { onDraft } from './drafting.ts';

/** The indicator check for a referral that was sent without it; what is found goes to the MASH as an addition. */
export async function startAdding(id: CaseId, context: Context): Promise<Reply> {
  const { by, cases, shows } = context;
  const opened = await cases.change(id, (record) => {
    if (record.author !== by.id || !submittedIn(referralOf(record.events))) return { result: false };
    if (record.progress || erasedIn(record.events)) return { result: true };
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
  return opened ? onDraft(id, { kind: 'show' }, context) : shows.notYours();
}
