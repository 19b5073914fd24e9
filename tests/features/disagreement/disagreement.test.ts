import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Person, Role } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { advance, clockEventsDue } from '../../../src/case/advance.ts';
import { runningClocks } from '../../../src/case/clocks.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { disagreementsDueBy } from '../../../src/features/disagreement/events.ts';
import { close, goUp, raise, readTarget, setDate, settle, takeBack } from '../../../src/features/disagreement/rules.ts';
import {
  currentLevel,
  type Disagreement,
  disagreementsOf,
  type Side,
} from '../../../src/features/disagreement/state.ts';
import { levelInWords, recordText } from '../../../src/features/disagreement/words.ts';
import { features as parts } from '../../../src/features/list.ts';
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
  resultOf,
  sam,
  tom,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { afterEvents, decidedAt, resultsOf } from '../outcomes.ts';
import { sampleDisagreementEvents } from './disputed.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const DECIDED = at('2026-11-24T16:00:00.000Z');
const RAISED = at('2026-11-25T10:00:00.000Z');
const LATER = at('2026-11-26T10:00:00.000Z');
const TARGET = at('2026-12-04T09:00:00.000Z');

const undecided = aReferral(SENT);
const decided = allSent(decidedAt(undecided, DECIDED), DECIDED);

const form = { reasons: 'A visit next week is too late.', agency: 'Ruth, lead nurse', mash: 'Mo Hussain' };
const raiseBy = (record: CaseRecord, by: Person, side: Side = 'referrer', more = {}) =>
  raise(record, { ...form, side, ...more }, { by, now: RAISED });
const raised = (more = {}) => allSent(withOutcome(decided, raiseBy(decided, jane, 'referrer', more)), RAISED);
const goUpBy = (record: CaseRecord, level: number, by: Person, more = {}) =>
  goUp(record, { ...form, number: 1, level, ...more }, { by, now: LATER });
const settleBy = (record: CaseRecord, by: Person, level = 1, outcome = 'A visit today.') =>
  settle(record, { number: 1, level, outcome }, { by, now: LATER });
const dateBy = (record: CaseRecord, by: Person, target = TARGET) =>
  setDate(record, { number: 1, level: 1, target }, { by, now: LATER });

// The case after one of these steps
const wentUp = (record: CaseRecord, level: number, by: Person) => withOutcome(record, goUpBy(record, level, by));
const agreed = (record: CaseRecord, by: Person, level = 1) => withOutcome(record, settleBy(record, by, level));
const raisedByMash = (by = pat, record = decided, more = {}) => withOutcome(record, raiseBy(record, by, 'mash', more));
const second = wentUp(raised(), 2, mo);
const third = wentUp(second, 3, jane);
const over = agreed(agreed(raised(), jane), meg);
const firstOf = (record: CaseRecord) => disagreementsOf(record.events)[0];
const statusOf = (record: CaseRecord) => firstOf(record)?.status;

// Raising a disagreement

it('The referrer can disagree at level 1 after the decision, with reasons, names and a date to settle it by', () => {
  const outcome = raiseBy(decided, jane, 'referrer', { target: TARGET });
  expect(outcome).toEqual({
    kind: 'happened',
    events: [{ type: 'DisagreementRaised', at: RAISED, by: 'jane', number: 1, side: 'referrer', target: TARGET }],
    texts: {
      'disagreement-1-1-reasons': form.reasons,
      'disagreement-1-1-agency': 'Ruth, lead nurse',
      'disagreement-1-1-mash': 'Mo Hussain',
    },
  });
  expect(resultOf(raiseBy(undecided, jane))).toBe('not-decided');
});

it('Any member of the MASH can disagree about any case that was sent', () => {
  expect([undecided, decided].map((record) => resultOf(raiseBy(record, pat, 'mash')))).toEqual([
    'happened',
    'happened',
  ]);
});

it.each<[string, Person, Side, string]>([
  ['another referrer', tom, 'referrer', 'not-the-author'],
  ['a manager in the name of the referrer', mo, 'referrer', 'not-the-author'],
  ['the referrer in the name of the MASH', jane, 'mash', 'only-the-mash'],
  ['a guest', guest, 'mash', 'only-the-mash'],
  ['the escalation contact', dee, 'mash', 'only-the-mash'],
])('The rules let no disagreement be raised by %s', (_, by, side, refusal) => {
  expect(resultOf(raiseBy(decided, by, side))).toBe(refusal);
});

it('A disagreement needs reasons of at most 2,000 characters, and names of at most 200', () => {
  const trying = (more: object) => raiseBy(decided, jane, 'referrer', more);
  expect(trying({ reasons: ' \n' })).toMatchObject({ why: { kind: 'text-missing', fields: ['reasons'] } });
  const atTheLimit = { reasons: 'é'.repeat(2000), agency: 'é'.repeat(200), mash: '' };
  const tooLong = [{ reasons: 'é'.repeat(2001) }, { mash: 'é'.repeat(201) }];
  expect([atTheLimit, ...tooLong].map((more) => resultOf(trying(more)))).toEqual([
    ...['happened', 'text-too-long', 'text-too-long'],
  ]);
});

it('Pressing twice, or pressing an old form after the end, raises only one disagreement', () => {
  const again = [raiseBy(raised(), jane), raiseBy(over, jane, 'referrer', { number: 1 })];
  expect(resultsOf(...again)).toEqual(['nothing-to-do', 'nothing-to-do']);
});

it('The referrer can disagree again after a disagreement ends, with the next number', () => {
  expect(raiseBy(over, jane, 'referrer', { number: 2 })).toMatchObject({ events: [{ number: 2 }] });
});

it('Each side can have one open disagreement, independent of the other side’s', () => {
  expect(raiseBy(raisedByMash(), jane, 'referrer', { number: 1 })).toMatchObject({
    events: [{ number: 2, side: 'referrer' }],
  });
  const more = { reasons: 'More.' };
  const again = [raiseBy(raisedByMash(), sam, 'mash', more), raiseBy(raised(), jane, 'referrer', more)];
  expect(resultsOf(...again)).toEqual(['disagreement-open', 'disagreement-open']);
});

// Taking a disagreement to the next level

it('A disagreement goes in order to managers, senior managers and people from the Board or Partnership', () => {
  expect(firstOf(third)?.levels.map(({ level, by }) => [levelInWords(level), by])).toEqual([
    ['level 1 of 3, managers', 'jane'],
    ['level 2 of 3, senior managers', 'mo'],
    ['level 3 of 3, people from the Board or Partnership', 'jane'],
  ]);
  expect(resultOf(goUpBy(third, 4, jane))).toBe('disagreement-moved-on');
});

it.each([0, 1, 3, 4, -1, 1.5])('A disagreement never goes from level 1 to level %d, whatever a form says', (level) => {
  expect(resultOf(goUpBy(raised(), level, mo, { reasons: 'Other.' }))).toBe('disagreement-moved-on');
});

it('Pressing “Ask senior managers” twice takes a disagreement up one level', () => {
  expect(resultsOf(goUpBy(second, 2, mo), goUpBy(second, 2, jane))).toEqual([
    ...['nothing-to-do', 'disagreement-moved-on'],
  ]);
});

it('Each level of a disagreement needs its own reasons', () => {
  expect(resultOf(goUpBy(raised(), 2, jane, { reasons: '' }))).toBe('text-missing');
});

// The end of a disagreement

const rolesOf = new Map<Person, Role[]>([
  [dee, ['level-2']],
  [ada, ['level-3']],
]);
const closing = (record: CaseRecord, by: Person, level: number, reason = 'The visit is enough.') =>
  close(record, { number: 1, level, reason }, { by: { ...by, roles: new Set(rolesOf.get(by)) }, now: LATER });

it.each([
  { first: jane, other: mo, parties: ['raiser', 'other'] },
  { first: mo, other: jane, parties: ['other', 'raiser'] },
])(
  'A disagreement is settled when both sides have said so, $first.name first; one side alone leaves it open',
  ({ first, other, parties }) => {
    const oneSideSaid = agreed(raised(), first);
    expect(statusOf(oneSideSaid)).toBe('open');
    const settled = withOutcome(oneSideSaid, settleBy(oneSideSaid, other, 1, 'A visit today, at four.'));
    expect(firstOf(settled)).toMatchObject({ status: 'settled', by: other.id, at: LATER });
    expect(parties.map((party) => settled.facts.texts[`disagreement-1-1-agreed-${party}`])).toEqual([
      ...['A visit today.', 'A visit today, at four.'],
    ]);
    expect(recordText(settled, firstOf(settled) as Disagreement)).toMatch(
      /The referrer says that it is settled \(Jane Okafor, 10:00, Thu 26 Nov \(2026-11-26\)\): A visit today/,
    );
  },
);

it('Two managers are one side, so that they cannot settle the referrer’s disagreement between them', () => {
  const oneSideSaid = agreed(raised(), mo);
  expect(resultsOf(settleBy(oneSideSaid, mo), settleBy(oneSideSaid, meg))).toEqual([
    'nothing-to-do',
    'side-has-agreed',
  ]);
  expect(statusOf(oneSideSaid)).toBe('open');
});

it('Settling the MASH’s disagreement needs the person who raised it and another manager', () => {
  const oneSideSaid = agreed(raisedByMash(mo), mo);
  expect(resultsOf(settleBy(oneSideSaid, mo, 1, 'Other words.'), settleBy(oneSideSaid, jane))).toEqual([
    ...['side-has-agreed', 'not-your-disagreement'],
  ]);
  expect(statusOf(agreed(oneSideSaid, meg))).toBe('settled');
});

it('At the next level both sides must say again that a disagreement is settled', () => {
  const oneSideSaidAgain = agreed(wentUp(agreed(raised(), mo), 2, jane), jane, 2);
  expect(statusOf(oneSideSaidAgain)).toBe('open');
  expect(statusOf(agreed(oneSideSaidAgain, meg, 2))).toBe('settled');
});

it('A manager who made the referral is only on the referrer’s side', () => {
  const own = { ...mo, id: jane.id };
  const oneSideSaid = agreed(raised(), own);
  expect(firstOf(oneSideSaid)?.agreed.map(({ party }) => party)).toEqual(['raiser']);
  expect(resultOf(settleBy(oneSideSaid, own, 1, 'Other.'))).toBe('side-has-agreed');
});

it('The referrer’s side passes to the person who took the referral over, and away from the former author', () => {
  const handed = afterEvents(raised(), { type: 'HandOverAccepted', at: LATER, by: tom.id, number: 1, from: jane.id });
  const asManager = { ...mo, id: jane.id };
  expect([jane, tom, asManager].map((by) => resultOf(settleBy(handed, by)))).toEqual([
    ...['not-your-disagreement', 'happened', 'not-your-disagreement'],
  ]);
});

it('Only a person set up for its level can close a disagreement, with a reason', () => {
  expect(closing(second, dee, 2)).toEqual({
    kind: 'happened',
    events: [{ type: 'DisagreementClosed', at: LATER, by: 'dee', number: 1, level: 2 }],
    texts: { 'disagreement-1-outcome': 'The visit is enough.' },
  });
  const byOthers = [jane, tom, mo, meg, pat, ada].map((by) => closing(second, by, 2));
  const byDeeElsewhere = [closing(third, dee, 3), closing(raised(), dee, 1)];
  expect(new Set(resultsOf(...byOthers, ...byDeeElsewhere))).toEqual(new Set(['not-your-disagreement']));
  const closed = withOutcome(second, closing(second, dee, 2));
  expect(statusOf(closed)).toBe('closed');
  expect(
    resultsOf(
      closing(third, ada, 3),
      closing(second, dee, 3),
      closing(second, dee, 2, ' '),
      closing(closed, dee, 2),
      closing(closed, dee, 2, 'Other.'),
    ),
  ).toEqual(['happened', 'disagreement-moved-on', 'text-missing', 'nothing-to-do', 'disagreement-over']);
});

it('A person who took part in a disagreement cannot close it, even if they are set up for its level', () => {
  for (const person of [jane, mo, meg]) rolesOf.set(person, ['level-2']);
  const results = [jane, mo, meg].map((by) => resultOf(closing(second, by, 2))); // mo took it to level 2
  expect(results).toEqual(['not-your-disagreement', 'not-your-disagreement', 'happened']);
});

it('A settled disagreement stays settled, and takes no further step', () => {
  expect(settleBy(over, meg)).toEqual({ kind: 'nothing-to-do' });
  const steps = [
    settleBy(over, mo),
    goUpBy(over, 2, mo),
    dateBy(over, mo),
    takeBack(over, 1, { by: jane, now: LATER }),
  ];
  expect(resultsOf(...steps)).toEqual(Array(4).fill('disagreement-over'));
});

it('A side can settle a disagreement only at its current level, not at one that it has left', () => {
  expect([1, 2].map((level) => resultOf(settleBy(second, jane, level)))).toEqual(['disagreement-moved-on', 'happened']);
  expect(resultOf(settleBy(raised(), meg, 1, ' '))).toBe('text-missing');
});

it('Only the side that raised a disagreement can take it back', () => {
  const takingBack = (record: CaseRecord, by: Person) => takeBack(record, 1, { by, now: LATER });
  const back = withOutcome(raised(), takingBack(raised(), jane));
  expect(statusOf(back)).toBe('taken-back');
  expect(resultsOf(takingBack(back, jane), takingBack(raised(), mo))).toEqual([
    ...['nothing-to-do', 'not-your-disagreement'],
  ]);
});

// Who may move a disagreement on

it.each<[string, (by: Person) => Outcome]>([
  ['take a disagreement to the next level', (by) => goUpBy(raised(), 2, by)],
  ['set the date of a disagreement', (by) => dateBy(raised(), by)],
  ['say that a disagreement is settled', (by) => settleBy(raised(), by)],
])('The referrer and any manager can %s, and nobody else can', (_, act) => {
  expect([jane, mo, meg].map((by) => resultOf(act(by)))).toEqual(Array(3).fill('happened'));
  expect([pat, tom, guest, dee].map((by) => resultOf(act(by)))).toEqual(Array(4).fill('not-your-disagreement'));
});

it('Nobody can settle a disagreement whose number does not exist', () => {
  expect(resultOf(settleBy(decided, mo))).toBe('not-your-disagreement');
});

// The date of a disagreement

it.each<[string, ReturnType<typeof readTarget>]>([
  ['  ', { kind: 'none' }],
  ['4 December', { kind: 'date', at: TARGET }],
  ['4/12/26', { kind: 'date', at: TARGET }],
  ['tomorrow 16:00', { kind: 'date', at: at('2026-11-26T16:00:00.000Z') }],
  ['today', { kind: 'date', at: at('2026-11-25T09:00:00.000Z') }],
  ['1 July 2027', { kind: 'date', at: at('2027-07-01T08:00:00.000Z') }],
  ['24 November 2026', { kind: 'past' }],
  ['4 December 2062', { kind: 'far' }],
  ['soon', { kind: 'unclear' }],
  ['31 February', { kind: 'unclear' }],
])('The bot reads “%s” as a date in London, or says why it cannot', (typed, target) => {
  expect(readTarget(typed, RAISED)).toEqual(target);
});

it('A disagreement without a date has no clock and no reminder', () => {
  const dateless = raised();
  expect(dateless.wakeAt).toBeUndefined();
  expect(clockEventsDue(dateless, { now: at('2027-11-25T10:00:00.000Z'), pack, parts })).toEqual([]);
});

it('A disagreement dated today gets its first reminder the next morning', () => {
  const today = raised({ target: at('2026-11-25T09:00:00.000Z') });
  expect(today.wakeAt).toBe('2026-11-26T09:00:00.000Z');
});

it('Setting the date “in two hours” twice sets one date, and a different date replaces it', () => {
  const target = at('2026-11-26T12:00:00.000Z');
  const dated = withOutcome(raised(), dateBy(raised(), jane, target));
  expect(resultOf(dateBy(dated, jane, at('2026-11-26T12:00:00.450Z')))).toBe('nothing-to-do');
  expect(allSent(withOutcome(dated, dateBy(dated, jane)), LATER).wakeAt).toBe(TARGET);
});

// Reminders of a disagreement

const dated = raised({ target: TARGET });

it('Disagreement reminders come on the date and then every 24 hours, only to the raiser and the managers', () => {
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

it('After days in which the service was down, one disagreement reminder comes, marked late', () => {
  const late = atTime(dated, at('2026-12-08T11:00:00.000Z'));
  expect(late.events.at(-1)).toMatchObject({
    type: 'ClockReached',
    clock: 'disagreement',
    upTo: '2026-12-08T09:00:00.000Z',
    late: true,
  });
  expect(waitingMessages(late)).toHaveLength(3);
});

it('Disagreement reminders end with the disagreement, and those that still wait are dropped', () => {
  const reminded = atTime(dated, TARGET);
  const ended = agreed(agreed(reminded, jane), mo);
  const reminders = reminded.outbox.slice(-3);
  expect(reminders.map((entry) => whyDropped(reminded, entry, parts))).toEqual(Array(3).fill(undefined));
  expect(reminders.map((entry) => whyDropped(ended, entry, parts))).not.toContain(undefined);
  expect(allSent(ended, TARGET).wakeAt).toBeUndefined();
});

it('A later disagreement reminder replaces those that still wait', () => {
  const twice = atTime(atTime(dated, TARGET), at('2026-12-05T09:00:00.000Z'));
  const dropped = twice.outbox.slice(-6).map((entry) => whyDropped(twice, entry, parts));
  expect(dropped).toEqual([...Array(3).fill('no-longer-true'), ...Array(3).fill(undefined)]);
});

it('Reminders of two disagreements come on each one’s own date', () => {
  const both = raisedByMash(pat, dated, { target: at('2026-12-02T09:00:00.000Z') });
  const quiet = allSent(both, RAISED);
  expect(quiet.wakeAt).toBe('2026-12-02T09:00:00.000Z');
  const first = atTime(quiet, at('2026-12-02T09:00:00.000Z'));
  expect(waitingMessages(first)).toEqual(['pat: stage-notice', 'mo: stage-notice', 'meg: stage-notice']);
  expect(disagreementsDueBy(first.events, TARGET).map(({ number }) => number)).toEqual([1, 2]);
});

// Who is told about a disagreement

it('At level 2 of a disagreement the escalation contact is told too, but nobody is told only because the form names them', () => {
  const notified = (record: CaseRecord) => waitingMessages(record).slice(2); // after the card and the line
  expect(notified(second)).toEqual(['jane: stage-notice', 'meg: stage-notice', 'dee: stage-notice']);
  expect(notified(wentUp(allSent(second, LATER), 3, jane))).toEqual(['mo: stage-notice', 'meg: stage-notice']);
});

it('When one side says that a disagreement is settled the other is told; when both have, the first is told', () => {
  const notified = (record: CaseRecord) => waitingMessages(record).filter((each) => !each.startsWith('mash: '));
  const byMash = agreed(raised(), mo);
  expect(notified(byMash)).toEqual(['jane: stage-notice']);
  expect(notified(agreed(allSent(byMash, LATER), jane))).toEqual(['mo: stage-notice']);
  const byJane = agreed(raised(), jane);
  expect(notified(byJane)).toEqual(['mo: stage-notice', 'meg: stage-notice']);
  expect(notified(agreed(allSent(byJane, LATER), mo))).toEqual(['jane: stage-notice']);
});

it('The people set up for a level are told once each when a disagreement reaches it, and no sooner', () => {
  const set = { ...desk, level2: [dee.id, ada.id], level3: [sam.id] };
  const takeUp = (record: CaseRecord, level: number, by: Person) => {
    const outcome = goUpBy(record, level, by);
    if (outcome.kind !== 'happened') throw new Error('it does not go up');
    return advance(record, { ...outcome, by }, { ...caseContext(LATER), desk: set });
  };
  const atLevel2 = takeUp(raised(), 2, jane);
  expect(waitingMessages(atLevel2).slice(2)).toEqual([
    ...['mo: stage-notice', 'meg: stage-notice', 'dee: level-notice', 'ada: level-notice'],
  ]);
  const atLevel3 = takeUp(allSent(atLevel2, LATER), 3, mo);
  expect(waitingMessages(atLevel3).slice(2)).toEqual(['jane: stage-notice', 'meg: stage-notice', 'sam: level-notice']);
});

it('The referrer is told nothing about a disagreement that the MASH raised', () => {
  const record = agreed(wentUp(raisedByMash(pat, decided, { target: TARGET }), 2, mo), mo, 2);
  expect(waitingMessages(record).filter((each) => each.startsWith('jane'))).toEqual([]);
});

// A disagreement changes nothing else

const anyOfThem = fc.array(fc.constantFrom(...sampleDisagreementEvents));

it('A disagreement changes neither the state of the referral nor any other clock, whatever happens in it', () => {
  fc.assert(
    fc.property(anyOfThem, fc.constantFrom(undecided, decided), (more, { events, answeredAt }) => {
      const [before, after] = [referralOf(events), referralOf([...events, ...more])];
      expect(after).toEqual(before);
      expect(runningClocks(after, answeredAt, pack.clocks)).toEqual(runningClocks(before, answeredAt, pack.clocks));
    }),
  );
});

it('A disagreement does not move the decision’s reminders, escalation or overdue mark', () => {
  const disputed = allSent(raisedByMash(pat, undecided, { target: TARGET }), RAISED);
  const told = (record: CaseRecord, now: Instant) =>
    clockEventsDue(record, { now, pack, parts }).filter(
      (event) => event.type === 'ClockReached' && event.clock === 'decision',
    );
  for (const now of [at('2026-11-25T12:03:20.000Z'), at('2026-11-25T14:03:20.001Z'), at('2026-12-25T00:00:00.000Z')])
    expect(told(disputed, now)).toEqual(told(undecided, now));
});

it('A manager can decide while a disagreement is open', () => {
  expect(decidedAt(raisedByMash(pat, undecided), RAISED).status).toBe('decided');
});

// The levels when people press anything in any order

const press = fc.record({
  what: fc.constantFrom('raise', 'up', 'date', 'settle', 'take-back'),
  by: fc.constantFrom(jane, tom, mo, meg, pat, sam, guest),
  side: fc.constantFrom<Side>('referrer', 'mash'),
  number: fc.integer({ min: 0, max: 4 }),
  level: fc.integer({ min: 1, max: 4 }),
  reasons: fc.constantFrom('A.', 'B.', ''),
});
type Press = typeof press extends fc.Arbitrary<infer P> ? P : never;

function pressed(record: CaseRecord, { what, by, ...typed }: Press): CaseRecord {
  const whole = { ...form, ...typed };
  const actor = { by, now: LATER };
  const outcome = {
    raise: () => raise(record, whole, actor),
    up: () => goUp(record, whole, actor),
    date: () => setDate(record, { ...whole, target: TARGET }, actor),
    settle: () => settle(record, { ...whole, outcome: whole.reasons }, actor),
    'take-back': () => takeBack(record, whole.number, actor),
  }[what as 'raise']();
  return outcome.kind === 'happened' ? withOutcome(record, outcome) : record;
}

it('Disagreement levels are never skipped or reversed, and a finished disagreement never changes', () => {
  fc.assert(
    fc.property(fc.array(press, { maxLength: 25 }), (presses) => {
      let record = decided;
      for (const each of presses) {
        const before = disagreementsOf(record.events);
        record = pressed(record, each);
        const after = disagreementsOf(record.events);
        expect(after.map(({ number }) => number)).toEqual(after.map((_, index) => index + 1));
        for (const disagreement of after) {
          expect(disagreement.levels.map(({ level }) => level)).toEqual([1, 2, 3].slice(0, disagreement.levels.length));
          const was = before[disagreement.number - 1];
          if (!was) continue;
          expect(currentLevel(disagreement).level - currentLevel(was).level).toBeGreaterThanOrEqual(0);
          if (was.status !== 'open') expect(disagreement).toEqual(was);
        }
        for (const side of ['referrer', 'mash'])
          expect(
            after.filter((disagreement) => disagreement.status === 'open' && disagreement.side === side).length,
          ).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
});

it('Disagreement levels stay in order however the history is shuffled', () => {
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
});
