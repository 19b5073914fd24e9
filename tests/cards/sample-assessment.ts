import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import {
  centralOutcomeForm,
  centralSentForm,
  prepareCentralCard,
} from '../../src/features/assessment/central-cards.ts';
import { assessmentFormCard, boxFaultsInWords, policeNotesForm } from '../../src/features/assessment/forms.ts';
import { assessmentForms } from '../../src/features/assessment/rules.ts';
import { assessmentText, centralText } from '../../src/history/assessment.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import type { Pack } from '../../src/protocol/pack.ts';
import { assessmentCard } from '../../src/views/assessment-case.ts';
import { assessmentEverythingCard, assessmentMoreCard } from '../../src/views/assessment-more.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { at, caseContext, desk, ivy, pack, sue } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';

import { type Named, type Sample, sampleText } from './sample-answers.ts';
import { cases, OVERDUE, referral } from './sample-cases.ts';

/** The cards of the Assessment team's channel, and what the MASH and the referrer see of an assessment. */

const LATER = at('2026-12-07T10:00:00.000Z');
const withEvents = (
  events: CaseEvent[],
  record: CaseRecord,
  texts: Record<string, string> = {},
  person = sue,
): CaseRecord =>
  advance(record, { events, texts, by: person }, { ...caseContext(LATER), desk: { ...desk, hasAssessment: true } });

/** A case in every state of an assessment. */
export function assessedCases(sample: Sample): Record<string, CaseRecord> {
  const text = sampleText(sample, 2000) || 'Visit.';
  const name = sampleText(sample, 200) || 'Ada Bright';
  const done = { at: LATER, by: sue.id };
  const { decided: fresh } = cases(sample);
  const taken = withEvents(
    [
      { type: 'AssessmentPosted', at: LATER },
      { type: 'AssessmentAccepted', ...done, at: OVERDUE },
    ],
    fresh,
  );
  const begun = withEvents([{ type: 'FamilyAssessmentStarted', ...done, at: OVERDUE }], taken);
  const found = withEvents(
    [
      { type: 'FamilyAssessmentCompleted', ...done, number: 1, arrival: 'no', planOn: '2026-12-01' },
      { type: 'TraffickingSuspicionRecorded', ...done, number: 1, suspected: true },
      { type: 'TraffickingAssessmentStarted', ...done },
      { type: 'ReasonableGroundsRecorded', ...done, number: 1, grounds: true },
      { type: 'ServiceRecorded', ...done, number: 1, service: 'looked-after' },
      ...assessmentForms.support.item.of.map(
        (item, index): CaseEvent => ({ type: 'SupportRecorded', ...done, number: index + 1, item, on: '2026-12-24' }),
      ),
      ...[1, 2, 3, 4, 5, 6].map((number): CaseEvent => ({ type: 'PoliceNoteAdded', ...done, number })),
    ],
    begun,
    Object.fromEntries([
      ...[assessmentText.need, assessmentText.services, assessmentText.suspicion, assessmentText.grounds].map((of) => [
        of(1),
        text,
      ]),
      [assessmentText.worker(1), name],
      ...[1, 2, 3, 4, 5].map((number) => [assessmentText.owner(number), name]),
      ...[1, 2, 3, 4, 5, 6].map((number) => [assessmentText.policeNote(number), text]),
    ]),
  );
  const sent = (pathway: '2016' | '2026', more: object): CaseRecord =>
    withEvents(
      [{ type: 'CentralReferralRecorded', ...done, number: 1, sentOn: '2026-11-02', pathway, within: 30, ...more }],
      found,
      { [centralText.reference(1)]: name },
      ivy,
    );
  const clock = (name: 'central' | 'reasonableGrounds', overdue: boolean): CaseEvent => ({
    type: 'ClockReached',
    at: at('2026-12-09T09:00:00.000Z'),
    clock: name,
    upTo: at('2026-12-09T09:00:00.000Z'),
    remind: !overdue,
    escalate: false,
    overdue,
    late: overdue,
  });
  const withOutcome = (record: CaseRecord, outcome: 'trafficked' | 'grounds-yes' | 'awaited', number: number) =>
    withEvents([{ type: 'CentralOutcomeRecorded', ...done, number, outcome, heardOn: '2026-12-06' }], record, {
      [centralText.who(number)]: name,
    });
  const recorded = sent('2016', {});
  const now = sent('2026', { groundsBy: '2026-11-09' });
  return {
    fresh,
    'not posted': withEvents([{ type: 'AssessmentNotPosted', at: LATER }], fresh),
    taken,
    begun,
    found,
    recorded,
    overdue: withEvents([clock('central', true)], recorded),
    over: withOutcome(withOutcome(recorded, 'awaited', 1), 'trafficked', 2),
    'of 2026': withEvents([clock('reasonableGrounds', false), clock('central', false)], now),
    'of 2026, no day known': sent('2026', {}),
    'of 2026, grounds': withOutcome(now, 'grounds-yes', 1),
    'taken back': withEvents(
      [
        {
          type: 'DecisionCorrected',
          ...done,
          decision: 'other',
          protection: 'no',
          police: 'no',
          number: 2,
          corrects: 1,
        },
      ],
      found,
    ),
  };
}

export function assessmentSamples(sample: Sample): Named[] {
  const all = assessedCases(sample);
  const { found, recorded } = all;
  if (!found || !recorded) throw new Error('the samples lack a state');
  const typed = sampleText(sample, 2500);
  const names = ['need', 'services', 'reasons', 'worker', 'owner', 'note', 'reference', 'who'];
  const retry = {
    attempt: 2,
    typed: Object.fromEntries(names.map((each) => [each, typed])),
    problems: boxFaultsInWords({
      ...Object.fromEntries(names.map((each) => [each, 'too-long' as const])),
      ...({
        arrival: 'choose',
        suspected: 'choose',
        grounds: 'choose',
        service: 'choose',
        item: 'choose',
        outcome: 'choose',
      } as const),
      ...({ plan: 'no-day', on: 'missing', sent: 'ahead', heard: 'too-far' } as const),
    }),
  };
  const forms = Object.keys(assessmentForms).filter((form) => form !== 'police') as Exclude<
    keyof typeof assessmentForms,
    'police'
  >[];
  return [
    ...Object.entries(all).flatMap(([name, record]) => [
      { name: `assessment, ${name}`, card: assessmentCard(record, referral(record), pack, LATER) },
      {
        name: `assessment, ${name}, with a notice`,
        card: assessmentCard(record, referral(record), pack, LATER, 'Recorded.'),
      },
      { name: `assessment more, ${name}`, card: assessmentMoreCard(record, referral(record), pack) },
      { name: `MASH card, assessment ${name}`, card: caseCard(record, referral(record), pack) },
    ]),
    ...everyLine(Object.values(all), pack),
    ...pagesOf(recorded),
    ...forms.flatMap((form) => [
      { name: `form ${form}`, card: assessmentFormCard(found, form) },
      { name: `form ${form}, again`, card: assessmentFormCard(found, form, retry) },
    ]),
    { name: 'police notes, none', card: policeNotesForm(all.begun ?? found) },
    { name: 'police notes', card: policeNotesForm(found, 1, retry) },
    { name: 'police notes, earlier', card: policeNotesForm(found, 2) },
    { name: 'central, sent', card: centralSentForm(found, pack) },
    {
      name: 'central, sent, again',
      card: centralSentForm(recorded, pack, retry, 'Ivy Cole recorded this meanwhile.'),
    },
    { name: 'central, outcome', card: centralOutcomeForm(recorded, pack, retry) },
    { name: 'central, outcome of 2026', card: centralOutcomeForm(all['of 2026'] ?? recorded, pack) },
  ];
}

/** The receipt of a case that the team has taken on. */
export function assessmentChatSamples(sample: Sample): Named[] {
  const { found } = assessedCases(sample);
  return found ? [{ name: 'receipt, decided, taken on', card: receiptCard(found, referral(found), pack) }] : [];
}

function everyLine(records: CaseRecord[], thisPack: Pack): Named[] {
  const events = records.flatMap((record) => record.events.map((event) => ({ record, event })));
  const stages = events
    .filter(({ event }) => /Assess|Suspicion|Grounds|Service|Support|Note|Central|Clock/.test(event.type))
    .filter(({ event }) => hasLine(event));
  const once = new Map(stages.map((each) => [JSON.stringify(each.event), each]));
  return [...once.values()].map(({ record, event }) => ({
    name: `assessment line ${event.type}`,
    card: lineCard(record, event, referral(record), thisPack, LATER),
  }));
}

function pagesOf(record: CaseRecord): Named[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].flatMap((page) => [
    {
      name: `assessment everything, page ${page}`,
      card: assessmentEverythingCard(record, referral(record), pack, page),
    },
    { name: `central prepare, page ${page}`, card: prepareCentralCard(record, pack, LATER, page) },
  ]);
}
