import { describe, expect, it } from '@jest/globals';
import { emptyTally, tallyOf } from '../../../src/board/tally.ts';
import { advance, dueEvents, timed } from '../../../src/case/advance.ts';
import { recordDecision } from '../../../src/case/commands.ts';
import { type DecisionForm, decisionEntries, decisionWordsOf } from '../../../src/case/decision-record.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import { isWaiting } from '../../../src/case/outbox.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { againClock, reopen } from '../../../src/features/decision/again.ts';
import { correctDecision } from '../../../src/features/decision/rules.ts';
import { parts } from '../../../src/features/list.ts';
import { unreadNews } from '../../../src/features/news/state.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  allSent,
  aReferral,
  at,
  caseContext,
  guest,
  inShort,
  jane,
  meg,
  mo,
  pack,
  pat,
  then,
  waiting,
} from '../../case/a-case.ts';

const SENT = at('2026-11-24T14:00:00.000Z');
const DECIDED = at('2026-11-24T15:00:00.000Z');
const NEWS = at('2026-11-26T20:00:00.000Z');
const NOW = at('2026-11-26T20:10:00.000Z');
const DUE = at('2026-11-27T20:00:00.000Z');
const form: DecisionForm = {
  decision: 'other',
  action: 'Visit.',
  reasons: 'The burn.',
  protection: 'not-said',
  protectionWhat: '',
  police: 'no',
  tell: '',
};
const anew: DecisionForm = { ...form, decision: 'immediate', action: 'Fetch her tonight.' };
const added = (number: number, when = NEWS): CaseEvent => ({ type: 'InformationAdded', at: when, by: jane.id, number });
const withEvents = (record: CaseRecord, ...events: CaseEvent[]): CaseRecord =>
  advance(record, { events }, caseContext(events.at(-1)?.at ?? NOW));
const decide = (record: CaseRecord, what: DecisionForm, when = NOW, number = 1, by = mo) =>
  recordDecision(referralOf(record.events), what, record.facts.texts, { by, now: when }, number);

const first = aReferral(SENT);
const decided = then(first, decide(first, form, DECIDED), mo, DECIDED);
const told = withEvents(decided, added(1));
const again = then(told, reopen(told.events, pack.clocks, { by: meg, now: NOW }), meg, NOW);

describe('deciding again', () => {
  it('has its own 24 hours, from when the news came that nobody had read', () => {
    expect(againClock(told.events, pack.clocks, NOW)).toEqual({ clockStart: NEWS, decisionDue: DUE });
    const two = withEvents(told, added(2, at('2026-11-26T20:05:00.000Z')));
    expect(againClock(two.events, pack.clocks, NOW)).toEqual({ clockStart: NEWS, decisionDue: DUE });
  });

  it('counts from the news that were read last, and from now where their time is over or there are none', () => {
    const read = withEvents(told, { type: 'NewsRead', at: NOW, by: pat.id, upTo: 1 });
    expect(againClock(read.events, pack.clocks, NOW).clockStart).toBe(NEWS);
    expect(againClock(read.events, pack.clocks, DUE).clockStart).toBe(NEWS);
    const later = at('2026-11-27T20:00:00.001Z');
    expect(againClock(read.events, pack.clocks, later).clockStart).toBe(later);
    expect(againClock(told.events, pack.clocks, later).clockStart).toBe(NEWS);
    expect(againClock(decided.events, pack.clocks, NOW).clockStart).toBe(NOW);
  });

  it('puts the case back among those that wait, with its reminders, and reads the news', () => {
    expect(again).toMatchObject({ status: 'awaiting-decision', dueAt: DUE });
    expect(referralOf(again.events)).toMatchObject({ clockStart: NEWS, decisionDue: DUE, toldOverdue: false });
    expect(unreadNews(again.events)).toEqual([]);
    const due = (now: string) =>
      dueEvents(again, { now: at(now), pack, parts }).map((event) => 'clock' in event && event);
    expect(due('2026-11-27T07:59:59.999Z')).toEqual([]);
    expect(due('2026-11-27T08:00:00.000Z')).toMatchObject([{ clock: 'decision', remind: true, overdue: false }]);
    expect(due('2026-11-27T20:00:00.000Z')).toMatchObject([{ clock: 'decision', overdue: false }]);
    expect(due('2026-11-27T20:00:00.001Z')).toMatchObject([{ clock: 'decision', overdue: true }]);
  });

  it('tells the MASH and the author, whose first notice is still worth sending only while it is true', () => {
    expect(waiting(allSent(again, NOW))).toEqual([]);
    const fresh = again.outbox.slice(told.outbox.length).filter(isWaiting).map(inShort);
    expect(fresh).toEqual(['mash: case-card', 'mash: line', 'jane: stage-notice', 'jane: receipt']);
    const notice = decided.outbox.find(({ message }) => message.kind === 'decision-notice');
    if (!notice) throw new Error('no notice');
    expect(whyDropped(decided, notice, parts)).toBeUndefined();
    expect(whyDropped(again, notice, parts)).toBe('no-longer-true');
  });

  it('is for a manager, not for the author or a guest, and only of a decided case', () => {
    const why = (by: typeof mo, record = told) => reopen(record.events, pack.clocks, { by, now: NOW });
    expect(why(pat)).toMatchObject({ why: { kind: 'only-a-manager-decides' } });
    expect(why(guest)).toMatchObject({ why: { kind: 'only-a-manager-decides' } });
    expect(why({ ...jane, roles: mo.roles })).toMatchObject({ why: { kind: 'own-referral' } });
    expect(why(mo, first)).toMatchObject({ why: { kind: 'not-decided' } });
    expect(why(mo, again)).toEqual({ kind: 'nothing-to-do' });
  });

  it('is a new entry with its own number, late by its own time; the first stays as it was', () => {
    const late = decide(again, anew, at('2026-11-27T20:00:00.001Z'), 2);
    expect(late).toMatchObject({ events: [{ type: 'DecisionRecorded', number: 2, late: true }] });
    const second = then(again, decide(again, anew, DUE, 2), mo, DUE);
    expect(referralOf(second.events)).toMatchObject({
      status: 'decided',
      decision: 'immediate',
      late: false,
      decidedAt: DUE,
    });
    expect(decisionEntries(second.events).map(({ number, decision }) => [number, decision])).toEqual([
      [1, 'other'],
      [2, 'immediate'],
    ]);
    expect(decisionWordsOf(second.facts.texts, 1).action).toBe('Visit.');
    expect(decisionWordsOf(second.facts.texts, 2).action).toBe('Fetch her tonight.');
    expect(decide(second, anew, DUE, 2)).toEqual({ kind: 'nothing-to-do' });
    expect(decide(second, form, DUE, 2)).toMatchObject({ why: { kind: 'already-decided' } });
  });

  it('is not done by a form of the first decision that was still open', () => {
    expect(decide(again, anew, NOW, 1)).toMatchObject({ why: { kind: 'opened-again' } });
  });

  it('can be corrected, and opened once more', () => {
    const second = then(again, decide(again, anew, DUE, 2), mo, DUE);
    const own = { events: second.events, texts: second.facts.texts };
    const corrected = then(second, correctDecision(own, form, 2, { by: mo, now: DUE }), mo, DUE);
    expect(decisionEntries(corrected.events).map(({ number, corrects }) => [number, corrects])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 2],
    ]);
    const third = then(corrected, reopen(corrected.events, pack.clocks, { by: mo, now: DUE }), mo, DUE);
    expect(decide(third, anew, DUE, 4)).toMatchObject({ events: [{ number: 4 }] });
    expect(referralOf(third.events)).not.toHaveProperty('corrected');
  });

  it('does not bring back the time at which the child left sight long ago', () => {
    const sight = at('2026-11-24T15:30:00.000Z');
    const events = again.events.map((event) =>
      event.type === 'ReferralSubmitted' ? { ...event, leavesSight: sight } : event,
    );
    expect(dueEvents(timed({ ...again, events }, caseContext(NOW)), { now: NOW, pack, parts })).toEqual([]);
  });
});

describe('the Board’s numbers', () => {
  const tallied = async (record: CaseRecord) => {
    async function* one() {
      yield record;
    }
    const { decisions, outcomes, hours } = await tallyOf(one(), { months: ['2026-11'], now: DUE, clocks: pack.clocks });
    return { decisions, outcomes, hours };
  };

  it('count the first decision of a referral as in time, whatever becomes of a second one', async () => {
    const inTime = { ...emptyTally().decisions, within: 1 };
    expect(await tallied(again)).toEqual({ decisions: inTime, outcomes: { other: 1 }, hours: [1] });
    const second = then(again, decide(again, anew, at('2026-11-28T20:00:00.000Z'), 2), mo, DUE);
    expect(await tallied(second)).toEqual({ decisions: inTime, outcomes: { immediate: 1 }, hours: [1] });
  });
});
