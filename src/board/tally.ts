import { Duration, type Instant, londonDay, msBetween, msIn, plus } from '../base/time.ts';
import { decisionEntries } from '../case/decision-record.ts';
import type { CaseRecord } from '../case/record.ts';
import { calledAt, phonedIn } from '../case/referral.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../case/state.ts';
import { type CaseEvent, isA } from '../history/events.ts';
import type { Clocks } from '../protocol/service.ts';

type Counts = Record<string, number>;

/** The counts of a period's cases. They hold nothing by which a case could be recognised. */
export type Tally = ReturnType<typeof emptyTally>;

/**
 * Counts cases one by one, with only one in memory. Practice cases, drafts and deleted drafts do not count. A call that
 * was joined into another case does not count by itself: the other case counts.
 * @param cases undefined for each document that cannot be read
 * @param months the months to count; a referral belongs to the month in which it was sent
 * @source Protocol 6.1 (the Board monitors the work of all agencies), 8.2 (24 hours, 48 hours)
 */
export async function tallyOf(
  cases: AsyncIterable<CaseRecord | undefined>,
  { months, now, clocks }: { months: string[]; now: Instant; clocks: Clocks },
): Promise<Tally> {
  const tally = emptyTally();
  for await (const record of cases) {
    if (!record) {
      tally.unreadable += 1;
      continue;
    }
    const referral = submittedIn(referralOf(record.events));
    // a joined call counts with the other case
    if (record.practice || !referral || referral.status === 'joined') continue;
    const month = londonDay(referral.submittedAt).slice(0, 7);
    if (months.includes(month)) count(tally, record, referral, { month, now, clocks });
  }
  return tally;
}

export const emptyTally = () => ({
  referrals: 0,
  months: {} as Counts, // "2026-10" → referrals sent in that month, in London
  agencies: {} as Counts, // by the answer's id; '' if it is not known
  agencyMonths: {} as Record<string, Counts>,
  decisions: { within: 0, over: 0, late: 0, open: 0 }, // late: undecided after its time; open: undecided, in time
  outcomes: {} as Counts, // by the kind of decision
  hours: [] as number[], // from the start of the clock to the decision, one entry for each decided referral
  calls: { within: 0, over: 0 }, // calls that came before the written form, by whether the form followed in time
  indicators: {} as Counts, // statement id → referrals in which it was seen
  escalated: 0, // undecided referrals that went up to the escalation contact
  disagreements: {} as Counts, // highest level reached → referrals
  unreadable: 0, // documents of any time that could not be read
});

function count(
  tally: Tally,
  { events, facts }: CaseRecord,
  referral: SubmittedReferral,
  { month, now, clocks }: { month: string; now: Instant; clocks: Clocks },
) {
  const agency = facts.answers.values.agency ?? '';
  tally.referrals += 1;
  oneMore(tally.months, month);
  oneMore(tally.agencies, agency);
  tally.agencyMonths[agency] ??= {};
  oneMore(tally.agencyMonths[agency], month);
  const first = atFirstDecision(events);
  if (first) {
    tally.decisions[first.late ? 'over' : 'within'] += 1;
    oneMore(tally.outcomes, decisionEntries(events).at(-1)?.decision ?? first.decision);
    tally.hours.push(msBetween(first.clockStart, first.decidedAt) / msIn(anHour));
  } else {
    tally.decisions[now > referral.decisionDue ? 'late' : 'open'] += 1;
  }
  const called = firstCall(referral);
  // A call that is not yet in writing does not count until its form is due.
  const due = phonedIn(referral)?.writtenDue ?? (called && plus(called, clocks.writtenConfirmation.within));
  const isDue = due !== undefined && now > due;
  const inWriting = writtenAt(referral) ?? (isDue ? now : undefined);
  if (called !== undefined && inWriting !== undefined && called <= inWriting) {
    const waited = msBetween(called, inWriting);
    tally.calls[waited <= msIn(clocks.writtenConfirmation.within) ? 'within' : 'over'] += 1;
  }
  const seen = new Set(Object.values(facts.answers.ticks).flatMap((ticks) => ticks.seen));
  for (const statement of seen) oneMore(tally.indicators, statement);
  if (events.some((event) => event.type === 'ClockReached' && event.clock === 'decision' && event.escalate))
    tally.escalated += 1;
  const level = Math.max(0, ...events.map(levelOf));
  if (level > 0) oneMore(tally.disagreements, String(level));
}

/** When somebody first rang: the referrer's own call, or a call that the MASH wrote down and joined into the case. */
const firstCall = (referral: SubmittedReferral) =>
  [calledAt(referral), ...referral.calls.map(({ clockStart }) => clockStart)]
    .filter((at) => at !== undefined)
    .sort()[0];

/**
 * When a call was in writing: when its referral was sent, or when the MASH recorded that the written form had arrived.
 */
function writtenAt(referral: SubmittedReferral) {
  const { route, submittedAt } = referral;
  if (route.kind === 'written') return submittedAt;
  return route.kind === 'phoned-and-in-writing' ? route.writtenAt : undefined;
}

/**
 * The referral at its first decision, which ends its 24 hours. A case that is decided again has another clock and does
 * not count twice.
 */
function atFirstDecision(events: CaseEvent[]) {
  const at = events.findIndex(isA('DecisionRecorded'));
  const referral = referralOf(events.slice(0, at + 1));
  return referral.status === 'decided' ? referral : undefined;
}

const anHour = Duration.parse('PT1H');

function oneMore(counts: Counts, name: string) {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** The level that a disagreement reached with this event; 0 for any other event. @source Protocol 13 */
function levelOf(event: CaseEvent) {
  if (!event.type.startsWith('Disagreement')) return 0;
  return 'level' in event && typeof event.level === 'number' ? event.level : 1;
}
