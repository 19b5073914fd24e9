import { z } from 'zod';
import { Duration, Instant, londonDay, msBetween, msIn, plus } from '../base/time.ts';
import { decisionEntries } from '../case/decision-record.ts';
import type { CaseRecord } from '../case/record.ts';
import { calledAt, phonedIn } from '../case/referral.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../case/state.ts';
import { CentralOutcome } from '../history/assessment.ts';
import { ClosingOutcome, DecisionKind } from '../history/decision.ts';
import { type CaseEvent, isA } from '../history/events.ts';
import type { Clocks } from '../protocol/service.ts';

const Counts = z.record(z.string(), z.int());
type Counts = z.infer<typeof Counts>;

/** What is counted of a month, by table and row. It holds nothing by which a case could be recognised. */
export const MonthTally = z.object({
  at: Instant, // when it was counted
  unreadable: z.int(), // documents of any time that could not be read then
  referrals: z.int(), // sent in that month, in London. All counts up to `signs` are of these
  agencies: Counts, // by the answer's id; '' if it is not known
  decisions: Counts, // decided in time, or not
  outcomes: Counts, // by the kind of decision; `other`, too, where there is none yet
  calls: Counts, // calls that came before the written form, by whether the form followed in time
  silence: z.int(), // undecided referrals that went up to the escalation contact
  disagreements: Counts, // by the highest level reached
  signs: Counts, // by indicator: in how many it was seen
  hours: z.array(z.number()), // from the start of the clock to the decision, one for each that is decided
  // What was recorded in that month, whenever the referral came.
  findings: Counts, // of the Assessment team
  centralReferrals: z.int(),
  answers: Counts, // of the central authority
  closings: Counts, // by the outcome for the child
});
export type MonthTally = z.infer<typeof MonthTally>;

/** The months that were counted. They stay as they were counted: what is corrected later would be found by comparing. */
export const CountedMonths = z.object({ months: z.record(z.string(), MonthTally) });
export type CountedMonths = z.infer<typeof CountedMonths>;

const answered = CentralOutcome.exclude(['awaited']).options;
const zeros = (names: readonly string[]): Counts => Object.fromEntries(names.map((name) => [name, 0]));

/** A month in which nothing was counted. @param agencies the ids of those that a referrer can choose */
export const emptyMonth = (agencies: readonly string[], at: Instant): MonthTally => ({
  ...{ at, unreadable: 0, referrals: 0, silence: 0, centralReferrals: 0, hours: [], signs: {} },
  agencies: zeros([...agencies, '']),
  decisions: zeros(['within', 'over']),
  outcomes: zeros(DecisionKind.options),
  calls: zeros(['within', 'over']),
  disagreements: zeros(['1', '2', '3']),
  findings: zeros(['not-suspected', 'grounds', 'no-grounds']),
  answers: zeros(answered),
  closings: zeros(ClosingOutcome.options),
});

/**
 * Counts cases one by one, with only one in memory. Practice cases, drafts and deleted drafts do not count. A call that
 * was joined into another case does not count by itself: the other case counts.
 * @param cases undefined for each document that cannot be read
 * @param months the months to count; a referral belongs to the month in which it was sent
 * @source Protocol 6.1 (the Board monitors the work of all agencies), 8.2 (24 hours, 48 hours)
 */
export async function tallyOf(
  cases: AsyncIterable<CaseRecord | undefined>,
  { months, agencies, now, clocks }: { months: string[]; agencies: readonly string[]; now: Instant; clocks: Clocks },
): Promise<Record<string, MonthTally>> {
  const tallies = Object.fromEntries(months.map((month) => [month, emptyMonth(agencies, now)]));
  const all = Object.values(tallies);
  for await (const record of cases) {
    if (!record) {
      for (const tally of all) tally.unreadable += 1;
      continue;
    }
    const referral = submittedIn(referralOf(record.events));
    // a joined call counts with the other case
    if (record.practice || !referral || referral.status === 'joined') continue;
    const ofMonth = tallies[monthOf(referral.submittedAt)];
    if (ofMonth) count(ofMonth, record, referral, { now, clocks });
    for (const [month, events] of Map.groupBy(record.events, ({ at }) => monthOf(at))) {
      const then = tallies[month];
      if (then) countLater(then, events);
    }
  }
  return tallies;
}

const monthOf = (at: Instant) => londonDay(at).slice(0, 7);

function count(
  tally: MonthTally,
  { events, facts }: CaseRecord,
  referral: SubmittedReferral,
  { now, clocks }: { now: Instant; clocks: Clocks },
) {
  tally.referrals += 1;
  oneMore(tally.agencies, facts.answers.values.agency ?? '');
  const first = atFirstDecision(events);
  oneMore(tally.decisions, first && !first.late ? 'within' : 'over');
  oneMore(tally.outcomes, first ? (decisionEntries(events).at(-1)?.decision ?? first.decision) : 'other');
  if (first) tally.hours.push(Math.round((10 * msBetween(first.clockStart, first.decidedAt)) / msIn(anHour)) / 10);
  const called = firstCall(referral);
  // A call that is not yet in writing does not count until its form is due.
  const due = phonedIn(referral)?.writtenDue ?? (called && plus(called, clocks.writtenConfirmation.within));
  const isDue = due !== undefined && now > due;
  const inWriting = writtenAt(referral) ?? (isDue ? now : undefined);
  if (called !== undefined && inWriting !== undefined && called <= inWriting) {
    const waited = msBetween(called, inWriting);
    oneMore(tally.calls, waited <= msIn(clocks.writtenConfirmation.within) ? 'within' : 'over');
  }
  const seen = new Set(Object.values(facts.answers.ticks).flatMap((ticks) => ticks.seen));
  for (const statement of seen) oneMore(tally.signs, statement);
  if (events.some((event) => event.type === 'ClockReached' && event.clock === 'decision' && event.escalate))
    tally.silence += 1;
  const level = Math.max(0, ...events.map(levelOf));
  if (level > 0) oneMore(tally.disagreements, String(level));
}

/** What came of a case by its events of a month: of each kind, the last. */
function countLater(tally: MonthTally, events: CaseEvent[]) {
  const suspicion = events.findLast(isA('TraffickingSuspicionRecorded'));
  const grounds = events.findLast(isA('ReasonableGroundsRecorded'));
  if (grounds) oneMore(tally.findings, grounds.grounds ? 'grounds' : 'no-grounds');
  else if (suspicion?.suspected === false) oneMore(tally.findings, 'not-suspected');
  if (events.some(isA('CentralReferralRecorded'))) tally.centralReferrals += 1;
  const answer = events.findLast(isA('CentralOutcomeRecorded'))?.outcome;
  if (answer && answer !== 'awaited') oneMore(tally.answers, answer);
  const closed = events.findLast(isA('CaseClosed'));
  if (closed) oneMore(tally.closings, closed.outcome);
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
