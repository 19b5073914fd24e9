import { describe, expect, it } from '@jest/globals';
import type { Texts } from '../../../src/base/texts.ts';
import { advance, clockEventsDue } from '../../../src/case/advance.ts';
import { recordPhoneCall, submitReferral } from '../../../src/case/commands.ts';
import type { Desk } from '../../../src/case/desk.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import { newsOf, newsSinceDecision, unreadNews } from '../../../src/case/news.ts';
import { isWaiting } from '../../../src/case/outbox.ts';
import { type CaseRecord, withoutDraft } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import type { Answers } from '../../../src/draft/draft.ts';
import { features as parts } from '../../../src/features/list.ts';
import { markNewsRead } from '../../../src/features/news/rules.ts';
import { type CaseEvent, textOf } from '../../../src/history/events.ts';
import {
  aDraft,
  aReferral,
  aSubmission,
  at,
  atTime,
  caseContext,
  consent,
  desk,
  guest,
  jane,
  kindOf,
  meg,
  messageInShort,
  mo,
  pack,
  pat,
  resultOf,
  sent,
  sue,
  tom,
  withOutcome,
} from '../../case/a-case.ts';
import { passedOn } from '../assessment/a-passed-case.ts';
import { resultsOf } from '../outcomes.ts';

const DECIDED = at('2026-11-24T15:00:00.000Z');
const NEWS = at('2026-11-25T20:00:00.000Z');
const ESCALATED = at('2026-11-25T20:15:00.000Z');
const RING = at('2026-11-25T20:30:00.000Z');
const decisionFields = { decision: 'other', protection: 'no', police: 'no', late: false } as const;
const decision: CaseEvent = { type: 'DecisionRecorded', at: DECIDED, by: mo.id, ...decisionFields };
const added = (number: number, when = NEWS): CaseEvent => ({ type: 'InformationAdded', at: when, by: jane.id, number });
const readUpTo = (upTo: number): CaseEvent => ({ type: 'NewsRead', at: ESCALATED, by: mo.id, upTo });
const megOnDuty: Desk = { ...desk, onDuty: [meg.id] };

const withEvents = (record: CaseRecord, events: CaseEvent[], thisDesk: Desk = desk): CaseRecord =>
  advance(record, { events }, { ...caseContext(events.at(-1)?.at ?? NEWS), desk: thisDesk });
const awaiting = aReferral(at('2026-11-24T14:00:00.000Z'));
const decided = withEvents(awaiting, [decision]);

/** The messages that an event adds to the outbox, each with its recipient. */
function messagesAbout(record: CaseRecord, event: CaseEvent, thisDesk: Desk = desk): string[] {
  const next = withEvents(record, [event], thisDesk);
  return next.outbox.slice(record.outbox.length).map(messageInShort);
}
/** The marks of the clock of the news that are due. */
const newsDue = (on: CaseRecord, now: string) =>
  clockEventsDue(on, { now: at(now), pack, parts }).filter(
    (event) => event.type === 'ClockReached' && event.clock === 'news',
  );
const notices = (all: string[]) => all.filter((each) => each.endsWith('stage-notice'));

describe('what the referrer says after sending', () => {
  const missing: CaseEvent = { type: 'ChildMissing', at: NEWS, by: jane.id, number: 1, police: 'no' };
  const answer: CaseEvent = { type: 'QuestionAnswered', at: NEWS, by: jane.id, question: 1, known: true };
  const asked: CaseEvent = { type: 'QuestionAsked', at: DECIDED, by: pat.id, question: 1 };
  const takenBy = (who: typeof mo) => withEvents(awaiting, [{ type: 'ReferralTaken', at: DECIDED, by: who.id }]);

  it.each<[string, CaseEvent]>([
    ['added information', added(1)],
    ['an indicator check', { type: 'CheckAdded', at: NEWS, by: jane.id }],
    ['an answer', answer],
    ['a missing child', missing],
    ['a found child', { type: 'ChildFound', at: NEWS, by: jane.id, number: 1 }],
    ['a colleague who has it now', { type: 'HandOverAccepted', at: NEWS, by: tom.id, number: 1, from: jane.id }],
  ])('Before and after the decision, somebody must read news of: %s', (_, event) => {
    expect(unreadNews(withEvents(decided, [event]).events)).toHaveLength(1);
    expect(unreadNews(withEvents(awaiting, [event]).events)).toHaveLength(1);
  });

  it.each<[string, CaseEvent]>([
    ['a confirmed number', { type: 'WhoRefersSaid', at: NEWS, by: jane.id }],
    ['a message that the referrer has read', { type: 'ReferrerMessageRead', at: NEWS, by: jane.id, number: 1 }],
    [
      'a time that the referrer confirms',
      { type: 'LeavingTimeChecked', at: NEWS, by: jane.id, number: 1, right: 'yes' },
    ],
    ['an answered reminder of a call', { type: 'PhoneReferralConfirmed', at: NEWS, by: jane.id }],
  ])('Nobody of the MASH is told 1:1 of: %s', (_, event) => {
    expect(unreadNews(withEvents(awaiting, [event]).events)).toEqual([]);
    expect(messagesAbout(awaiting, event).filter((each) => !/^(mash|jane|cases)/.test(each))).toEqual([]);
  });

  it('The referral itself is not news, but its written part after a call is', () => {
    expect(newsOf(awaiting.events)).toEqual([]);
    const rang: CaseEvent[] = [{ type: 'PhoneCallRecorded', at: DECIDED, by: jane.id, calledAt: DECIDED }];
    const written = sent(withEvents(aDraft(at('2026-11-24T14:00:00.000Z')), rang), NEWS);
    expect(unreadNews(written.events)).toMatchObject([{ event: 'ReferralSubmitted' }]);
  });

  it('What the referrer changes before writing is news, and of danger it rings; what they only add is none', () => {
    const said: CaseEvent = { type: 'WhoRefersSaid', at: NEWS, by: jane.id };
    expect(newsOf(withEvents(awaiting, [said]).events)).toEqual([]);
    const rings = (field: 'danger' | 'phone') =>
      withEvents(awaiting, [{ ...said, changes: [field] }]).outbox.some(
        ({ message }) => message.kind === 'notice' && message.as === 'news/ring',
      );
    expect([rings('danger'), rings('phone')]).toEqual([true, false]);
  });

  /** Who hears of the written part of Jane's own call, and whether it rings. Mo took the call. */
  function heardOfWriting(early: Texts, values: Texts, leavesSight = '') {
    const draft = aDraft(at('2026-11-24T14:00:00.000Z'));
    const answersOf = (given: Texts) => ({ ...consent, values: { ...consent.values, ...given } });
    const begun = { ...draft, facts: { ...draft.facts, answers: answersOf(early) } };
    const call = recordPhoneCall(referralOf(begun.events), DECIDED, { by: jane, now: DECIDED });
    const rang = atTime(withOutcome(begun, call), DECIDED);
    const taken = withEvents(rang, [{ type: 'ReferralTaken', at: DECIDED, by: mo.id }]);
    const readings: Answers['readings'] = leavesSight ? { 'leaves-sight': { words: 'then', at: at(leavesSight) } } : {};
    const answers = { ...answersOf({ ...early, ...values }), readings };
    const whole = withoutDraft({ ...taken, facts: { ...taken.facts, adding: answers } }, { keep: true });
    const submission = { ...aSubmission, answers };
    const written = withOutcome(whole, submitReferral(referralOf(whole.events), submission, { by: jane, now: NEWS }));
    return written.outbox
      .slice(taken.outbox.length)
      .flatMap(({ to, message }) =>
        'person' in to && message.kind === 'notice' && message.as.startsWith('news/')
          ? [`${to.person === mo.id ? 'mo' : 'others'}${message.alarm ? ' rings' : ''}`]
          : [],
      );
  }
  it.each<[string, Texts, Texts]>([
    ['of a calm case', { danger: 'no' }, { worry: 'A burn.' }],
    ['of danger for which the alarm rang', { danger: 'yes' }, { worry: 'He has a knife and is here now.' }],
  ])('The written part of a call is told without a sound: %s', (_, early, values) => {
    expect(heardOfWriting(early, values)).toContain('mo');
    expect(heardOfWriting(early, values).join()).not.toContain('rings');
  });

  it.each<[string, Texts, Texts, string]>([
    ['danger in its words', { danger: 'no' }, { worry: 'He has a knife and is here now.' }, ''],
    ['danger that was answered later', { danger: 'no' }, { danger: 'yes' }, ''],
    ['police protection', { danger: 'yes' }, { 'protection-when': '19:00' }, ''],
    ['a time at which the child leaves', { danger: 'yes' }, {}, '2026-11-25T21:00:00.000Z'],
  ])('The written part of a call rings if it tells of %s', (_, early, values, leavesSight) =>
    expect(heardOfWriting(early, values, leavesSight)).toContain('mo rings'),
  );

  it.each([
    ['housing, hostel', 0],
    ['someone is in the corridor', 1],
  ])(
    'In an urgent call that is not in writing, what is typed beside the check rings, unless it only says who refers: %s',
    (words, count) => {
      const draft = aDraft(at('2026-11-24T14:00:00.000Z'));
      const urgent = { ...draft, facts: { ...draft.facts, answers: { ...consent, values: { danger: 'yes' } } } };
      const rang: CaseEvent = { type: 'PhoneCallRecorded', at: DECIDED, by: jane.id, calledAt: DECIDED };
      const on = withEvents(urgent, [rang, { type: 'ReferralTaken', at: DECIDED, by: mo.id }]);
      const next = advance(on, { events: [added(1)], texts: { [textOf.information(1)]: words } }, caseContext(NEWS));
      const rings = next.outbox.filter(
        ({ message, to }) => message.kind === 'notice' && message.alarm && 'person' in to && to.person === mo.id,
      );
      expect(rings).toHaveLength(count);
    },
  );

  it('A missing child that the MASH recorded itself is not news', () => {
    expect(newsOf(withEvents(decided, [{ ...missing, by: pat.id }]).events)).toEqual([]);
  });

  it('News from before a decision does not become news since the decision', () => {
    expect(newsSinceDecision(withEvents(awaiting, [added(1), decision]).events)).toEqual([]);
    expect(newsSinceDecision(withEvents(decided, [added(1)]).events)).toHaveLength(1);
  });

  it('News of a case that nobody has goes to the managers on duty, or to all managers when nobody is on duty', () => {
    expect(notices(messagesAbout(awaiting, added(1), megOnDuty))).toEqual(['meg: stage-notice']);
    expect(notices(messagesAbout(awaiting, added(1)))).toEqual(['mo: stage-notice', 'meg: stage-notice']);
  });

  it('News goes to the holder alone who is on duty, and to the managers on duty too when the holder is not', () => {
    expect(notices(messagesAbout(takenBy(meg), added(1), megOnDuty))).toEqual(['meg: stage-notice']);
    expect(notices(messagesAbout(takenBy(pat), added(1), megOnDuty))).toEqual([
      'meg: stage-notice',
      'pat: stage-notice',
    ]);
    expect(notices(messagesAbout(takenBy(meg), added(1)))).toEqual(['mo: stage-notice', 'meg: stage-notice']);
  });

  it('News goes to the decider too, but not to one who is no longer a manager', () => {
    expect(notices(messagesAbout(decided, added(1), megOnDuty))).toEqual(['meg: stage-notice', 'mo: stage-notice']);
    expect(notices(messagesAbout(decided, added(1), { ...megOnDuty, managers: [meg.id] }))).toEqual([
      'meg: stage-notice',
    ]);
  });

  it('An answer goes to who asked as well', () => {
    const waits = withEvents(takenBy(meg), [asked]);
    expect(notices(messagesAbout(waits, answer, megOnDuty))).toEqual(['meg: stage-notice', 'pat: stage-notice']);
  });

  it('News on a case that was passed on goes to the Assessment team’s channel and to the holder there', () => {
    const thisDesk = { ...desk, hasAssessment: true };
    const held = withEvents(passedOn(), [{ type: 'AssessmentAccepted', at: NEWS, by: sue.id }], thisDesk);
    expect(messagesAbout(held, added(1), thisDesk)).toEqual(
      expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line', 'sue: stage-notice']),
    );
    expect(notices(messagesAbout(decided, added(1), thisDesk)).join()).not.toContain('sue');
  });

  it.each([awaiting, decided])('Managers get only the alarm for a missing child, and no second message', (record) => {
    expect(messagesAbout(record, missing).filter((each) => /^(mo|meg):/.test(each))).toEqual([
      'mo: missing-alert',
      'meg: missing-alert',
    ]);
  });
});

describe('what rings', () => {
  const heldByMeg = withEvents(awaiting, [{ type: 'ReferralTaken', at: DECIDED, by: meg.id }]);
  const moOnDuty: Desk = { ...desk, onDuty: [mo.id, meg.id] };
  const rings = (record: CaseRecord, events = [added(1)], texts = {}) => {
    const next = advance(record, { events, texts }, { ...caseContext(NEWS), desk: moOnDuty });
    return next.outbox
      .slice(record.outbox.length)
      .flatMap(({ to, message }) => (message.kind === 'notice' && message.alarm ? [to] : []));
  };
  const said = (words: string) => ({ [textOf.information(1)]: words });
  const with_ = (values: object, readings = {}) => ({
    ...heldByMeg,
    facts: { ...heldByMeg.facts, answers: { ...heldByMeg.facts.answers, values: { ...values }, readings } },
  });

  it('Ordinary news comes silently', () => {
    expect(rings(heldByMeg, undefined, said('Her aunt has a red car.'))).toEqual([]);
  });

  it('News rings for the holder and everybody on duty when the child is in danger or missing, or the words may hold danger', () => {
    const both = [{ person: mo.id }, { person: meg.id }];
    expect(rings(with_({ danger: 'yes' }) as CaseRecord)).toEqual(both);
    const missing: CaseEvent = { type: 'ChildMissing', at: DECIDED, by: jane.id, number: 1, police: 'no' };
    expect(rings(withEvents(heldByMeg, [missing]))).toEqual(both);
    expect(rings(heldByMeg, undefined, said('he is here now'))).toEqual(both);
    expect(rings(heldByMeg, undefined, said('they leave in 10 mins'))).toEqual(both);
    expect(rings(heldByMeg, undefined, said('they leave in 5 hours'))).toEqual([]);
    expect(rings(awaiting, undefined, said('they leave in 10 mins'))).toEqual([]); // the alarm of the case rings
  });

  it('News rings when the child leaves sight within two hours, and not when later', () => {
    const leaves = (when: string): CaseEvent[] =>
      heldByMeg.events.map((event) =>
        event.type === 'ReferralSubmitted' ? { ...event, leavesSight: at(when) } : event,
      );
    expect(rings({ ...heldByMeg, events: leaves('2026-11-25T22:00:00.000Z') })).toHaveLength(2);
    expect(rings({ ...heldByMeg, events: leaves('2026-11-25T22:00:00.001Z') })).toEqual([]);
  });

  it('A ring goes to the escalation contact when no manager is named', () => {
    const nobody = { ...desk, managers: [] };
    const next = advance(
      decided,
      { events: [added(1)], texts: said('he is here now') },
      { ...caseContext(NEWS), desk: nobody },
    );
    expect(notices(next.outbox.slice(decided.outbox.length).map(messageInShort))).toEqual(['dee: stage-notice']);
  });

  it('Danger that makes a case urgent which nobody has taken rings once: its alarm rings, and the news is silent', () => {
    const danger = said('He is here now with a knife.');
    const next = withOutcome(awaiting, { kind: 'happened', events: [added(1)], texts: danger }, jane, NEWS);
    const all = atTime(next, NEWS).outbox.slice(awaiting.outbox.length);
    const told = all.flatMap(({ to, message }) =>
      'person' in to && message.kind === 'notice' && /news|ring/.test(message.as) ? [`${to.person} ${message.as}`] : [],
    );
    expect(told).toEqual([
      ...['mo news/unread', 'meg news/unread', 'mo alarm/ringNobodyOnDuty', 'meg alarm/ringNobodyOnDuty'],
    ]);
    expect(newsDue(atTime(next, NEWS), '2026-11-25T20:05:00.000Z')).toMatchObject([{ escalate: true }]); // it rang
    const handed = withEvents(awaiting, [{ type: 'CaseHanded', at: DECIDED, by: mo.id, to: pat.id }]);
    expect(rings(handed, undefined, danger)).toEqual([{ person: pat.id }]); // whom the alarm does not ring
  });
});

describe('news that nobody reads', () => {
  const record = withEvents(awaiting, [added(1)], megOnDuty);
  const due = (now: string, on = record) => newsDue(on, now);
  const reached = (now: string, on = record, thisDesk = megOnDuty) => withEvents(on, due(now, on), thisDesk);
  const rung = advance(
    decided,
    { events: [added(1)], texts: { [textOf.information(1)]: 'he is here now' } },
    { ...caseContext(NEWS), desk },
  );
  const told = (before: CaseRecord, after: CaseRecord) =>
    notices(after.outbox.slice(before.outbox.length).map(messageInShort));

  it('Unread news goes to all managers after 15 minutes, not a millisecond before', () => {
    expect(due('2026-11-25T20:14:59.999Z')).toEqual([]);
    expect(due(ESCALATED)).toMatchObject([{ clock: 'news', escalate: true, overdue: false }]);
    expect(told(record, reached(ESCALATED))).toEqual(['mo: stage-notice', 'meg: stage-notice']);
  });

  it('Unread news goes to the escalation contact after 30 minutes, and the referrer is told to ring, once', () => {
    const up = reached(ESCALATED);
    expect(due('2026-11-25T20:29:59.999Z', up)).toEqual([]);
    const over = reached(RING, up);
    expect(told(up, over)).toEqual(['dee: stage-notice', 'jane: stage-notice']);
    expect(due('2026-12-25T20:30:00.000Z', over)).toEqual([]);
  });

  it('News that rang goes up after 5 and 10 minutes, also when nobody is on duty', () => {
    expect(due('2026-11-25T20:04:59.999Z', rung)).toEqual([]);
    const up = reached('2026-11-25T20:05:00.000Z', rung, desk);
    expect(told(rung, up)).toEqual(['mo: stage-notice', 'meg: stage-notice']);
    expect(told(up, reached('2026-11-25T20:10:00.000Z', up, desk))).toEqual([
      'dee: stage-notice',
      'jane: stage-notice',
    ]);
  });

  it('A silent line that was told to all managers still goes to the escalation contact when a later line rings', () => {
    const up = reached(ESCALATED);
    const when = at('2026-11-25T20:20:00.000Z');
    const texts = { [textOf.information(2)]: 'he is here now' };
    const held = withEvents(up, [{ type: 'ReferralTaken', at: ESCALATED, by: meg.id }]);
    const rang = advance(held, { events: [added(2, when)], texts }, { ...caseContext(when), desk: megOnDuty });
    expect(due('2026-11-25T20:24:59.999Z', rang)).toEqual([]);
    const again = reached('2026-11-25T20:25:00.000Z', rang);
    expect(told(rang, again)).toEqual(['mo: stage-notice', 'meg: stage-notice']);
    expect(told(again, reached(RING, again))).toEqual(['dee: stage-notice', 'jane: stage-notice']);
  });

  it('When nobody is on duty, news that did not ring does not go up, and stays unread', () => {
    const silent = withEvents(awaiting, [added(1)]);
    const up = reached(ESCALATED, silent, desk);
    expect([...told(silent, up), ...told(up, reached(RING, up, desk))]).toEqual([]);
    expect(unreadNews(reached(RING, up, desk).events)).toHaveLength(1);
  });

  it('The 15 minutes count from the oldest unread news, and news that comes after they are over has its own', () => {
    const again = withEvents(record, [added(2, at('2026-11-25T20:10:00.000Z'))], megOnDuty);
    expect(due(ESCALATED, again)).toHaveLength(1);
    const read = withEvents(again, [readUpTo(1)]);
    expect(due('2026-11-25T20:24:59.999Z', read)).toEqual([]);
    expect(due('2026-11-25T20:25:00.000Z', read)).toHaveLength(1);
    expect(due('2026-12-25T20:30:00.000Z', withEvents(again, [readUpTo(2)]))).toEqual([]);
    const over = reached(RING, reached(ESCALATED));
    const later = withEvents(over, [added(2, at('2026-11-25T21:00:00.000Z'))], megOnDuty);
    expect(due('2026-11-25T21:14:59.999Z', later)).toEqual([]);
    expect(due('2026-11-25T21:15:00.000Z', later)).toMatchObject([{ escalate: true, overdue: false }]);
  });

  it('Waiting messages about news are dropped once it is read', () => {
    const up = reached(ESCALATED);
    const waiting = up.outbox.filter((entry) => isWaiting(entry) && kindOf(entry.message) === 'stage-notice');
    expect(waiting.map((entry) => whyDropped(up, entry, parts)).filter((why) => why === undefined)).toHaveLength(3);
    const read = withEvents(up, [readUpTo(1)]);
    for (const entry of waiting) expect(whyDropped(read, entry, parts)).toBe('no-longer-true');
    const line = up.outbox.findLast(({ message }) => message.kind === 'line');
    if (!line) throw new Error('no line');
    expect(whyDropped(up, line, parts)).toBeUndefined();
    expect(whyDropped(read, line, parts)).toBe('no-longer-true');
  });
});

describe('several lines', () => {
  const words = (texts: Record<number, string>) =>
    Object.fromEntries(Object.entries(texts).map(([number, text]) => [textOf.information(Number(number)), text]));
  const add = (on: CaseRecord, number: number, when: string, text = 'A car.') => {
    const next = advance(
      on,
      { events: [added(number, at(when))], texts: words({ [number]: text }) },
      { ...caseContext(at(when)), desk: megOnDuty },
    );
    return { next, told: notices(next.outbox.slice(on.outbox.length).map(messageInShort)) };
  };
  const first = add(awaiting, 1, NEWS);
  const second = add(first.next, 2, '2026-11-25T20:00:30.000Z');
  const third = add(second.next, 3, '2026-11-25T20:01:59.999Z');
  const after = (on: CaseRecord, when: string) => {
    const next = withEvents(on, newsDue(on, when), megOnDuty);
    return { next, told: notices(next.outbox.slice(on.outbox.length).map(messageInShort)) };
  };

  it('The first is told at once, and those of the next two minutes in one message more', () => {
    expect([first, second, third].map(({ told }) => told)).toEqual([['meg: stage-notice'], [], []]);
    expect(newsDue(third.next, '2026-11-25T20:01:59.999Z')).toEqual([]);
    const together = after(third.next, '2026-11-25T20:02:00.000Z');
    expect(together.told).toEqual(['meg: stage-notice']);
    const fourth = add(together.next, 4, '2026-11-25T20:02:00.001Z');
    expect(fourth.told).toEqual([]); // nor two minutes after that
    expect(after(fourth.next, '2026-11-25T20:04:00.000Z').told).toEqual(['meg: stage-notice']);
    expect(add(fourth.next, 5, '2026-11-25T20:04:00.000Z').told).toEqual([]);
    expect(add(together.next, 4, '2026-11-25T20:04:00.000Z').told).toEqual(['meg: stage-notice']);
  });

  it('One line is told once', () => {
    expect(after(first.next, '2026-11-25T20:02:00.000Z').told).toEqual([]);
  });

  it('A line that may hold danger is not held back', () => {
    expect(add(second.next, 3, '2026-11-25T20:00:40.000Z', 'he is here now').told).toEqual(['meg: stage-notice']);
  });

  it('What was read in between is not told again', () => {
    const read = withEvents(third.next, [{ type: 'NewsRead', at: at('2026-11-25T20:01:59.999Z'), by: mo.id, upTo: 3 }]);
    expect(after(read, '2026-11-25T20:02:00.000Z').told).toEqual([]);
  });
});

describe('reading it', () => {
  const record = withEvents(decided, [added(1), added(2)]);
  const by = (person: typeof mo) => ({ by: person, now: ESCALATED });

  it('Reading covers all news that the card showed, and nothing that came since', () => {
    expect(
      ([1, undefined, 99] as const).map((upTo) => markNewsRead(record, { revision: upTo }, by(pat))),
    ).toMatchObject([1, 2, 2].map((upTo) => ({ events: [{ type: 'NewsRead', by: 'pat', upTo }] })));
    expect(resultOf(markNewsRead(record, {}, by(sue)))).toBe('happened');
  });

  it('Reading counts only once', () => {
    const read = withEvents(record, [readUpTo(2)]);
    expect(resultsOf(markNewsRead(read, { revision: 2 }, by(mo)), markNewsRead(read, {}, by(mo)))).toEqual([
      ...['nothing-to-do', 'nothing-to-do'],
    ]);
  });

  it('Guests, and the author of the news, cannot mark it as read', () => {
    const author = { ...jane, roles: mo.roles };
    expect(resultsOf(...[guest, author].map((who) => markNewsRead(record, { revision: 2 }, by(who))))).toEqual([
      ...['only-the-mash', 'own-referral'],
    ]);
  });

  it('Reading is shown to the team that has the case', () => {
    const thisDesk = { ...desk, hasAssessment: true };
    expect(messagesAbout(withEvents(passedOn(), [added(1)], thisDesk), readUpTo(2), thisDesk)).toContain(
      'assessment: assessment-card',
    );
  });
});
