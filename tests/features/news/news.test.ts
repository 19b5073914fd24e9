import { describe, expect, it } from '@jest/globals';
import { advance, clockEventsDue } from '../../../src/case/advance.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import type { Desk } from '../../../src/case/react.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { parts } from '../../../src/features/list.ts';
import { readNews } from '../../../src/features/news/rules.ts';
import { newsOf, unreadIn } from '../../../src/features/news/state.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  aReferral,
  at,
  caseContext,
  desk,
  guest,
  jane,
  meg,
  messageInShort,
  mo,
  pack,
  pat,
} from '../../case/a-case.ts';
import { passedOn, sue } from '../assessment/a-passed-case.ts';

const DECIDED = at('2026-11-24T15:00:00.000Z');
const NEWS = at('2026-11-25T20:00:00.000Z');
const UP = at('2026-11-25T20:15:00.000Z');
const RING = at('2026-11-25T20:30:00.000Z');
const said = { decision: 'other', protection: 'no', police: 'no', late: false } as const;
const decision: CaseEvent = { type: 'DecisionRecorded', at: DECIDED, by: mo.id, ...said };
const added = (number: number, when = NEWS): CaseEvent => ({ type: 'InformationAdded', at: when, by: jane.id, number });
const onDutyMeg: Desk = { ...desk, onDuty: [meg.id] };

const withEvents = (record: CaseRecord, events: CaseEvent[], own: Desk = desk): CaseRecord =>
  advance(record, { events }, { ...caseContext(events.at(-1)?.at ?? NEWS), desk: own });
const decided = withEvents(aReferral(at('2026-11-24T14:00:00.000Z')), [decision]);

/** Who is told one by one of the last of these events. */
function told(record: CaseRecord, event: CaseEvent, own: Desk = desk): string[] {
  const next = withEvents(record, [event], own);
  return next.outbox.slice(record.outbox.length).map(messageInShort);
}
const notices = (all: string[]) => all.filter((each) => each.endsWith('stage-notice'));

describe('what the referrer says after the decision', () => {
  it.each<[string, CaseEvent]>([
    ['something added', added(1)],
    ['an indicator check', { type: 'CheckAdded', at: NEWS, by: jane.id }],
    ['an answer', { type: 'QuestionAnswered', at: NEWS, by: jane.id, question: 1, known: true }],
    ['a child who is missing', { type: 'ChildMissing', at: NEWS, by: jane.id, number: 1, police: 'no' }],
  ])('is news that somebody must read: %s', (_, event) => {
    expect(unreadIn(withEvents(decided, [event]).events)).toHaveLength(1);
    expect(unreadIn(withEvents(aReferral(at('2026-11-24T14:00:00.000Z')), [event]).events)).toEqual([]);
  });

  it('is not what the MASH itself recorded of a missing child', () => {
    const event: CaseEvent = { type: 'ChildMissing', at: NEWS, by: pat.id, number: 1, police: 'no' };
    expect(newsOf(withEvents(decided, [event]).events)).toEqual([]);
  });

  it('is heard by who is on duty and who decided, and by all managers when nobody is on duty', () => {
    expect(notices(told(decided, added(1), onDutyMeg))).toEqual(['meg: stage-notice', 'mo: stage-notice']);
    expect(notices(told(decided, added(1)))).toEqual(['mo: stage-notice', 'meg: stage-notice']);
  });

  it('is heard by who took the case too, and not by somebody who decided and is no manager any more', () => {
    const taken = withEvents(aReferral(at('2026-11-24T14:00:00.000Z')), [
      { type: 'ReferralTaken', at: DECIDED, by: pat.id },
      decision,
    ]);
    expect(notices(told(taken, added(1), { ...desk, managers: [meg.id] }))).toEqual([
      'meg: stage-notice',
      'pat: stage-notice',
    ]);
  });

  it('is heard by the Assessment team’s channel and by who holds the case there, where it was passed on', () => {
    const own = { ...desk, hasAssessment: true };
    const held = withEvents(passedOn(), [{ type: 'AssessmentAccepted', at: NEWS, by: sue.id }], own);
    expect(told(held, added(1), own)).toEqual(
      expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line', 'sue: stage-notice']),
    );
    expect(notices(told(decided, added(1), own)).join()).not.toContain('sue');
  });

  it('rings no manager twice for a child who is missing: they have the alarm', () => {
    const gone: CaseEvent = { type: 'ChildMissing', at: NEWS, by: jane.id, number: 1, police: 'no' };
    expect(told(decided, gone).filter((each) => /^(mo|meg):/.test(each))).toEqual([
      'mo: missing-alert',
      'meg: missing-alert',
    ]);
  });
});

describe('news that nobody reads', () => {
  const record = withEvents(decided, [added(1)]);
  const due = (now: string, on = record) => clockEventsDue(on, { now: at(now), pack, parts });

  it('goes up after 15 minutes and not a millisecond before: all managers and the escalation contact', () => {
    expect(due('2026-11-25T20:14:59.999Z')).toEqual([]);
    const [up] = due(UP);
    expect(up).toMatchObject({ type: 'ClockReached', clock: 'news', escalate: true, overdue: false });
    if (!up) throw new Error('nothing is due');
    expect(told(record, up, onDutyMeg)).toEqual([
      'mo: stage-notice',
      'meg: stage-notice',
      'dee: stage-notice',
      'mash: line',
      'mash: case-card',
    ]);
  });

  it('tells the referrer to ring after 30 minutes, once, and nothing more comes', () => {
    const up = withEvents(record, due(UP));
    expect(due('2026-11-25T20:29:59.999Z', up)).toEqual([]);
    const [ring] = due(RING, up);
    if (!ring) throw new Error('nothing is due');
    expect(ring).toMatchObject({ clock: 'news', overdue: true });
    expect(notices(told(up, ring))).toEqual([
      'mo: stage-notice',
      'meg: stage-notice',
      'dee: stage-notice',
      'jane: stage-notice',
    ]);
    expect(due('2026-12-25T20:30:00.000Z', withEvents(up, [ring]))).toEqual([]);
  });

  it('counts from the first that is not read, and anew from what comes after it was read', () => {
    const again = withEvents(record, [added(2, at('2026-11-25T20:10:00.000Z'))]);
    expect(due(UP, again)).toHaveLength(1);
    const read = withEvents(again, [{ type: 'NewsRead', at: UP, by: mo.id, upTo: 1 }]);
    expect(due('2026-11-25T20:24:59.999Z', read)).toEqual([]);
    expect(due('2026-11-25T20:25:00.000Z', read)).toHaveLength(1);
    const all = withEvents(again, [{ type: 'NewsRead', at: UP, by: mo.id, upTo: 2 }]);
    expect(due('2026-12-25T20:30:00.000Z', all)).toEqual([]);
  });

  it('is no longer told of once it is read', () => {
    const up = withEvents(record, due(UP));
    const waiting = up.outbox.filter(
      ({ message, state }) => state.kind === 'waiting' && message.kind === 'stage-notice',
    );
    expect(waiting.map((entry) => whyDropped(up, entry, parts)).filter((why) => why === undefined)).toHaveLength(5);
    const read = withEvents(up, [{ type: 'NewsRead', at: UP, by: mo.id, upTo: 1 }]);
    for (const entry of waiting) expect(whyDropped(read, entry, parts)).toBe('no-longer-true');
    const line = up.outbox.findLast(({ message }) => message.kind === 'line');
    if (!line) throw new Error('no line');
    expect(whyDropped(up, line, parts)).toBeUndefined();
    expect(whyDropped(read, line, parts)).toBe('decided');
  });
});

describe('reading it', () => {
  const record = withEvents(decided, [added(1), added(2)]);
  const by = (person: typeof mo) => ({ by: person, now: UP });

  it('covers all that there was on the card, and nothing that came since', () => {
    expect(readNews(record, 1, by(pat))).toMatchObject({ events: [{ type: 'NewsRead', by: 'pat', upTo: 1 }] });
    expect(readNews(record, undefined, by(sue))).toMatchObject({ events: [{ upTo: 2 }] });
    expect(readNews(record, 99, by(mo))).toMatchObject({ events: [{ upTo: 2 }] });
  });

  it('counts once', () => {
    const read = withEvents(record, [{ type: 'NewsRead', at: UP, by: pat.id, upTo: 2 }]);
    expect(readNews(read, 2, by(mo))).toEqual({ kind: 'nothing-to-do' });
    expect(readNews(read, undefined, by(mo))).toEqual({ kind: 'nothing-to-do' });
  });

  it('is not for guests, and not for who wrote it', () => {
    expect(readNews(record, 2, by(guest))).toEqual({ kind: 'refused', why: { kind: 'only-the-mash' } });
    const author = { ...jane, roles: mo.roles };
    expect(readNews(record, 2, by(author))).toEqual({ kind: 'refused', why: { kind: 'own-referral' } });
  });

  it('is told to the MASH, the team that has it, and the referrer’s receipt', () => {
    const event: CaseEvent = { type: 'NewsRead', at: UP, by: mo.id, upTo: 2 };
    expect(told(record, event)).toEqual(['mash: case-card', 'mash: line', 'jane: receipt']);
    const own = { ...desk, hasAssessment: true };
    expect(told(withEvents(passedOn(), [added(1)], own), event, own)).toContain('assessment: assessment-card');
  });
});
