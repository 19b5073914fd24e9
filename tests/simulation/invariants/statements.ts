import { type Instant, instantOf, msOf } from '../../../src/base/time.ts';
import { clockAndDay } from '../../../src/cards/london.ts';
import { hasActed } from '../../../src/case/alarms.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { isTaken } from '../../../src/case/referral.ts';
import { wasEverDecided } from '../../../src/case/standing.ts';
import { isSubmitted, referralOf, type SubmittedReferral, seenAt } from '../../../src/case/state.ts';

/** A sentence of a card, and when it is true. */
interface Statement {
  says: RegExp;
  ofTime?: true; // whether it is true depends on the clock
  isSo(record: CaseRecord, referral: SubmittedReferral, match: RegExpExecArray, at: Instant): boolean;
}

const toleranceMs = 100_000;

const table: Statement[] = [
  { says: /nobody has taken it(?! on)/i, isSo: (_, { allocation }) => allocation.kind === 'nobody' },
  {
    says: /(?<!Call )taken by ([^,\n]+),/,
    isSo: ({ facts }, { allocation }, [, name]) => allocation.kind !== 'nobody' && facts.names[allocation.by] === name,
  },
  { says: /^DECIDED$/m, isSo: (_, { status }) => status === 'decided' },
  { says: /^Awaiting decision/m, isSo: (_, { status }) => status === 'awaiting-decision' },
  { says: /○ {2}Sending to the MASH/, isSo: (_, { deliveredAt }) => !deliveredAt },
  { says: /✓ {2}Delivered to the MASH at/, isSo: (_, { deliveredAt }) => deliveredAt !== undefined },
  { says: /^Not confirmed yet$/m, isSo: (_, { deliveredAt }) => !deliveredAt },
  { says: /^Undecided\. /m, isSo: (_, { status }) => status === 'awaiting-decision' },
  {
    says: /^Undecided\. (?:.* )?OVERDUE by/m,
    ofTime: true,
    isSo: (_, { decisionDue }, __, at) => msOf(at) > msOf(decisionDue),
  },
  {
    says: /^Undecided\. .* left$/m,
    ofTime: true,
    isSo: (_, { decisionDue }, __, at) => msOf(at) <= msOf(decisionDue) + toleranceMs,
  },
  {
    says: /^Decision due by (\d\d:\d\d.*)$/m,
    isSo: (_, { decisionDue }, [, words]) => words === clockAndDay(decisionDue),
  },
  {
    says: /^(?:OVERDUE since|Undecided\. Due by) (\d\d:\d\d, \w+ \d+ \w+)/m,
    isSo: ({ status }, { decisionDue }, [, words]) =>
      status === 'awaiting-decision' && words === clockAndDay(decisionDue),
  },
  {
    says: /^OVERDUE since /m,
    ofTime: true,
    isSo: (_, { decisionDue }, __, at) => msOf(at) > msOf(decisionDue),
  },
  {
    says: /^(?:OVERDUE since|Undecided\. Due by) .*\. ([^.\n]+) has it$/m,
    isSo: ({ facts }, { allocation }, [, name]) => allocation.kind !== 'nobody' && facts.names[allocation.by] === name,
  },
  {
    says: /Nobody at the MASH has told me they have this/,
    isSo: ({ events }, referral) => !isTaken(referral) && !hasActed(events.slice(-1)),
  },
  { says: /○ {2}Not yet seen by the MASH/, isSo: (_, referral) => seenAt(referral) === undefined },
  { says: /✓ {2}Seen by the MASH at/, isSo: (_, referral) => seenAt(referral) !== undefined },
  {
    says: /✓ {2}Decided at/,
    isSo: (_, referral) => wasEverDecided(referral),
  },
  {
    says: /^The decision is overdue/m,
    ofTime: true,
    isSo: (_, { decisionDue }, __, at) => msOf(at) > msOf(decisionDue),
  },
];

/**
 * Counts the statements in a text, and lists those that contradict the record at that time.
 * @param isRight whether every instance’s clock is right; if not, statements that depend on the time are left out
 */
export function untrueIn(
  text: string,
  record: CaseRecord,
  at: number,
  isRight: boolean,
): { all: number; untrue: string[] } {
  const referral = referralOf(record.events);
  if (!isSubmitted(referral)) return { all: 0, untrue: [] };
  let all = 0;
  const untrue: string[] = [];
  for (const { says, isSo, ofTime } of table) {
    if (ofTime && !isRight) continue;
    const match = says.exec(text);
    if (!match) continue;
    all += 1;
    if (!isSo(record, referral, match, instantOf(Math.round(at)))) untrue.push(match[0]);
  }
  return { all, untrue };
}
