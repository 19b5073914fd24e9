import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import {
  centralOutcomeForm,
  centralSentForm,
  prepareCentralCard,
} from '../../src/features/assessment/central-cards.ts';
import { notTakenOnCard } from '../../src/features/assessment/face.ts';
import { assessmentFormCard, boxFaultsInWords, policeNotesForm } from '../../src/features/assessment/forms.ts';
import { assessmentForms } from '../../src/features/assessment/rules.ts';
import { assessmentText, centralText } from '../../src/history/assessment.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { assessmentCard, assessmentEverythingCard, assessmentMoreCard } from '../../src/views/assessment-case.ts';
import { at, caseContext, desk, ivy, pack, sue } from '../case/a-case.ts';
import { markOf } from '../case/every-event.ts';
import { linesOf, mashCardOf, receiptOf } from './drawn.ts';

import { again, type Cards, once, type Sample, sampleText } from './sample-answers.ts';
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
export const assessedCases = once((sample): Record<string, CaseRecord> => {
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
});

export function assessmentSamples(sample: Sample): Cards[] {
  const all = assessedCases(sample);
  const { found, recorded } = all;
  if (!found || !recorded) throw new Error('the samples lack a state');
  const waits = { record: found, pack, now: LATER, link: 'https://teams.example/1', to: sue.id };
  const notTaken = [undefined, 'administrators' as const].map((instead) => ({
    [`not taken on, ${instead}`]: notTakenOnCard({ ...waits, instead }),
  }));
  const names = ['need', 'services', 'reasons', 'worker', 'owner', 'note', 'reference', 'who'];
  const retry = again(
    sample,
    names,
    boxFaultsInWords({
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
  );
  const forms = Object.keys(assessmentForms).filter((form) => form !== 'police') as Exclude<
    keyof typeof assessmentForms,
    'police'
  >[];
  return [
    ...Object.entries(all).map(([name, record]) => ({
      [`assessment, ${name}`]: assessmentCard(record, referral(record), pack, LATER),
      [`assessment, ${name}, with a notice`]: assessmentCard(record, referral(record), pack, LATER, 'Recorded.'),
      [`assessment more, ${name}`]: assessmentMoreCard({ record, referral: referral(record), pack }),
      [`MASH card, assessment ${name}`]: mashCardOf(record),
    })),
    ...notTaken,
    linesOf('not taken on', recorded, [markOf('takingOn', { overdue: true })]),
    ...everyLine(Object.values(all)),
    ...pagesOf(recorded),
    ...forms.map((form) => ({
      [`form ${form}`]: assessmentFormCard(found, form),
      [`form ${form}, again`]: assessmentFormCard(found, form, retry),
    })),
    {
      'police notes, none': policeNotesForm(all.begun ?? found),
      'police notes': policeNotesForm(found, 1, retry),
      'police notes, earlier': policeNotesForm(found, 2),
      'central, sent': centralSentForm(found, pack),
      'central, sent, again': centralSentForm(recorded, pack, retry, 'Ivy Cole recorded this meanwhile.'),
      'central, outcome': centralOutcomeForm(recorded, pack, retry),
      'central, outcome of 2026': centralOutcomeForm(all['of 2026'] ?? recorded, pack),
    },
  ];
}

/** The receipt of a case that the team has taken on. */
export function assessmentChatSamples(sample: Sample): Cards[] {
  const { found } = assessedCases(sample);
  return found ? [{ 'receipt, decided, taken on': receiptOf(found) }] : [];
}

function everyLine(records: CaseRecord[]): Cards[] {
  const events = records.flatMap((record) => record.events.map((event) => ({ record, event })));
  const stages = events.filter(({ event }) =>
    /Assess|Suspicion|Grounds|Service|Support|Note|Central|Clock/.test(event.type),
  );
  const once = new Map(stages.map((each) => [JSON.stringify(each.event), each]));
  return [...once.values()].map(({ record, event }) => linesOf('assessment', record, [event]));
}

function pagesOf(record: CaseRecord): Cards[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].map((page) => ({
    [`assessment everything, page ${page}`]: assessmentEverythingCard(
      { record, referral: referral(record), pack },
      page,
    ),
    [`central prepare, page ${page}`]: prepareCentralCard(record, pack, LATER, page),
  }));
}
