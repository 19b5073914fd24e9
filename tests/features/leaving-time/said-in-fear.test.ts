import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import { saidTimesOf } from '../../../src/features/leaving-time/state.ts';
import { kindsOfNews } from '../../../src/features/news/rules.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { at, caseContext, jane, pack, submittedOf } from '../../case/a-case.ts';
import { withAnswers } from '../alarm/an-urgent-case.ts';
import { afterEvents } from '../outcomes.ts';

// The referral was sent at 14:00; each line follows 15 s after the one before.
const said = (record: CaseRecord, ...lines: string[]): CaseRecord =>
  lines.reduce((current, text, index) => {
    const now = at(new Date(Date.parse('2026-11-24T14:30:00.000Z') + index * 15_000).toISOString());
    const event: CaseEvent = { type: 'InformationAdded', at: now, by: jane.id, number: index + 1 };
    return advance(current, { events: [event], texts: { [`information-${index + 1}`]: text } }, caseContext(now));
  }, record);
const timesOf = (record: CaseRecord) =>
  saidTimesOf(record.events).map(({ leavesSight, right }) =>
    [leavesSight?.slice(8, 16) ?? 'unread', right].filter(Boolean).join(' '),
  );
const leavesAt = (record: CaseRecord) => submittedOf(record).leavesSight?.slice(11, 16);
const story =
  'girl 14 came in 9ish, theres a man says hes her uncle but she flinches when he talks. hes in the room with her now';
const girl = (leavesSight?: string) => withAnswers({ worry: story }, leavesSight);
const anyone = (leavesSight?: string) => withAnswers({}, leavesSight);
const ofLeaving = (record: CaseRecord) => {
  const last = record.events.findLast((event) => event.type === 'InformationAdded');
  return last !== undefined && kindsOfNews(last, record, pack).includes('leaving');
};

describe('a leaving time in longer words', () => {
  it('It is asked about, and so is each correction right after it', () => {
    const lines = [
      'he wants to take her home at 5 not wait for the 8 oclock round',
      'sorry 6 not 5, misheard, he said 6',
      'he meant 6 in the morning yeah',
    ];
    expect(timesOf(said(girl(), ...lines))).toEqual(['24T17:00', '24T18:00', '25T06:00']);
  });

  it.each([
    ['sorry i misheard him its 6 oclock not 5 oclock', '24T18:00'],
    ['no wait 6 not 5 the nurse got it wrong', '24T18:00'],
    ['i got it wrong he said 4', '24T16:00'],
    ['he meant 9', '24T21:00'],
  ])('“%s” is a new time', (words, time) => {
    expect(timesOf(said(girl(), 'hes taking her at 5', words))).toEqual(['24T17:00', time]);
  });

  it('“12 not 17” of a bed is no time', () => {
    const bed = 'theyre in bed 12 hes asking me for her discharge papers, 12 not 17';
    expect(timesOf(said(girl(), 'hes taking her at 5', bed))).toEqual(['24T17:00', 'unread']);
  });

  it.each(['he wants to take her not wait for the round', 'he wont wait for the round he wants to take her home'])(
    '“%s” has no time that can be read: it rings, and is asked about',
    (words) => {
      const record = said(girl(), words);
      expect([timesOf(record), ofLeaving(record)]).toEqual([['unread'], true]);
    },
  );
});

describe('a man who leaves, beside a girl', () => {
  it.each([
    'hes just walked out the room on his phone, back in a min he said',
    'hes popped out back in 5',
    'hes gone for a fag, back in 10 minutes',
  ])('“%s” is no leaving of hers', (words) => expect(timesOf(said(girl(), words))).toEqual([]));

  it.each(['hes leaving in 10 mins', 'hes going home at 5'])(
    '“%s” is no time of hers: it rings, and its author is asked',
    (words) => {
      const record = said(girl(), words);
      expect([timesOf(record), ofLeaving(record)]).toEqual([['unread'], true]);
    },
  );

  it.each([
    ['he says 5 oclock hes taking her at 5', '24T17:00'],
    ['he wants to leave at 5', '24T17:00'],
    ['they are leaving in 10 mins', '24T14:40'],
    ['hes coming back in 10 mins to take her', '24T14:40'],
  ])('“%s” is', (words, time) => expect(timesOf(said(girl(), words))).toEqual([time]));

  it('The same of a child who may be a boy is', () =>
    expect(timesOf(said(anyone(), 'hes leaving in 10 mins'))).toEqual(['24T14:40']));
});

describe('a denial of what was read', () => {
  const guess = 'hes just walked out the room on his phone, back in a min he said';

  it.each([
    'no thats him not her',
    'thats rubbish',
    'no that is wrong',
    'i never said that',
    'NO he did not say 14.30 who said that',
    'no idea where he went',
  ])('“%s” ends no alarm: only the answer to the question does', (words) => {
    const record = said(anyone('2026-11-24T18:00:00.000Z'), guess, words);
    expect(timesOf(record)[0]).toBe('24T14:30');
    expect([leavesAt(record), isUrgent(record, pack)]).toEqual(['14:30', true]);
  });

  it.each([
    'NO she did not say 3.20 who said that',
    'thats rubbish',
    'no thats him not her',
    'he said 6 times that she is his niece',
  ])('“%s” takes no time away, and is no new one', (words) => {
    const [first, ...more] = timesOf(said(girl(), 'they leave at 3.20', words));
    expect([first, more.filter((each) => each !== 'unread')]).toEqual(['24T15:20', []]);
  });
});

describe('a child who is gone', () => {
  const missing: CaseEvent = {
    type: 'ChildMissing',
    at: at('2026-11-24T14:10:00.000Z'),
    by: jane.id,
    number: 1,
    police: 'no',
  };
  const asked = 'when did he go, 11 10 ish no 9 15';

  it('Of one who is missing no coming leaving time is read', () => {
    expect(timesOf(said(afterEvents(anyone(), missing), asked, 'he goes later'))).toEqual([]);
  });

  it('Who is back may leave again', () => {
    expect(timesOf(said(afterEvents(anyone(), missing), 'shes back now! mum takes her home at 5'))).toEqual([
      '24T17:00',
    ]);
  });
});
