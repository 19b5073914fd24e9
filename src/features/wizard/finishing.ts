import type { Context, Reply } from '../../actions/context.ts';
import { afterDecisionText } from '../../cards/after-decision.ts';
import { helpCard } from '../../cards/help.ts';
import { replacedCard } from '../../cards/replaced.ts';
import { advance, timed } from '../../case/advance.ts';
import { addIndicatorCheck, submitReferral } from '../../case/commands.ts';
import type { Outcome, Refusal } from '../../case/outcome.ts';
import { type CaseRecord, ownAnswers, withoutDraft } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { type Answers, answerTo, type Draft } from '../../check/draft.ts';
import { isReferrerKnown } from '../../check/move.ts';
import { isCheckDone } from '../../check/not-known.ts';
import { detailForms } from '../../check/steps.ts';
import type { Pack } from '../../protocol/pack.ts';
import { emptied } from './letting-go.ts';
import { sentInWords } from './text-form.ts';
import { practisedCard } from './training.ts';

/** What becomes of the case, and the answer. `refusal`: counted once the case is written. */
export interface Done {
  record?: CaseRecord;
  result: Reply;
  refusal?: Refusal['kind'];
}

/** A draft to which something is done, and the turn in which it is. */
export interface On {
  record: CaseRecord;
  draft: Draft;
  context: Context;
}

/** Sends the referral; the receipt takes the place of the card that was pressed. @returns why not, where a rule says no */
export function sent({ record, draft, context }: On): Done | { why: Refusal } {
  const { by, doing, pack, shows, now } = context;
  const { answers } = draft;
  const known = isReferrerKnown(draft, pack);
  const submission = { author: record.author, answers, known, checkDone: isCheckDone(answers), clocks: pack.clocks };
  const outcome = submitReferral(
    referralOf(record.events),
    { ...submission, missingNow: missingNow(answers, pack) },
    { by, now: now() },
  );
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind !== 'happened') return { result: shows.whereItStands(record) };
  const receipt = doing.onMessage;
  const held = { ...record, said: { ...record.said, ...(receipt ? { receipt } : {}) } };
  if (record.training) return practised(held, context);
  const next = settled(held, outcome, context);
  const card = shows
    .whereItStands(next)
    .map((message) => (receipt ? message : { ...message, keeps: { caseId: record.id, as: 'receipt' as const } }));
  const due = outcome.events.find((event) => event.type === 'ReferralSubmitted')?.decisionDue;
  const words = doing.heard && due ? [{ text: sentInWords({ id: record.id, due }, pack) }] : [];
  return { record: next, result: [...words, ...card] };
}

/** The end of a practice: what would have been sent is deleted, and nobody hears of it. @source Protocol 12 */
function practised(record: CaseRecord, { by, pack, caseContext }: Context): Done {
  const clocked = caseContext();
  const events = [{ type: 'DraftWithdrawn' as const, at: clocked.now, by: by.id }];
  const next = advance(emptied(record, pack), { events }, clocked);
  return { record: next, result: [{ card: practisedCard(pack), storeInChat: true }] };
}

/** What the form about a missing child says, where it is still asked. */
function missingNow(answers: Answers, pack: Pack): { words: string } | undefined {
  const isAsked = detailForms(answers, pack).some(({ fields }) => fields.includes('missing-now'));
  if (!isAsked || answers.values['missing-now'] !== 'yes') return undefined;
  return { words: answerTo(answers, 'missing-reported') ?? '' };
}

/** Sends an indicator check that was done after the referral. */
export function sendAddedCheck(record: CaseRecord, context: Context): Done {
  const { by, pack, shows, now } = context;
  const outcome = addIndicatorCheck(referralOf(record.events), { by, now: now() });
  if (outcome.kind !== 'happened') return { result: shows.whereItStands(record) };
  const next = settled(record, outcome, context);
  const words = referralOf(next.events).status === 'decided' ? [{ text: afterDecisionText(pack) }] : [];
  return { record: next, result: [...words, { card: replacedCard(record.id, pack), storeInChat: true }] };
}

/** Lets go of an indicator check that was begun after the referral: nothing of it goes anywhere. */
export function dropAddedCheck(record: CaseRecord, { pack, caseContext }: Context): Done {
  const card = helpCard(pack, { heading: 'Nothing was added', lines: ['Your referral stands as you sent it.'] });
  return { record: timed(withoutDraft(record, { keep: false }), caseContext()), result: [{ card, storeInChat: true }] };
}

/** The case when its draft was sent: its author is called there as they called themselves. */
function settled(
  record: CaseRecord,
  { events, texts }: Extract<Outcome, { kind: 'happened' }>,
  { by, caseContext }: Context,
): CaseRecord {
  const name = ownAnswers(record).values.name ?? by.name;
  return advance(withoutDraft(record, { keep: true }), { events, texts, by: { ...by, name } }, caseContext());
}
