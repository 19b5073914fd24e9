import type { Context, Reply } from '../../actions/context.ts';
import { type CaseRecord, draftOf } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { questionCard } from './question.ts';
import type { StepView } from './shown.ts';
import { textForm } from './text-form.ts';

/** Where the draft stands: in words as well to whoever typed, as a card to whoever pressed. */
export const draftReply = (record: CaseRecord, { doing, pack }: Context, shown: Partial<StepView> = {}): Reply =>
  doing.heard
    ? typedReply(record, pack, shown)
    : showStep(record, pack, { ...shown, keep: doing.onMessage === undefined });

/** The step of a draft as its card; `keep` when it goes out as a new message that must be found again. */
export function showStep(record: CaseRecord, pack: Pack, more: Partial<StepView> & { keep?: boolean } = {}): Reply {
  const { keep, ...rest } = more;
  const shown = shownOf(record, pack, rest);
  return shown ? [{ card: questionCard(shown), storeInChat: true, ...(keep ? keeping(record) : {}) }] : [];
}

/** To typed words the bot answers with the next question as text, and the same as a card. */
export function typedReply(record: CaseRecord, pack: Pack, shown: Partial<StepView>, unclear?: string): Reply {
  const whole = shownOf(record, pack, shown);
  if (!whole) return [];
  const saysFacts = whole.notes?.length || unclear !== undefined; // a date read back is a fact
  return [
    { text: textForm(whole, unclear), ...(saysFacts ? keeping(record) : {}) },
    { card: questionCard(whole), ...keeping(record) },
  ];
}

const keeping = ({ id }: CaseRecord) => ({ keeps: { caseId: id, as: 'draft' as const } });

function shownOf(record: CaseRecord, pack: Pack, more: Partial<StepView>): StepView | undefined {
  const draft = draftOf(record);
  return draft && { caseId: record.id, draft, pack, training: record.training, ...more };
}
