import { deletedCard, helpCard, replacedCard } from '../../src/cards/helpful.ts';
import { additionCard, additionParts, movedCard, writtenCard, writtenParts } from '../../src/cards/thread.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { type Draft, emptyAnswers, newDraft, type Problem } from '../../src/draft/draft.ts';
import { path } from '../../src/draft/steps.ts';
import { noChannelCard } from '../../src/features/alarm/cards.ts';
import { leavesSightCard, reminderCard } from '../../src/features/alarm/reminder.ts';
import { askedCard, didYouMeanCard } from '../../src/features/contacts/answer-cards.ts';
import { aboutWorkerCard, adviceCard, contactsCard, speakingCard } from '../../src/features/contacts/cards.ts';
import { copyLinkCard, notSentCard } from '../../src/features/copies/cards.ts';
import { decisionNoticeCard } from '../../src/features/decision/cards.ts';
import { decisionForm } from '../../src/features/decision/forms.ts';
import { informationForm } from '../../src/features/information/cards.ts';
import { withdrawForm } from '../../src/features/information/where-words-go.ts';
import { foundAlertCard, missingAlertCard, missingCard, whichMissingCard } from '../../src/features/missing/cards.ts';
import { askForm, questionFromMashCard } from '../../src/features/question/cards.ts';
import {
  decisionOverdueCard,
  deliveredAfterAllCard,
  notDeliveredCard,
  undeliveredAlertCard,
} from '../../src/features/referral/cards.ts';
import { afterSendingCard, helloAgainCard, smallTalkCard, welcomeCard } from '../../src/features/welcome/cards.ts';
import { checkAnswersCard } from '../../src/features/wizard/check-answers.ts';
import { didYouRingCard, notRungCard } from '../../src/features/wizard/danger.ts';
import { draftReminderCard } from '../../src/features/wizard/events.ts';
import { practisedCard } from '../../src/features/wizard/finishing.ts';
import { confirmPracticeCard, nothingToStopCard } from '../../src/features/wizard/letting-go.ts';
import { questionCard } from '../../src/features/wizard/question.ts';
import { myReferralsCard } from '../../src/views/my-referrals.ts';
import { aDraft, mo, pack, REFERENCE } from '../case/a-case.ts';
import { agencies } from '../protocol-coverage/catalogue.ts';
import { everythingOf, linesOf, mashCardOf, receiptOf } from './drawn.ts';
import { addressChatCards, addressMashCards, addressNotices } from './sample-address.ts';
import { alarmChatCards, alarmMashCards, alarmNotices } from './sample-alarm.ts';
import { again, answersOf, type Cards, type Named, once, type Sample, samples, sampleText } from './sample-answers.ts';
import { assessmentChatSamples, assessmentSamples } from './sample-assessment.ts';
import { asSent, cases, NOW, OVERDUE, referral, SENT, unsent, unwritten } from './sample-cases.ts';
import { changeSamples } from './sample-changes.ts';
import { closingMashCards } from './sample-closing.ts';
import { deskSamples } from './sample-desk.ts';
import { deskRecordChatCards, deskRecordMashCards, deskRecordNotices } from './sample-desk-records.ts';
import { disagreementChatCards, disagreementMashCards, disagreementNotices } from './sample-disagreement.ts';
import { dutyCards } from './sample-duty.ts';
import { handOverChatCards, handOverMashCards } from './sample-hand-over.ts';
import { hidingChatCards, hidingMashCards, hidingNotices } from './sample-hiding.ts';
import { joiningChatCards, joiningMashCards } from './sample-joining.ts';
import { leavingTimeChatCards, leavingTimeMashCards } from './sample-leaving-time.ts';
import { linkingMashCards } from './sample-linking.ts';
import { newsChatCards, newsMashCards, newsNotices } from './sample-news.ts';
import { protectionChatCards, protectionMashCards } from './sample-protection.ts';
import { caseFileSamples, reportNotices, todaySamples } from './sample-report.ts';
import { retentionChatCards, retentionMashCards, scheduleCards } from './sample-retention.ts';
import { setUpSamples } from './sample-set-up.ts';
import { tasksMashCards } from './sample-tasks.ts';
import { tellChatCards, tellMashCards } from './sample-tell.ts';
import { unfiledChatCards, unfiledMashCards } from './sample-unfiled.ts';

/**
 * Every card of the product, made from made-up cases. Add a new card function to one of the four lists below; `npm run
 * cards:preview` shows it.
 */

export { MARK } from './sample-answers.ts';
export { answersOf, cases, pack, type Sample, samples };

const copyUrl = `https://mash.example.org/copy/${'A'.repeat(43)}`;

function draftOf(sample: Sample, agency: string, step: string): Draft {
  const draft = newDraft({});
  return { answers: answersOf(sample, agency), progress: { ...draft.progress, at: step } };
}

const named = (cards: Cards): Named[] => Object.entries(cards).map(([name, card]) => ({ name, card }));
const cardsOf = (make: (sample: Sample) => Cards[]) => once((sample) => make(sample).flatMap(named));

/** Each step before sending once, with an agency to which it applies. */
export const everyStep = once((sample) => [
  ...new Map(
    agencies.flatMap((agency) =>
      path(draftOf(sample, agency, 'danger'), pack).map((step) => [step.id, { agency, step }] as const),
    ),
  ).values(),
]);

/** The cards before sending, step by step, with and without faults. */
export const wizardCards = cardsOf((sample) =>
  everyStep(sample).map(({ step, agency }) => {
    const view = { caseId: REFERENCE, draft: draftOf(sample, agency, step.id), pack };
    const fields = step.kind === 'form' ? step.form.fields : step.kind === 'ticks' ? ['note'] : [];
    const problems = fields.map((field): Problem => ({ field, kind: 'required' }));
    const unsaved = Object.fromEntries(fields.map((field) => [field, sampleText(sample, 300)]));
    const notes = ['Age or date of birth: I read that as born 4 March 2012, now 14.'];
    return {
      [step.id]: questionCard(view),
      ...(fields.length > 0 && {
        [`${step.id} with problems`]: questionCard({ ...view, problems, unsaved, notes }),
      }),
    };
  }),
);

/** The other cards in the referrer's chat. */
export const chatCards = cardsOf((sample) => {
  const all = cases(sample);
  const { decided, asked, awaiting } = all;
  const state = referral(decided);
  if (state.status !== 'decided') throw new Error('the sample is not decided');
  const reminders = (['idleDraft', 'writtenConfirmation'] as const).flatMap((clock) =>
    [true, false].map((overdue) => ({
      [`reminder ${clock}, overdue ${overdue}`]: draftReminderCard(
        awaiting,
        { clock, due: '14:03, Wed 25 Nov', overdue, late: overdue },
        pack,
      ),
    })),
  );
  return [
    {
      welcome: welcomeCard(pack),
      contacts: contactsCard(pack, { answers: emptyAnswers, isAdmin: false, now: NOW }),
      'contacts, administrator': contactsCard(pack, {
        answers: emptyAnswers,
        isAdmin: true,
        notice: 'Look again.',
        now: NOW,
      }),
    },
    ...alarmChatCards(sample),
    ...hidingChatCards(sample),
    ...addressChatCards(sample),
    ...leavingTimeChatCards(sample),
    ...protectionChatCards(sample),
    {
      advice: adviceCard(pack, emptyAnswers),
      speaking: speakingCard(pack, emptyAnswers),
      'about somebody who works with children': aboutWorkerCard(pack),
      'did you ring': didYouRingCard(aDraft(SENT), pack),
      'did you ring, not yet': notRungCard(aDraft(SENT), pack),
      help: helpCard(pack, { heading: 'I did not save that', lines: ['No check is open.'] }),
    },
    ...Object.entries(all).map(([name, record]) => ({
      [`receipt, ${name}`]: receiptOf(record),
    })),
    {
      'link to own copy': copyLinkCard(awaiting.id, copyUrl, pack),
      'no copy of a draft': notSentCard(aDraft(SENT), pack),
      'in place of a sent draft': replacedCard(awaiting.id, pack),
      'in place of a deleted draft': deletedCard(pack, false),
      'in place of a deleted draft of which the MASH was told': deletedCard(pack, true),
      'not delivered': notDeliveredCard(awaiting, pack),
      'delivered after all': deliveredAfterAllCard(awaiting, referral(awaiting), pack),
      'decision overdue': decisionOverdueCard(awaiting, referral(awaiting), pack),
      decision: decisionNoticeCard(decided, state, pack),
    },
    ...referral(asked).questions.map((question) => ({
      [`question ${question.number} of the MASH`]: questionFromMashCard(asked, question, pack),
      [`question ${question.number} of the MASH, again`]: questionFromMashCard(
        asked,
        question,
        pack,
        again(sample, ['answer'], { answer: 'Type an answer, or press “Not known”.' }),
      ),
    })),
    {
      'add information': informationForm(awaiting, pack),
      'ask to withdraw': withdrawForm(awaiting, pack),
      'add information, again': informationForm(
        awaiting,
        pack,
        again(sample, ['information'], { information: 'Write what is new.' }),
      ),
    },
    ...Object.entries(unsent(sample)).map(([name, record]) => ({
      [`child missing, ${name}`]: missingCard(record, pack),
    })),
    {
      'which child is missing': whichMissingCard([awaiting, aDraft(SENT)], pack),
      'which child is missing, none': whichMissingCard([], pack),
      'practice is over': practisedCard(pack),
      'practise first': confirmPracticeCard(pack),
      'nothing to stop': nothingToStopCard(pack),
    },
    {
      'help after sending': afterSendingCard(pack),
      'installed again, with a check open': helloAgainCard(awaiting.id, pack),
    },
    { 'did you mean': didYouMeanCard(pack, ['q mash', 'q consent', 'c start']) },
    { 'did you mean, typed': didYouMeanCard(pack, ['c delete', 'c found', 'c undo']) },
    ...pack.answers.map((asked) => ({ [`asked ${asked.id}`]: askedCard(pack, asked, true) })),

    ...[true, false].map((hasSent) => ({ [`small talk, sent ${hasSent}`]: smallTalkCard(pack, hasSent) })),
    {
      'my referrals, none': myReferralsCard([], pack),
      'my referrals, one that cannot be read': myReferralsCard([], pack, { unread: [REFERENCE] }),
      'my referrals': myReferralsCard([...Object.values(all), aDraft(SENT)], pack),
      'check answers with notes': checkAnswersCard({
        caseId: REFERENCE,
        draft: draftOf(sample, 'police', 'check-answers'),
        pack,
        notes: ['One thing first.'],
      }),
    },
    ...reminders,
    ...disagreementChatCards(sample),
    ...handOverChatCards(sample),
    ...tellChatCards(sample),
    ...unfiledChatCards(sample),
    ...joiningChatCards(sample),
    ...retentionChatCards(sample),
    ...deskRecordChatCards(sample),
    ...newsChatCards(sample),
    ...assessmentChatSamples(sample),
  ];
});

/** The cards in the MASH channel. */
export const mashCards = cardsOf((sample) => {
  const all = Object.entries(cases(sample));
  const typed = again(sample, ['question', 'decision', 'action', 'reasons', 'protection-what', 'tell', 'do-now'], {
    question: 'Write your question.',
    decision: 'Choose a decision.',
    action: 'Say what will be done.',
  });
  const notWritten = Object.entries({ ...unwritten(sample), ...unsent(sample) }).map(([name, record]) => ({
    [`not in writing, ${name}`]: mashCardOf(record),
  }));
  const posted = all.flatMap(([name, record]) => [
    {
      [`case, ${name}`]: mashCardOf(record),
      [`case, ${name}, with a notice`]: mashCardOf(record, 'Mo Hussain decided this.'),
      [`everything, ${name}`]: everythingOf(record),
      [`ask, ${name}`]: askForm(record),
      [`ask again, ${name}`]: askForm(record, typed),
      [`decide, ${name}`]: decisionForm(asSent(record), NOW),
      [`decide again, ${name}`]: decisionForm(asSent(record), NOW, typed),
    },
    ...writtenParts(record, pack).map((_, index) => ({
      [`written ${index + 1}, ${name}`]: writtenCard(record, pack, index + 1),
    })),
    ...additionParts(record, pack).map((_, index) => ({
      [`addition ${index + 1}, ${name}`]: additionCard(record, pack, index + 1, NOW),
    })),
    linesOf(name, record),
  ]);
  return [
    ...notWritten,
    {
      'moved, to the new channel': movedCard(REFERENCE, 'https://teams.microsoft.com/l/message/19:x/1'),
      'moved, closed': movedCard(REFERENCE, undefined),
    },
    ...alarmMashCards(sample),
    ...closingMashCards(sample),
    ...tasksMashCards(sample),
    ...hidingMashCards(sample),
    ...addressMashCards(sample),
    ...leavingTimeMashCards(sample),
    ...protectionMashCards(sample),
    ...setUpSamples(sample),
    ...changeSamples(sample),
    ...posted,
    ...deskSamples(sample),
    ...dutyCards(),
    ...scheduleCards(),
    ...caseFileSamples(),
    ...todaySamples(NOW),
    ...disagreementMashCards(sample),
    ...handOverMashCards(sample),
    ...tellMashCards(sample),
    ...unfiledMashCards(sample),
    ...deskRecordMashCards(sample),
    ...newsMashCards(sample),
    ...joiningMashCards(sample),
    ...linkingMashCards(sample),
    ...retentionMashCards(sample),
    ...assessmentSamples(sample),
  ];
});

/** The alerts that a child is missing, one for each answer about the police, and that the child was found. */
function missingAlerts(record: CaseRecord, link: string): Cards[] {
  const gone = (police: 'yes' | 'no' | 'not-said') => ({
    missing: [{ number: 1, at: NOW, police, byMash: false }],
  });
  return [
    ...(['yes', 'no', 'not-said'] as const).map((police) => ({
      [`missing, police told: ${police}`]: missingAlertCard(record, gone(police), link),
    })),
    { 'missing, found': foundAlertCard(record, { number: 1, at: NOW }, { link: undefined, to: mo.id }) },
  ];
}

/** The notices to managers, the escalation contact and administrators. */
export const noticeCards = cardsOf((sample) => {
  const { asked, overdue } = cases(sample);
  const link = 'https://teams.microsoft.com/l/message/19:x/1';
  return [true, false]
    .flatMap((escalation) =>
      [asked, overdue].flatMap((record) => [
        {
          [`reminder, escalation ${escalation}`]: reminderCard(
            { record, now: OVERDUE, link },
            { escalation, late: true },
          ),
          [`reminder without a link, escalation ${escalation}`]: reminderCard(
            { record, now: NOW, link: undefined },
            { escalation, late: false },
          ),
          'leaves sight': leavesSightCard({ record, link }),
        },
        ...(['desk', 'administrators'] as const).map((instead) => ({
          [`reminder in the place of others, ${instead}`]: reminderCard(
            { record, now: NOW, instead, link },
            { escalation: false, late: false },
          ),
        })),
        {
          undelivered: undeliveredAlertCard(record, referral(record)),
          'no channel': noChannelCard({ record, pack }),
        },
      ]),
    )
    .concat(
      addressNotices(sample),
      alarmNotices(sample),
      missingAlerts(asked, link),
      reportNotices(NOW),
      disagreementNotices(sample),
      deskRecordNotices(sample),
      newsNotices(sample),
      hidingNotices(sample),
    );
});

export const allCards = (sample: Sample): Named[] => [
  ...wizardCards(sample),
  ...chatCards(sample),
  ...mashCards(sample),
  ...noticeCards(sample),
];
