import type { Doing, Shows } from '../actions/context.ts';
import type { Sender } from '../actions/place.ts';
import { type Reply, say } from '../actions/reply.ts';
import { helpCard } from '../cards/help.ts';
import { type CaseRecord, draftOf } from '../case/record.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { erasedReceiptCard } from '../features/retention/cards.ts';
import { erasedIn } from '../features/retention/state.ts';
import { questionCard } from '../features/wizard/question.ts';
import type { Shown } from '../features/wizard/shown.ts';
import { textForm } from '../features/wizard/text-form.ts';
import { caseCard } from '../views/mash-case.ts';
import { myReferralsCard } from '../views/my-referrals.ts';
import { receiptCard } from '../views/receipt.ts';
import type { BotDeps } from './deps.ts';

/** Where the draft stands: in words as well to whoever typed, as a card to whoever pressed. */
export function replyTo(doing: Doing, record: CaseRecord, deps: BotDeps, shown: Partial<Shown> = {}): Reply {
  if (doing.heard) return typedReply(record, deps, shown);
  return show(record, deps, { ...shown, keep: doing.onMessage === undefined });
}

/** The step of a draft as its card; `keep` when it goes out as a new message that must be found again. */
export function show(record: CaseRecord, deps: BotDeps, more: Partial<Shown> & { keep?: boolean } = {}): Reply {
  const draft = draftOf(record);
  if (!draft) return [];
  const { keep, ...shown } = more;
  const card = questionCard({ caseId: record.id, draft, pack: deps.pack, training: record.training, ...shown });
  return [{ card, storeInChat: true, ...(keep ? { keeps: { caseId: record.id, as: 'draft' as const } } : {}) }];
}

/** To typed words the bot answers with the next question as text, and the same as a card. */
export function typedReply(record: CaseRecord, deps: BotDeps, shown: Partial<Shown>, unclear?: string): Reply {
  const draft = draftOf(record);
  if (!draft) return [];
  const keeps = { caseId: record.id, as: 'draft' as const };
  const whole = { caseId: record.id, draft, pack: deps.pack, training: record.training, ...shown };
  return [
    { text: textForm(whole, unclear), ...(whole.notes?.length || unclear !== undefined ? { keeps } : {}) }, // a date read back is a fact
    { card: questionCard(whole), keeps },
  ];
}

/** The receipt of a case that is sent. */
export function whereItStands(record: CaseRecord, deps: BotDeps): Reply {
  const referral = referralOf(record.events);
  const erased = erasedIn(record.events);
  if (erased && erased.why !== 'deleted-draft') return say(erasedReceiptCard(record, erased, deps.pack));
  if (referral.status === 'withdrawn') {
    return say(helpCard(deps.pack, { heading: 'That draft is deleted', lines: ['Nothing of it was sent or kept.'] }));
  }
  if (!('submittedBy' in referral)) return show(record, deps);
  return [{ card: receiptCard(record, referral, deps.pack) }];
}

/** To a case of their own whose facts were erased nobody adds anything: they are shown where it stands. */
export const isErasedOwn = ({ author, events }: CaseRecord, { id }: Sender): boolean =>
  author === id && erasedIn(events) !== undefined;

export function notYours(deps: BotDeps): Reply {
  return [
    {
      card: helpCard(deps.pack, {
        heading: 'I cannot open that',
        lines: ['Only the person who wrote it can open it here.'],
      }),
    },
  ];
}

const looked = 40; // deleted drafts among them are not shown

/** The author's own drafts and referrals. */
export async function myReferrals({ id }: Sender, { cases, pack }: Pick<BotDeps, 'cases' | 'pack'>): Promise<Reply> {
  return say(myReferralsCard(await cases.of(id, looked), pack));
}

/** What features show of a case without knowing how. */
export const showsIn = (sender: Sender, deps: BotDeps): Shows => ({
  whereItStands: (record) => whereItStands(record, deps),
  notYours: () => notYours(deps),
  ownCases: () => myReferrals(sender, deps),
  caseCard: (record, notice) => {
    const referral = submittedIn(referralOf(record.events));
    return referral ? [{ card: caseCard(record, referral, deps.pack, notice), ...(notice ? { notice } : {}) }] : [];
  },
});
