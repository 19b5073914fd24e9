import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Person, Role } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import { advance, clockEventsDue } from '../../../src/case/advance.ts';
import { runningClocks } from '../../../src/case/clocks.ts';
import { recordDecision } from '../../../src/case/commands.ts';
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
  kindOf,
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
import { aDecisionForm } from '../decision/a-decision-form.ts';
import { sampleDisagreementEvents } from './disputed.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const DECIDED = at('2026-11-24T16:00:00.000Z');
const RAISED = at('2026-11-25T10:00:00.000Z');
const LATER = at('2026-11-26T10:00:00.000Z');
const TARGET = at('2026-12-04T09:00:00.000Z');

const undecided = aReferral(SENT);
const decided = allSent(
  withOutcome(undecided, recordDecision(referralOf(undecided.events), aDecisionForm, {}, { by: mo, now: DECIDED })),
  DECIDED,
);

const form = { reasons: 'A visit next week is too late.', agency: 'Ruth, lead nurse', mash: 'Mo Hussain' };
const raiseBy = (record: CaseRecord, by: Person, side: Side = 'referrer', more = {}) =>
  raise(record, { ...form, side, ...more }, { by, now: RAISED });
const raised = (more = {}) => allSent(withOutcome(decided, raiseBy(decided, jane, 'referrer', more)), RAISED);
const goUpBy = (record: CaseRecord, level: number, by: Person, more = {}) =>
  goUp(record, { ...form, number: 1, level, ...more }, { by, now: LATER });
const settleBy = (record: CaseRecord, by: Person, level = 1, outcome = 'A visit today.') =>
  settle(record, { number: 1, level, outcome }, { by, now: LATER });
/** Both sides say, at this level, that the disagreement is settled. */
const bothSettle = (record: CaseRecord, one: Person = jane, other: Person = mo, level = 1) => {
  const oneSideSaid = withOutcome(record, settleBy(record, one, level));
  return withOutcome(oneSideSaid, settleBy(oneSideSaid, other, level));
};
const [firstDisagreement] = disagreementsOf(raised().events);

describe('raising a disagreement', () => {
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
    expect(resultOf(raiseBy(undecided, pat, 'mash'))).toBe('happened');
    expect(resultOf(raiseBy(decided, pat, 'mash'))).toBe('happened');
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
    expect(trying({ reasons: ' \n' })).toEqual({ kind: 'refused', why: { kind: 'text-missing', fields: ['reasons'] } });
    expect(resultOf(trying({ reasons: 'é'.repeat(2000) }))).toBe('happened');
    expect(resultOf(trying({ reasons: 'é'.repeat(2001) }))).toBe('text-too-long');
    expect(resultOf(trying({ agency: 'é'.repeat(200), mash: '' }))).toBe('happened');
    expect(resultOf(trying({ mash: 'é'.repeat(201) }))).toBe('text-too-long');
  });

  it('The events of a disagreement hold no text: reasons and names are facts of the case', () => {
    for (const word of ['too late', 'Ruth', 'Hussain']) expect(JSON.stringify(raised().events)).not.toContain(word);
  });

  it('Pressing twice, or pressing an old form after the end, raises only one disagreement', () => {
    const record = raised();
    expect(raiseBy(record, jane)).toEqual({ kind: 'nothing-to-do' });
    const over = bothSettle(record);
    expect(raiseBy(over, jane, 'referrer', { number: 1 })).toEqual({ kind: 'nothing-to-do' });
  });

  it('The referrer can disagree again after a disagreement ends, with the next number', () => {
    const over = bothSettle(raised());
    expect(raiseBy(over, jane, 'referrer', { number: 2 })).toMatchObject({ events: [{ number: 2 }] });
  });

  it('Each side can have one open disagreement, independent of the other side’s', () => {
    const mashRaised = withOutcome(decided, raiseBy(decided, pat, 'mash'));
    expect(raiseBy(mashRaised, jane, 'referrer', { number: 1 })).toMatchObject({
      events: [{ number: 2, side: 'referrer' }],
    });
    expect(resultOf(raiseBy(mashRaised, sam, 'mash', { reasons: 'Mine.' }))).toBe('disagreement-open');
    expect(resultOf(raiseBy(raised(), jane, 'referrer', { reasons: 'More.' }))).toBe('disagreement-open');
  });
});

describe('taking a disagreement to the next level', () => {
  it('A disagreement goes in order to managers, senior managers and people from the Board or Partnership', () => {
    const second = withOutcome(raised(), goUpBy(raised(), 2, mo));
    const third = withOutcome(second, goUpBy(second, 3, jane));
    const [disagreement] = disagreementsOf(third.events);
    expect(disagreement?.levels.map(({ level, by }) => [level, by])).toEqual([
      [1, 'jane'],
      [2, 'mo'],
      [3, 'jane'],
    ]);
    expect(disagreement?.levels.map(({ level }) => levelInWords(level))).toEqual([
      'level 1 of 3, managers',
      'level 2 of 3, senior managers',
      'level 3 of 3, people from the Board or Partnership',
    ]);
    expect(resultOf(goUpBy(third, 4, jane))).toBe('disagreement-moved-on');
  });

  it.each([0, 1, 3, 4, -1, 1.5])(
    'A disagreement never goes from level 1 to level %d, whatever a form says',
    (level) => {
      expect(resultOf(goUpBy(raised(), level, mo, { reasons: 'Other.' }))).toBe('disagreement-moved-on');
    },
  );

  it('Pressing “Go to level 2” twice takes a disagreement up one level', () => {
    const second = withOutcome(raised(), goUpBy(raised(), 2, mo));
    expect(goUpBy(second, 2, mo)).toEqual({ kind: 'nothing-to-do' });
    expect(resultOf(goUpBy(second, 2, jane))).toBe('disagreement-moved-on');
  });

  it('Each level of a disagreement needs its own reasons', () => {
    expect(resultOf(goUpBy(raised(), 2, jane, { reasons: '' }))).toBe('text-missing');
  });
});

describe('the end of a disagreement', () => {
  const rolesOf = new Map<Person, Role[]>([
    [dee, ['level-2']],
    [ada, ['level-3']],
  ]);
  const second = withOutcome(raised(), goUpBy(raised(), 2, mo));
  const third = withOutcome(second, goUpBy(second, 3, mo));
  const closing = (record: CaseRecord, by: Person, level: number, reason = 'The visit is enough.') =>
    close(record, { number: 1, level, reason }, { by: { ...by, roles: new Set(rolesOf.get(by)) }, now: LATER });
  const statusOf = (record: CaseRecord) => disagreementsOf(record.events)[0]?.status;

  it('A disagreement is settled when both sides have said so, in either order; one side alone leaves it open', () => {
    for (const [first, other] of [
      [jane, mo],
      [mo, jane],
    ] as const) {
      const oneSideSaid = withOutcome(raised(), settleBy(raised(), first));
      expect(statusOf(oneSideSaid)).toBe('open');
      const over = withOutcome(oneSideSaid, settleBy(oneSideSaid, other, 1, 'A visit today, at four.'));
      expect(disagreementsOf(over.events)[0]).toMatchObject({ status: 'settled', by: other.id, at: LATER });
      const [firstParty, otherParty] = first === jane ? ['raiser', 'other'] : ['other', 'raiser'];
      expect(over.facts.texts[`disagreement-1-1-agreed-${firstParty}`]).toBe('A visit today.');
      expect(over.facts.texts[`disagreement-1-1-agreed-${otherParty}`]).toBe('A visit today, at four.');
      expect(recordText(over, disagreementsOf(over.events)[0] as Disagreement)).toMatch(
        /The referrer says that it is settled \(Jane Okafor, 10:00, Thu 26 Nov \(2026-11-26\)\): A visit today/,
      );
    }
    expect(resultOf(settleBy(raised(), meg, 1, ' '))).toBe('text-missing');
  });

  it('Two managers are one side, so that they cannot settle the referrer’s disagreement between them', () => {
    const oneSideSaid = withOutcome(raised(), settleBy(raised(), mo));
    expect(settleBy(oneSideSaid, mo)).toEqual({ kind: 'nothing-to-do' });
    expect(resultOf(settleBy(oneSideSaid, meg))).toBe('side-has-agreed');
    expect(statusOf(oneSideSaid)).toBe('open');
  });

  it('Settling the MASH’s disagreement needs the person who raised it and another manager', () => {
    const mashRaised = withOutcome(decided, raiseBy(decided, mo, 'mash'));
    const oneSideSaid = withOutcome(mashRaised, settleBy(mashRaised, mo));
    expect(resultOf(settleBy(oneSideSaid, mo, 1, 'Other words.'))).toBe('side-has-agreed');
    expect(resultOf(settleBy(oneSideSaid, jane))).toBe('not-your-disagreement');
    expect(statusOf(withOutcome(oneSideSaid, settleBy(oneSideSaid, meg)))).toBe('settled');
  });

  it('At the next level both sides must say again that a disagreement is settled', () => {
    const oneSideSaid = withOutcome(raised(), settleBy(raised(), mo));
    const higher = withOutcome(oneSideSaid, goUpBy(oneSideSaid, 2, jane));
    const oneSideSaidAgain = withOutcome(higher, settleBy(higher, jane, 2));
    expect(statusOf(oneSideSaidAgain)).toBe('open');
    expect(statusOf(withOutcome(oneSideSaidAgain, settleBy(oneSideSaidAgain, meg, 2)))).toBe('settled');
  });

  it('A manager who made the referral is only on the referrer’s side', () => {
    const own = { ...mo, id: jane.id };
    const oneSideSaid = withOutcome(raised(), settleBy(raised(), own));
    expect(disagreementsOf(oneSideSaid.events)[0]?.agreed.map(({ party }) => party)).toEqual(['raiser']);
    expect(resultOf(settleBy(oneSideSaid, own, 1, 'Other.'))).toBe('side-has-agreed');
  });

  it('The referrer’s side passes to the person who took the referral over, and away from the former author', () => {
    const events: CaseEvent[] = [{ type: 'HandOverAccepted', at: LATER, by: tom.id, number: 1, from: jane.id }];
    const handed = advance(raised(), { events }, caseContext(LATER));
    expect(resultOf(settleBy(handed, jane))).toBe('not-your-disagreement');
    expect(resultOf(settleBy(handed, tom))).toBe('happened');
    const asManager = { ...mo, id: jane.id };
    expect(resultOf(settleBy(handed, asManager))).toBe('not-your-disagreement');
  });

  it('Only a person set up for its level can close a disagreement, with a reason', () => {
    expect(closing(second, dee, 2)).toEqual({
      kind: 'happened',
      events: [{ type: 'DisagreementClosed', at: LATER, by: 'dee', number: 1, level: 2 }],
      texts: { 'disagreement-1-outcome': 'The visit is enough.' },
    });
    for (const by of [jane, tom, mo, meg, pat, ada])
      expect(resultOf(closing(second, by, 2))).toBe('not-your-disagreement');
    expect(resultOf(closing(third, ada, 3))).toBe('happened');
    expect(resultOf(closing(third, dee, 3))).toBe('not-your-disagreement');
    expect(resultOf(closing(raised(), dee, 1))).toBe('not-your-disagreement');
    expect(resultOf(closing(second, dee, 3))).toBe('disagreement-moved-on');
    expect(resultOf(closing(second, dee, 2, ' '))).toBe('text-missing');
    const over = withOutcome(second, closing(second, dee, 2));
    expect(statusOf(over)).toBe('closed');
    expect(closing(over, dee, 2)).toEqual({ kind: 'nothing-to-do' });
    expect(resultOf(closing(over, dee, 2, 'Other.'))).toBe('disagreement-over');
  });

  it('A person who took part in a disagreement cannot close it, even if they are set up for its level', () => {
    const by = (person: Person) => {
      const named = { ...person, roles: new Set([...person.roles, 'level-2' as const]) };
      return resultOf(close(second, { number: 1, level: 2, reason: 'Mine.' }, { by: named, now: LATER }));
    };
    expect([by(jane), by(mo)]).toEqual(['not-your-disagreement', 'not-your-disagreement']); // mo took it to level 2
    expect(by(meg)).toBe('happened');
  });

  it('A settled disagreement stays settled, and takes no further step', () => {
    const over = bothSettle(raised(), jane, meg);
    expect(settleBy(over, meg)).toEqual({ kind: 'nothing-to-do' });
    for (const outcome of [
      settleBy(over, mo),
      goUpBy(over, 2, mo),
      setDate(over, { number: 1, level: 1, target: TARGET }, { by: mo, now: LATER }),
      takeBack(over, 1, { by: jane, now: LATER }),
    ])
      expect(resultOf(outcome)).toBe('disagreement-over');
  });

  it('A side can settle a disagreement only at its current level, not at one that it has left', () => {
    expect(resultOf(settleBy(second, jane, 1))).toBe('disagreement-moved-on');
    expect(resultOf(settleBy(second, jane, 2))).toBe('happened');
  });

  it('Only the side that raised a disagreement can take it back', () => {
    const actor = { by: jane, now: LATER };
    const back = withOutcome(raised(), takeBack(raised(), 1, actor));
    expect(disagreementsOf(back.events)[0]?.status).toBe('taken-back');
    expect(takeBack(back, 1, actor)).toEqual({ kind: 'nothing-to-do' });
    expect(resultOf(takeBack(raised(), 1, { by: mo, now: LATER }))).toBe('not-your-disagreement');
  });
});

describe('who may move a disagreement on', () => {
  const steps: [string, (by: Person) => Outcome][] = [
    ['take a disagreement to the next level', (by) => goUpBy(raised(), 2, by)],
    [
      'set the date of a disagreement',
      (by) => setDate(raised(), { number: 1, level: 1, target: TARGET }, { by, now: LATER }),
    ],
    ['say that a disagreement is settled', (by) => settleBy(raised(), by)],
  ];
  const people: [string, Person, 'can' | 'cannot'][] = [
    ['The referrer', jane, 'can'],
    ['A manager', mo, 'can'],
    ['Another manager', meg, 'can'],
    ['A practitioner', pat, 'cannot'],
    ['Another referrer', tom, 'cannot'],
    ['A guest', guest, 'cannot'],
    ['The escalation contact', dee, 'cannot'],
  ];
  const cases = steps.flatMap(([what, act]) => people.map(([name, by, verdict]) => ({ what, act, by, name, verdict })));
  it.each(cases)('$name $verdict $what', ({ act, by, verdict }) => {
    expect(resultOf(act(by))).toBe(verdict === 'can' ? 'happened' : 'not-your-disagreement');
  });

  it('Nobody can settle a disagreement whose number does not exist', () => {
    expect(resultOf(settle(decided, { number: 1, level: 1, outcome: 'x' }, { by: mo, now: LATER }))).toBe(
      'not-your-disagreement',
    );
  });
});

describe('the date of a disagreement', () => {
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
  ])('The bot reads “%s” as a date in London, or says why it cannot', (typed, target) => {
    expect(readTarget(typed, now)).toEqual(target);
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
    const dated = withOutcome(raised(), setDate(raised(), { number: 1, level: 1, target }, { by: jane, now: LATER }));
    const again = (next: Instant) => setDate(dated, { number: 1, level: 1, target: next }, { by: jane, now: LATER });
    expect(again(at('2026-11-26T12:00:00.450Z'))).toEqual({ kind: 'nothing-to-do' });
    expect(resultOf(again(TARGET))).toBe('happened');
    expect(dated.wakeAt).toBeDefined();
    const moved = allSent(withOutcome(dated, again(TARGET)), LATER);
    expect(moved.wakeAt).toBe(TARGET);
  });
});

describe('reminders of a disagreement', () => {
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
    const over = bothSettle(reminded);
    const reminders = over.outbox.filter(
      ({ message }) => message.kind === 'notice' && over.events[message.event]?.type === 'ClockReached',
    );
    expect(reminders.map((entry) => whyDropped(over, entry, parts))).not.toContain(undefined);
    expect(reminders.map((entry) => whyDropped(reminded, entry, parts))).toEqual([undefined, undefined, undefined]);
    expect(allSent(over, TARGET).wakeAt).toBeUndefined();
  });

  it('A later disagreement reminder replaces those that still wait', () => {
    const twice = atTime(atTime(dated, TARGET), at('2026-12-05T09:00:00.000Z'));
    const dropped = twice.outbox
      .filter(({ message }) => kindOf(message) === 'stage-notice')
      .map((entry) => whyDropped(twice, entry, parts));
    expect(dropped.slice(-6)).toEqual([...Array(3).fill('no-longer-true'), ...Array(3).fill(undefined)]);
  });

  it('Reminders of two disagreements come on each one’s own date', () => {
    const both = withOutcome(dated, raiseBy(dated, pat, 'mash', { target: at('2026-12-02T09:00:00.000Z') }));
    const quiet = allSent(both, RAISED);
    expect(quiet.wakeAt).toBe('2026-12-02T09:00:00.000Z');
    const first = atTime(quiet, at('2026-12-02T09:00:00.000Z'));
    expect(waitingMessages(first)).toEqual(['pat: stage-notice', 'mo: stage-notice', 'meg: stage-notice']);
    expect(disagreementsDueBy(first.events, TARGET).map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('who is told about a disagreement', () => {
  it('When the referrer disagrees, the MASH gets a line and a new card, and its managers are told', () => {
    const record = withOutcome(decided, raiseBy(decided, jane));
    expect(waitingMessages(record)).toEqual(['mash: case-card', 'mash: line', 'mo: stage-notice', 'meg: stage-notice']);
  });

  it('At level 2 of a disagreement the escalation contact is told too, but nobody is told only because the form names them', () => {
    const second = withOutcome(raised(), goUpBy(raised(), 2, mo));
    expect(waitingMessages(second)).toEqual([
      'mash: case-card',
      'mash: line',
      'jane: stage-notice',
      'meg: stage-notice',
      'dee: stage-notice',
    ]);
    const quiet = allSent(second, LATER);
    const third = withOutcome(quiet, goUpBy(quiet, 3, jane));
    expect(waitingMessages(third)).toEqual(['mash: case-card', 'mash: line', 'mo: stage-notice', 'meg: stage-notice']);
  });

  it('When one side says that a disagreement is settled the other is told; when both have, the first is told', () => {
    const card = ['mash: case-card', 'mash: line'];
    const byMash = withOutcome(raised(), settleBy(raised(), mo));
    expect(waitingMessages(byMash)).toEqual([...card, 'jane: stage-notice']);
    const byJane = withOutcome(raised(), settleBy(raised(), jane));
    expect(waitingMessages(byJane)).toEqual([...card, 'mo: stage-notice', 'meg: stage-notice']);
    const quiet = allSent(byJane, LATER);
    expect(waitingMessages(withOutcome(quiet, settleBy(quiet, mo)))).toEqual([...card, ...card, 'jane: stage-notice']);
    const other = allSent(byMash, LATER);
    expect(waitingMessages(withOutcome(other, settleBy(other, jane)))).toEqual([...card, ...card, 'mo: stage-notice']);
  });

  it('The people set up for a level are told once each when a disagreement reaches it, and no sooner', () => {
    const set = { ...desk, level2: [dee.id, ada.id], level3: [sam.id] };
    const takeUp = (record: CaseRecord, level: number, by: Person) => {
      const outcome = goUpBy(record, level, by);
      if (outcome.kind !== 'happened') throw new Error('it does not go up');
      return advance(record, { ...outcome, by }, { ...caseContext(LATER), desk: set });
    };
    const second = takeUp(raised(), 2, jane);
    expect(waitingMessages(second).slice(2)).toEqual([
      'mo: stage-notice',
      'meg: stage-notice',
      'dee: level-notice',
      'ada: level-notice',
    ]);
    const third = takeUp(allSent(second, LATER), 3, mo);
    expect(waitingMessages(third).slice(2)).toEqual(['jane: stage-notice', 'meg: stage-notice', 'sam: level-notice']);
  });

  it('The referrer is told nothing about a disagreement that the MASH raised', () => {
    let record = withOutcome(decided, raiseBy(decided, pat, 'mash', { target: TARGET }));
    record = withOutcome(record, goUpBy(record, 2, mo));
    record = withOutcome(record, settleBy(record, mo, 2));
    expect(waitingMessages(record).filter((each) => each.startsWith('jane'))).toEqual([]);
  });
});

describe('a disagreement changes nothing else', () => {
  const anyOfThem = fc.array(fc.constantFrom(...sampleDisagreementEvents));

  it('A disagreement changes neither the state of the referral nor any other clock, whatever happens in it', () => {
    fc.assert(
      fc.property(anyOfThem, fc.constantFrom(undecided, decided), (more, { events: before, answeredAt }) => {
        const after = referralOf([...before, ...more]);
        expect(after).toEqual(referralOf(before));
        expect(runningClocks(after, answeredAt, pack.clocks)).toEqual(
          runningClocks(referralOf(before), answeredAt, pack.clocks),
        );
      }),
    );
  });

  it('A disagreement does not move the decision’s reminders, escalation or overdue mark', () => {
    const disputed = allSent(withOutcome(undecided, raiseBy(undecided, pat, 'mash', { target: TARGET })), RAISED);
    const told = (record: CaseRecord, now: Instant) =>
      clockEventsDue(record, { now, pack, parts }).filter(
        (event) => event.type === 'ClockReached' && event.clock === 'decision',
      );
    for (const now of [at('2026-11-25T12:03:20.000Z'), at('2026-11-25T14:03:20.001Z'), at('2026-12-25T00:00:00.000Z')])
      expect(told(disputed, now)).toEqual(told(undecided, now));
  });

  it('A manager can decide while a disagreement is open', () => {
    const disputed = withOutcome(undecided, raiseBy(undecided, pat, 'mash'));
    expect(resultOf(recordDecision(referralOf(disputed.events), aDecisionForm, {}, { by: mo, now: RAISED }))).toBe(
      'happened',
    );
  });
});

describe('the levels when people press anything in any order', () => {
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
    const actor = { by, now: LATER };
    const outcome = {
      raise: () => raise(record, { ...whole, side, number }, actor),
      up: () => goUp(record, { ...whole, number, level }, actor),
      date: () => setDate(record, { number, level, target: TARGET }, actor),
      settle: () => settle(record, { number, level, outcome: reasons }, actor),
      'take-back': () => takeBack(record, number, actor),
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
            expect(disagreement.levels.map(({ level }) => level)).toEqual(
              [1, 2, 3].slice(0, disagreement.levels.length),
            );
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
    expect(firstDisagreement?.levels).toHaveLength(1);
  });
});
