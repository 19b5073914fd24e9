import { CaseId } from '../../src/base/reference.ts';
import { type Instant, instantOf, msOf } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { emptyTicks } from '../../src/check/draft.ts';
import type { DecisionKind } from '../../src/history/decision.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { aReferral, at, atTime, caseContext, jane, mo } from '../case/a-case.ts';

/** Made-up referrals to count, each with marks in its texts that must not be found in a report. */

export const FACT = /Opal|Amber|Nguy|Jane|Mo Hussain|HT-|Flint/;

export interface Like {
  sent: string;
  agency?: string;
  /** How many hours before it was sent somebody rang. */
  called?: number;
  /** After how many hours, and what. */
  decided?: [hours: number, kind: DecisionKind];
  seen?: string[];
  more?: (at: Instant) => CaseEvent[];
}

const later = (from: Instant, hours: number): Instant => instantOf(msOf(from) + Math.round(hours * 3_600_000));

export function aCase(like: Like, number = 0): CaseRecord {
  const sentAt = at(like.sent);
  const record = aReferral(sentAt, like.called === undefined ? {} : { calledAt: later(sentAt, -like.called) });
  const { facts } = record;
  const filled: CaseRecord = {
    ...record,
    id: CaseId.parse(`HT-${String(number).padStart(4, '0')}-AAA`),
    facts: {
      ...facts,
      answers: {
        ...facts.answers,
        values: {
          ...(like.agency === undefined ? {} : { agency: like.agency }),
          'child-name': 'Opal Nguyễn',
          worry: 'Amber burn.',
          name: 'Jane Okafor',
          whereabouts: '1 Flint Street',
        },
        ticks: { carer: { ...emptyTicks, seen: like.seen ?? [], note: 'Opal again' } },
      },
    },
  };
  const [hours, decision] = like.decided ?? [];
  if (hours === undefined || decision === undefined) return withMore(filled, like, sentAt);
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
          late: hours + (like.called ?? 0) > 24,
        },
      ],
      texts: { 'decision-action': 'Visit on Flint Street.', 'decision-reasons': 'Opal.', 'decision-tell': 'Amber.' },
      by: mo,
    },
    caseContext(decidedAt),
  );
  return withMore(decided, like, decidedAt);
}

function withMore(record: CaseRecord, { more }: Like, moment: Instant): CaseRecord {
  return more ? advance(record, { events: more(moment), by: jane }, caseContext(moment)) : record;
}

/** What the clocks of a case say by this moment, as the worker would have it. */
export const letBe = (record: CaseRecord, hours: number): CaseRecord =>
  [12, 20, 22, 23, 24.1]
    .filter((each) => each <= hours)
    .reduce((each, hour) => atTime(each, later(sentAt(each), hour)), record);

const sentAt = ({ events }: CaseRecord): Instant => {
  const found = events.find(({ type }) => type === 'ReferralSubmitted');
  if (!found) throw new Error('it was not sent');
  return found.at;
};

/** So many alike, each with a reference of its own. */
export const many = (count: number, like: Like, from = 0): CaseRecord[] =>
  Array.from({ length: count }, (_, index) => aCase(like, from + index));

export async function* oneByOne<T>(cases: T[]): AsyncGenerator<T> {
  yield* cases;
}
