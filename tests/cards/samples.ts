import { checkAnswersCard } from '../../src/cards/check-answers.ts';
import { caseCard, everythingCard } from '../../src/cards/mash-case.ts';
import { askForm, decisionForm } from '../../src/cards/mash-forms.ts';
import { lineCard, writtenCard, writtenParts } from '../../src/cards/mash-thread.ts';
import { myReferralsCard } from '../../src/cards/my-referrals.ts';
import { questionCard } from '../../src/cards/question.ts';
import { receiptCard, replacedCard } from '../../src/cards/receipt.ts';
import {
  decisionNoticeCard,
  decisionOverdueCard,
  draftReminderCard,
  notDeliveredCard,
  questionFromMashCard,
} from '../../src/cards/referrer-notices.ts';
import { reminderCard, undeliveredAlertCard } from '../../src/cards/reminder.ts';
import type { Card } from '../../src/cards/template.ts';
import { adviceCard, contactsCard, helpCard, welcomeCard } from '../../src/cards/welcome.ts';
import type { Problem } from '../../src/check/answer.ts';
import { type Answers, type Draft, newDraft } from '../../src/check/draft.ts';
import { path } from '../../src/check/steps.ts';
import { advance } from '../../src/referral/advance.ts';
import type { CaseRecord } from '../../src/referral/case.ts';
import { answerQuestion, ask, recordDecision, take } from '../../src/referral/commands.ts';
import { referralOf, type SubmittedReferral } from '../../src/referral/state.ts';
import { aDraft, aReferral, around, at, atTime, dee, jane, mo, pack, pat, sent, then } from '../referral/a-case.ts';

/** Every card of the product, over made-up cases: nothing known, everything known, and what people with bad intentions write. */

export { pack };

/** Stands in everything that somebody wrote about the case, so that a test sees where it went. */
export const MARK = '¶case¶';

const HOSTILE = [
  MARK,
  '{{DATE(2020-01-01T00:00:00Z, SHORT)}}{{{',
  '${name} ${$root} $data $when',
  '[ring here](https://example.org) **bold** # heading\n- list',
  '<at>everyone</at> <script>alert(1)</script> &amp;',
  '\u202eright to left\u202c مساعدة 👩‍👧‍👦',
  '"\\ } ] \u0000\t\r\n',
].join(' ');

/** One character short of what fits, in the letters of most people here. */
const filling = (limit: number): string =>
  `${MARK} ${'She said that he keeps her passport. '.repeat(200)}`.slice(0, limit);

export type Sample = 'empty' | 'full' | 'hostile';
export const samples: Sample[] = ['empty', 'full', 'hostile'];

const written = (sample: Sample, limit: number): string =>
  sample === 'empty' ? '' : sample === 'full' ? filling(limit) : HOSTILE.slice(0, limit);

const needed = { danger: 'no', agency: 'health', name: '', phone: '', 'consent-risk': 'yes', consent: 'unsure' };

/** Answers to everything by an agency's worker: each text up to its limit, each list ticked from top to bottom. */
export function answersOf(sample: Sample, agency = 'health'): Answers {
  if (sample === 'empty') return { values: {}, ticks: {}, readings: {} };
  const values: Answers['values'] = { ...needed, danger: 'yes', phoned: 'yes' };
  for (const { id, choices, kind, limit } of pack.fields) {
    const all = choices?.map((choice) => choice.id) ?? [];
    values[id] = choices ? (kind === 'many' ? all.join(',') : (all[0] ?? '')) : written(sample, limit);
  }
  values.agency = agency;
  const ticks: Answers['ticks'] = {};
  for (const { id, statements } of pack.groups) {
    const ids = statements.map((statement) => statement.id);
    const half = Math.ceil(ids.length / 2);
    ticks[id] = {
      seen: ids.slice(0, half),
      suspected: ids.slice(half),
      note: written(sample, pack.noteLimit),
      looked: true,
    };
  }
  const readings = { 'child-age': { words: 'born 4 March 2012, now 14', day: '2012-03-04' } };
  return { values, ticks, readings };
}

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

export interface Named {
  name: string;
  card: Card;
}

function draftOf(sample: Sample, agency: string, step: string): Draft {
  const draft = newDraft({});
  return { answers: answersOf(sample, agency), progress: { ...draft.progress, at: step } };
}

/** Made once for each sample: the tests only look at them. */
function once(make: (sample: Sample) => Named[]): (sample: Sample) => Named[] {
  const made = new Map<Sample, Named[]>();
  return (sample) => {
    const cards = made.get(sample) ?? make(sample);
    made.set(sample, cards);
    return cards;
  };
}

/** The cards of the conversation before sending, step by step, also with everything wrong on them. */
export const wizardCards = once((sample) => {
  return agencies.flatMap((agency) => {
    const start = draftOf(sample, agency, 'danger');
    return path(start, pack).flatMap((step) => {
      const draft = draftOf(sample, agency, step.id);
      const shown = { caseId: 'HT-7K3F-92Q', draft, pack };
      const fields = step.kind === 'form' ? step.form.fields : step.kind === 'ticks' ? ['note'] : [];
      const problems = fields.map((field): Problem => ({ field, kind: 'required' }));
      const typed = Object.fromEntries(fields.map((field) => [field, written(sample, 300)]));
      const notes = ['Age or date of birth: I read that as born 4 March 2012, now 14.'];
      return [
        { name: `${step.id} (${agency})`, card: questionCard(shown) },
        ...(fields.length > 0
          ? [{ name: `${step.id} (${agency}) with problems`, card: questionCard({ ...shown, problems, typed, notes }) }]
          : []),
      ];
    });
  });
});

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const OVERDUE = at('2026-11-25T15:00:00.000Z');
const referral = (record: CaseRecord) => referralOf(record.events) as SubmittedReferral;

export function cases(
  sample: Sample,
): Record<'sending' | 'undelivered' | 'awaiting' | 'asked' | 'overdue' | 'decided', CaseRecord> {
  const text = written(sample, 2000) || 'Visit.';
  const filled = (record: CaseRecord): CaseRecord => ({
    ...record,
    facts: { ...record.facts, answers: answersOf(sample) },
  });
  const sending = filled(sent(aDraft(SENT), SENT));
  const awaiting = filled(aReferral(SENT, sample === 'empty' ? {} : { calledAt: at('2026-11-24T13:00:00.000Z') }));
  const taken = then(awaiting, take(referral(awaiting), { by: pat, now: NOW }), pat, NOW);
  const once = then(taken, ask(referral(taken), text, {}, { by: pat, now: NOW }), pat, NOW);
  const answered = then(
    once,
    answerQuestion(referral(once), 1, sample === 'empty' ? '' : text, { by: jane, now: NOW }),
    jane,
    NOW,
  );
  const asked = then(answered, ask(referral(answered), `${text}?`.slice(-1999), {}, { by: mo, now: NOW }), mo, NOW);
  const form = {
    decision: 'assessment',
    action: text,
    reasons: text,
    protection: 'yes',
    protectionWhat: written(sample, 2000),
    police: 'not-said',
    tell: '',
  } as const;
  const decided = then(asked, recordDecision(referral(asked), form, {}, { by: mo, now: OVERDUE }), mo, OVERDUE);
  return {
    sending,
    undelivered: atTime(sending, NOW),
    awaiting,
    asked,
    overdue: atTime(asked, OVERDUE),
    decided: advance(
      decided,
      {
        events: [
          { type: 'CheckAdded', at: OVERDUE, by: jane.id },
          { type: 'ReferrerTold', at: OVERDUE },
          { type: 'NotReached', at: OVERDUE, who: 'referrer', staff: jane.id },
          { type: 'NotReached', at: OVERDUE, who: 'escalation', staff: dee.id },
        ],
      },
      around(OVERDUE),
    ),
  };
}

/** The other cards in the referrer's chat. */
export const chatCards = once((sample) => {
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
    { name: 'contacts', card: contactsCard(pack) },
    { name: 'advice', card: adviceCard(pack) },
    { name: 'help', card: helpCard(pack, { heading: 'I did not save that', lines: ['No check is open.'] }) },
    ...Object.entries(all).map(([name, record]) => ({
      name: `receipt, ${name}`,
      card: receiptCard(record, referral(record), pack),
    })),
    { name: 'in place of a sent draft', card: replacedCard(awaiting.id, pack) },
    { name: 'not delivered', card: notDeliveredCard(awaiting, pack) },
    { name: 'decision overdue', card: decisionOverdueCard(awaiting, referral(awaiting), pack) },
    { name: 'decision', card: decisionNoticeCard(decided, state, pack) },
    ...referral(asked).questions.flatMap((question) => [
      { name: `question ${question.number} of the MASH`, card: questionFromMashCard(asked, question, pack) },
      {
        name: `question ${question.number} of the MASH, again`,
        card: questionFromMashCard(
          asked,
          question,
          pack,
          'Type an answer, or press “Not known”.',
          written(sample, 2500),
        ),
      },
    ]),
    { name: 'my referrals, none', card: myReferralsCard([], pack) },
    { name: 'my referrals', card: myReferralsCard([...Object.values(all), aDraft(SENT)], pack) },
    {
      name: 'check answers with notes',
      card: checkAnswersCard({
        caseId: 'HT-7K3F-92Q',
        draft: draftOf(sample, 'police', 'check-answers'),
        pack,
        notes: ['One thing first.'],
      }),
    },
    ...reminders,
  ];
});

/** The cards in the MASH channel. */
export const mashCards = once((sample) => {
  const all = Object.entries(cases(sample));
  const again = {
    attempt: 2,
    typed: Object.fromEntries(
      ['question', 'decision', 'action', 'reasons', 'protection-what', 'tell'].map((id) => [id, written(sample, 2500)]),
    ),
    problems: { question: 'Write your question.', decision: 'Choose a decision.', action: 'Say what will be done.' },
  };
  return all.flatMap(([name, record]) => {
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
      ...record.events.map((event, index) => ({
        name: `line ${index} ${event.type}, ${name}`,
        card: lineCard(record, event, state, pack, OVERDUE),
      })),
    ];
  });
});

/** The notices to managers, the escalation contact and administrators. */
export const noticeCards = once((sample) => {
  const { asked, overdue } = cases(sample);
  const link = 'https://teams.microsoft.com/l/message/19:x/1';
  return [true, false].flatMap((escalation) =>
    [asked, overdue].flatMap((record) => [
      {
        name: `reminder, escalation ${escalation}`,
        card: reminderCard(record, referral(record), { now: OVERDUE, escalation, late: true, link }),
      },
      {
        name: `reminder without a link, escalation ${escalation}`,
        card: reminderCard(record, referral(record), { now: NOW, escalation, late: false, link: undefined }),
      },
      { name: 'undelivered', card: undeliveredAlertCard(record, referral(record)) },
    ]),
  );
});

export const allCards = (sample: Sample): Named[] => [
  ...wizardCards(sample),
  ...chatCards(sample),
  ...mashCards(sample),
  ...noticeCards(sample),
];
