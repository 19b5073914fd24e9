import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { emptyAnswers } from '../../src/draft/draft.ts';
import { learnCard } from '../../src/features/contacts/cards.ts';
import { decisionNoticeCard, feedbackCard, feedbackForm } from '../../src/features/decision/cards.ts';
import { correctionForm } from '../../src/features/decision/forms.ts';
import { correctDecision, recordFeedback } from '../../src/features/decision/rules.ts';
import { noManagerCard, onlookersCard, whoLeftCard } from '../../src/features/onlookers/cards.ts';
import { reviewCard } from '../../src/features/review/index.ts';
import { sideForm } from '../../src/features/side-records/cards.ts';
import { addSideRecord } from '../../src/features/side-records/rules.ts';
import { eventTypes, SideKind } from '../../src/features/side-records/state.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { moreCard } from '../../src/views/mash-case.ts';
import { alteredCard, missingKeyCard, unreadableCard } from '../../src/worker/tell-admins.ts';
import { caseContext, mo, pack, pat, REFERENCE, withOutcome } from '../case/a-case.ts';
import { noticesOf } from '../case/notices-of.ts';
import { everythingOf, linesOf, mashCardOf, receiptOf } from './drawn.ts';
import { again, type Cards, once, type Sample, sampleText } from './sample-answers.ts';
import { asSent, cases, OVERDUE, referral } from './sample-cases.ts';

/** A decided case with everything that can be recorded after and beside the decision. */
const recorded = once((sample): CaseRecord => {
  const text = sampleText(sample, 2000) || 'Visit.';
  const { decided } = cases(sample);
  const form = {
    decision: 'child-protection',
    action: `${text} now`.slice(-1999),
    reasons: text,
    trafficking: 'cannot-tell',
    protection: 'no',
    protectionWhat: '',
    police: 'yes',
    tell: '',
  } as const;
  const corrected = withOutcome(decided, correctDecision(decided, form, 1, { by: mo, now: OVERDUE }));
  const note = { clear: false, text: sampleText(sample, 500) || 'Dates.' };
  const withNote = withOutcome(corrected, recordFeedback(corrected, note, { by: pat, now: OVERDUE }));
  const sideAnswers = {
    words: text,
    when: sampleText(sample, 200) || '10:00',
    reference: sampleText(sample, 200),
    know: 'no',
  } as const;
  const beside = SideKind.options.reduce((record, kind) => {
    const outcome = addSideRecord(record, kind, sideAnswers, {
      by: pat,
      now: OVERDUE,
    });
    return withOutcome(record, outcome, pat, OVERDUE);
  }, withNote);
  return advance(
    { ...beside, outbox: [] },
    { events: [{ type: 'NotReached', at: OVERDUE, who: 'referrer', staff: beside.author }] },
    caseContext(OVERDUE),
  );
});

export function deskRecordChatCards(sample: Sample): Cards[] {
  const record = recorded(sample);
  const state = referral(record);
  if (state.status !== 'decided') throw new Error('the sample is not decided');
  const note = record.events.find((event) => event.type === 'FeedbackGiven');
  return [
    {
      'corrected decision': decisionNoticeCard(record, state, pack),
      'receipt, decided and corrected': receiptOf(record),
    },
    ...(note ? [{ 'a note from the MASH': feedbackCard(record, note, pack) }] : []),
    { learn: learnCard(pack, emptyAnswers) },
  ];
}

export function deskRecordMashCards(sample: Sample): Cards[] {
  const record = recorded(sample);
  const _state = referral(record);
  const toldByPhone = advance(
    record,
    { events: [{ type: 'ReferrerToldByPhone', at: OVERDUE, by: pat.id }] },
    caseContext(OVERDUE),
  );
  const typed = again(sample, ['decision', 'action', 'reasons', 'clear', 'feedback', 'words', 'when', 'reference'], {
    action: 'Say what will be done.',
    clear: 'Choose one of the two.',
    words: 'Say what happened.',
  });
  const awaiting = cases(sample).awaiting;
  const forms = SideKind.options.flatMap((kind) => [
    { [`record ${kind}`]: sideForm(record, kind), [`record ${kind}, again`]: sideForm(record, kind, typed) },
  ]);
  return [
    {
      'case, corrected, referrer not reached': mashCardOf(record),
      'case, told by phone': mashCardOf(toldByPhone),
      'everything, corrected': everythingOf(record),
      'more, decided': moreCard({ record: cases(sample).decided, referral: referral(cases(sample).decided), pack }),
      'more, awaiting': moreCard({ record: awaiting, referral: referral(awaiting), pack }),
      correct: correctionForm(asSent(record), OVERDUE),
      'correct, again': correctionForm(asSent(record), OVERDUE, typed),
      feedback: feedbackForm(record),
      'feedback, again': feedbackForm(record, typed),
    },
    ...forms,
    linesOf('recorded', toldByPhone, toldByPhone.events.slice(cases(sample).decided.events.length)),
  ];
}

const isSide = ({ type }: CaseEvent): boolean => Object.values<string>(eventTypes).includes(type);

/** The notices to managers and administrators. */
export function deskRecordNotices(sample: Sample): Cards[] {
  const record = recorded(sample);
  const link = 'https://teams.microsoft.com/l/message/19:x/1';
  const notices = record.events.filter(isSide).flatMap((event) => {
    const card = noticesOf(event, { record, pack, now: event.at, link, to: mo.id })[0];
    return card ? [{ [`notice ${event.type}`]: card }] : [];
  });
  const manyReferences = Array.from({ length: 30 }, () => REFERENCE);
  return [
    ...notices,
    {
      'yearly review': reviewCard(pack),
      'a case that was changed outside the program': alteredCard(manyReferences.slice(0, 1)),
      'many things that were changed outside the program': alteredCard([...manyReferences, 'duty', 'setup']),
      'an older key that is missing': missingKeyCard({ key: '0c763ab20a71', cases: 1204 }),
      'a case that cannot be read': unreadableCard(manyReferences.slice(0, 1)),
      'who left': whoLeftCard('Ana Silva'),
      'no manager left': noManagerCard(),
      onlookers: onlookersCard(
        Array.from({ length: 31 }, (_, at) => ({
          name: 'Kim Lee',
          isGuest: at % 2 === 0,
          where: at % 3 === 0 ? 'assessment' : 'mash',
        })),
      ),
      'many that cannot be read': unreadableCard(manyReferences),
    },
  ];
}
