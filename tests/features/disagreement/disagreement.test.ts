import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Person } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { advance, clockEventsDue } from '../../../src/case/advance.ts';
import { runningClocks } from '../../../src/case/clocks.ts';
import { recordDecision } from '../../../src/case/commands.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { dueBy } from '../../../src/features/disagreement/part.ts';
import { close, goUp, raise, setDate, settle, takeBack } from '../../../src/features/disagreement/rules.ts';
import {
  currentLevel,
  type Disagreement,
  disagreementsOf,
  type Side,
} from '../../../src/features/disagreement/state.ts';
import { readTarget } from '../../../src/features/disagreement/target.ts';
import { levelInWords, recordText } from '../../../src/features/disagreement/words.ts';
import { parts } from '../../../src/features/list.ts';
import { disagreementText } from '../../../src/history/disagreement.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  ada,
  allSent,
  aReferral,
  at,
  atTime,
  caseContext,
  dee,
  desk,
  guest,
  jane,
  meg,
  mo,
  pack,
  pat,
  sam,
  tom,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { disputed } from './disputed.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const DECIDED = at('2026-11-24T16:00:00.000Z');
const RAISED = at('2026-11-25T10:00:00.000Z');
const LATER = at('2026-11-26T10:00:00.000Z');
const TARGET = at('2026-12-04T09:00:00.000Z');

const open = aReferral(SENT);
const decision = {
  decision: 'other',
  action: 'A visit.',
  reasons: 'The burn.',
  protection: 'no',
  protectionWhat: '',
  police: 'no',
  tell: '',
} as const;
const decided = allSent(
  withOutcome(open, recordDecision(referralOf(open.events), decision, {}, { by: mo, now: DECIDED }), mo, DECIDED),
  DECIDED,
);

const form = { reasons: 'A visit next week is too late.', agency: 'Ruth, lead nurse', mash: 'Mo Hussain' };
const held = ({ events, facts: { texts } }: CaseRecord) => ({ events, texts });
const raising = (record: CaseRecord, by: Person, side: Side = 'referrer', more = {}) =>
  raise(held(record), { ...form, side, ...more }, { by, now: RAISED });
const raised = (more = {}) =>
  allSent(withOutcome(decided, raising(decided, jane, 'referrer', more), jane, RAISED), RAISED);
const up = (record: CaseRecord, level: number, by: Person, more = {}) =>
  goUp(held(record), { ...form, number: 1, level, ...more }, { by, now: LATER });
const settling = (record: CaseRecord, by: Person, level = 1, outcome = 'A visit today.') =>
  settle(held(record), { number: 1, level, outcome }, { by, now: LATER });
/** Both sides say so at the level where it stands. */
const bothSettle = (record: CaseRecord, one: Person = jane, other: Person = mo, level = 1) => {
  const said = withOutcome(record, settling(record, one, level), one, LATER);
  return withOutcome(said, settling(said, other, level), other, LATER);
};
const why = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why.kind : outcome.kind);
const [one] = disagreementsOf(raised().events);

describe('raising a disagreement', () => {
  it('is for the referrer once the MASH has decided, at level 1, with reasons, who talks, and the date the parties set', () => {
    const outcome = raising(decided, jane, 'referrer', { target: TARGET });
    expect(outcome).toEqual({
      kind: 'happened',
      events: [{ type: 'DisagreementRaised', at: RAISED, by: 'jane', number: 1, side: 'referrer', target: TARGET }],
      texts: {
        'disagreement-1-1-reasons': form.reasons,
        'disagreement-1-1-agency': 'Ruth, lead nurse',
        'disagreement-1-1-mash': 'Mo Hussain',
      },
    });
    expect(why(raising(open, jane))).toBe('not-decided');
  });

  it('is for any member of the MASH, on any case that was sent', () => {
    expect(why(raising(open, pat, 'mash'))).toBe('happened');
    expect(why(raising(decided, pat, 'mash'))).toBe('happened');
  });

  it.each<[string, Person, Side, string]>([
    ['another referrer', tom, 'referrer', 'not-the-author'],
    ['a manager in the name of the referrer', mo, 'referrer', 'not-the-author'],
    ['the referrer in the name of the MASH', jane, 'mash', 'only-the-mash'],
    ['a guest', guest, 'mash', 'only-the-mash'],
    ['the escalation contact', dee, 'mash', 'only-the-mash'],
  ])('is not for %s', (_, by, side, refusal) => {
    expect(why(raising(decided, by, side))).toBe(refusal);
  });

  it('needs reasons, of at most 2,000 characters, and names of at most 200', () => {
    const trying = (more: object) => raising(decided, jane, 'referrer', more);
    expect(trying({ reasons: ' \n' })).toEqual({ kind: 'refused', why: { kind: 'text-missing', fields: ['reasons'] } });
    expect(why(trying({ reasons: 'é'.repeat(2000) }))).toBe('happened');
    expect(why(trying({ reasons: 'é'.repeat(2001) }))).toBe('text-too-long');
    expect(why(trying({ agency: 'é'.repeat(200), mash: '' }))).toBe('happened');
    expect(why(trying({ mash: 'é'.repeat(201) }))).toBe('text-too-long');
  });

  it('holds no text in its events: reasons and names are facts of the case', () => {
    for (const word of ['too late', 'Ruth', 'Hussain']) expect(JSON.stringify(raised().events)).not.toContain(word);
  });

  it('pressed twice is one, and so is an old form pressed after the end', () => {
    const now = raised();
    expect(raising(now, jane)).toEqual({ kind: 'nothing-to-do' });
    const over = bothSettle(now);
    expect(raising(over, jane, 'referrer', { number: 1 })).toEqual({ kind: 'nothing-to-do' });
  });

  it('is possible again after the end, with the next number', () => {
    const now = raised();
    const over = bothSettle(now);
    expect(raising(over, jane, 'referrer', { number: 2 })).toMatchObject({ events: [{ number: 2 }] });
  });

  it('is once at a time for each side: what the MASH raised does not stand in the way of the referrer', () => {
    const theirs = withOutcome(decided, raising(decided, pat, 'mash'), pat, RAISED);
    expect(raising(theirs, jane, 'referrer', { number: 1 })).toMatchObject({
      events: [{ number: 2, side: 'referrer' }],
    });
    expect(why(raising(theirs, sam, 'mash', { reasons: 'Mine.' }))).toBe('disagreement-open');
    expect(why(raising(raised(), jane, 'referrer', { reasons: 'More.' }))).toBe('disagreement-open');
  });
});

describe('the next level', () => {
  it('comes in order: managers, senior managers, people from the Board or Partnership, and no further', () => {
    const second = withOutcome(raised(), up(raised(), 2, mo), mo, LATER);
    const third = withOutcome(second, up(second, 3, jane), jane, LATER);
    const [there] = disagreementsOf(third.events);
    expect(there?.levels.map(({ level, by }) => [level, by])).toEqual([
      [1, 'jane'],
      [2, 'mo'],
      [3, 'jane'],
    ]);
    expect(there?.levels.map(({ level }) => levelInWords(level))).toEqual([
      'level 1 of 3, managers',
      'level 2 of 3, senior managers',
      'level 3 of 3, people from the Board or Partnership',
    ]);
    expect(why(up(third, 4, jane))).toBe('disagreement-moved-on');
  });

  it.each([0, 1, 3, 4, -1, 1.5])('is never level %d after level 1, whatever a form says', (level) => {
    expect(why(up(raised(), level, mo, { reasons: 'Other.' }))).toBe('disagreement-moved-on');
  });

  it('pressed twice is one step', () => {
    const second = withOutcome(raised(), up(raised(), 2, mo), mo, LATER);
    expect(up(second, 2, mo)).toEqual({ kind: 'nothing-to-do' });
    expect(why(up(second, 2, jane))).toBe('disagreement-moved-on');
  });

  it('needs its own reasons', () => {
    expect(why(up(raised(), 2, jane, { reasons: '' }))).toBe('text-missing');
  });
});

describe('the end of a disagreement', () => {
  const levels = { 2: [dee.id], 3: [ada.id] };
  const second = withOutcome(raised(), up(raised(), 2, mo), mo, LATER);
  const third = withOutcome(second, up(second, 3, mo), mo, LATER);
  const closing = (record: CaseRecord, by: Person, level: number, reason = 'The visit is enough.') =>
    close(held(record), { number: 1, level, reason, levels }, { by, now: LATER });
  const stands = (record: CaseRecord) => disagreementsOf(record.events)[0]?.status;

  it('is that both sides have said so, in either order: one side alone leaves it open', () => {
    for (const [first, other] of [
      [jane, mo],
      [mo, jane],
    ] as const) {
      const said = withOutcome(raised(), settling(raised(), first), first, LATER);
      expect(stands(said)).toBe('open');
      const over = withOutcome(said, settling(said, other, 1, 'A visit today, at four.'), other, LATER);
      expect(disagreementsOf(over.events)[0]).toMatchObject({ status: 'settled', by: other.id, at: LATER });
      const [mine, theirs] = first === jane ? ['raiser', 'other'] : ['other', 'raiser'];
      expect(over.facts.texts[`disagreement-1-1-agreed-${mine}`]).toBe('A visit today.');
      expect(over.facts.texts[`disagreement-1-1-agreed-${theirs}`]).toBe('A visit today, at four.');
      expect(recordText(over, disagreementsOf(over.events)[0] as Disagreement)).toMatch(
        /The referrer says that it is settled \(Jane Okafor, 10:00, Thu 26 Nov \(2026-11-26\)\): A visit today/,
      );
    }
    expect(why(settling(raised(), meg, 1, ' '))).toBe('text-missing');
  });

  it('is not that two of the same side say so: managers are one side, who raised it the other', () => {
    const said = withOutcome(raised(), settling(raised(), mo), mo, LATER);
    expect(settling(said, mo)).toEqual({ kind: 'nothing-to-do' });
    expect(why(settling(said, meg))).toBe('side-has-said-so');
    expect(stands(said)).toBe('open');
  });

  it('of one that the MASH raised needs who raised it and another manager, never the same person', () => {
    const theirs = withOutcome(decided, raising(decided, mo, 'mash'), mo, RAISED);
    const said = withOutcome(theirs, settling(theirs, mo), mo, LATER);
    expect(why(settling(said, mo, 1, 'Other words.'))).toBe('side-has-said-so');
    expect(why(settling(said, jane))).toBe('not-your-disagreement');
    expect(stands(withOutcome(said, settling(said, meg), meg, LATER))).toBe('settled');
  });

  it('is asked anew at the next level: what one side said below counts there no more', () => {
    const said = withOutcome(raised(), settling(raised(), mo), mo, LATER);
    const higher = withOutcome(said, up(said, 2, jane), jane, LATER);
    const one = withOutcome(higher, settling(higher, jane, 2), jane, LATER);
    expect(stands(one)).toBe('open');
    expect(stands(withOutcome(one, settling(one, meg, 2), meg, LATER))).toBe('settled');
  });

  it('a manager who made the referral is on the referrer’s side alone', () => {
    const own = { ...mo, id: jane.id };
    const said = withOutcome(raised(), settling(raised(), own), own, LATER);
    expect(disagreementsOf(said.events)[0]?.agreed.map(({ party }) => party)).toEqual(['raiser']);
    expect(why(settling(said, own, 1, 'Other.'))).toBe('side-has-said-so');
  });

  it('belongs to who took the referral over, and to the former author no more', () => {
    const events: CaseEvent[] = [{ type: 'HandOverAccepted', at: LATER, by: tom.id, number: 1, from: jane.id }];
    const handed = advance(raised(), { events }, caseContext(LATER));
    expect(why(settling(handed, jane))).toBe('not-your-disagreement');
    expect(why(settling(handed, tom))).toBe('happened');
    const asManager = { ...mo, id: jane.id };
    expect(why(settling(handed, asManager))).toBe('not-your-disagreement');
  });

  it('may be that who is set up for its level closes it with a reason, and nobody else', () => {
    expect(closing(second, dee, 2)).toEqual({
      kind: 'happened',
      events: [{ type: 'DisagreementClosed', at: LATER, by: 'dee', number: 1, level: 2 }],
      texts: { 'disagreement-1-outcome': 'The visit is enough.' },
    });
    for (const by of [jane, tom, mo, meg, pat, ada]) expect(why(closing(second, by, 2))).toBe('not-your-disagreement');
    expect(why(closing(third, ada, 3))).toBe('happened');
    expect(why(closing(third, dee, 3))).toBe('not-your-disagreement');
    expect(why(closing(raised(), dee, 1))).toBe('not-your-disagreement');
    expect(why(closing(second, dee, 3))).toBe('disagreement-moved-on');
    expect(why(closing(second, dee, 2, ' '))).toBe('text-missing');
    const over = withOutcome(second, closing(second, dee, 2), dee, LATER);
    expect(stands(over)).toBe('closed');
    expect(closing(over, dee, 2)).toEqual({ kind: 'nothing-to-do' });
    expect(why(closing(over, dee, 2, 'Other.'))).toBe('disagreement-over');
  });

  it('is not closed by somebody who took part in it, also where they are set up for its level', () => {
    const all = { 2: [jane.id, mo.id, meg.id], 3: [] };
    const by = (person: Person) =>
      why(close(held(second), { number: 1, level: 2, reason: 'Mine.', levels: all }, { by: person, now: LATER }));
    expect([by(jane), by(mo)]).toEqual(['not-your-disagreement', 'not-your-disagreement']); // mo took it to level 2
    expect(by(meg)).toBe('happened');
  });

  it('is recorded once, and nothing moves after it', () => {
    const over = bothSettle(raised(), jane, meg);
    expect(settling(over, meg)).toEqual({ kind: 'nothing-to-do' });
    for (const outcome of [
      settling(over, mo),
      up(over, 2, mo),
      setDate(held(over), { number: 1, level: 1, target: TARGET }, { by: mo, now: LATER }),
      takeBack(held(over), 1, { by: jane, now: LATER }),
    ])
      expect(why(outcome)).toBe('disagreement-over');
  });

  it('that one side alone recorded, before both were asked, stays the end', () => {
    const events: CaseEvent[] = [{ type: 'DisagreementSettled', at: LATER, by: meg.id, number: 1, level: 1 }];
    const texts = { [disagreementText.outcome(1)]: 'A visit today.' };
    const old = advance(raised(), { events, texts }, caseContext(LATER));
    expect(stands(old)).toBe('settled');
    expect(recordText(old, disagreementsOf(old.events)[0] as Disagreement)).toContain('settled. A visit today.');
  });

  it('is recorded for the level where it stands, not for one that it has left', () => {
    expect(why(settling(second, jane, 1))).toBe('disagreement-moved-on');
    expect(why(settling(second, jane, 2))).toBe('happened');
  });

  it('may be that who raised it takes it back, and nobody else does', () => {
    const now = { by: jane, now: LATER };
    const back = withOutcome(raised(), takeBack(held(raised()), 1, now), jane, LATER);
    expect(disagreementsOf(back.events)[0]?.status).toBe('taken-back');
    expect(takeBack(held(back), 1, now)).toEqual({ kind: 'nothing-to-do' });
    expect(why(takeBack(held(raised()), 1, { by: mo, now: LATER }))).toBe('not-your-disagreement');
  });
});

describe('who may move a disagreement on', () => {
  const steps: [string, (by: Person) => Outcome][] = [
    ['go to the next level', (by) => up(raised(), 2, by)],
    ['set the date', (by) => setDate(held(raised()), { number: 1, level: 1, target: TARGET }, { by, now: LATER })],
    ['settle it', (by) => settling(raised(), by)],
  ];
  const people: [Person, boolean][] = [
    [jane, true],
    [mo, true],
    [meg, true],
    [pat, false],
    [tom, false],
    [guest, false],
    [dee, false],
  ];
  it.each(steps.flatMap(([what, act]) => people.map(([by, may]) => ({ what, act, by, name: by.name, may }))))(
    '$what: $name $may',
    ({ act, by, may }) => {
      expect(why(act(by))).toBe(may ? 'happened' : 'not-your-disagreement');
    },
  );

  it('is nobody for a number that does not exist', () => {
    expect(why(settle(held(decided), { number: 1, level: 1, outcome: 'x' }, { by: mo, now: LATER }))).toBe(
      'not-your-disagreement',
    );
  });
});

describe('the date', () => {
  const now = at('2026-11-25T10:00:00.000Z');

  it.each<[string, ReturnType<typeof readTarget>]>([
    ['', { kind: 'none' }],
    ['  ', { kind: 'none' }],
    ['4 December', { kind: 'date', at: at('2026-12-04T09:00:00.000Z') }],
    ['4/12/26', { kind: 'date', at: at('2026-12-04T09:00:00.000Z') }],
    ['tomorrow 16:00', { kind: 'date', at: at('2026-11-26T16:00:00.000Z') }],
    ['today', { kind: 'date', at: at('2026-11-25T09:00:00.000Z') }],
    ['1 July 2027', { kind: 'date', at: at('2027-07-01T08:00:00.000Z') }],
    ['24 November 2026', { kind: 'past' }],
    ['4 December 2062', { kind: 'far' }],
    ['soon', { kind: 'unclear' }],
    ['31 February', { kind: 'unclear' }],
  ])('“%s” is read in London', (typed, target) => {
    expect(readTarget(typed, now)).toEqual(target);
  });

  it('is never made up: without one there is no clock and no reminder', () => {
    const dateless = raised();
    expect(dateless.wakeAt).toBeUndefined();
    expect(clockEventsDue(dateless, { now: at('2027-11-25T10:00:00.000Z'), pack, parts })).toEqual([]);
  });

  it('is known today when it is today: the first reminder comes the next morning', () => {
    const today = raised({ target: at('2026-11-25T09:00:00.000Z') });
    expect(today.wakeAt).toBe('2026-11-26T09:00:00.000Z');
  });

  it('pressed twice as “in two hours” is one date, and another one is another', () => {
    const target = at('2026-11-26T12:00:00.000Z');
    const dated = withOutcome(
      raised(),
      setDate(held(raised()), { number: 1, level: 1, target }, { by: jane, now: LATER }),
      jane,
      LATER,
    );
    const again = (next: Instant) =>
      setDate(held(dated), { number: 1, level: 1, target: next }, { by: jane, now: LATER });
    expect(again(at('2026-11-26T12:00:00.450Z'))).toEqual({ kind: 'nothing-to-do' });
    expect(why(again(TARGET))).toBe('happened');
    expect(dated.wakeAt).toBeDefined();
    const moved = allSent(withOutcome(dated, again(TARGET), jane, LATER), LATER);
    expect(moved.wakeAt).toBe(TARGET);
  });
});

describe('reminders', () => {
  const dated = raised({ target: TARGET });

  it('come on the date and then every 24 hours, to who raised it and to the managers, and to nobody else', () => {
    expect(dated.wakeAt).toBe(TARGET);
    expect(atTime(dated, at('2026-12-04T08:59:59.999Z'))).toBe(dated);
    const first = atTime(dated, TARGET);
    expect(waitingMessages(first)).toEqual(['jane: stage-notice', 'mo: stage-notice', 'meg: stage-notice']);
    const next = allSent(first, TARGET);
    expect(next.wakeAt).toBe('2026-12-05T09:00:00.000Z');
    const second = atTime(next, at('2026-12-05T09:00:00.000Z'));
    expect(waitingMessages(second)).toHaveLength(3);
    expect(allSent(second, at('2026-12-05T09:00:00.000Z')).wakeAt).toBe('2026-12-06T09:00:00.000Z');
  });

  it('after days in which the service was down are one, and late', () => {
    const late = atTime(dated, at('2026-12-08T11:00:00.000Z'));
    expect(late.events.at(-1)).toMatchObject({
      type: 'ClockReached',
      clock: 'disagreement',
      upTo: '2026-12-08T09:00:00.000Z',
      late: true,
    });
    expect(waitingMessages(late)).toHaveLength(3);
  });

  it('end with the disagreement, also those that still wait', () => {
    const reminded = atTime(dated, TARGET);
    const over = bothSettle(reminded);
    const reminders = over.outbox.filter(
      ({ message }) => message.kind === 'stage-notice' && over.events[message.event]?.type === 'ClockReached',
    );
    expect(reminders.map((entry) => whyDropped(over, entry, parts))).toEqual([
      'no-longer-true',
      'no-longer-true',
      'no-longer-true',
    ]);
    expect(reminders.map((entry) => whyDropped(reminded, entry, parts))).toEqual([undefined, undefined, undefined]);
    expect(allSent(over, TARGET).wakeAt).toBeUndefined();
  });

  it('that wait give way to a later one', () => {
    const twice = atTime(atTime(dated, TARGET), at('2026-12-05T09:00:00.000Z'));
    const dropped = twice.outbox
      .filter(({ message }) => message.kind === 'stage-notice')
      .map((entry) => whyDropped(twice, entry, parts));
    expect(dropped.slice(-6)).toEqual([...Array(3).fill('no-longer-true'), ...Array(3).fill(undefined)]);
  });

  it('of two disagreements come each on its own date', () => {
    const both = withOutcome(
      dated,
      raising(dated, pat, 'mash', { target: at('2026-12-02T09:00:00.000Z') }),
      pat,
      RAISED,
    );
    const quiet = allSent(both, RAISED);
    expect(quiet.wakeAt).toBe('2026-12-02T09:00:00.000Z');
    const first = atTime(quiet, at('2026-12-02T09:00:00.000Z'));
    expect(waitingMessages(first)).toEqual(['pat: stage-notice', 'mo: stage-notice', 'meg: stage-notice']);
    expect(dueBy(first.events, TARGET).map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('who is told', () => {
  it('is the MASH by a line and the card, and its managers, when the referrer disagrees', () => {
    const record = withOutcome(decided, raising(decided, jane), jane, RAISED);
    expect(waitingMessages(record)).toEqual(['mash: case-card', 'mash: line', 'mo: stage-notice', 'meg: stage-notice']);
  });

  it('is at level 2 the escalation contact too, and never a person who is only named', () => {
    const second = withOutcome(raised(), up(raised(), 2, mo), mo, LATER);
    expect(waitingMessages(second)).toEqual([
      'mash: case-card',
      'mash: line',
      'jane: stage-notice',
      'meg: stage-notice',
      'dee: stage-notice',
    ]);
    const quiet = allSent(second, LATER);
    const third = withOutcome(quiet, up(quiet, 3, jane), jane, LATER);
    expect(waitingMessages(third)).toEqual(['mash: case-card', 'mash: line', 'mo: stage-notice', 'meg: stage-notice']);
  });

  it('is the other side when one says that it is settled, and who has said so when both have', () => {
    const card = ['mash: case-card', 'mash: line'];
    const byMash = withOutcome(raised(), settling(raised(), mo), mo, LATER);
    expect(waitingMessages(byMash)).toEqual([...card, 'jane: stage-notice']);
    const byJane = withOutcome(raised(), settling(raised(), jane), jane, LATER);
    expect(waitingMessages(byJane)).toEqual([...card, 'mo: stage-notice', 'meg: stage-notice']);
    const quiet = allSent(byJane, LATER);
    expect(waitingMessages(withOutcome(quiet, settling(quiet, mo), mo, LATER))).toEqual([
      ...card,
      ...card,
      'jane: stage-notice',
    ]);
    const other = allSent(byMash, LATER);
    expect(waitingMessages(withOutcome(other, settling(other, jane), jane, LATER))).toEqual([
      ...card,
      ...card,
      'mo: stage-notice',
    ]);
  });

  it('is who is set up for a level, once each, when it comes there and no sooner', () => {
    const set = { ...desk, level2: [dee.id, ada.id], level3: [sam.id] };
    const going = (record: CaseRecord, level: number, by: Person) => {
      const outcome = up(record, level, by);
      if (outcome.kind !== 'happened') throw new Error('it does not go up');
      return advance(record, { ...outcome, by }, { ...caseContext(LATER), desk: set });
    };
    const second = going(raised(), 2, jane);
    expect(waitingMessages(second).slice(2)).toEqual([
      'mo: stage-notice',
      'meg: stage-notice',
      'dee: level-notice',
      'ada: level-notice',
    ]);
    const third = going(allSent(second, LATER), 3, mo);
    expect(waitingMessages(third).slice(2)).toEqual(['jane: stage-notice', 'meg: stage-notice', 'sam: level-notice']);
  });

  it('is not the referrer, when it was raised in the MASH', () => {
    let record = withOutcome(decided, raising(decided, pat, 'mash', { target: TARGET }), pat, RAISED);
    record = withOutcome(record, up(record, 2, mo), mo, LATER);
    record = withOutcome(record, settling(record, mo, 2), mo, LATER);
    expect(waitingMessages(record).filter((each) => each.startsWith('jane'))).toEqual([]);
  });
});

describe('a disagreement changes nothing else', () => {
  const anyOfThem = fc.array(fc.constantFrom(...disputed));

  it('no state of the referral and no other clock, whatever happens in it', () => {
    fc.assert(
      fc.property(anyOfThem, fc.constantFrom(open, decided), (more, { events: before, answeredAt }) => {
        const after = referralOf([...before, ...more]);
        expect(after).toEqual(referralOf(before));
        expect(runningClocks(after, answeredAt, pack.clocks)).toEqual(
          runningClocks(referralOf(before), answeredAt, pack.clocks),
        );
      }),
    );
  });

  it('reminders, escalation and the overdue mark of the decision come when they would have come', () => {
    const disputed = allSent(withOutcome(open, raising(open, pat, 'mash', { target: TARGET }), pat, RAISED), RAISED);
    const told = (record: CaseRecord, now: Instant) =>
      clockEventsDue(record, { now, pack, parts }).filter(
        (event) => event.type === 'ClockReached' && event.clock === 'decision',
      );
    for (const now of [at('2026-11-25T12:03:20.000Z'), at('2026-11-25T14:03:20.001Z'), at('2026-12-25T00:00:00.000Z')])
      expect(told(disputed, now)).toEqual(told(open, now));
  });

  it('and the manager decides all the same', () => {
    const disputed = withOutcome(open, raising(open, pat, 'mash'), pat, RAISED);
    expect(why(recordDecision(referralOf(disputed.events), decision, {}, { by: mo, now: RAISED }))).toBe('happened');
  });
});

describe('the levels, whatever people press and in whatever order', () => {
  const press = fc.record({
    what: fc.constantFrom('raise', 'up', 'date', 'settle', 'take-back'),
    by: fc.constantFrom(jane, tom, mo, meg, pat, sam, guest),
    side: fc.constantFrom<Side>('referrer', 'mash'),
    number: fc.integer({ min: 0, max: 4 }),
    level: fc.integer({ min: 1, max: 4 }),
    reasons: fc.constantFrom('A.', 'B.', ''),
  });
  type Press = typeof press extends fc.Arbitrary<infer P> ? P : never;

  function pressed(record: CaseRecord, { what, by, side, number, level, reasons }: Press): CaseRecord {
    const whole = { ...form, reasons };
    const now = { by, now: LATER };
    const outcome = {
      raise: () => raise(held(record), { ...whole, side, number }, now),
      up: () => goUp(held(record), { ...whole, number, level }, now),
      date: () => setDate(held(record), { number, level, target: TARGET }, now),
      settle: () => settle(held(record), { number, level, outcome: reasons }, now),
      'take-back': () => takeBack(held(record), number, now),
    }[what as 'raise']();
    return outcome.kind === 'happened' ? withOutcome(record, outcome, by, LATER) : record;
  }

  it('never skip, never go back, and nothing that is over moves', () => {
    fc.assert(
      fc.property(fc.array(press, { maxLength: 25 }), (presses) => {
        let record = decided;
        for (const each of presses) {
          const before = disagreementsOf(record.events);
          record = pressed(record, each);
          const after = disagreementsOf(record.events);
          expect(after.map(({ number }) => number)).toEqual(after.map((_, index) => index + 1));
          for (const disagreement of after) {
            expect(disagreement.levels.map(({ level }) => level)).toEqual(
              [1, 2, 3].slice(0, disagreement.levels.length),
            );
            const was = before[disagreement.number - 1];
            if (!was) continue;
            expect(currentLevel(disagreement).level - currentLevel(was).level).toBeGreaterThanOrEqual(0);
            if (was.status !== 'open') expect(disagreement).toEqual(was);
          }
          for (const side of ['referrer', 'mash'])
            expect(after.filter((one) => one.status === 'open' && one.side === side).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('hold in the history too, however it is shuffled: it is read, not judged', () => {
    const history: CaseEvent[] = [
      { type: 'DisagreementRaised', at: RAISED, by: jane.id, number: 1, side: 'referrer' },
      { type: 'DisagreementRaised', at: RAISED, by: jane.id, number: 2, side: 'referrer' },
      { type: 'DisagreementWentUp', at: RAISED, by: mo.id, number: 1, level: 2 },
      { type: 'DisagreementWentUp', at: RAISED, by: mo.id, number: 1, level: 3 },
      { type: 'DisagreementSettled', at: RAISED, by: mo.id, number: 1, level: 3 },
      { type: 'DisagreementTakenBack', at: RAISED, by: jane.id, number: 2 },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...history, ...history]), (events) => {
        for (const { levels } of disagreementsOf(events))
          expect(levels.map(({ level }) => level)).toEqual([1, 2, 3].slice(0, levels.length));
      }),
    );
    expect(one?.levels).toHaveLength(1);
  });
});
