import { describe, expect, it } from '@jest/globals';
import { advance, clockEventsDue } from '../../../src/case/advance.ts';
import { whyDropped } from '../../../src/case/judge.ts';
import { type CaseRecord, withDraft } from '../../../src/case/record.ts';
import { type Answers, emptyAnswers, emptyTicks, newDraft } from '../../../src/check/draft.ts';
import { parts } from '../../../src/features/list.ts';
import { saysNotRung, saysRung } from '../../../src/features/wizard/did-you-ring.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { aDraft, at, caseContext, jane, pack, waitingMessages } from '../../case/a-case.ts';

const BEGAN = at('2026-11-24T10:00:00.000Z');
const draft = (answers: Partial<Answers>, record = aDraft(BEGAN)): CaseRecord =>
  withDraft(record, { answers: { ...emptyAnswers, ...answers }, progress: newDraft({}).progress });
const inDanger = draft({ values: { danger: 'yes' } });
const asked = (record: CaseRecord, now: string) =>
  clockEventsDue(record, { now: at(now), pack, parts }).filter(
    (event) => event.type === 'ClockReached' && event.clock === 'dangerDraft',
  );

describe('a check that says danger and lies still', () => {
  it.each([
    ['2026-11-24T10:09:59.999Z', 0],
    ['2026-11-24T10:10:00.000Z', 1],
  ])('is asked about after ten minutes, at %s: %s', (now, times) => {
    expect(asked(inDanger, now)).toHaveLength(times);
  });

  it('is asked about again after twenty, and no more', () => {
    const first = advance(inDanger, { events: asked(inDanger, '2026-11-24T10:10:00.000Z') }, caseContext(BEGAN));
    expect(waitingMessages(first)).toEqual(['jane: reminder']);
    expect(asked(first, '2026-11-24T10:19:59.999Z')).toEqual([]);
    const second = asked(first, '2026-11-24T10:20:00.000Z');
    expect(second).toHaveLength(1);
    expect(asked(advance(first, { events: second }, caseContext(BEGAN)), '2027-11-24T10:00:00.000Z')).toEqual([]);
  });

  it('counts a tick that says danger as well, and no other answer', () => {
    const [danger = ''] = pack.signals.danger;
    const ticks = { list: { ...emptyTicks, suspected: [danger] } };
    expect(asked(draft({ values: { danger: 'no' }, ticks }), '2026-11-24T10:10:00.000Z')).toHaveLength(1);
    for (const said of ['no', 'not-known', ''])
      expect(asked(draft({ values: { danger: said } }), '2026-11-25T10:10:00.000Z')).toEqual([]);
  });

  it.each<[string, CaseEvent]>([
    ['a call', { type: 'PhoneCallRecorded', at: BEGAN, by: jane.id, calledAt: BEGAN }],
    ['“Not yet”', { type: 'NotRungYet', at: BEGAN, by: jane.id }],
    ['deleting it', { type: 'DraftWithdrawn', at: BEGAN, by: jane.id }],
    [
      'sending it',
      { type: 'ReferralSubmitted', at: BEGAN, by: jane.id, clockStart: BEGAN, decisionDue: BEGAN, checkDone: false },
    ],
  ])('is not asked about after %s, also where the question waits to be told', (_, event) => {
    const told = advance(inDanger, { events: asked(inDanger, '2026-11-24T10:10:00.000Z') }, caseContext(BEGAN));
    const over = advance(told, { events: [event] }, caseContext(BEGAN));
    expect(asked(over, '2026-11-24T11:00:00.000Z')).toEqual([]);
    const entry = over.outbox.find(({ message }) => message.kind === 'reminder');
    expect(entry && whyDropped(over, entry, parts)).toBe('no-longer-true');
  });
});

describe('words typed to “Did you ring?”', () => {
  it.each(['yes', 'yes i rang', 'i have phoned', 'rang', 'just rang', 'i called them', 'yeah', 'done'])(
    '“%s” says yes',
    (said) => expect([saysRung(said), saysNotRung(said)]).toEqual([true, false]),
  );

  it.each(['no', 'not yet', 'i have not', 'i haven’t', "haven't rung", 'no i rang nobody'])(
    '“%s” says not yet',
    (said) => expect([saysRung(said), saysNotRung(said)]).toEqual([false, true]),
  );

  it.each(['girl, about 14', 'ringing bell', 'his name is yesim', 'notes are in the file'])(
    '“%s” says neither',
    (said) => expect([saysRung(said), saysNotRung(said)]).toEqual([false, false]),
  );
});
