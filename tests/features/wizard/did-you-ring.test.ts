import { expect, it } from '@jest/globals';
import { clockEventsDue } from '../../../src/case/advance.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import { type CaseRecord, withDraft } from '../../../src/case/record.ts';
import { type Answers, emptyAnswers, emptyTicks, newDraft } from '../../../src/draft/draft.ts';
import { rangOthers, saysRung, whenRung } from '../../../src/draft/ring-said.ts';
import { features as parts } from '../../../src/features/list.ts';
import { saysNotRung } from '../../../src/features/wizard/danger.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { aDraft, at, jane, kindOf, pack, waitingMessages } from '../../case/a-case.ts';
import { afterEvents } from '../outcomes.ts';

const BEGAN = at('2026-11-24T10:00:00.000Z');
const draft = (answers: Partial<Answers>, record = aDraft(BEGAN)): CaseRecord =>
  withDraft(record, { answers: { ...emptyAnswers, ...answers }, progress: newDraft({}).progress });
const inDanger = draft({ values: { danger: 'yes' } });
const questionsDue = (record: CaseRecord, now: string) =>
  clockEventsDue(record, { now: at(now), pack, parts }).filter(
    (event) => event.type === 'ClockReached' && event.clock === 'dangerDraft',
  );

// A check that says danger and then nothing happens

it.each([
  ['2026-11-24T10:09:59.999Z', 0],
  ['2026-11-24T10:10:00.000Z', 1],
])('A check that began at 10:00 has, at %s, so many questions due: %s', (now, times) => {
  expect(questionsDue(inDanger, now)).toHaveLength(times);
});

it('The bot asks again after twenty minutes, and not a third time', () => {
  const first = afterEvents(inDanger, ...questionsDue(inDanger, '2026-11-24T10:10:00.000Z'));
  expect(waitingMessages(first)).toEqual(['jane: reminder']);
  expect(questionsDue(first, '2026-11-24T10:19:59.999Z')).toEqual([]);
  const second = questionsDue(first, '2026-11-24T10:20:00.000Z');
  expect(second).toHaveLength(1);
  expect(questionsDue(afterEvents(first, ...second), '2027-11-24T10:00:00.000Z')).toEqual([]);
});

it('The bot asks after a tick that says danger as well, and after no other answer', () => {
  const [danger = ''] = pack.signals.danger;
  const ticks = { list: { ...emptyTicks, suspected: [danger] } };
  expect(questionsDue(draft({ values: { danger: 'no' }, ticks }), '2026-11-24T10:10:00.000Z')).toHaveLength(1);
  for (const answer of ['no', 'not-known', ''])
    expect(questionsDue(draft({ values: { danger: answer } }), '2026-11-25T10:10:00.000Z')).toEqual([]);
});

it.each<[string, CaseEvent]>([
  ['a call', { type: 'PhoneCallRecorded', at: BEGAN, by: jane.id, calledAt: BEGAN }],
  ['“Not yet”', { type: 'NotRungYet', at: BEGAN, by: jane.id }],
  ['deleting it', { type: 'DraftWithdrawn', at: BEGAN, by: jane.id }],
  [
    'sending it',
    { type: 'ReferralSubmitted', at: BEGAN, by: jane.id, clockStart: BEGAN, decisionDue: BEGAN, checkDone: false },
  ],
])('The bot does not ask after %s, even if the question already waits in the outbox', (_, event) => {
  const withQuestion = afterEvents(inDanger, ...questionsDue(inDanger, '2026-11-24T10:10:00.000Z'));
  const answered = afterEvents(withQuestion, event);
  expect(questionsDue(answered, '2026-11-24T11:00:00.000Z')).toEqual([]);
  const entry = answered.outbox.find(({ message }) => kindOf(message) === 'reminder');
  expect(entry && whyDropped(answered, entry, parts)).toBe('no-longer-true');
});

// Words typed to “Did you ring?”

it.each([
  ...[
    'yes',
    'yes i rang',
    'i have phoned',
    'rang',
    'just rang',
    'i called them',
    'yeah',
    'done',
    'i rang 999 at 14:05',
  ],
  'yes i rang them, he is outside',
])('The words “%s” say that the author rang', (said) =>
  expect([saysRung(said), saysNotRung(said)]).toEqual([true, false]),
);

it.each(['no', 'not yet', 'i have not', 'i haven’t', "haven't rung", 'no i rang nobody'])(
  'The words “%s” say that the author has not rung',
  (said) => expect([saysRung(said), saysNotRung(said)]).toEqual([false, true]),
);

it.each([
  ...[
    'girl, about 14',
    'ringing bell',
    'his name is yesim',
    'notes are in the file',
    'y is nobody coming',
    'done nothing yet',
  ],
  ...[
    'called me from a van tuan did',
    'rang off when i answered',
    'yeah kayleigh is in the car',
    'yes she is still here',
  ],
  ...[
    'tuan rang me from the back of a van',
    'she phoned me crying',
    'kayleigh called her a liar',
    'i rang, nobody answered',
  ],
])('The words “%s” do not answer “Did you ring?”', (said) =>
  expect([saysRung(said), saysNotRung(said)]).toEqual([false, false]),
);

it.each([
  ['rang 999 5 mins ago', true, '5 mins ago'],
  ['called the police at 14:05', true, '14:05'],
  ['i rang 999 and childrens services', false, undefined],
  ['rang them half an hour ago', false, 'half an hour ago'],
  ['i have phoned', false, undefined],
])('“%s” is a call to somebody else only: %s, at: %s', (said, isElsewhere, when) =>
  expect([rangOthers(said), whenRung(said)]).toEqual([isElsewhere, when]),
);
