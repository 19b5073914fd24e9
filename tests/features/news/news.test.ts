import { describe, expect, it } from '@jest/globals';
import { advance, clockEventsDue } from '../../../src/case/advance.ts';
import type { Desk } from '../../../src/case/desk.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import { isWaiting } from '../../../src/case/outbox.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { features as parts } from '../../../src/features/list.ts';
import { markNewsRead } from '../../../src/features/news/rules.ts';
import { newsOf, unreadNews } from '../../../src/features/news/state.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  aReferral,
  at,
  caseContext,
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
  sue,
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
const notices = (all: string[]) => all.filter((each) => each.endsWith('stage-notice'));

// What the referrer says after the decision

it.each<[string, CaseEvent]>([
  ['added information', added(1)],
  ['an indicator check', { type: 'CheckAdded', at: NEWS, by: jane.id }],
  ['an answer', { type: 'QuestionAnswered', at: NEWS, by: jane.id, question: 1, known: true }],
  ['a missing child', { type: 'ChildMissing', at: NEWS, by: jane.id, number: 1, police: 'no' }],
])('After the decision, somebody must read news of: %s', (_, event) => {
  expect(unreadNews(withEvents(decided, [event]).events)).toHaveLength(1);
  expect(unreadNews(withEvents(awaiting, [event]).events)).toEqual([]);
});

it('A missing child that the MASH recorded itself is not news', () => {
  const event: CaseEvent = { type: 'ChildMissing', at: NEWS, by: pat.id, number: 1, police: 'no' };
  expect(newsOf(withEvents(decided, [event]).events)).toEqual([]);
});

it('News goes to the managers on duty and the decider, or to all managers when nobody is on duty', () => {
  expect(notices(messagesAbout(decided, added(1), megOnDuty))).toEqual(['meg: stage-notice', 'mo: stage-notice']);
  expect(notices(messagesAbout(decided, added(1)))).toEqual(['mo: stage-notice', 'meg: stage-notice']);
});

it('News goes to the person who took the case too, but not to a decider who is no longer a manager', () => {
  const taken = withEvents(awaiting, [{ type: 'ReferralTaken', at: DECIDED, by: pat.id }, decision]);
  expect(notices(messagesAbout(taken, added(1), { ...desk, managers: [meg.id] }))).toEqual([
    'meg: stage-notice',
    'pat: stage-notice',
  ]);
});

it('News on a case that was passed on goes to the Assessment team’s channel and to the holder there', () => {
  const thisDesk = { ...desk, hasAssessment: true };
  const held = withEvents(passedOn(), [{ type: 'AssessmentAccepted', at: NEWS, by: sue.id }], thisDesk);
  expect(messagesAbout(held, added(1), thisDesk)).toEqual(
    expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line', 'sue: stage-notice']),
  );
  expect(notices(messagesAbout(decided, added(1), thisDesk)).join()).not.toContain('sue');
});

it('Managers get only the alarm for a missing child, and no second message', () => {
  const missing: CaseEvent = { type: 'ChildMissing', at: NEWS, by: jane.id, number: 1, police: 'no' };
  expect(messagesAbout(decided, missing).filter((each) => /^(mo|meg):/.test(each))).toEqual([
    'mo: missing-alert',
    'meg: missing-alert',
  ]);
});

describe('news that nobody reads', () => {
  const record = withEvents(decided, [added(1)]);
  const due = (now: string, on = record) => clockEventsDue(on, { now: at(now), pack, parts });

  it('Unread news goes to all managers and the escalation contact after 15 minutes, not a millisecond before', () => {
    expect(due('2026-11-25T20:14:59.999Z')).toEqual([]);
    const [up] = due(ESCALATED);
    expect(up).toMatchObject({ type: 'ClockReached', clock: 'news', escalate: true, overdue: false });
    if (!up) throw new Error('nothing is due');
    expect(notices(messagesAbout(record, up, megOnDuty))).toEqual([
      ...['mo: stage-notice', 'meg: stage-notice', 'dee: stage-notice'],
    ]);
  });

  it('Unread news tells the referrer to ring after 30 minutes, once, and nothing more follows', () => {
    const up = withEvents(record, due(ESCALATED));
    expect(due('2026-11-25T20:29:59.999Z', up)).toEqual([]);
    const [ring] = due(RING, up);
    if (!ring) throw new Error('nothing is due');
    expect(ring).toMatchObject({ clock: 'news', overdue: true });
    expect(notices(messagesAbout(up, ring))).toContain('jane: stage-notice');
    expect(due('2026-12-25T20:30:00.000Z', withEvents(up, [ring]))).toEqual([]);
  });

  it('The 15 minutes always count from the oldest unread news, also when only some of it was read', () => {
    const again = withEvents(record, [added(2, at('2026-11-25T20:10:00.000Z'))]);
    expect(due(ESCALATED, again)).toHaveLength(1);
    const read = withEvents(again, [readUpTo(1)]);
    expect(due('2026-11-25T20:24:59.999Z', read)).toEqual([]);
    expect(due('2026-11-25T20:25:00.000Z', read)).toHaveLength(1);
    expect(due('2026-12-25T20:30:00.000Z', withEvents(again, [readUpTo(2)]))).toEqual([]);
  });

  it('Waiting messages about news are dropped once it is read', () => {
    const up = withEvents(record, due(ESCALATED));
    const waiting = up.outbox.filter((entry) => isWaiting(entry) && kindOf(entry.message) === 'stage-notice');
    expect(waiting.map((entry) => whyDropped(up, entry, parts)).filter((why) => why === undefined)).toHaveLength(5);
    const read = withEvents(up, [readUpTo(1)]);
    for (const entry of waiting) expect(whyDropped(read, entry, parts)).toMatch(/^(no-longer-true|decided)$/);
    const line = up.outbox.findLast(({ message }) => message.kind === 'line');
    if (!line) throw new Error('no line');
    expect(whyDropped(up, line, parts)).toBeUndefined();
    expect(whyDropped(read, line, parts)).toBe('decided');
  });
});

describe('reading it', () => {
  const record = withEvents(decided, [added(1), added(2)]);
  const by = (person: typeof mo) => ({ by: person, now: ESCALATED });

  it('Reading covers all news that the card showed, and nothing that came since', () => {
    expect(([1, undefined, 99] as const).map((upTo) => markNewsRead(record, upTo, by(pat)))).toMatchObject(
      [1, 2, 2].map((upTo) => ({ events: [{ type: 'NewsRead', by: 'pat', upTo }] })),
    );
    expect(resultOf(markNewsRead(record, undefined, by(sue)))).toBe('happened');
  });

  it('Reading counts only once', () => {
    const read = withEvents(record, [readUpTo(2)]);
    expect(resultsOf(markNewsRead(read, 2, by(mo)), markNewsRead(read, undefined, by(mo)))).toEqual([
      ...['nothing-to-do', 'nothing-to-do'],
    ]);
  });

  it('Guests, and the author of the news, cannot mark it as read', () => {
    const author = { ...jane, roles: mo.roles };
    expect(resultsOf(...[guest, author].map((who) => markNewsRead(record, 2, by(who))))).toEqual([
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
