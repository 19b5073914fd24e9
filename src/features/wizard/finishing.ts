import type { Context, Reply } from '../../actions/context.ts';
import type { Instant } from '../../base/time.ts';
import { helpCard, replacedCard } from '../../cards/helpful.ts';
import { button, coloured, line, mainButton, plain, referrerCard, spacedLine } from '../../cards/parts.ts';
import { givenAnswers } from '../../cards/referral-text.ts';
import { afterDecisionNotice } from '../../cards/to-referrer.ts';
import { start } from '../../cards/verbs.ts';
import { practiceLine } from '../../cards/warnings.ts';
import { advance, withWakeTime } from '../../case/advance.ts';
import { addIndicatorCheck, submitReferral } from '../../case/commands.ts';
import type { Outcome, Refusal } from '../../case/outcome.ts';
import { type CaseRecord, ownAnswers, withDraft, withoutDraft } from '../../case/record.ts';
import { numbersWritten } from '../../case/referrer-reach.ts';
import { submitted } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { dangerTakenBackNow } from '../../case/urgent.ts';
import { type Answers, answerTo, type Draft, notSaid, withAnswers, withoutUnsaid } from '../../draft/draft.ts';
import { hasCheckedAnyList } from '../../draft/fields.ts';
import { missingNowSaid } from '../../draft/missing-words.ts';
import { isReferrerKnown } from '../../draft/move.ts';
import { toldOf } from '../../draft/told.ts';
import { nameIn, saidWith } from '../../draft/typed-box.ts';
import { readChoice } from '../../draft/typed-choice.ts';
import { type Field, fieldOf, type Pack } from '../../protocol/pack.ts';
import { withAnswersDeleted } from './letting-go.ts';
import { practice } from './verbs.ts';

/** The changed case and the reply. `refusal` goes into the metrics after the case is saved. */
export interface DraftResult {
  saves?: CaseRecord;
  result: Reply;
  refusal?: Refusal['kind'];
  isUnused?: true; // the check cannot use the words that were typed
}

/** A draft, and the turn in which a command changes it. */
export interface DraftTurn {
  record: CaseRecord;
  draft: Draft;
  context: Context;
}

/** Sends the referral. The receipt replaces the pressed card. @returns `why` when a rule refuses */
export function sendReferral({ context, ...turn }: DraftTurn): DraftResult | { why: Refusal } {
  const { by, turnInput, pack, shows, now } = context;
  const { worry } = turn.draft.answers.values;
  const given = withAuthorTold(turn.draft, pack, now());
  const draft = worry ? withAnswers(given, { values: { worry: withoutUnsaid(worry) || worry } }) : given;
  const record = withDraft(turn.record, draft);
  const { answers } = draft;
  const submission = {
    author: record.author,
    answers,
    referrerKnown: isReferrerKnown(draft, pack),
    checkDone: hasCheckedAnyList(answers),
    clocks: pack.clocks,
    missingNow: missingNowSaid(answers),
  };
  const outcome = submitReferral(referralOf(record.events), submission, { by, now: now() });
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind !== 'happened') return { result: shows.whereItStands(record) };
  const receipt = turnInput.onMessage; // the pressed message becomes the receipt: `said` remembers its id
  const withReceipt = { ...record, said: { ...record.said, ...(receipt && { receipt }) } };
  if (record.practice) return endPractice(withReceipt, context);
  const next = withDraftSent(withReceipt, outcome, context);
  const card = shows
    .whereItStands(next)
    .map((message) => (receipt ? message : { ...message, keeps: { caseId: record.id, as: 'receipt' as const } }));
  const isInWords = (id: string) => id === 'phone' && numbersWritten(next).length > 0;
  const isLeft = ({ id }: Field) => answers.readings[id]?.words === notSaid.words && !isInWords(id);
  const left = pack.fields.filter(isLeft).map(({ short }) => short);
  const reads = `Sent. The MASH now reads: ${boxesGiven(answers, pack)}. “my copy” shows it.`;
  const without = `Sent without: ${left.join(', ')}. The MASH can ask you.`;
  const number = left.includes(fieldOf(pack, 'phone').short) ? ' Type your number: it goes to them.' : '';
  const said = [...(turnInput.heard ? [reads] : []), ...(left.length > 0 ? [without + number] : [])].join('\n\n');
  return { saves: next, result: said ? [...card, { text: said }] : card };
}

/** The author’s name, job, agency and number, where they stand in what was told and in no box. */
function withAuthorTold(draft: Draft, pack: Pack, now: Instant): Draft {
  const own = ['name', 'phone', 'agency', 'role', 'organisation']; // not each partnership asks for all of them
  return pack.fields.reduce((done, field) => {
    const { id } = field;
    if (!own.includes(id)) return done;
    const { answers, progress } = done;
    const isOpen = answerTo(answers, id) === undefined && !progress.denied?.includes(id);
    const told = isOpen ? toldOf(field, answers, now) : undefined;
    if (told === undefined) return done;
    const value = field.choices ? readChoice(told, field.choices)?.id : id === 'name' ? nameIn(told).name : told;
    return withAnswers(done, {
      values: { ...saidWith(id, told, answers), [id]: value },
      readings: { [id]: undefined },
    });
  }, draft);
}

/** What stands in a check, by the names of its boxes: somebody may be looking at the screen. */
export const boxesGiven = (answers: Answers, pack: Pack): string => {
  const names = pack.forms.flatMap(({ id }) => givenAnswers(answers, id, pack).map(({ field }) => field.short));
  return [...new Set(names)].join(', ');
};

/** Ends a practice: deletes what would have been sent, and tells nobody. @source Protocol 12 */
function endPractice(record: CaseRecord, { by, pack, caseContext }: Context): DraftResult {
  const current = caseContext();
  const events = [{ type: 'DraftWithdrawn' as const, at: current.now, by: by.id }];
  const next = advance(withAnswersDeleted(record), { events }, current);
  return { saves: next, result: [{ card: practisedCard(pack), storeInChat: true }] };
}

/** Sends an indicator check that the author did after the referral was sent. */
export function sendAddedCheck({ record, context }: DraftTurn): DraftResult {
  const { by, pack, shows, now } = context;
  const outcome = addIndicatorCheck(referralOf(record.events), { by, now: now() });
  if (outcome.kind !== 'happened') return { result: shows.whereItStands(record) };
  const next = withDraftSent(record, outcome, context);
  const more = afterDecisionNotice(submitted(next), pack, next.changedAt);
  return { saves: next, result: [{ card: replacedCard(record.id, pack, 'further down', more), storeInChat: true }] };
}

/** Drops an indicator check that was begun after the referral was sent. Nothing of it is sent or kept. */
export function dropAddedCheck({ record, context: { pack, caseContext } }: DraftTurn): DraftResult {
  const card = helpCard(pack, { heading: 'Nothing was added', lines: ['Your referral stands as you sent it.'] });
  return {
    saves: withWakeTime(withoutDraft(record, { keep: false }), caseContext()),
    result: [{ card, storeInChat: true }],
  };
}

/** The case after its draft was sent. It has the author's name as they wrote it. */
function withDraftSent(
  record: CaseRecord,
  { events, texts }: Extract<Outcome, { kind: 'happened' }>,
  { by, caseContext, pack }: Context,
) {
  const name = answerTo(ownAnswers(record), 'name') ?? by.name;
  const current = caseContext();
  const all = [...dangerTakenBackNow(record, pack, current.now), ...events];
  return advance(withoutDraft(record, { keep: true }), { events: all, texts, by: { ...by, name } }, current);
}

/** Shown at the end of a practice, in place of sending: says what would happen now, and that nothing was sent. */
export function practisedCard(pack: Pack) {
  return referrerCard({
    summary: 'MASH Referrals: practice is over',
    top: practiceLine({ practice: true }),
    heading: 'That was all',
    blocks: [
      coloured('emphasis', [line('Nothing was sent, and what you practised with is deleted.', 'bold')]),
      plain([
        'With a real child you would now get a reference and the time by which a MASH manager decides: 24 hours.',
        spacedLine('I would tell you when the MASH has seen it, what they ask, and what they will do.'),
        spacedLine('Practice does not stand in for your training. Your agency arranges that.'),
      ]),
    ],
    rows: [[button(practice, 'Practise again'), mainButton(start, 'Start a check', {})]],
    pack,
  });
}
