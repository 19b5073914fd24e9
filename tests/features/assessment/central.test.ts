import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { advance, clockEventsDue, withWakeTime } from '../../../src/case/advance.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { outcomesOf, recordOutcome, recordSent } from '../../../src/features/assessment/central-rules.ts';
import { centralOf } from '../../../src/features/assessment/central-state.ts';
import { acceptCase, beginAssessment, recordAssessment } from '../../../src/features/assessment/rules.ts';
import { parts } from '../../../src/features/list.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import type { Central } from '../../../src/protocol/central.ts';
import type { Pack } from '../../../src/protocol/pack.ts';
import { allSent, at, caseContext, desk, guest, messageInShort, mo, pack, pat } from '../../case/a-case.ts';
import { ivy, passedOn, step, sue } from './a-passed-case.ts';

const NOW = at('2026-11-26T10:00:00.000Z');
const by = (person: Person, now = NOW) => ({ by: person, now });
const why = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why : outcome.kind);
const typed = (sent: string, reference = 'NRM-1') => ({ reference, sent });
const with2026: Pack = { ...pack, central: { ...pack.central, pathway: '2026' } };

function grounded(answer = 'yes'): CaseRecord {
  let record = step(passedOn(), (each) => acceptCase(each, by(sue)), sue, NOW);
  const suspicion = { suspected: 'yes', reasons: 'Her passport.' };
  record = step(record, (each) => recordAssessment(each, 'suspicion', suspicion, by(sue)), sue, NOW);
  record = step(record, (each) => beginAssessment(each, 'specialist', by(sue)), sue, NOW);
  const grounds = { grounds: answer, reasons: 'Made to work.' };
  return step(record, (each) => recordAssessment(each, 'grounds', grounds, by(sue)), sue, NOW);
}

/** The referral on, recorded on the day on which it was sent, and nothing left to say. */
function sentOn(day: string, own: Pack = pack): CaseRecord {
  const now = at(`${day}T12:00:00.000Z`);
  const { central } = own;
  const outcome = recordSent(grounded(), typed(day), { central, known: 0 }, by(sue, now));
  if (outcome.kind !== 'happened') throw new Error(JSON.stringify(outcome));
  return allSent(advance(grounded(), { ...outcome, by: sue }, caseContext(now, 2, own)), now);
}

interface Reminded {
  at: Instant;
  how: 'remind' | 'overdue' | 'quiet';
  clock: string;
}

/** What the clocks say up to a moment, each at its time, as the worker finds them. */
function reminders(record: CaseRecord, until: string, own: Pack = pack): Reminded[] {
  const said: Reminded[] = [];
  let next = withWakeTime(record, { now: record.changedAt, pack: own, parts });
  while (next.wakeAt && next.wakeAt <= until) {
    const now = next.wakeAt;
    const events = clockEventsDue(next, { now, pack: own, parts });
    if (events.length === 0) throw new Error(`woken for nothing at ${now}`);
    for (const event of events) {
      if (event.type !== 'ClockReached') continue;
      said.push({
        at: event.upTo,
        clock: event.clock,
        how: event.overdue ? 'overdue' : event.remind ? 'remind' : 'quiet',
      });
    }
    next = allSent(advance(next, { events }, caseContext(now, 2, own)), now);
  }
  return said;
}

const times = (record: CaseRecord, until: string, own?: Pack) =>
  reminders(record, until, own).map(({ at: when, how }) => `${when.slice(0, 16)} ${how}`);

describe('the central referral', () => {
  it('can be recorded only after reasonable grounds, by the Assessment team', () => {
    const rules = { central: pack.central, known: 0 };
    expect(why(recordSent(passedOn(), typed('2026-11-26'), rules, by(sue)))).toEqual({
      kind: 'not-yet',
      first: 'grounds',
    });
    expect(why(recordSent(grounded('no'), typed('2026-11-26'), rules, by(sue)))).toEqual({
      kind: 'not-yet',
      first: 'grounds',
    });
    for (const person of [pat, mo, guest])
      expect(why(recordSent(grounded(), typed('2026-11-26'), rules, by(person)))).toEqual({
        kind: 'only-the-assessment-team',
      });
  });

  it('needs a reference and a day that has come', () => {
    const rules = { central: pack.central, known: 0 };
    expect(why(recordSent(grounded(), {}, rules, by(sue)))).toMatchObject({
      faults: { reference: 'missing', sent: 'missing' },
    });
    expect(why(recordSent(grounded(), typed('2026-11-27'), rules, by(sue)))).toMatchObject({
      faults: { sent: 'ahead' },
    });
  });

  it('takes today as it is in London, also when it is still yesterday in UTC', () => {
    const now = at('2027-07-01T23:30:00.000Z'); // 00:30 on 2 July in London
    const rules = { central: pack.central, known: 0 };
    expect(recordSent(grounded(), typed('2027-07-02'), rules, by(sue, now)).kind).toBe('happened');
  });

  it('is one for each child: the same again is no news, and the second of two people is told of the first', () => {
    const record = sentOn('2026-11-26');
    const again = (known: number, reference: string) =>
      why(recordSent(record, typed('2026-11-26', reference), { central: pack.central, known }, by(ivy)));
    expect(again(0, 'NRM-1')).toBe('nothing-to-do');
    expect(again(0, 'NRM-2')).toEqual({ kind: 'already-recorded', by: sue.id });
    expect(again(1, 'NRM-2')).toBe('happened');
  });

  it('asks nobody for consent, and nothing of it is an event but days, numbers and choices', () => {
    const outcome = recordSent(
      grounded(),
      typed('2026-11-26', 'Ref of Linh'),
      { central: pack.central, known: 0 },
      by(sue),
    );
    expect(JSON.stringify(outcome.kind === 'happened' && outcome.events)).not.toContain('Linh');
    expect(pack.central.asks.map(({ ask }) => ask).join()).not.toMatch(/consent|agree/i);
  });
});

describe('the 30 days of the protocol', () => {
  it('are chased on day 20, 27 and 30, and then every week, at nine in the morning in London', () => {
    expect(times(sentOn('2026-11-02'), '2026-12-24T00:00:00.000Z')).toEqual([
      '2026-11-22T09:00 remind',
      '2026-11-29T09:00 remind',
      '2026-12-02T09:00 remind',
      '2026-12-03T00:00 quiet', // the cards say from now on that it is overdue
      '2026-12-09T09:00 overdue',
      '2026-12-16T09:00 overdue',
      '2026-12-23T09:00 overdue',
    ]);
  });

  it('are calendar days over a month end and a leap day', () => {
    expect(times(sentOn('2028-01-31'), '2028-03-08T00:00:00.000Z')).toEqual([
      '2028-02-20T09:00 remind',
      '2028-02-27T09:00 remind',
      '2028-03-01T09:00 remind',
      '2028-03-02T00:00 quiet',
    ]);
  });

  it('keep to London’s mornings when the clocks go forward', () => {
    expect(times(sentOn('2027-03-08'), '2027-04-15T00:00:00.000Z')).toEqual([
      '2027-03-28T08:00 remind', // the day after that night: 09:00 in London
      '2027-04-04T08:00 remind',
      '2027-04-07T08:00 remind',
      '2027-04-07T23:00 quiet',
      '2027-04-14T08:00 overdue',
    ]);
  });

  it('keep to London’s mornings when they go back', () => {
    expect(times(sentOn('2027-10-11'), '2027-11-11T12:00:00.000Z')).toEqual([
      '2027-10-31T09:00 remind',
      '2027-11-07T09:00 remind',
      '2027-11-10T09:00 remind',
      '2027-11-11T00:00 quiet',
    ]);
  });

  it('have their last moment in time', () => {
    const record = sentOn('2026-11-02');
    const states = ['2026-12-02T23:59:59.999Z', '2026-12-03T00:00:00.000Z'].map((until) => times(record, until).length);
    expect(states).toEqual([3, 4]);
  });

  it('end with an outcome, and go on where the authority was asked and has not decided', () => {
    const record = sentOn('2026-11-02');
    const heard = (outcome: string, day: string) => {
      const now = at(`${day}T12:00:00.000Z`);
      const form = { outcome, who: 'Desk 4', heard: day };
      return allSent(
        step(record, (each) => recordOutcome(each, form, by(sue, now)), sue, now),
        now,
      );
    };
    expect(times(heard('awaited', '2026-11-20'), '2026-11-30T00:00:00.000Z')).toHaveLength(2);
    expect(times(heard('trafficked', '2026-11-20'), '2027-11-30T00:00:00.000Z')).toEqual([]);
    expect(times(heard('not-trafficked', '2026-11-20'), '2027-11-30T00:00:00.000Z')).toEqual([]);
  });

  it('are said once, marked late, where they were recorded late', () => {
    const now = at('2026-12-10T10:00:00.000Z');
    const rules = { central: pack.central, known: 0 };
    const record = step(grounded(), (each) => recordSent(each, typed('2026-11-02'), rules, by(sue, now)), sue, now);
    const events = clockEventsDue(record, { now, pack, parts });
    expect(events).toMatchObject([{ type: 'ClockReached', clock: 'central', overdue: true, late: true }]);
    const next = advance(record, { events }, caseContext(now));
    expect(clockEventsDue(next, { now, pack, parts })).toEqual([]);
  });

  it('run from the corrected day, once it is corrected', () => {
    const now = at('2026-11-26T12:00:00.000Z');
    const record = sentOn('2026-11-02');
    const rules = { central: pack.central, known: 1 };
    const next = step(record, (each) => recordSent(each, typed('2026-11-20'), rules, by(sue, now)), sue, now);
    expect(times(allSent(next, now), '2026-12-11T00:00:00.000Z')).toEqual(['2026-12-10T09:00 remind']);
  });

  it('tell the Assessment team’s channel and the MASH’s card, and nobody in their own chat', () => {
    const record = sentOn('2026-11-02');
    const event = (more: object): CaseEvent => ({
      type: 'ClockReached',
      at: NOW,
      clock: 'central',
      upTo: NOW,
      remind: true,
      escalate: false,
      overdue: false,
      late: false,
      ...more,
    });
    const told = (more: object, hasAssessment = true) =>
      advance(record, { events: [event(more)] }, { ...caseContext(NOW), desk: { ...desk, hasAssessment } })
        .outbox.slice(record.outbox.length)
        .map(messageInShort);
    expect(told({})).toEqual(['assessment: assessment-card', 'assessment: assessment-line', 'mash: case-card']);
    expect(told({ remind: false })).toEqual(['assessment: assessment-card', 'mash: case-card']);
    expect(told({}, false)).toEqual(['mash: line', 'mash: case-card']);
  });
});

describe('the pathway of 2026', () => {
  it('aims at reasonable grounds in five working days, over Christmas and New Year too', () => {
    const central = centralOf(sentOn('2026-12-23', with2026).events);
    expect(central).toMatchObject({ entry: { groundsBy: '2027-01-04', pathway: '2026' }, lastDay: '2027-01-22' });
  });

  it('knows no day where the pack does not know the bank holidays, and does not chase one', () => {
    const record = sentOn('2028-12-22', with2026);
    expect(centralOf(record.events)).toMatchObject({ entry: { pathway: '2026' } });
    expect(centralOf(record.events)).not.toHaveProperty('entry.groundsBy');
    expect(reminders(record, '2029-01-20T00:00:00.000Z', with2026)).toEqual([]);
  });

  it('chases reasonable grounds the morning after and every week, and a last decision from day 30 on', () => {
    expect(reminders(sentOn('2026-11-02', with2026), '2026-12-31T00:00:00.000Z', with2026)).toEqual([
      { at: '2026-11-10T09:00:00.000Z', how: 'remind', clock: 'reasonableGrounds' },
      { at: '2026-11-17T09:00:00.000Z', how: 'overdue', clock: 'reasonableGrounds' },
      { at: '2026-11-24T09:00:00.000Z', how: 'overdue', clock: 'reasonableGrounds' },
      { at: '2026-12-01T09:00:00.000Z', how: 'overdue', clock: 'reasonableGrounds' },
      { at: '2026-12-02T09:00:00.000Z', how: 'remind', clock: 'central' },
      { at: '2026-12-08T09:00:00.000Z', how: 'overdue', clock: 'reasonableGrounds' },
      { at: '2026-12-15T09:00:00.000Z', how: 'overdue', clock: 'reasonableGrounds' },
      { at: '2026-12-22T09:00:00.000Z', how: 'overdue', clock: 'reasonableGrounds' },
      { at: '2026-12-29T09:00:00.000Z', how: 'overdue', clock: 'reasonableGrounds' },
      { at: '2026-12-30T09:00:00.000Z', how: 'overdue', clock: 'central' },
    ]);
  });

  it.each([
    ['reasonable grounds are decided: yes', 'grounds-yes', ['central']],
    ['reasonable grounds are decided: no', 'grounds-no', []],
    ['a last decision is there at once', 'trafficked', []],
  ])('goes on as it must when %s', (_, outcome, clocks) => {
    const now = at('2026-11-09T12:00:00.000Z');
    const form = { outcome, who: 'Desk 4', heard: '2026-11-09' };
    const record = step(sentOn('2026-11-02', with2026), (each) => recordOutcome(each, form, by(sue, now)), sue, now);
    const said = reminders(allSent(record, now), '2026-12-25T00:00:00.000Z', with2026);
    expect([...new Set(said.map(({ clock }) => clock))]).toEqual(clocks);
  });

  it('stays the pathway of a referral that was recorded under it, whatever the pack says later', () => {
    const record = sentOn('2026-11-02', with2026);
    expect(outcomesOf('2016')).not.toContain('grounds-yes');
    const form = { outcome: 'grounds-yes', who: 'Desk 4', heard: '2026-11-09' };
    expect(recordOutcome(record, form, by(sue)).kind).toBe('happened');
    expect(why(recordOutcome(sentOn('2026-11-02'), form, by(sue)))).toMatchObject({ faults: { outcome: 'choose' } });
  });
});

describe('an outcome', () => {
  const record = sentOn('2026-11-02');
  const form = { outcome: 'trafficked', who: 'Desk 4', heard: '2026-11-20' };

  it('needs a referral that was recorded, who said it, and a day that has come', () => {
    expect(why(recordOutcome(grounded(), form, by(sue)))).toEqual({ kind: 'not-yet', first: 'central-sent' });
    expect(why(recordOutcome(record, { outcome: 'trafficked' }, by(sue)))).toMatchObject({
      faults: { who: 'missing', heard: 'missing' },
    });
    expect(why(recordOutcome(record, { ...form, heard: '2026-12-01' }, by(sue)))).toMatchObject({
      faults: { heard: 'ahead' },
    });
    expect(why(recordOutcome(record, form, by(pat)))).toEqual({ kind: 'only-the-assessment-team' });
  });

  it('recorded twice is no news; recorded by mistake, it is taken back by saying that it is awaited', () => {
    const next = step(record, (each) => recordOutcome(each, form, by(sue)), sue, NOW);
    expect(why(recordOutcome(next, form, by(sue)))).toBe('nothing-to-do');
    expect(centralOf(next.events)).toMatchObject({ isOver: true, outcome: { outcome: 'trafficked' } });
    const awaited = { outcome: 'awaited', who: 'Sue', heard: '2026-11-26' };
    const open = centralOf(step(next, (each) => recordOutcome(each, awaited, by(sue)), sue, NOW).events);
    expect(open).toMatchObject({ isOver: false, asked: { outcome: 'awaited' } });
    expect(open).not.toHaveProperty('outcome');
  });
});

describe('a pack', () => {
  it('has its own words for what the national form asks, each answered by fields that it has', () => {
    const { asks }: Central = pack.central;
    expect(asks.length).toBeGreaterThan(30);
    expect(new Set(asks.map(({ id }) => id)).size).toBe(asks.length);
    expect(asks.flatMap(({ from }) => from)).not.toContain('address');
    expect(asks.flatMap(({ from }) => from)).not.toContain('whereabouts');
  });
});
