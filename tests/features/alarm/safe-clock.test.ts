import { describe, expect, it } from '@jest/globals';
import type { Person, StaffId } from '../../../src/base/people.ts';
import { advance, eventsDue } from '../../../src/case/advance.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { sentReferral } from '../../../src/case/standing.ts';
import { referralOf } from '../../../src/case/state.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import { alarmClock } from '../../../src/features/alarm/clock.ts';
import { askCard } from '../../../src/features/alarm/safe-cards.ts';
import { askClock } from '../../../src/features/alarm/safe-clock.ts';
import { confirmSafe, readSeen, sayOnIt } from '../../../src/features/alarm/safe-rules.ts';
import { recordInformation } from '../../../src/features/information/rules.ts';
import { usableTime } from '../../../src/features/leaving-time/state.ts';
import { type CaseEvent, type EventOf, textOf } from '../../../src/history/events.ts';
import {
  allSent,
  at,
  atTime,
  caseContext,
  desk,
  jane,
  meg,
  mo,
  pack,
  pat,
  resultOf,
  tom,
  withOutcome,
} from '../../case/a-case.ts';
import { SENT, withAnswers } from './an-urgent-case.ts';

const time = (clock: string) => at(`2026-11-24T${clock}:00.000Z`);
const after = (record: CaseRecord, ...events: CaseEvent[]) =>
  events.reduce((each, event) => {
    const by = 'by' in event ? [jane, mo, meg, pat].find(({ id }) => id === event.by) : undefined;
    return allSent(advance(each, { events: [event], ...(by && { by }) }, caseContext(event.at)), event.at);
  }, record);

/** A case that Mo took at 14:01, with these answers, sent at 14:00. */
const taken = (values: Record<string, string>, leavesSight?: string) =>
  after(withAnswers(values, leavesSight), { type: 'ReferralTaken', at: time('14:01'), by: mo.id });
const inDanger = () => taken({ danger: 'yes' });
const missing = (clock: string, police: 'yes' | 'no' = 'no', number = 1): CaseEvent => ({
  ...{ type: 'ChildMissing', at: time(clock), by: jane.id },
  ...{ number, police },
});
const says = (record: CaseRecord, by: Person, clock: string, words = '') =>
  allSent(
    withOutcome(record, sayOnIt(record, 'StillOnIt', words, { by, now: time(clock) }), by, time(clock)),
    time(clock),
  );
const isSafe = (record: CaseRecord, clock: string, by = meg) => {
  const seen = { who: 'PC Ali', when: 'just now' };
  return allSent(
    withOutcome(record, confirmSafe(record, seen, { by, now: time(clock) }), by, time(clock)),
    time(clock),
  );
};

/** Who is asked whether the child is safe, and when, if nobody does anything until this time. */
function asksOf(record: CaseRecord, until: string): string[] {
  const story: string[] = [];
  let current = record;
  while (current.wakeAt && current.wakeAt <= time(until)) {
    const moment = current.wakeAt;
    const before = current.outbox.length;
    current = atTime(current, moment);
    const asked = current.outbox
      .slice(before)
      .flatMap(({ to, message }) =>
        message.kind === 'notice' && message.as.startsWith('alarm/askSafe') && 'person' in to ? [to.person] : [],
      );
    if (asked.length > 0) story.push(`${moment.slice(11, 16)} ${asked.join(' ')}`);
    current = allSent(current, moment);
  }
  return story;
}

describe('Is the child safe?', () => {
  it('is asked of who is on it each half hour; without an answer of who is on duty, then of everybody, and again', () => {
    expect(asksOf(inDanger(), '15:30')).toEqual([
      '14:31 mo',
      '14:34 mo meg', // nobody is on duty, so all managers are
      '14:41 mo meg dee',
      '15:11 mo meg dee',
    ]);
  });

  it('waits for what “Still on it” says, also where the child leaves before that, but no longer than half an hour', () => {
    const on = (words: string) => asksOf(says(taken({}, '2026-11-24T16:00:00.000Z'), mo, '15:52', words), '16:24');
    expect(on('Topaz sits with her until 16:10').slice(0, 1)).toEqual(['16:10 mo']);
    expect(on('Topaz sits with her until 18:00').slice(0, 1)).toEqual(['16:22 mo']);
    expect(on('').slice(0, 1)).toEqual(['16:00 mo']); // it names no time
  });

  it('goes to the managers on duty in the second step, and to who is on it', () => {
    const context = { ...caseContext(time('14:34')), desk: { ...desk, onDuty: [meg.id] } };
    const asked = atTime(inDanger(), time('14:31'));
    const next = advance(
      asked,
      { events: [{ ...asked.events.at(-1), at: time('14:34'), remind: false, escalate: true } as CaseEvent] },
      context,
    );
    const people = next.outbox.flatMap(({ to, message }) =>
      message.kind === 'notice' && message.event === next.events.length - 1 && 'person' in to ? [to.person] : [],
    );
    expect(people).toEqual(['meg', 'mo']);
  });

  it('is asked of who is on duty while nobody is on it, once the alarm has said its last, and then of everybody', () => {
    expect(asksOf(withAnswers({ danger: 'yes' }), '16:00')).toEqual([
      '15:00 mo meg', // the alarm rang at 14:00, 14:15 and 14:30; nobody is on duty, so all managers are asked
      '15:10 mo meg dee',
      '15:40 mo meg dee',
    ]);
    const leaves = withAnswers({}, '2026-11-24T16:00:00.000Z'); // the alarm rings until 14:30
    expect(asksOf(leaves, '16:24')).toEqual([
      '15:50 mo meg',
      '15:53 mo meg dee',
      '16:00 mo meg dee',
      '16:23 mo meg dee',
    ]);
    const gone = withAnswers({}, '2026-11-24T11:00:00.000Z'); // the alarm rings until 14:02
    expect(asksOf(gone, '15:00')).toEqual(['14:32 mo meg', '14:42 mo meg dee']);
    expect(asksOf(after(withAnswers({}), missing('14:10')), '15:15')).toEqual(['15:10 mo meg']);
  });

  it('is asked of who is on duty where the set-up no longer names who was on it', () => {
    const record = after(inDanger(), decided('14:20'));
    const mark = atTime(record, time('14:31')).events.at(-1) as CaseEvent;
    const asked = (practitioners: StaffId[]) => {
      const named = { ...caseContext(time('14:31')), desk: { ...desk, managers: [meg.id], practitioners } };
      return advance(record, { events: [mark] }, named).outbox.flatMap(({ to, message }) =>
        message.kind === 'notice' && message.event === record.events.length && 'person' in to ? [to.person] : [],
      );
    };
    expect([asked([pat.id]), asked([pat.id, mo.id])]).toEqual([['meg'], ['mo']]);
  });

  const decided = (clock: string): CaseEvent => ({
    ...{ type: 'DecisionRecorded', at: time(clock), by: meg.id, decision: 'immediate' },
    ...{ protection: 'yes', police: 'no', late: false },
  });
  const reopened: CaseEvent = {
    ...{ type: 'DecisionReopened', at: time('14:20'), by: meg.id, after: 1 },
    ...{ clockStart: time('14:20'), decisionDue: at('2026-11-25T14:20:00.000Z') },
  };
  const handed: CaseEvent = { type: 'CaseHanded', at: time('14:05'), by: mo.id, to: pat.id };
  const found: CaseEvent = { type: 'ChildFound', at: time('14:06'), by: jane.id, number: 1 };
  const paths: Record<string, (record: CaseRecord) => CaseRecord> = {
    'nobody has': (record) => record,
    'somebody has': (record) => after(record, { type: 'ReferralTaken', at: time('14:01'), by: mo.id }),
    'was handed to somebody who has not taken it': (record) => after(record, handed),
    'is decided, and nobody had': (record) => after(record, decided('14:10')),
    'is decided again': (record) => after(record, decided('14:10'), reopened),
  };
  const children: Record<string, () => CaseRecord> = {
    'in danger': () => withAnswers({ danger: 'yes' }),
    missing: () => after(withAnswers({}), missing('14:00')),
    'said to be found': () => after(withAnswers({}), missing('14:00'), found),
  };
  it.each(Object.keys(children).flatMap((child) => Object.keys(paths).map((path) => [child, path] as const)))(
    'A child who is %s, in a case that %s: no hour passes without a ring',
    (child, path) => {
      let record = paths[path]?.(children[child]?.() as CaseRecord) as CaseRecord;
      const rings: number[] = [Date.parse(record.changedAt)];
      while (record.wakeAt && record.wakeAt < '2026-11-25T02:00:00.000Z') {
        const moment = record.wakeAt;
        const before = record.outbox.length;
        record = atTime(record, moment);
        if (record.outbox.slice(before).some(({ message }) => 'alarm' in message && message.alarm))
          rings.push(Date.parse(moment));
        record = allSent(record, moment);
      }
      rings.push(Date.parse('2026-11-25T02:00:00.000Z'));
      expect(Math.max(...rings.slice(1).map((ring, index) => ring - (rings[index] ?? 0)))).toBeLessThanOrEqual(
        60 * 60_000,
      );
    },
  );

  it('is not asked of a case without danger, a missing child or a leaving time', () => {
    expect(asksOf(taken({ danger: 'no' }), '18:00')).toEqual([]);
  });

  it('is asked each two hours once the MASH has recorded that the police know, and not because the author says so', () => {
    expect(asksOf(after(inDanger(), { ...missing('14:10', 'yes'), by: meg.id } as CaseEvent), '16:02')[0]).toBe(
      '16:01 mo',
    );
    expect(asksOf(after(inDanger(), missing('14:10', 'yes')), '14:32')).toEqual(['14:31 mo']);
    expect(asksOf(taken({ danger: 'yes', 'police-reference': 'HC-1' }), '14:32')).toEqual(['14:31 mo']);
    const told: CaseEvent = { type: 'PoliceInformed', at: time('14:20'), by: pat.id, number: 1 };
    const texts = { 'side-PoliceInformed-1-reference': 'HC-1' };
    const known = advance(inDanger(), { events: [told], texts, by: pat }, caseContext(time('14:20')));
    expect(asksOf(known, '16:02')[0]).toBe('16:01 mo');
    expect(asksOf(after(inDanger(), told), '14:32')).toEqual(['14:31 mo']);
    const byAuthor = { events: [{ ...told, by: jane.id } as CaseEvent], texts, by: { ...jane, roles: meg.roles } };
    expect(asksOf(advance(inDanger(), byAuthor, caseContext(time('14:20'))), '14:32')).toEqual(['14:31 mo']);
  });

  it('does not wait for two hours because the police knew of an earlier time that the child was missing', () => {
    const again = after(
      isSafe(after(inDanger(), { ...missing('14:10', 'yes'), by: meg.id } as CaseEvent), '14:30'),
      missing('15:00', 'no', 2),
    );
    expect(asksOf(again, '15:31')).toEqual(['15:30 mo']);
  });

  it('is asked ten minutes before the child leaves and at the time; without an answer everybody is, after three', () => {
    const leaves = taken({}, '2026-11-24T15:00:00.000Z');
    expect(asksOf(leaves, '15:24')).toEqual(['14:50 mo', '14:53 mo meg dee', '15:00 mo meg dee', '15:23 mo meg dee']);
    expect(asksOf(says(atTime(leaves, time('14:50')), mo, '14:51'), '15:04')).toEqual(['15:00 mo', '15:03 mo meg dee']);
    const atTheTime = atTime(says(atTime(leaves, time('14:50')), mo, '14:51'), time('15:00'));
    expect(asksOf(says(atTheTime, mo, '15:01'), '15:32')).toEqual(['15:31 mo']);
  });

  it('is asked when it was to be asked where the child is reported missing meanwhile, until somebody acts', () => {
    const leaves = after(taken({}, '2026-11-24T15:00:00.000Z'), missing('14:52'));
    expect(asksOf(leaves, '15:01')).toEqual(['14:50 mo', '14:53 mo meg dee', '15:00 mo meg dee']);
    expect(asksOf(says(leaves, mo, '14:52'), '15:23')).toEqual(['15:22 mo']);
    const rang = atTime(withAnswers({}, '2026-11-24T16:00:00.000Z'), time('14:30'));
    const nobodyHas = after(rang, missing('15:49'));
    expect(asksOf(nobodyHas, '15:54')).toEqual(['15:50 mo meg', '15:53 mo meg dee']);
  });

  it('is no less asked after a decision, which answers nothing: it only makes who decides a case that nobody has be on it', () => {
    const everybody = ['14:53 mo meg dee', '15:00 mo meg dee', '15:23 mo meg dee'];
    const leaves = taken({}, '2026-11-24T15:00:00.000Z');
    expect(asksOf(after(inDanger(), decided('14:20')), '14:32')).toEqual(['14:31 mo']);
    expect(asksOf(after(withAnswers({ danger: 'yes' }), decided('14:20')), '14:51')).toEqual(['14:50 meg']);
    expect(asksOf(after(leaves, decided('14:20')), '15:24')).toEqual(['14:50 mo', ...everybody]);
    expect(asksOf(after(leaves, decided('14:19'), reopened), '15:24')).toEqual(['14:50 mo', ...everybody]);
    expect(asksOf(after(atTime(leaves, time('14:50')), decided('14:52')), '15:24')).toEqual(everybody);
    const nobodyHad = after(withAnswers({}, '2026-11-24T15:00:00.000Z'), decided('14:20'));
    expect(asksOf(nobodyHad, '15:24')).toEqual(['14:50 meg', ...everybody]);
    const gone = after(atTime(leaves, time('15:00')), decided('15:01'), {
      ...reopened,
      at: time('15:02'),
    } as CaseEvent);
    expect(asksOf(gone, '15:24')).toEqual(['15:23 mo meg dee']);
  });

  it('is asked of a decided case until the MASH has answered, after the time at which the child was to leave', () => {
    const leaves = after(taken({}, '2026-11-24T15:00:00.000Z'), decided('14:20'));
    expect(asksOf(says(leaves, mo, '14:51'), '15:04')).toEqual(['15:00 mo', '15:03 mo meg dee']);
    expect(leaves.upNext).toBe(`2 2026-11-24T15:00:00.000Z ${leaves.id}`);
    expect(asksOf(says(leaves, mo, '15:01', 'until 15:20'), '15:21')).toEqual(['15:20 mo']);
    const answered = says(leaves, mo, '15:01');
    expect([asksOf(answered, '20:00'), answered.upNext?.[0]]).toEqual([[], '6']);
    expect(asksOf(after(answered, { ...reopened, at: time('15:10') } as CaseEvent), '20:00')).toEqual([]);
  });

  it('goes at once to the escalation contact where the only manager refers the child, and never only to that manager', () => {
    const own = { ...inDanger(), author: mo.id };
    const events = own.events.map((event) => ('by' in event && event.by === jane.id ? { ...event, by: mo.id } : event));
    const record = { ...own, events };
    const context = { ...caseContext(time('14:31')), desk: { ...desk, managers: [mo.id], onDuty: [] } };
    const asked = advance(record, { events: eventsDue(record, context) }, context);
    const people = asked.outbox.flatMap(({ to, message }) =>
      message.kind === 'notice' && message.event === asked.events.length - 1 && 'person' in to ? [to.person] : [],
    );
    expect(people).toEqual(['mo', 'dee']);
    const cardTo = (to: StaffId, isAbove: boolean) =>
      JSON.stringify(
        askCard(
          asked.events.at(-1) as EventOf<'OthersNeeded'>,
          { record: asked, pack, now: time('14:31'), to, link: undefined },
          isAbove,
        ),
      );
    expect(cardTo(mo.id, false)).not.toContain('The child is safe');
    expect(cardTo(mo.id, false)).toContain('a colleague or the escalation contact confirms it');
    expect(cardTo('dee' as StaffId, true)).toMatch(/you, too, can confirm that the child is safe.*The child is safe/);
  });

  it('goes on when the referrer says that the missing child is found, until the MASH confirms that the child is safe', () => {
    const found = after(taken({}), missing('14:10'), { type: 'ChildFound', at: time('14:20'), by: jane.id, number: 1 });
    expect(asksOf(found, '14:41')).toEqual(['14:40 mo']); // when it was to be asked before
    expect(isUrgent(found, pack)).toBe(true);
    expect(asksOf(isSafe(found, '14:25'), '20:00')).toEqual([]);
  });
});

describe('“Still on it”', () => {
  it('is not said by handing the case on: the next ask comes when it was to come, to who has it now', () => {
    const hands = (clock: string, by: Person, to: Person): CaseEvent => ({
      ...{ type: 'CaseHanded', at: time(clock), by: by.id },
      to: to.id,
    });
    const handed = after(inDanger(), hands('14:27', mo, meg));
    expect(asksOf(handed, '14:42')).toEqual(['14:31 meg', '14:34 mo meg', '14:41 mo meg dee']);
    expect(asksOf(after(handed, hands('14:30', meg, mo)), '14:31')).toEqual(['14:31 mo']);
  });

  it('asks again after the usual time, or at the time that they named, and never later than the usual time', () => {
    expect(asksOf(says(inDanger(), mo, '14:20'), '14:51')).toEqual(['14:50 mo']);
    expect(asksOf(says(inDanger(), mo, '14:20', 'Police are there until 14:35'), '14:36')).toEqual(['14:35 mo']);
    expect(asksOf(says(inDanger(), mo, '14:20', 'until 17:00'), '14:51')).toEqual(['14:50 mo']);
    expect(asksOf(says(inDanger(), mo, '14:20', 'until they are back'), '14:51')).toEqual(['14:50 mo']);
  });

  it('of a colleague makes the next ask theirs', () => {
    expect(asksOf(says(inDanger(), meg, '14:20'), '14:51')).toEqual(['14:50 meg']);
  });

  it('takes a case that nobody has', () => {
    const record = says(withAnswers({ danger: 'yes' }), mo, '14:05');
    expect(record.events.slice(-2).map(({ type }) => type)).toEqual(['ReferralTaken', 'StillOnIt']);
  });

  it('counts once when it is pressed twice, and again a minute later', () => {
    const once = says(inDanger(), mo, '14:20', 'Ringing.');
    expect(resultOf(sayOnIt(once, 'StillOnIt', 'Ringing.', { by: mo, now: time('14:20') }))).toBe('nothing-to-do');
    expect(resultOf(sayOnIt(once, 'StillOnIt', 'Driving.', { by: mo, now: time('14:20') }))).toBe('happened');
    expect(resultOf(sayOnIt(once, 'StillOnIt', 'Ringing.', { by: mo, now: time('14:21') }))).toBe('happened');
    const asked = after(once, { type: 'OthersNeeded', at: time('14:22'), by: mo.id, number: 1 });
    expect(resultOf(sayOnIt(asked, 'OthersNeeded', '', { by: mo, now: time('14:22') }))).toBe('nothing-to-do');
    expect(resultOf(sayOnIt(asked, 'OthersNeeded', '', { by: mo, now: time('14:23') }))).toBe('happened');
  });

  it('is refused to the referrer, even one of the MASH, who can still call for others: that takes no case, and ends no ringing', () => {
    const manager = { ...jane, roles: meg.roles };
    expect(resultOf(sayOnIt(inDanger(), 'StillOnIt', '', { by: manager, now: SENT }))).toBe('own-referral');
    const quiet = after(withAnswers({ danger: 'yes' }), ringing);
    const asked = withOutcome(
      quiet,
      sayOnIt(quiet, 'OthersNeeded', '', { by: manager, now: time('14:02') }),
      manager,
      time('14:02'),
    );
    expect(asked.events.at(-1)).toMatchObject({ type: 'OthersNeeded', ofOwn: true });
    expect([alarmClock(asked, pack), askClock(asked, pack)]).toEqual([alarmClock(quiet, pack), askClock(quiet, pack)]);
  });
  const ringing: CaseEvent = {
    ...{ type: 'ClockReached', clock: 'urgent', at: SENT, upTo: SENT, late: false },
    ...{ remind: true, escalate: false, overdue: false },
  };

  it('is refused to whoever is not of the MASH, and with too many words', () => {
    expect(resultOf(sayOnIt(inDanger(), 'StillOnIt', '', { by: tom, now: SENT }))).toBe('only-the-mash');
    expect(resultOf(sayOnIt(inDanger(), 'OthersNeeded', '', { by: jane, now: SENT }))).toBe('only-the-mash');
    expect(resultOf(sayOnIt(inDanger(), 'StillOnIt', 'x'.repeat(2001), { by: mo, now: SENT }))).toBe('text-too-long');
  });
});

describe('“The child is safe”', () => {
  const seen = { who: 'PC Ali', when: '16:40' };
  const now = time('16:45');

  it('keeps who saw the child and when, and reads the time', () => {
    const outcome = confirmSafe(inDanger(), seen, { by: meg, now });
    expect(outcome).toMatchObject({
      events: [{ type: 'ChildSafe', by: 'meg', number: 1, seenAt: time('16:40') }],
      texts: { 'safe-who-1': 'PC Ali', 'safe-when-1': '16:40' },
    });
  });

  it('needs both, and comes from somebody of the MASH who did not refer the child', () => {
    const confirm = (given: object, by: Person) =>
      resultOf(confirmSafe(inDanger(), { ...seen, ...given }, { by, now }));
    expect(confirm({ who: ' ' }, meg)).toBe('text-missing');
    expect(confirm({ when: '' }, meg)).toBe('text-missing');
    expect(confirm({}, jane)).toBe('only-the-mash');
    expect(confirm({}, { ...jane, roles: meg.roles })).toBe('own-referral');
  });

  it.each([
    ['03.10', 'too-far'], // of the day before: the referral is of 14:00
    ['13:59', 'too-far'],
    ['yesterday', 'too-far'],
    ['tomorrow at 10:00', 'ahead'],
    ['14:00', undefined], // to the minute
    ['this afternoon, says her aunt', undefined], // cannot be read: it stands in their words
  ])('seen at “%s”, before the referrer’s last report or not yet, ends nothing', (when, fault) => {
    const outcome = confirmSafe(inDanger(), { who: 'PC Ali', when }, { by: meg, now });
    expect(outcome).toMatchObject(
      fault ? { why: { kind: 'boxes-are-wrong', faults: { when: fault } } } : { kind: 'happened' },
    );
  });

  it('must have been seen after the last report of a missing child', () => {
    const gone = after(inDanger(), missing('16:30'));
    const at = (when: string) => resultOf(confirmSafe(gone, { who: 'PC Ali', when }, { by: meg, now }));
    expect([at('16:20'), at('16:40')]).toEqual(['boxes-are-wrong', 'happened']);
  });

  it('ends the asking and what was urgent, and a later report begins both again', () => {
    const safe = isSafe(after(inDanger(), missing('14:10')), '14:30');
    expect(isUrgent(safe, pack)).toBe(false);
    expect(asksOf(safe, '20:00')).toEqual([]);
    const again = after(safe, missing('15:00', 'no', 2));
    expect(isUrgent(again, pack)).toBe(true);
    expect(asksOf(again, '15:31')).toEqual(['15:30 mo']);
    const answered = after(safe, { type: 'CheckAdded', at: time('15:00'), by: jane.id });
    expect(isUrgent(answered, pack)).toBe(true); // the answers still say danger
  });

  it('said before the child is about to leave does not end the asks for that', () => {
    const safe = isSafe(taken({ danger: 'yes' }, '2026-11-24T15:00:00.000Z'), '14:30');
    expect(asksOf(safe, '14:51')).toEqual(['14:50 mo']);
    expect(asksOf(isSafe(safe, '14:52', mo), '20:00')).toEqual([]);
  });

  describe('and what the author says after it', () => {
    const safe = () => isSafe(inDanger(), '14:30');
    const saying = (record: CaseRecord, clock: string, words: string): CaseRecord => {
      const said = recordInformation(referralOf(record.events), words, {}, { by: jane, now: time(clock) }, {});
      return allSent(withOutcome(record, said, jane, time(clock)), time(clock));
    };

    it.each([
      'he is here now with a knife',
      'She’s gone',
      'she ran off again',
      'I can’t find her',
      'shes missing',
      'he is getting the car',
      'they leave at 15.00',
      'he wants to take her today',
    ])('“%s” makes it urgent again, also soon after, and asks again', (words) => {
      const record = saying(safe(), '14:32', words);
      expect(isUrgent(record, pack)).toBe(true);
      expect(asksOf(record, '15:05').length).toBeGreaterThan(0);
      expect(isUrgent(isSafe(record, '15:06'), pack)).toBe(false);
    });

    it.each(['She is not missing.', 'He asks the neighbours questions.', 'The school has her coat.'])(
      '“%s” does not',
      (words) => {
        expect(isUrgent(saying(safe(), '14:32', words), pack)).toBe(false);
      },
    );

    it('A leaving time that had come is over: it is no more shown or used, and the same words count again', () => {
      const soon = isSafe(saying(taken({}), '14:20', 'he is getting the car'), '14:22');
      expect(sentReferral(soon)?.leavesSight).toBeUndefined();
      expect(usableTime(soon.events)).toBeUndefined();
      const again = saying(soon, '14:24', 'he is getting the car');
      expect(sentReferral(again)).toMatchObject({ leavesSight: time('14:24'), sightSaid: { number: 2, soon: true } });
      const leaves = taken({ 'leaves-sight': 'then' }, '2026-11-24T14:40:00.000Z');
      expect(isSafe(leaves, '14:45').upNext).toMatch(/^3 /); // only its decision is to come
      expect(sentReferral(isSafe(leaves, '14:20'))?.leavesSight).toBe(time('14:40')); // it lies ahead
    });
  });

  it('does not end police protection', () => {
    expect(isUrgent(isSafe(taken({ 'protection-when': '13:00' }), '14:30'), pack)).toBe(true);
  });

  it.each([
    ['seen by PC Ali at 16:40', 'PC Ali', '16:40'],
    ['seen by PC Ali saw her 03.10', 'PC Ali', '03.10'],
    ['PC Ali 4.40pm', 'PC Ali', '4.40pm'],
    ['her aunt, 10 minutes ago.', 'her aunt', '10 minutes ago'],
    ['with me just now', 'with me', 'just now'],
    ['at 16:40', '', '16:40'],
    ['PC Ali, shoulder number 44 of the Met', 'PC Ali, shoulder number 44 of the Met', ''],
  ])('typed “%s” says who saw the child, and when', (words, who, when) => {
    expect(readSeen(words)).toEqual({ who, when });
  });
});

describe('danger in what the referrer says, where nobody knew of any', () => {
  const calm = () => taken({ danger: 'no' });
  const adds = (record: CaseRecord, words: string, clock: string) => {
    const sent = sentReferral(record);
    if (!sent) throw new Error('not sent');
    const now = time(clock);
    return allSent(withOutcome(record, recordInformation(sent, words, {}, { by: jane, now }), jane, now), now);
  };
  /** The MASH asks, and the referrer answers. */
  const answers = (record: CaseRecord, question: string, answer: string) => {
    const common = { at: time('14:30'), question: 1 };
    const asked = advance(
      record,
      { events: [{ type: 'QuestionAsked', by: mo.id, ...common }], texts: { [textOf.question(1)]: question }, by: mo },
      caseContext(common.at),
    );
    const given: CaseEvent = { type: 'QuestionAnswered', by: jane.id, known: true, ...common };
    return advance(asked, { events: [given], texts: { [textOf.answer(1)]: answer }, by: jane }, caseContext(common.at));
  };

  it('makes the case urgent until the MASH confirms that the child is safe, and asks go on, also once it was read', () => {
    const record = adds(calm(), 'He is in the building, he has got a knife.', '14:30');
    const read = after(record, { type: 'NewsRead', at: time('14:31'), by: mo.id, upTo: 1 });
    expect([calm(), record, read, isSafe(read, '14:40')].map((each) => isUrgent(each, pack))).toEqual([
      ...[false, true, true, false],
    ]);
    expect(asksOf(read, '15:05')[0]).toContain('15:00');
  });

  it.each([
    ['Is she safe right now?', 'no', true],
    ['Is she ok?', 'Not really', true],
    ['Has he hurt her?', 'yes twice', true],
    ['Is she safe right now?', 'yes', false],
    ['Has she a phone?', 'no', false],
  ])('“%s” “%s”: urgent is %s', (question, answer, is) => {
    expect(isUrgent(answers(calm(), question, answer), pack)).toBe(is);
  });
});
