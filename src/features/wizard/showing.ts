import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { deletedWords, helpCard } from '../../cards/helpful.ts';
import { type CaseRecord, draftOf, isOwnDraft } from '../../case/record.ts';
import { isShown } from '../../case/standing.ts';
import { isSubmitted, referralOf } from '../../case/state.ts';
import { stepNow } from '../../draft/steps.ts';
import type { Pack } from '../../protocol/pack.ts';
import { ownReport } from '../missing/state.ts';
import { questionCard } from './question.ts';
import type { StepView } from './step.ts';
import { textForm } from './text-form.ts';

/** Shows the step of a draft: as a card after a press, and in words after a typed message. */
export const draftReply = (record: CaseRecord, { turnInput, pack }: Context, more: Partial<StepView> = {}): Reply =>
  turnInput.heard
    ? typedReply(record, pack, more)
    : showStep(record, pack, { ...more, keep: turnInput.onMessage === undefined });

/**
 * The step of a draft as a card. `keep`: the card is a new message, and its id is kept with the draft so that it can be
 * replaced later by one that no longer shows the answers.
 */
export function showStep(record: CaseRecord, pack: Pack, more: Partial<StepView> & { keep?: boolean } = {}): Reply {
  const { keep, ...rest } = more;
  const view = viewOf(record, pack, rest);
  return view ? [{ card: questionCard(view), storeInChat: true, ...(keep ? keeping(record) : {}) }] : [];
}

/** The step of an author's draft, or that it is deleted. @returns undefined for a sent referral */
export function ownCase(record: CaseRecord, pack: Pack, inWords: boolean): Reply | undefined {
  if (inWords) return typedReply(record, pack, {});
  const referral = referralOf(record.events);
  if (referral.status === 'withdrawn')
    return replyCard(helpCard(pack, { heading: 'That draft is deleted', lines: [deletedWords(isShown(record))] }));
  return isSubmitted(referral) && !isOwnDraft(record) ? undefined : showStep(record, pack);
}

/** The answer to typed words: the next question as one short text. */
export function typedReply(record: CaseRecord, pack: Pack, more: Partial<StepView>, isUnclear?: boolean): Reply {
  const view = viewOf(record, pack, more);
  // what would be the same for the next child, and which address is asked about, is shown, and no text may hold it
  if (view && !isUnclear && !view.isBeside && ['same', 'places'].includes(stepNow(view.draft, pack).kind))
    return showStep(record, pack, { ...more, keep: true });
  return view ? [{ text: textForm(view, isUnclear), ...keeping(record) }] : [];
}

const keeping = ({ id }: CaseRecord) => ({ keeps: { caseId: id, as: 'draft' as const } });

function viewOf(record: CaseRecord, pack: Pack, more: Partial<StepView>): StepView | undefined {
  const draft = draftOf(record);
  return (
    draft && {
      caseId: record.id,
      draft,
      pack,
      now: record.answeredAt,
      practice: record.practice,
      report: ownReport(record),
      ...more,
    }
  );
}
