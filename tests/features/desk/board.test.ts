import { describe, expect, it } from '@jest/globals';
import { Duration } from '../../../src/base/time.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { upNext } from '../../../src/case/up-next.ts';
import { boardCard } from '../../../src/features/desk/board.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { casesIn } from '../../../src/store/cases.ts';
import { at, jane, mo, pack, REFERENCE } from '../../case/a-case.ts';
import { aFolder } from '../../fakes/a-folder.ts';
import { textIn } from '../../fakes/card.ts';
import type { Json } from '../../fakes/wire.ts';
import { SENT, withAnswers } from '../alarm/an-urgent-case.ts';
import { afterEvents, decidedAt } from '../outcomes.ts';

const TEN_PAST = at('2026-11-24T14:10:00.000Z');
const HALF_PAST = at('2026-11-24T14:30:00.000Z');
const calm = () => withAnswers({});
const inDanger = () => withAnswers({ danger: 'yes' });
const leaving = (moment: string) => withAnswers({ 'leaves-sight': 'then' }, moment);
const missing = (record: CaseRecord) =>
  afterEvents(record, { type: 'ChildMissing', at: TEN_PAST, by: jane.id, number: 1, police: 'no' });
const said = (leavesSight: string, soon?: true) =>
  afterEvents(calm(), {
    ...{ type: 'LeavingTimeSaid', at: at('2026-11-24T14:20:00.000Z'), by: jane.id, number: 1 },
    ...{ leavesSight: at(leavesSight), ...(soon && { soon }) },
  });
const erased: CaseEvent = {
  type: 'FactsErased',
  at: HALF_PAST,
  by: mo.id,
  why: 'decided',
  period: Duration.parse('P365D'),
};
const page = { which: 'open', where: 'mash', unread: 0, more: false, counts: '', isCalm: false } as const;
const rowOf = (record: CaseRecord, child = false, stays = false) =>
  textIn(boardCard({ ...page, records: [record], child }, { pack, now: HALF_PAST, stays }) as Json);

const { openStore } = aFolder();

describe('the order of the board', () => {
  it('Children who are missing or in danger come first, then those who leave, then what is due', () => {
    const inOrder = [
      inDanger(),
      missing(calm()),
      withAnswers({ 'leaves-sight': 'after school' }),
      leaving('2026-11-24T14:40:00.000Z'),
      leaving('2026-11-25T08:00:00.000Z'),
      withAnswers({}, undefined, at('2026-11-23T09:00:00.000Z')), // overdue
      calm(),
      leaving('2026-11-28T08:00:00.000Z'), // long after its decision is due
    ];
    const places = inOrder.map(({ upNext }) => upNext ?? '');
    expect(places).toEqual([...places].sort());
    expect(new Set(places.slice(0, -1)).size).toBe(inOrder.length - 1);
  });

  it.each([
    ['a child in danger', () => inDanger(), ['In danger, said 14:00, Tue 24 Nov', 'URGENT']],
    [
      'a child who may be in danger',
      () => withAnswers({ danger: 'not-known', 'danger-doubt': 'yes' }),
      ['May be in danger, written 14:00, Tue 24 Nov', 'URGENT'],
    ],
    ['a missing child', () => missing(inDanger()), ['Reported missing 14:10, Tue 24 Nov', 'URGENT · CHILD MISSING']],
    [
      'a child in police protection',
      () => withAnswers({ 'protection-when': '13:00' }),
      ['In police protection, ends 13:00, Fri 27 Nov', 'URGENT'],
    ],
    ['a child who leaves', () => leaving('2026-11-24T14:49:00.000Z'), ['Leaves sight 14:49, in 19 minutes']],
    ['a child who left', () => leaving('2026-11-24T14:20:00.000Z'), ['Was to leave at 14:20, 10 minutes ago']],
    [
      'a child who leaves, in words',
      () => said('2026-11-24T14:49:00.000Z'),
      ['Leaves sight 14:49 (not confirmed), in 19 minutes'],
    ],
    [
      'a child who is about to leave',
      () => said('2026-11-24T14:20:00.000Z', true),
      ['Leaves sight soon, no time known, said 14:20 (not confirmed)'],
    ],
    [
      'words without an hour',
      () => withAnswers({ 'leaves-sight': 'Xyz' }),
      ['Leaves sight: No time known, said 14:00, Tue 24 Nov'],
    ],
    ['a calm child', () => calm(), ['23 hours 30 minutes left. Due 14:00 Wed']],
  ])('The row of %s shows the time, and no word of the referrer', (_, record, words) => {
    for (const each of words) expect(rowOf(record())).toContain(each);
    expect(rowOf(record())).not.toMatch(/Xyz/);
  });

  it('A decided case stays while its child is missing, in danger or in police protection, or leaves and the MASH has not answered that, and says so', () => {
    const inProtection = decidedAt(withAnswers({ 'protection-when': '13:00' }), HALF_PAST);
    expect(rowOf(inProtection)).toContain('DECIDED, STILL IN POLICE PROTECTION');
    expect(rowOf(decidedAt(missing(calm()), HALF_PAST))).toContain('DECIDED, STILL MISSING');
    expect(rowOf(decidedAt(inDanger(), HALF_PAST))).toContain('DECIDED, STILL IN DANGER');
    const found = (record: CaseRecord) =>
      afterEvents(record, { type: 'ChildFound', at: HALF_PAST, by: jane.id, number: 1 });
    expect(rowOf(found(decidedAt(missing(calm()), HALF_PAST)))).toContain(
      'DECIDED, STILL MISSING · CHILD MISSING, said to be found at 14:30, Tue 24 Nov by the referrer, not confirmed',
    );
    const later = afterEvents(decidedAt(calm(), TEN_PAST), {
      ...{ type: 'LeavingTimeSaid', at: HALF_PAST, by: jane.id, number: 1 },
      leavesSight: at('2026-11-24T14:49:00.000Z'),
    });
    const leaves = decidedAt(leaving('2026-11-24T14:20:00.000Z'), TEN_PAST);
    for (const record of [later, leaves]) expect(rowOf(record)).toContain('DECIDED, LEAVING TIME NOT ANSWERED');
    const over = [
      decidedAt(calm(), HALF_PAST),
      afterEvents(leaves, { type: 'StillOnIt', at: HALF_PAST, by: mo.id, number: 1 }),
      afterEvents(
        decidedAt(missing(calm()), HALF_PAST),
        { type: 'ChildSafe', at: HALF_PAST, by: mo.id, number: 1 },
        { type: 'NewsRead', at: HALF_PAST, by: mo.id, upTo: 1 },
      ),
      afterEvents(decidedAt(missing(calm()), HALF_PAST), erased),
      afterEvents(inProtection, { type: 'ChildSafe', at: HALF_PAST, by: mo.id, number: 1 }),
      afterEvents(inProtection, { type: 'ProtectionOver', at: HALF_PAST, by: mo.id, number: 1, outcome: 'order' }),
    ];
    for (const record of over) expect([upNext(record, pack), record.upNext?.[0] ?? '6']).toEqual([undefined, '6']);
  });

  it('A decided case stays while news is unread, and then stands by its decision, above what is closed', () => {
    const told = afterEvents(decidedAt(calm(), TEN_PAST), {
      ...{ type: 'InformationAdded', at: HALF_PAST, by: jane.id, number: 1 },
    });
    expect(rowOf(told)).toContain('News of 14:30, Tue 24 Nov is not read · DECIDED, NEWS NOT READ');
    const read = afterEvents(told, { type: 'NewsRead', at: HALF_PAST, by: mo.id, upTo: 1 });
    const closed = afterEvents(read, {
      ...{ type: 'CaseClosed', at: HALF_PAST, by: mo.id, number: 1, reason: 'done', outcome: 'none' },
      told: ['nobody'],
    });
    const opened = afterEvents(closed, { type: 'CaseOpened', at: HALF_PAST, by: mo.id, number: 1 });
    expect([told, read, closed, opened].map(({ upNext }) => upNext?.[0])).toEqual(['3', '6', '7', '6']);
    expect(rowOf(closed)).toContain('Closed 14:30, Tue 24 Nov');
  });

  it('Of the decided the latest stands first, and each case has a place of its own', () => {
    const [early, late] = [decidedAt(calm(), TEN_PAST), decidedAt(calm(), HALF_PAST)].map(({ upNext = '' }) => upNext);
    expect([early, late].sort()).toEqual([late, early]);
    expect(early).toContain(REFERENCE);
  });

  it('A card that stays says times by the clock alone', () => {
    expect(rowOf(leaving('2026-11-24T14:49:00.000Z'), false, true)).toContain('Leaves sight 14:49 Tue');
    expect(rowOf(calm(), false, true)).toContain('▰▰▰▰▰ Due 14:00 Wed');
    const overdue = withAnswers({}, undefined, at('2026-11-23T09:00:00.000Z'));
    expect(rowOf(overdue, false, true)).toContain('OVERDUE since 09:00 Tue');
    for (const record of [leaving('2026-11-24T14:49:00.000Z'), calm(), overdue])
      expect(rowOf(record, false, true)).not.toMatch(/ left|in \d|by \d/);
  });

  it.each([
    [{ 'child-name': 'Hanh Tran', 'child-age': '14?' }, 'H. T., about 14 · Health · Elm Clinic'],
    [{ 'child-name': 'Girl, about 14' }, 'Girl, about 14 · Health · Elm Clinic'],
    [{ 'child-name': 'a boy from the bus stop', 'child-age': '12/03/2010' }, 'Boy · Health · Elm Clinic'],
    [{ 'child-name': 'dunno', 'child-age': '2 months' }, 'Not described · Health · Elm Clinic'],
    [{ 'child-name': 'Hanh', care: 'yes' }, 'H.'],
    [{ 'child-name': 'Hanh', whereabouts: 'in a refuge' }, 'H.'],
  ])('What tells the child of %j apart stands in the view of one person only: %s', (values, words) => {
    const record = withAnswers({ agency: 'health', organisation: 'Elm Clinic', worry: 'A burn.', ...values });
    const lines = rowOf(record, true).split('\n');
    expect(lines).toContain(words);
    expect(rowOf(record)).not.toMatch(/Hanh|H\.|Health|Elm|Girl|Boy/);
  });

  it('A case that cannot be read keeps its place in the lists, so that no page is cut short', async () => {
    const store = openStore();
    const cases = casesIn(store, () => {});
    await store.create({ kind: 'case', id: 'broken', upNext: '1' });
    await cases.create(calm());
    const found = await cases.upNext({}, 2);
    expect(found.map((each) => each.map(({ id }) => id))).toEqual([[], [REFERENCE]]);
  });

  it('That nothing waits is said of the whole desk only, and never while a case cannot be read', () => {
    const listed = (which: 'open' | 'due', isCalm: boolean, unread = 0) =>
      textIn(boardCard({ ...page, which, records: [], isCalm, unread }, { pack, now: SENT }) as Json);
    const calm = 'None. No decision waits, no child is said to be missing or in danger, and no news is unread.';
    expect(listed('open', true)).toContain(calm);
    expect(listed('due', true)).toContain('None of these, and nothing waits.');
    expect(listed('due', false)).toContain('None of these. “All that waits” shows what waits.');
    expect(listed('open', false, 1)).toContain('1 case cannot be read: look in the channel.');
    expect(listed('open', false, 1)).not.toContain('None');
  });
});
