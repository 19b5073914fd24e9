import { CaseId } from '../../src/base/reference.ts';
import { type Instant, instantOf, msOf } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { emptyTicks } from '../../src/draft/draft.ts';
import type { DecisionKind } from '../../src/history/decision.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { aReferral, at, atTime, caseContext, jane, mo } from '../case/a-case.ts';

/** Made-up referrals to count. Their texts hold facts that no report may contain. */

export const FACT = /Opal|Amber|Nguy|Jane|Mo Hussain|HT-|Flint/;

export interface CaseSpec {
  /** On 1 October 2026 if left out. */
  sent?: string;
  agency?: string;
  /** Somebody rang this many hours before the referral was sent. */
  called?: number;
  /** Decided this many hours after it was sent. */
  decided?: [hours: number, kind: DecisionKind];
  seen?: string[];
  more?: (at: Instant) => CaseEvent[];
}

const later = (from: Instant, hours: number): Instant => instantOf(msOf(from) + Math.round(hours * 3_600_000));

export function aCase(spec: CaseSpec, number = 0): CaseRecord {
  const sentAt = at(spec.sent ?? '2026-10-01T10:00:00.000Z');
  const record = aReferral(sentAt, spec.called === undefined ? {} : { calledAt: later(sentAt, -spec.called) });
  const { facts } = record;
  const filled: CaseRecord = {
    ...record,
    id: CaseId.parse(`HT-${String(number).padStart(4, '0')}-AAA`),
    facts: {
      ...facts,
      answers: {
        ...facts.answers,
        values: {
          ...(spec.agency === undefined ? {} : { agency: spec.agency }),
          'child-name': 'Opal Nguyễn',
          worry: 'Amber burn.',
          name: 'Jane Okafor',
          whereabouts: '1 Flint Street',
        },
        ticks: { carer: { ...emptyTicks, seen: spec.seen ?? [], note: 'Opal again' } },
      },
    },
  };
  const [hours, decision] = spec.decided ?? [];
  if (hours === undefined || decision === undefined) return withMore(filled, spec, sentAt);
  const decidedAt = later(sentAt, hours);
  const decided = advance(
    filled,
    {
      events: [
        {
          type: 'DecisionRecorded',
          at: decidedAt,
          by: mo.id,
          decision,
          protection: 'not-said',
          police: 'not-said',
          late: hours + (spec.called ?? 0) > 24,
        },
      ],
      texts: { 'decision-action': 'Visit on Flint Street.', 'decision-reasons': 'Opal.', 'decision-tell': 'Amber.' },
      by: mo,
    },
    caseContext(decidedAt),
  );
  return withMore(decided, spec, decidedAt);
}

function withMore(record: CaseRecord, { more }: CaseSpec, moment: Instant): CaseRecord {
  return more ? advance(record, { events: more(moment), by: jane }, caseContext(moment)) : record;
}

/** The case after so many hours in which nobody touches it, with its clocks run as the background worker runs them. */
export const leftAlone = (record: CaseRecord, hours: number): CaseRecord =>
  [12, 20, 22, 23, 24.1]
    .filter((each) => each <= hours)
    .reduce((each, hour) => atTime(each, later(sentAt(each), hour)), record);

const sentAt = ({ events }: CaseRecord): Instant => {
  const submission = events.find(({ type }) => type === 'ReferralSubmitted');
  if (!submission) throw new Error('the referral was not sent');
  return submission.at;
};

/** `count` cases of the same kind, each with its own reference. */
export const many = (count: number, spec: CaseSpec, from = 0): CaseRecord[] =>
  Array.from({ length: count }, (_, index) => aCase(spec, from + index));

export async function* oneByOne<T>(cases: T[]): AsyncGenerator<T> {
  yield* cases;
}
