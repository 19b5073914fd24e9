import type { Doing } from '../../actions/context.ts';
import type { Reply } from '../../actions/reply.ts';
import { staff } from '../../actions/staff.ts';
import { helpCard } from '../../cards/help.ts';
import { replacedCard } from '../../cards/replaced.ts';
import { advance, timed } from '../../case/advance.ts';
import { addCheck, submit } from '../../case/commands.ts';
import type { Outcome } from '../../case/outcome.ts';
import { type CaseRecord, withoutDraft } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { answerTo, type Draft } from '../../check/draft.ts';
import { whoIsKnown } from '../../check/move.ts';
import { checkIsDone } from '../../check/not-known.ts';
import { detailForms } from '../../check/steps.ts';
import type { Person } from '../../people.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { whereItStands } from '../../teams/showing.ts';
import { sentInWords } from './text-form.ts';

export type Done = { record?: CaseRecord; result: Reply };

/** Sends the referral; the receipt takes the place of the card that was pressed. */
export function sent(record: CaseRecord, draft: Draft, doing: Doing, deps: BotDeps): { outcome: Outcome; done: Done } {
  const outcome = submit(
    referralOf(record.events),
    {
      author: record.author,
      answers: draft.answers,
      known: whoIsKnown(draft, deps.pack),
      checkDone: checkIsDone(draft.answers),
      clocks: deps.pack.clocks,
      missingNow: missingNow(draft, deps),
    },
    { by: staff(doing.sender), now: deps.now() },
  );
  if (outcome.kind !== 'happened') return { outcome, done: { result: whereItStands(record, deps) } };
  const receipt = doing.onMessage;
  const held = { ...record, said: { ...record.said, ...(receipt ? { receipt } : {}) } };
  const next = settled(held, outcome, doing, deps);
  const card = whereItStands(next, deps).map((message) =>
    receipt ? message : { ...message, keeps: { caseId: record.id, as: 'receipt' as const } },
  );
  const due = outcome.events.find((event) => event.type === 'ReferralSubmitted')?.decisionDue;
  const words = doing.heard && due ? [{ text: sentInWords({ id: record.id, due }, deps.pack) }] : [];
  return { outcome, done: { record: next, result: [...words, ...card] } };
}

/** What the form about a missing child says, where it is still asked. */
function missingNow({ answers }: Draft, { pack }: BotDeps): { words: string } | undefined {
  const isAsked = detailForms(answers, pack).some(({ fields }) => fields.includes('missing-now'));
  if (!isAsked || answers.values['missing-now'] !== 'yes') return undefined;
  return { words: answerTo(answers, 'missing-reported') ?? '' };
}

/** Sends an indicator check that was done after the referral. */
export function added(record: CaseRecord, doing: Doing, deps: BotDeps): Done {
  const outcome = addCheck(referralOf(record.events), { by: staff(doing.sender), now: deps.now() });
  if (outcome.kind !== 'happened') return { result: whereItStands(record, deps) };
  const next = settled(record, outcome, doing, deps);
  return { record: next, result: [{ card: replacedCard(record.id, deps.pack), storeInChat: true }] };
}

/** Lets go of an indicator check that was begun after the referral: nothing of it goes anywhere. */
export function stopped(record: CaseRecord, deps: BotDeps): Done {
  const card = helpCard(deps.pack, { heading: 'Nothing was added', lines: ['Your referral stands as you sent it.'] });
  return { record: timed(withoutDraft(record, { keep: false }), deps.around()), result: [{ card, storeInChat: true }] };
}

function settled(
  record: CaseRecord,
  outcome: Extract<Outcome, { kind: 'happened' }>,
  doing: Doing,
  deps: BotDeps,
): CaseRecord {
  const name = record.facts.answers.values.name ?? doing.sender.name;
  const by: Person = { ...staff(doing.sender), name };
  const { events, texts } = outcome;
  return advance(withoutDraft(record, { keep: true }), { events, texts, by }, deps.around());
}
