import type { CaseId } from '../../src/base/reference.ts';
import { deletedCard, helpCard, replacedCard } from '../../src/cards/helpful.ts';
import { additionCard, additionParts, writtenCard, writtenParts } from '../../src/cards/thread.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf, type UnsentReferral } from '../../src/case/state.ts';
import { type Draft, emptyAnswers, newDraft, type Problem } from '../../src/check/draft.ts';
import { path } from '../../src/check/steps.ts';
import { leavesSightCard, noChannelCard, reminderCard } from '../../src/features/alarm/reminder.ts';
import { adviceCard, contactsCard, speakingCard } from '../../src/features/contacts/cards.ts';
import { copyLinkCard, notSentCard } from '../../src/features/copies/cards.ts';
import { decisionNoticeCard } from '../../src/features/decision/cards.ts';
import { decisionForm } from '../../src/features/decision/forms.ts';
import { informationForm } from '../../src/features/information/cards.ts';
import { missingAlertCard, missingCard, whichMissingCard } from '../../src/features/missing/cards.ts';
import { askForm, questionFromMashCard } from '../../src/features/question/cards.ts';
import {
  decisionOverdueCard,
  deliveredAfterAllCard,
  notDeliveredCard,
  undeliveredAlertCard,
} from '../../src/features/referral/cards.ts';
import { nothingKeptCard, welcomeCard } from '../../src/features/welcome/cards.ts';
import { checkAnswersCard } from '../../src/features/wizard/check-answers.ts';
import { dangerCard, didYouRingCard, notRungCard } from '../../src/features/wizard/danger.ts';
import { draftReminderCard } from '../../src/features/wizard/events.ts';
import { practisedCard } from '../../src/features/wizard/finishing.ts';
import { confirmPracticeCard, nothingToStopCard } from '../../src/features/wizard/letting-go.ts';
import { questionCard } from '../../src/features/wizard/question.ts';
import { everythingCard } from '../../src/views/everything.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { unsentCard } from '../../src/views/mash-unwritten.ts';
import { myReferralsCard } from '../../src/views/my-referrals.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { aDraft, pack } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import { alarmChatCards, alarmMashCards, alarmNotices } from './sample-alarm.ts';
import { answersOf, type Named, type Sample, samples, sampleText } from './sample-answers.ts';
import { assessmentChatSamples, assessmentSamples } from './sample-assessment.ts';
import { cases, NOW, OVERDUE, referral, SENT, unsent, unwritten } from './sample-cases.ts';
import { changeSamples } from './sample-changes.ts';
import { deskSamples } from './sample-desk.ts';
import { deskRecordChatCards, deskRecordMashCards, deskRecordNotices } from './sample-desk-records.ts';
import { disagreementChatCards, disagreementMashCards, disagreementNotices } from './sample-disagreement.ts';
import { dutyCards } from './sample-duty.ts';
import { handOverChatCards, handOverMashCards } from './sample-hand-over.ts';
import { instructionChatCards, instructionMashCards } from './sample-instruction.ts';
import { joiningChatCards, joiningMashCards } from './sample-joining.ts';
import { linkingMashCards } from './sample-linking.ts';
import { newsChatCards, newsMashCards, newsNotices } from './sample-news.ts';
import { caseFileSamples, reportNotices } from './sample-report.ts';
import { retentionChatCards, retentionMashCards, scheduleCards } from './sample-retention.ts';
import { setUpSamples } from './sample-set-up.ts';

/**
 * Every card of the product, made from made-up cases. Add a new card function to one of the four lists below; `npm run
 * cards:preview` shows it.
 */

export { MARK } from './sample-answers.ts';
export { answersOf, cases, pack, type Sample, samples };

export const agencies = [
  'health',
  'education',
  'housing',
  'youth',
  'police',
  'voluntary',
  'childrens-services',
  'other',
];

const copyUrl = `https://mash.example.org/copy/${'A'.repeat(43)}`;

function draftOf(sample: Sample, agency: string, step: string): Draft {
  const draft = newDraft({});
  return { answers: answersOf(sample, agency), progress: { ...draft.progress, at: step } };
}

/** Makes the cards of each sample only once. The tests do not change them. */
function cached(make: (sample: Sample) => Named[]): (sample: Sample) => Named[] {
  const cardsBySample = new Map<Sample, Named[]>();
  return (sample) => {
    const cards = cardsBySample.get(sample) ?? make(sample);
    cardsBySample.set(sample, cards);
    return cards;
  };
}

/** The cards before sending, step by step, with and without faults. */
export const wizardCards = cached((sample) => {
  return agencies.flatMap((agency) => {
    const start = draftOf(sample, agency, 'danger');
    return path(start, pack).flatMap((step) => {
      const draft = draftOf(sample, agency, step.id);
      const view = { caseId: 'HT-7K3F-92Q' as CaseId, draft, pack };
      const fields = step.kind === 'form' ? step.form.fields : step.kind === 'ticks' ? ['note'] : [];
      const problems = fields.map((field): Problem => ({ field, kind: 'required' }));
      const unsaved = Object.fromEntries(fields.map((field) => [field, sampleText(sample, 300)]));
      const notes = ['Age or date of birth: I read that as born 4 March 2012, now 14.'];
      return [
        { name: `${step.id} (${agency})`, card: questionCard(view) },
        ...(fields.length > 0
          ? [
              {
                name: `${step.id} (${agency}) with problems`,
                card: questionCard({ ...view, problems, unsaved, notes }),
              },
            ]
          : []),
      ];
    });
  });
});

/** The other cards in the referrer's chat. */
export const chatCards = cached((sample) => {
  const all = cases(sample);
  const { decided, asked, awaiting } = all;
  const state = referral(decided);
  if (state.status !== 'decided') throw new Error('the sample is not decided');
  const reminders = (['idleDraft', 'writtenConfirmation'] as const).flatMap((clock) =>
    [true, false].map((overdue) => ({
      name: `reminder ${clock}, overdue ${overdue}`,
      card: draftReminderCard(awaiting, { clock, due: '14:03, Wed 25 Nov', overdue, late: overdue }, pack),
    })),
  );
  return [
    { name: 'welcome', card: welcomeCard(pack) },
    { name: 'contacts', card: contactsCard(pack, { answers: emptyAnswers, isAdmin: false }) },
    {
      name: 'contacts, administrator',
      card: contactsCard(pack, { answers: emptyAnswers, isAdmin: true, notice: 'Look again.' }),
    },
    ...alarmChatCards(sample),
    { name: 'advice', card: adviceCard(pack, emptyAnswers) },
    { name: 'speaking', card: speakingCard(pack, emptyAnswers) },
    { name: 'danger words', card: dangerCard(pack, { ...awaiting, status: 'draft' }) },
    { name: 'danger words, no check open', card: dangerCard(pack) },
    { name: 'did you ring', card: didYouRingCard(aDraft(SENT), pack) },
    { name: 'did you ring, not yet', card: notRungCard(aDraft(SENT), pack) },
    { name: 'help', card: helpCard(pack, { heading: 'I did not save that', lines: ['No check is open.'] }) },
    ...Object.entries(all).map(([name, record]) => ({
      name: `receipt, ${name}`,
      card: receiptCard(record, referral(record), pack),
    })),
    { name: 'link to own copy', card: copyLinkCard(awaiting.id, copyUrl, pack) },
    { name: 'no copy of a draft', card: notSentCard(aDraft(SENT), pack) },
    { name: 'in place of a sent draft', card: replacedCard(awaiting.id, pack) },
    { name: 'in place of a deleted draft', card: deletedCard(pack) },
    { name: 'not delivered', card: notDeliveredCard(awaiting, pack) },
    { name: 'delivered after all', card: deliveredAfterAllCard(awaiting, referral(awaiting), pack) },
    { name: 'decision overdue', card: decisionOverdueCard(awaiting, referral(awaiting), pack) },
    { name: 'decision', card: decisionNoticeCard(decided, state, pack) },
    ...referral(asked).questions.flatMap((question) => [
      { name: `question ${question.number} of the MASH`, card: questionFromMashCard(asked, question, pack) },
      {
        name: `question ${question.number} of the MASH, again`,
        card: questionFromMashCard(asked, question, pack, {
          attempt: 1,
          typed: { answer: sampleText(sample, 2500) },
          problems: { answer: 'Type an answer, or press “Not known”.' },
        }),
      },
    ]),
    { name: 'add information', card: informationForm(awaiting, pack) },
    {
      name: 'add information, again',
      card: informationForm(awaiting, pack, {
        attempt: 1,
        typed: { information: sampleText(sample, 2500) },
        problems: { information: 'Write what is new.' },
      }),
    },
    ...Object.entries(unsent(sample)).map(([name, record]) => ({
      name: `child missing, ${name}`,
      card: missingCard(record, pack),
    })),
    { name: 'which child is missing', card: whichMissingCard([awaiting, aDraft(SENT)], pack) },
    { name: 'which child is missing, none', card: whichMissingCard([], pack) },
    { name: 'practice is over', card: practisedCard(pack) },
    { name: 'practise first', card: confirmPracticeCard(pack) },
    { name: 'nothing to stop', card: nothingToStopCard(pack) },
    ...[true, false].map((hasSent) => ({
      name: `nothing kept, sent ${hasSent}`,
      card: nothingKeptCard(pack, hasSent),
    })),
    { name: 'my referrals, none', card: myReferralsCard([], pack) },
    { name: 'my referrals', card: myReferralsCard([...Object.values(all), aDraft(SENT)], pack) },
    {
      name: 'check answers with notes',
      card: checkAnswersCard({
        caseId: 'HT-7K3F-92Q' as CaseId,
        draft: draftOf(sample, 'police', 'check-answers'),
        pack,
        notes: ['One thing first.'],
      }),
    },
    ...reminders,
    ...disagreementChatCards(sample),
    ...handOverChatCards(sample),
    ...instructionChatCards(sample),
    ...joiningChatCards(sample),
    ...retentionChatCards(sample),
    ...deskRecordChatCards(sample),
    ...newsChatCards(sample),
    ...assessmentChatSamples(sample),
  ];
});

/** The cards in the MASH channel. */
export const mashCards = cached((sample) => {
  const all = Object.entries(cases(sample));
  const again = {
    attempt: 2,
    typed: Object.fromEntries(
      ['question', 'decision', 'action', 'reasons', 'protection-what', 'tell', 'do-now'].map((id) => [
        id,
        sampleText(sample, 2500),
      ]),
    ),
    problems: { question: 'Write your question.', decision: 'Choose a decision.', action: 'Say what will be done.' },
  };
  const notSent = Object.entries(unsent(sample)).map(([name, record]) => ({
    name: `not sent, ${name}`,
    card: unsentCard(record, referralOf(record.events) as UnsentReferral, pack),
  }));
  const notWritten = Object.entries(unwritten(sample)).map(([name, record]) => ({
    name: `not in writing, ${name}`,
    card: caseCard(record, referral(record), pack),
  }));
  const posted = all.flatMap(([name, record]) => {
    const state = referral(record);
    return [
      { name: `case, ${name}`, card: caseCard(record, state, pack) },
      { name: `case, ${name}, with a notice`, card: caseCard(record, state, pack, 'Mo Hussain decided this.') },
      { name: `everything, ${name}`, card: everythingCard(record, state, pack) },
      { name: `ask, ${name}`, card: askForm(record) },
      { name: `ask again, ${name}`, card: askForm(record, again) },
      { name: `decide, ${name}`, card: decisionForm(record, state, pack) },
      { name: `decide again, ${name}`, card: decisionForm(record, state, pack, again) },
      ...writtenParts(record, pack).map((_, index) => ({
        name: `written ${index + 1}, ${name}`,
        card: writtenCard(record, pack, index + 1),
      })),
      ...additionParts(record, pack).map((_, index) => ({
        name: `addition ${index + 1}, ${name}`,
        card: additionCard(record, pack, index + 1, NOW),
      })),
      ...record.events.filter(hasLine).map((event, index) => ({
        name: `line ${index} ${event.type}, ${name}`,
        card: lineCard(record, event, state, pack, OVERDUE),
      })),
    ];
  });
  return [
    ...notSent,
    ...notWritten,
    ...alarmMashCards(sample),
    ...setUpSamples(sample),
    ...changeSamples(sample),
    ...posted,
    ...deskSamples(sample),
    ...dutyCards(),
    ...scheduleCards(),
    ...caseFileSamples(),
    ...disagreementMashCards(sample),
    ...handOverMashCards(sample),
    ...instructionMashCards(sample),
    ...deskRecordMashCards(sample),
    ...newsMashCards(sample),
    ...joiningMashCards(sample),
    ...linkingMashCards(sample),
    ...retentionMashCards(sample),
    ...assessmentSamples(sample),
  ];
});

/** The alerts that a child is missing, one for each answer about the police, and that the child was found. */
function missingAlerts(record: CaseRecord, link: string): Named[] {
  const gone = (police: 'yes' | 'no' | 'not-said') => ({
    missing: [{ number: 1, at: NOW, police, byMash: false }],
  });
  const found = { ...gone('no'), found: { number: 1, at: NOW } };
  return [
    ...(['yes', 'no', 'not-said'] as const).map((police) => ({
      name: `missing, police told: ${police}`,
      card: missingAlertCard(record, gone(police), link),
    })),
    { name: 'missing, found', card: missingAlertCard(record, found, undefined) },
  ];
}

/** The notices to managers, the escalation contact and administrators. */
export const noticeCards = cached((sample) => {
  const { asked, overdue } = cases(sample);
  const link = 'https://teams.microsoft.com/l/message/19:x/1';
  return [true, false]
    .flatMap((escalation) =>
      [asked, overdue].flatMap((record) => [
        {
          name: `reminder, escalation ${escalation}`,
          card: reminderCard(record, referral(record), { now: OVERDUE, escalation, late: true, link }),
        },
        {
          name: `reminder without a link, escalation ${escalation}`,
          card: reminderCard(record, referral(record), { now: NOW, escalation, late: false, link: undefined }),
        },
        { name: 'leaves sight', card: leavesSightCard(record, referral(record), { link }) },
        ...(['desk', 'administrators'] as const).map((instead) => ({
          name: `reminder in the place of others, ${instead}`,
          card: reminderCard(record, referral(record), { now: NOW, escalation: false, late: false, instead, link }),
        })),
        { name: 'undelivered', card: undeliveredAlertCard(record, referral(record)) },
        { name: 'no channel', card: noChannelCard(record, referral(record), { pack }) },
      ]),
    )
    .concat(
      alarmNotices(sample),
      missingAlerts(asked, link),
      reportNotices(NOW),
      disagreementNotices(sample),
      deskRecordNotices(sample),
      newsNotices(sample),
    );
});

export const allCards = (sample: Sample): Named[] => [
  ...wizardCards(sample),
  ...chatCards(sample),
  ...mashCards(sample),
  ...noticeCards(sample),
];
