import { expect, it } from '@jest/globals';
import type { Instant } from '../../../src/base/time.ts';
import { emptyMonth, tallyOf } from '../../../src/board/tally.ts';
import { clockEventsDue, withWakeTime } from '../../../src/case/advance.ts';
import { recordDecision } from '../../../src/case/commands.ts';
import { type DecisionForm, decisionEntries, decisionWordsOf } from '../../../src/case/decision-record.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import { unreadNews } from '../../../src/case/news.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { againClock, correctDecision, reopen } from '../../../src/features/decision/rules.ts';
import { features as parts } from '../../../src/features/list.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  aReferral,
  at,
  caseContext,
  guest,
  jane,
  kindOf,
  meg,
  mo,
  pack,
  pat,
  resultOf,
  withOutcome,
} from '../../case/a-case.ts';
import { afterEvents, decidedAt, resultsOf } from '../outcomes.ts';
import { aDecisionForm } from './a-decision-form.ts';

const SENT = at('2026-11-24T14:00:00.000Z');
const DECIDED = at('2026-11-24T15:00:00.000Z');
const NEWS = at('2026-11-26T20:00:00.000Z');
const NOW = at('2026-11-26T20:10:00.000Z');
const DUE = at('2026-11-27T20:00:00.000Z');
const form: DecisionForm = { ...aDecisionForm, action: 'Visit.', protection: 'not-said' };
const newForm: DecisionForm = { ...form, decision: 'immediate', action: 'Fetch her tonight.' };
const added = (number: number, when = NEWS): CaseEvent => ({ type: 'InformationAdded', at: when, by: jane.id, number });
const decide = (record: CaseRecord, filledForm: DecisionForm, when = NOW, number = 1, by = mo) =>
  recordDecision(referralOf(record.events), filledForm, record.facts.texts, { by, now: when }, number);

const awaiting = aReferral(SENT);
const decided = decidedAt(awaiting, DECIDED, form);
const withNews = afterEvents(decided, added(1));
const reopened = withOutcome(withNews, reopen(withNews.events, pack.clocks, { by: meg, now: NOW }));
const second = withOutcome(reopened, decide(reopened, newForm, DUE, 2));

// Deciding again

it('A new decision has its own 24 hours, from the first unread news', () => {
  for (const record of [withNews, afterEvents(withNews, added(2, at('2026-11-26T20:05:00.000Z')))])
    expect(againClock(record.events, pack.clocks, NOW)).toEqual({ clockStart: NEWS, decisionDue: DUE });
});

it('A new decision’s 24 hours count from the news. They count from now if there is no news, or if the news was read and came more than 24 hours ago', () => {
  const read = afterEvents(withNews, { type: 'NewsRead', at: NOW, by: pat.id, upTo: 1 });
  const later = at('2026-11-27T20:00:00.001Z');
  const startOf = ({ events }: CaseRecord, now: Instant) => againClock(events, pack.clocks, now).clockStart;
  expect([NOW, DUE, later].map((now) => startOf(read, now))).toEqual([NEWS, NEWS, later]);
  expect([startOf(withNews, later), startOf(decided, NOW)]).toEqual([NEWS, NOW]);
});

it('Deciding again makes the case await a decision, with new reminders, and marks the news as read', () => {
  expect(reopened).toMatchObject({ status: 'awaiting-decision', dueAt: DUE });
  expect(referralOf(reopened.events)).toMatchObject({ clockStart: NEWS, decisionDue: DUE, toldOverdue: false });
  expect(unreadNews(reopened.events)).toEqual([]);
  const due = (now: string) =>
    clockEventsDue(reopened, { now: at(now), pack, parts }).map((event) => 'clock' in event && event);
  expect(due('2026-11-27T07:59:59.999Z')).toEqual([]);
  expect(due('2026-11-27T08:00:00.000Z')).toMatchObject([{ clock: 'decision', remind: true, overdue: false }]);
  expect(due('2026-11-27T20:00:00.000Z')).toMatchObject([{ clock: 'decision', overdue: false }]);
  expect(due('2026-11-27T20:00:00.001Z')).toMatchObject([{ clock: 'decision', overdue: true }]);
});

it('Deciding again drops the notice of the first decision if it is still unsent', () => {
  const notice = decided.outbox.find(({ message }) => kindOf(message) === 'decision-notice');
  if (!notice) throw new Error('no notice');
  expect(whyDropped(decided, notice, parts)).toBeUndefined();
  expect(whyDropped(reopened, notice, parts)).toBe('no-longer-true');
});

it('Only a manager who is not the author can decide again, and only on a decided case', () => {
  const again = (by: typeof mo, record = withNews) => reopen(record.events, pack.clocks, { by, now: NOW });
  const own = { ...jane, roles: mo.roles };
  expect(resultsOf(...[pat, guest, own].map((by) => again(by)), again(mo, awaiting), again(mo, reopened))).toEqual([
    ...['only-a-manager-decides', 'only-a-manager-decides', 'own-referral', 'not-decided', 'nothing-to-do'],
  ]);
});

it('A new decision is a new entry with its own number and deadline, and leaves the first as it was', () => {
  const late = decide(reopened, newForm, at('2026-11-27T20:00:00.001Z'), 2);
  expect(late).toMatchObject({ events: [{ type: 'DecisionRecorded', number: 2, late: true }] });
  expect(referralOf(second.events)).toMatchObject({
    ...{ status: 'decided', decision: 'immediate', late: false, decidedAt: DUE },
  });
  expect(decisionEntries(second.events).map(({ number, decision }) => [number, decision])).toEqual([
    [1, 'other'],
    [2, 'immediate'],
  ]);
  expect([1, 2].map((number) => decisionWordsOf(second.facts.texts, number).action)).toEqual([
    ...['Visit.', 'Fetch her tonight.'],
  ]);
  expect(resultsOf(decide(second, newForm, DUE, 2), decide(second, form, DUE, 2))).toEqual([
    ...['nothing-to-do', 'already-decided'],
  ]);
});

it('An old form of the first decision cannot record a new decision', () => {
  expect(resultOf(decide(reopened, newForm, NOW, 1))).toBe('opened-again');
});

it('A new decision can be corrected, and the case can be opened once more', () => {
  const corrected = withOutcome(second, correctDecision(second, form, 2, { by: mo, now: DUE }));
  expect(decisionEntries(corrected.events).map(({ number, corrects }) => [number, corrects])).toEqual([
    [1, undefined],
    [2, undefined],
    [3, 2],
  ]);
  const third = withOutcome(corrected, reopen(corrected.events, pack.clocks, { by: mo, now: DUE }));
  expect(decide(third, newForm, DUE, 4)).toMatchObject({ events: [{ number: 4 }] });
  expect(referralOf(third.events)).not.toHaveProperty('correction');
});

it('Deciding again brings back no reminder about a time at which the child left the referrer’s sight; only what nobody has answered is asked', () => {
  const sight = at('2026-11-24T15:30:00.000Z');
  const events = reopened.events.map((event) =>
    event.type === 'ReferralSubmitted' ? { ...event, leavesSight: sight } : event,
  );
  const due = clockEventsDue(withWakeTime({ ...reopened, events }, caseContext(NOW)), { now: NOW, pack, parts });
  expect(due).toMatchObject([{ clock: 'childSafe' }]);
});

// The Board’s numbers

const tallied = async (record: CaseRecord) => {
  async function* one() {
    yield record;
  }
  const counting = { months: ['2026-11'], agencies: [], now: DUE, clocks: pack.clocks };
  const { decisions, outcomes, hours } = (await tallyOf(one(), counting))['2026-11'] ?? emptyMonth([], DUE);
  return { decisions, outcomes: Object.entries(outcomes).filter(([, number]) => number > 0), hours };
};

it('The Board’s numbers count the first decision as in time, whatever happens to a second one', async () => {
  const inTime = { within: 1, over: 0 };
  expect(await tallied(reopened)).toEqual({ decisions: inTime, outcomes: [['other', 1]], hours: [1] });
  const late = withOutcome(reopened, decide(reopened, newForm, at('2026-11-28T20:00:00.000Z'), 2));
  expect(await tallied(late)).toEqual({ decisions: inTime, outcomes: [['immediate', 1]], hours: [1] });
});
