import type { Context, Reply } from '../../actions/context.ts';
import { type CaseRecord, draftOf } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { questionCard } from './question.ts';
import type { Shown } from './shown.ts';
import { textForm } from './text-form.ts';

/** Where the draft stands: in words as well to whoever typed, as a card to whoever pressed. */
export function replyTo(
  record: CaseRecord,
  { doing, pack }: Pick<Context, 'doing' | 'pack'>,
  shown: Partial<Shown> = {},
): Reply {
  if (doing.heard) return typedReply(record, pack, shown);
  return show(record, pack, { ...shown, keep: doing.onMessage === undefined });
}

/** The step of a draft as its card; `keep` when it goes out as a new message that must be found again. */
export function show(record: CaseRecord, pack: Pack, more: Partial<Shown> & { keep?: boolean } = {}): Reply {
  const draft = draftOf(record);
  if (!draft) return [];
  const { keep, ...shown } = more;
  const card = questionCard({ caseId: record.id, draft, pack, training: record.training, ...shown });
  return [{ card, storeInChat: true, ...(keep ? { keeps: { caseId: record.id, as: 'draft' as const } } : {}) }];
}

/** To typed words the bot answers with the next question as text, and the same as a card. */
export function typedReply(record: CaseRecord, pack: Pack, shown: Partial<Shown>, unclear?: string): Reply {
  const draft = draftOf(record);
  if (!draft) return [];
  const keeps = { caseId: record.id, as: 'draft' as const };
  const whole = { caseId: record.id, draft, pack, training: record.training, ...shown };
  return [
    { text: textForm(whole, unclear), ...(whole.notes?.length || unclear !== undefined ? { keeps } : {}) }, // a date read back is a fact
    { card: questionCard(whole), keeps },
  ];
}
