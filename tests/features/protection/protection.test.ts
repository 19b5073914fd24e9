import { describe, expect, it } from '@jest/globals';
import { protectionLines } from '../../../src/cards/mash-care.ts';
import { asLines } from '../../../src/cards/parts.ts';
import { advance } from '../../../src/case/advance.ts';
import { andProtection, protectionEnd, protectionOf, sayProtection } from '../../../src/case/protection.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import {
  protectionIn,
  protectionTimes,
  saysProtection,
  saysSince,
  saysUntil,
} from '../../../src/draft/typed-police.ts';
import { recordJoin } from '../../../src/features/joining/rules.ts';
import { protectionForm } from '../../../src/features/protection/cards.ts';
import { protectionClock } from '../../../src/features/protection/events.ts';
import { outcomeIn, recordProtection, recordProtectionOver } from '../../../src/features/protection/rules.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  allSent,
  at,
  atTime,
  caseContext,
  jane,
  mo,
  pack,
  pat,
  waitingMessages,
  withOutcome,
} from '../../case/a-case.ts';
import { withAnswers } from '../alarm/an-urgent-case.ts';
import { JOINED, loggedCall, unwrittenCase } from '../joining/two-cases.ts';

const SENT = '2026-11-24T14:00:00.000Z'; // 14:00 in London, a Tuesday
const LATER = at('2026-11-24T15:00:00.000Z');
const calm = withAnswers({ danger: 'no' });
const says = (record: CaseRecord, given: Parameters<typeof sayProtection>[1], now = LATER, by = pat) => {
  const said = sayProtection(record, given, { by, now });
  return said.kind === 'happened' ? advance(record, { ...said, by }, caseContext(now)) : record;
};
const over = (record: CaseRecord, outcome: 'ended' | 'order' | 'other' | undefined, words = '', now = LATER, by = mo) =>
  recordProtectionOver(record, { outcome, words }, { by, now });
const linesOf = (record: CaseRecord) =>
  asLines(protectionLines(record, pack)).map(({ runs }) => runs.map(({ text }) => text).join(''));

describe('typed words about police protection', () => {
  it.each([
    'hes in police protection since 2',
    'Taken into police protection at 14:05, ref 41/22',
    's46 used today',
    'She is not well. She is under section 46 now',
    'Police powers of protection used 15:35',
    'We have PPd him at 1535',
    'PPO exercised 1535 by PC Anand',
    'PPP 1535',
    'he’s been PP’d 1535',
    'PP 0135 s46',
    'no parents here, pp in force',
  ])('“%s” says that the child is in it', (words) => expect(saysProtection(words)).toBe(true));

  it.each([
    'should he be in police protection?',
    'not in police protection',
    'we asked for police protection',
    'the police came and left',
    'he was in police protection last year',
  ])('“%s” does not', (words) => expect(saysProtection(words)).toBe(false));

  it('Each part is read where it is said, and what is not said is left out', () => {
    expect(
      protectionIn(
        'In police protection (section 46) since 14:05 today, until Friday 14:00, ref 41/2231/26, PC 114 Ali Khan',
      ),
    ).toEqual({
      ...{ power: 'section-46', since: '14:05 today', until: 'Friday 14:00' },
      ...{ reference: '41/2231/26', officer: 'PC 114 Ali Khan' },
    });
    expect(protectionIn('police protection at 3.20 till tomorrow 9am')).toEqual({
      since: '3.20',
      until: 'tomorrow 9am',
    });
    expect(protectionIn('they took her')).toEqual({});
  });

  it.each([
    ['Police powers of protection used 15:35', '15:35'],
    ['We have PPd him at 1535', '1535'],
    ['PPO exercised 1535 by PC Anand', '1535'],
    ['moved from 22 Larch Rd. PP 0135 s46', '0135'],
    ['s46 from 18:05. Correction, the time 18:10 not 18:05', '18:10'],
    ['in police protection, seen at 15:20 not 15:40', undefined],
  ])('“%s”: since %s', (words, since) => expect(protectionIn(words).since).toBe(since));

  it('A time is read though other words follow it, and may come or be corrected in words of its own', () => {
    expect(protectionTimes({ since: '0135 as i said' }, LATER).since?.slice(11)).toBe('01:35:00.000Z');
    const threeEarly = at('2026-11-24T01:32:00.000Z'); // the clocks of two people differ
    expect(protectionTimes({ since: '0135' }, threeEarly).since?.slice(11)).toBe('01:35:00.000Z');
    expect(protectionTimes({ since: '0235' }, threeEarly).since?.slice(0, 10)).toBe('2026-11-23');
    expect(saysSince('yes since 0135 as i said')).toBe(true);
    expect(saysSince('he has lived here since 2019', undefined)).toBe(false);
    expect([saysSince('18:10 not 18:05', '1805'), saysSince('18:10 not 18:05', '17:00')]).toEqual([true, false]);
    for (const words of ['til 2250 saturday', 'it ends at 22:50 sat', 'expires 1310 sat'])
      expect(saysUntil(words)).toBe(true);
    for (const words of ['im here til 7', 'ring me until 17:30', 'until saturday'])
      expect(saysUntil(words)).toBe(false);
  });

  it('A day without an hour counts from its beginning, and a beginning that lies ahead is not read', () => {
    expect(protectionTimes({ since: 'yesterday' }, LATER)).toEqual({ since: '2026-11-23T00:00:00.000Z' });
    expect(protectionIn('door locked from outside, police protection since 0150').since).toBe('0150');
    expect(protectionTimes({ since: '0150' }, LATER).since?.slice(11)).toBe('01:50:00.000Z');
    expect(protectionTimes({ since: 'tomorrow 10:00', until: 'whenever' }, LATER)).toEqual({});
  });

  it.each([
    ['EPO granted by the court', 'order'],
    ['ended, she is home with her aunt', 'ended'],
    ['foster placement by agreement', 'other'],
  ])('“%s” is the outcome %s', (words, outcome) => expect(outcomeIn(words)).toBe(outcome));
});

describe('what is known of police protection', () => {
  it.each<[string, Record<string, string>]>([
    ['its beginning', { 'protection-when': 'since 13:00' }],
    ['its power', { 'protection-power': 'section-46' }],
    ['its end', { 'protection-until': 'tomorrow' }],
    ['words among others', { worry: 'A girl. In police protection since 13:00.' }],
  ])('A check that names %s says that the child is in it, and the case is urgent', (_, values) => {
    const record = withAnswers({ danger: 'no', ...values });
    expect(protectionOf(record)).toBeDefined();
    expect(isUrgent(record, pack)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ['“No”', { 'protection-when': 'No' }],
    ['“Not in police protection”', { 'protection-power': 'none' }],
    ['only a reference of the police', { 'police-reference': '41/22' }],
  ])('A check with %s does not', (_, values) => expect(protectionOf(withAnswers(values))).toBeUndefined());

  it('What is said last counts, part by part, and stands on the card in one place', () => {
    const first = says(calm, { words: 'police protection', since: '14:10' });
    const next = says(first, { until: 'tomorrow 9:00', power: 'section-46', reference: '41/22', officer: 'PC Ali' });
    expect(linesOf(next)).toEqual([
      'In police protection since: 14:10, Tue 24 Nov',
      'Ends 09:00, Wed 25 Nov',
      'Power: Children Act 1989, section 46 · police reference: 41/22 · officer: PC Ali',
      'Their words: police protection',
    ]);
    expect(linesOf(says(next, { since: '13:00' }))[0]).toBe('In police protection since: 13:00, Tue 24 Nov');
    expect(says(next, { since: '14:10' }).events).toHaveLength(next.events.length); // a second press
  });

  it('A beginning that could not be read is asked about, and 72 hours count from when it was said', () => {
    const record = says(calm, { since: 'when the van came' });
    expect(linesOf(record)).toEqual([
      'In police protection since: NOT READ: “when the van came”. Ask the police.',
      'Ends 15:00, Fri 27 Nov at the latest',
    ]);
    const more = says(record, { officer: 'PC Ali' }, at('2026-11-25T15:00:00.000Z'));
    expect(linesOf(more)[1]).toBe('Ends 15:00, Fri 27 Nov at the latest'); // not later because more was said
    const corrected = says(says(calm, { since: '14:10' }), { since: 'not sure' });
    expect(linesOf(corrected)[0]).toContain('NOT READ: “not sure”');
  });

  it('An end that cannot be is asked about and not believed', () => {
    const record = says(calm, { since: '14:10', until: 'Monday 9am' });
    expect(linesOf(record)).toEqual([
      'In police protection since: 14:10, Tue 24 Nov',
      'Ends 14:10, Fri 27 Nov',
      'They wrote “until Monday 9am”. That cannot be: ask the police.',
    ]);
  });

  it('The box of another form records it beside what that form records, and “no” records nothing', () => {
    const nothing = { kind: 'nothing-to-do' } as const;
    const at_ = { by: mo, now: LATER };
    expect(andProtection(nothing, 'No.', calm, at_)).toBe(nothing);
    expect(andProtection(nothing, '', calm, at_)).toBe(nothing);
    expect(andProtection(nothing, 'since 14:10, PC Ali', calm, at_)).toMatchObject({
      events: [{ type: 'ProtectionSaid', since: '2026-11-24T14:10:00.000Z' }],
      texts: { 'protection-words-1': 'since 14:10, PC Ali', 'protection-officer-1': 'PC Ali' },
    });
    expect(andProtection(nothing, 'x'.repeat(2001), calm, at_)).toMatchObject({ kind: 'refused' });
  });

  it('Nobody but the MASH and the author says more of it, and only a colleague of the author records what follows', () => {
    const boxes = { power: '', since: '14:10', until: '', reference: '', officer: '' };
    expect(recordProtection(calm, boxes, { by: { ...mo, id: jane.id, roles: new Set() }, now: LATER }).kind).toBe(
      'happened',
    );
    const stranger = { ...mo, roles: new Set<never>() };
    expect(recordProtection(calm, boxes, { by: stranger, now: LATER })).toMatchObject({ kind: 'refused' });
    expect(recordProtection(calm, { ...boxes, since: ' ' }, { by: mo, now: LATER })).toMatchObject({ kind: 'refused' });
    const record = says(calm, { since: '14:10' });
    expect(over(record, 'ended', '', LATER, stranger)).toMatchObject({ why: { kind: 'only-the-mash' } });
    expect(over(record, 'ended', '', LATER, { ...mo, id: jane.id })).toMatchObject({ why: { kind: 'own-referral' } });
    expect(over(record, undefined)).toMatchObject({ why: { kind: 'text-missing' } });
    expect(over(calm, 'ended').kind).toBe('nothing-to-do');
  });
});

describe('the 72 hours of police protection', () => {
  const clockOf = (record: CaseRecord) => protectionClock(record, pack);
  const marksOf = (record: CaseRecord) => clockOf(record)?.marks.map(({ at: moment }) => moment.slice(5, 16));
  /** Who is told when, if nobody records what follows. */
  function leftAlone(record: CaseRecord, until: string) {
    const story: string[] = [];
    let current = allSent(record, record.changedAt);
    while (current.wakeAt && current.wakeAt <= until) {
      const moment = current.wakeAt;
      const before = current.events.length;
      current = atTime(current, moment);
      const isIt = current.events
        .slice(before)
        .some((event) => event.type === 'ClockReached' && event.clock === 'policeProtection');
      if (isIt)
        story.push(
          `${moment.slice(5, 16)} ${waitingMessages(current)
            .filter((each) => !/^(mash|jane)/.test(each))
            .join(', ')}`,
        );
      current = allSent(current, moment);
    }
    return story;
  }
  const decision: CaseEvent = {
    ...{ type: 'DecisionRecorded', at: LATER, by: mo.id, late: false },
    ...{ decision: 'other', protection: 'no', police: 'no' },
  };
  const decided = (record: CaseRecord) => advance(record, { events: [decision] }, caseContext(LATER));

  it('A decision does not stop them: those on duty are told before the end, at the end, and each day after it', () => {
    const told = leftAlone(decided(says(calm, { since: '14:10' })), '2026-11-29T20:00:00.000Z');
    expect(told).toEqual([
      '11-27T07:00 mo: stage-notice, meg: stage-notice', // twelve hours before is 02:10, so they wait for the morning
      '11-27T12:10 mo: stage-notice, meg: stage-notice',
      '11-27T14:10 mo: stage-notice, meg: stage-notice',
      '11-28T14:10 mo: stage-notice, meg: stage-notice, dee: stage-notice',
      '11-29T14:10 mo: stage-notice, meg: stage-notice, dee: stage-notice',
    ]);
  });

  it('An end before the morning is told in the night', () =>
    expect(marksOf(says(calm, { since: '14:10', until: 'Thursday 05:00' }))).toEqual(['11-25T17:00', '11-26T03:00']));

  it('What is said near the end is told at once, and a mark that would come after the end is left out', () =>
    expect(marksOf(says(calm, { since: '14:10', until: 'today 15:30' }))).toEqual(['11-24T15:00', '11-24T15:00']));

  it.each([
    ['forward', '2026-03-27T22:30:00.000Z', '2026-03-29T06:00:00.000Z'],
    ['back', '2026-10-23T21:30:00.000Z', '2026-10-25T07:00:00.000Z'],
  ])('On the night the clocks go %s, what waits for the morning comes at 07:00 in London', (_, now, morning) => {
    const record = says(withAnswers({}, undefined, at(now)), { since: 'now', until: '' }, at(now));
    const until = advance(
      record,
      {
        events: [
          {
            type: 'ProtectionSaid',
            at: at(now),
            by: pat.id,
            number: 2,
            until: at(morning.replace(/T.*/, 'T15:00:00.000Z')),
          },
        ],
      },
      caseContext(at(now)),
    );
    expect(clockOf(until)?.marks[0]?.at).toBe(morning);
  });

  it('They end when the MASH records what follows, and so does the urgency; said again, they run again', () => {
    const record = says(calm, { since: '14:10' });
    const done = withOutcome(record, over(record, 'order', 'EPO, court 3'), mo, LATER);
    expect([clockOf(done), isUrgent(done, pack)]).toEqual([undefined, false]);
    expect(linesOf(done)[0]).toMatch(/^A court order was made, says .*15:00, Tue 24 Nov/);
    const again = says(done, { since: '14:50' });
    expect(clockOf(again)?.due).toBe('2026-11-27T14:50:00.000Z');
  });

  it('A check counts from what it says, or from when it was sent', () => {
    const known = { ...withAnswers({ 'protection-when': '13:00' }) };
    known.facts.answers.readings['protection-when'] = { words: '13:00', at: at('2026-11-24T13:00:00.000Z') };
    const end = (record: CaseRecord) => {
      const protection = protectionOf(record);
      return protection && protectionEnd(protection, pack).at;
    };
    expect(end(known)).toBe('2026-11-27T13:00:00.000Z');
    expect(end(withAnswers({ 'protection-when': 'before lunch' }))).toBe(SENT.replace('24', '27'));
  });

  it('An end that is corrected to an earlier time is told, too', () => {
    const record = leftAloneUntil(says(calm, { since: '14:10' }), '2026-11-27T12:10:00.000Z');
    const corrected = says(record, { since: '24 November 09:00' }, at('2026-11-27T12:30:00.000Z'));
    expect(corrected.wakeAt).toBe('2026-11-27T12:30:00.000Z');
  });

  function leftAloneUntil(record: CaseRecord, until: string) {
    let current = allSent(record, record.changedAt);
    while (current.wakeAt && current.wakeAt <= until)
      current = allSent(atTime(current, current.wakeAt), current.wakeAt);
    return current;
  }

  it('Times of the author that end it later are a report, and those that end it earlier count', () => {
    const begun = says(calm, { since: '14:10' }, LATER, jane);
    const next = at('2026-11-26T12:00:00.000Z');
    const later = says(begun, { since: 'today 08:00', until: 'Sunday 09:00' }, next, jane);
    expect([clockOf(later)?.due, marksOf(later)]).toEqual([clockOf(begun)?.due, marksOf(begun)]);
    const report =
      'The referrer now says: since “today 08:00”, until “Sunday 09:00”. A report: the earlier time counts.';
    expect(linesOf(later)).toContain(report);
    expect(clockOf(says(begun, { since: '24 November 09:00' }, next, jane))?.due).toBe('2026-11-27T09:00:00.000Z');
    expect(clockOf(says(later, { until: 'today 18:00' }, next, jane))?.due).toBe('2026-11-26T18:00:00.000Z');
    expect(
      clockOf(says(says(begun, { until: 'Friday 09:00' }, LATER, jane), { until: '13:00' }, next, jane))?.due,
    ).toBe('2026-11-26T13:00:00.000Z');
    expect(clockOf(says(begun, { until: '24 November 09:00' }, next, jane))?.due).toBe(clockOf(begun)?.due);
    const ofMash = says(later, { since: 'today 08:00' }, next);
    expect([clockOf(ofMash)?.due, linesOf(ofMash).includes(report)]).toEqual(['2026-11-29T08:00:00.000Z', false]);
    expect(JSON.stringify(protectionForm(later, pack))).not.toContain('"value":"today 08:00"'); // no press repeats it for the MASH
  });

  it('Who said that the child is in it, and later a beginning after that, moves no end away', () => {
    const begun = says(calm, { officer: 'PC Ali' }, LATER, jane);
    const later = says(begun, { since: '26 November 08:00' }, at('2026-11-26T12:00:00.000Z'), jane);
    expect(clockOf(later)?.due).toBe(clockOf(begun)?.due);
  });

  it('A call with it that is joined into a case brings its hours along, until the join is undone', () => {
    const logged = says(loggedCall(), { since: '13:30' });
    const kept = unwrittenCase();
    const joined = withOutcome(kept, recordJoin({ logged, kept }, pack, { by: pat, now: JOINED }), pat, JOINED);
    expect(clockOf(joined)?.due).toBe('2026-11-27T13:30:00.000Z');
    const undone: CaseEvent = { type: 'JoinUndone', at: LATER, by: pat.id, other: logged.id };
    expect(clockOf(advance(joined, { events: [undone] }, caseContext(LATER)))).toBeUndefined();
  });
});
