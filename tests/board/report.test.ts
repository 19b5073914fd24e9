import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { periodOf } from '../../src/base/period.ts';
import { boardIn, type Report, reportOf, type Table } from '../../src/board/report.ts';
import { publishedWords, tablesOf } from '../../src/board/report-words.ts';
import { type Counted, numberId, type Published, type ReportTimes, timesOf } from '../../src/board/suppress.ts';
import { emptyMonth, type MonthTally, tallyOf } from '../../src/board/tally.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { Store } from '../../src/store/port.ts';
import { aDraft, at, dee, jane, mo, pack } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { agencies } from '../protocol-coverage/catalogue.ts';
import { canBe, knownFrom } from './attacker.ts';
import { aCase, FACT, leftAlone, many, oneByOne } from './some-cases.ts';

const { openStore } = aFolder();
const NOW = at('2027-01-04T10:00:00.000Z');
const months = ['2026-10', '2026-11', '2026-12'];

const counted = (cases: (CaseRecord | undefined)[]) =>
  tallyOf(oneByOne(cases), { months, agencies, now: NOW, clocks: pack.clocks });
const october = async (...cases: (CaseRecord | undefined)[]) =>
  (await counted(cases))['2026-10'] ?? emptyMonth(agencies, NOW);

const report = async (cases: (CaseRecord | undefined)[], name = '2026-q4'): Promise<Report> =>
  reportOf(await counted(cases), periodOf(name), pack);

const words = ({ rows }: Table): Record<string, string> =>
  Object.fromEntries(rows.map(({ words, shown }) => [words, publishedWords(shown)]));
const named = (of: Report, title: string) => words(tablesOf(of).find((each) => each.title === title) ?? of.months);

// The tally of cases

it('A referral counts in the London month in which it was sent', async () => {
  const cases = [
    aCase({ sent: '2026-09-30T22:59:00.000Z' }, 1), // 23:59 in London
    aCase({ sent: '2026-09-30T23:30:00.000Z' }, 2), // 00:30 on 1 October
    aCase({ sent: '2026-11-01T00:00:00.000Z' }, 3),
  ];
  const tallies = await counted(cases);
  expect(months.map((month) => tallies[month]?.referrals)).toEqual([1, 1, 0]);
});

it('A draft, a deleted draft and a practice case never count', async () => {
  const draft = aDraft(at('2026-10-01T10:00:00.000Z'));
  const deleted: CaseRecord = {
    ...draft,
    status: 'withdrawn',
    events: [...draft.events, { type: 'DraftWithdrawn', at: NOW, by: jane.id }],
  };
  const practice: CaseRecord = { ...aCase({}), practice: true };
  expect(await october(draft, deleted, practice)).toEqual(emptyMonth(agencies, NOW));
});

it('Cases that cannot be read are counted apart, and the others still count', async () =>
  expect(await october(undefined, aCase({}), undefined)).toMatchObject({ referrals: 1, unreadable: 2 }));

it('Decisions count as made in time, or as later or not yet made', async () => {
  const { decisions, outcomes, hours } = await october(
    aCase({ decided: [24, 'assessment'] }),
    aCase({ decided: [24.1, 'other'] }),
    aCase({}),
  );
  expect(decisions).toEqual({ within: 1, over: 2 });
  expect(outcomes).toMatchObject({ assessment: 1, other: 2, immediate: 0 });
  expect(hours).toEqual([24, 24.1]);
});

it('The hours to a decision run from an earlier phone call', async () => {
  const called = aCase({ sent: '2026-10-02T10:00:00.000Z', called: 20, decided: [3, 'assessment'] });
  expect(await october(called)).toMatchObject({ hours: [23], calls: { within: 1, over: 0 } });
});

it('A call whose form follows within 48 hours counts as in time, and exactly 48 hours is in time', async () => {
  const calls = [48, 48.01].map((called) => aCase({ sent: '2026-10-05T10:00:00.000Z', called }));
  expect((await october(...calls)).calls).toEqual({ within: 1, over: 1 });
});

it('An indicator, an escalation and a disagreement each count once per referral', async () => {
  const silent = leftAlone(aCase({ seen: ['G01', 'G02'] }), 30);
  const disputed = aCase({
    seen: ['G01'],
    more: (moment) => [
      { type: 'DisagreementRaised', at: moment, by: jane.id, number: 1, side: 'referrer' },
      { type: 'DisagreementWentUp', at: moment, by: jane.id, number: 1, level: 2 },
      { type: 'NotReached', at: moment, who: 'escalation', staff: dee.id },
    ],
  });
  expect(await october(silent, disputed)).toMatchObject({
    signs: { G01: 2, G02: 1 },
    silence: 1,
    disagreements: { '1': 0, '2': 1, '3': 0 },
  });
});

it('What came of a case counts in the month in which it was recorded, and of each kind the last', async () => {
  const on = (day: string) => ({ at: at(`2026-${day}T10:00:00.000Z`), by: mo.id });
  const record = aCase({ sent: '2026-08-10T10:00:00.000Z' });
  const events: CaseRecord['events'] = [
    ...record.events,
    { type: 'TraffickingSuspicionRecorded', ...on('10-02'), number: 1, suspected: false },
    { type: 'ReasonableGroundsRecorded', ...on('11-03'), number: 1, grounds: false },
    { type: 'ReasonableGroundsRecorded', ...on('11-04'), number: 2, grounds: true },
    { type: 'CentralReferralRecorded', ...on('11-05'), number: 1, sentOn: '2026-11-05', pathway: '2016', within: 45 },
    { type: 'CentralOutcomeRecorded', ...on('12-01'), number: 1, outcome: 'awaited', heardOn: '2026-12-01' },
    { type: 'CaseClosed', ...on('12-02'), number: 1, reason: 'done', outcome: 'looked-after', told: [] },
  ];
  const tallies = await counted([{ ...record, events }]);
  expect(tallies['2026-10']).toMatchObject({ referrals: 0, findings: { 'not-suspected': 1 } });
  expect(tallies['2026-11']).toMatchObject({ findings: { grounds: 1, 'no-grounds': 0 }, centralReferrals: 1 });
  expect(tallies['2026-12']).toMatchObject({ answers: { trafficked: 0 }, closings: { 'looked-after': 1 } });
});

// The report

const some = (count: number, agency: string, more = {}) =>
  many(count, { agency, decided: [5, 'assessment'], seen: ['G01'], ...more });
const inNovember = { sent: '2026-11-03T10:00:00.000Z' };

it('The report of an empty store shows “fewer than 5” for every number', async () => {
  const empty = await report([]);
  expect(publishedWords(empty.referrals)).toBe('fewer than 5');
  for (const table of [empty.months, ...empty.tables])
    expect([table.title, ...new Set(Object.values(words(table)))]).toEqual([table.title, 'fewer than 5']);
  expect(empty.signs.rows).toEqual([]);
  expect(empty.times).toEqual({ median: undefined, ninetieth: undefined });
});

it('The report shows numbers from five up and hides smaller ones', async () => {
  const shown = await report([
    ...some(20, 'health'),
    ...some(7, 'education'),
    ...some(6, 'police'),
    ...some(3, 'housing'),
  ]);
  expect(publishedWords(shown.referrals)).toBe('36');
  expect(named(shown, 'Referrals by agency')).toMatchObject({ Health: '20', Housing: 'fewer than 5' });
});

it('With 13 referrals in a quarter, the report says so, and with 29 in each month it shows every month', async () => {
  expect(publishedWords((await report(some(13, 'health'))).referrals)).toBe('13');
  const each = months.flatMap((month) => some(29, 'health', { sent: `${month}-05T10:00:00.000Z` }));
  expect(named(await report(each), 'Referrals by month')).toEqual({
    'October 2026': '29',
    'November 2026': '29',
    'December 2026': '29',
  });
});

it('The report says at least how many were decided in time, where that none was late must not be told', async () => {
  expect(named(await report(some(29, 'health')), 'Decisions')).toEqual({
    'Decided within 24 hours': 'at least 25',
    'Decided later, or not yet': 'fewer than 5',
  });
});

it('The report of a month shows what its quarter does not give away, and that of a quarter shows its months', async () => {
  const cases = [...some(20, 'health'), ...some(9, 'education', inNovember), ...some(6, 'police', inNovember)];
  expect(named(await report(cases), 'Referrals by month')).toEqual({
    'October 2026': '20',
    'November 2026': 'at least 11',
    'December 2026': 'fewer than 5',
  });
  const ofOctober = await report(cases, '2026-10');
  expect(publishedWords(ofOctober.referrals)).toBe('20');
  expect(ofOctober.months.rows).toEqual([]);
});

it('The report names agencies and decisions in words, and has words for an unknown agency', async () => {
  const shown = await report(some(3, 'a-new-one'));
  const ofAgencies = Object.keys(named(shown, 'Referrals by agency'));
  expect(ofAgencies).toEqual(expect.arrayContaining(['Health', 'Not known', 'An agency of another protocol']));
  expect(Object.keys(named(shown, 'What was decided'))).toContain('Other action, or none yet');
});

it('The report lists indicators by their id, most often seen first, and leaves out those seen fewer than five times', async () => {
  const cases = [...some(9, 'health', { seen: ['G02', 'G01'] }), ...some(5, 'health', { seen: ['G02', 'G03'] })];
  const { rows } = (
    await report([...cases, ...some(6, 'health', { seen: ['G04'] }), ...some(4, 'health', { seen: ['G05'] })])
  ).signs;
  expect(rows.map(({ id, shown }) => `${id} ${publishedWords(shown)}`)).toEqual(['G02 14', 'G01 9', 'G04 6', 'G03 5']);
  expect(rows[1]?.words).toMatch(/^G01 Cared for by an adult/);
});

it('The report leaves out an indicator that fewer than five referrals do not show', async () => {
  const cases = [...some(26, 'health', { seen: ['G01'] }), ...some(3, 'health', { seen: [] })];
  expect((await report(cases)).signs.rows).toEqual([]);
});

it('The report holds no fact about a child, a referrer or a case', async () => {
  const cases = [...some(20, 'health', { called: 3 }), ...some(8, 'education')];
  const text = JSON.stringify([await report(cases), await counted(cases)]);
  expect(JSON.stringify(cases)).toMatch(FACT);
  expect(text).not.toMatch(FACT);
});

/** A month with referrals of a few agencies, some of them late, and some that nobody has decided yet. */
const aMonth = fc
  .record({
    from: fc.array(fc.oneof(fc.nat(4), fc.nat(12)), { minLength: 4, maxLength: 4 }),
    over: fc.nat(6),
    open: fc.nat(6),
  })
  .map(({ from: [health = 0, education = 0, police = 0, unknown = 0], over, open }): MonthTally => {
    const before = emptyMonth(agencies, NOW);
    const referrals = health + education + police + unknown;
    const late = Math.min(over, referrals);
    const none = Math.min(open, late);
    return {
      ...before,
      referrals,
      agencies: { ...before.agencies, health, education, police, '': unknown },
      decisions: { within: referrals - late, over: late },
      outcomes: { ...before.outcomes, other: none, assessment: referrals - none },
    };
  });

const titles = ['Referrals by agency', 'Decisions', 'What was decided'];

/** What the reports of these times show, to attack, with the numbers as they are. */
function reportsOf(all: Record<string, MonthTally>, spans: string[], times: ReportTimes) {
  const truth = new Map<string, number>();
  const count = (id: string, name: string, of: (tally: MonthTally) => number | undefined) =>
    truth.set(
      id,
      periodOf(name).months.reduce((sum, month) => sum + ((all[month] && of(all[month])) ?? 0), 0),
    );
  const totals: Published = {};
  const tables = titles.map((title) => ({ name: `${title} `, rows: [] as Counted[], shown: {} as Published }));
  for (const name of spans) {
    const needed = periodOf(name).quarters.flatMap((quarter) => quarter.months);
    const found = reportOf(
      Object.fromEntries(needed.flatMap((month) => (all[month] ? [[month, all[month]]] : []))),
      periodOf(name),
      pack,
    );
    const whole = numberId({ id: 'all' }, { name });
    totals[whole] = found.referrals;
    count(whole, name, ({ referrals }) => referrals);
    for (const [place, table] of tables.entries())
      for (const { id, shown } of tablesOf(found).find(({ title }) => title === titles[place])?.rows ?? []) {
        const row = numberId({ id }, { name });
        table.shown[row] = shown;
        count(table.name + row, name, (tally) => [tally.agencies, tally.decisions, tally.outcomes][place]?.[id]);
        if (!table.rows.some((each) => each.id === id)) table.rows.push({ id, months: {} });
      }
  }
  return { known: knownFrom({ id: 'all', months: {} }, tables, times, totals), truth };
}

it.each([
  ['a quarter and its months', periodOf('2026-q4'), 15],
  ['every month, quarter and a year', periodOf('2026-year'), 4],
])('Whoever has the reports of %s cannot rule out any value from 0 to 4 of a small number', (_, period, numRuns) => {
  const { quarters, months } = period;
  const times = { quarters, ...(months.length > 3 && { year: period }) };
  const spans = [...new Set([period.name, ...quarters.map(({ name }) => name), ...months])];
  fc.assert(
    fc.property(
      fc.array(aMonth, { minLength: months.length, maxLength: months.length }),
      fc.nat(40),
      (tallies, from) => {
        const all = Object.fromEntries(tallies.map((tally, place) => [months[place] ?? '', tally]));
        const { known, truth } = reportsOf(all, spans, times);
        const small = [...truth].filter(([, value]) => value < 5);
        for (const [id] of small.filter((_, place) => place % (5 * quarters.length) === from % (5 * quarters.length)))
          for (const value of [0, 4]) expect([id, value, canBe(known, id, value, truth)]).toEqual([id, value, true]);
      },
    ),
    { numRuns },
  );
});

// A period that was published

it('A report stays as it was first made, whatever is sent, decided, corrected or erased later', async () => {
  const store = openStore();
  const board = boardIn(store, pack);
  const put = async (records: CaseRecord[]) => {
    for (const record of records) await store.create({ ...record, wakeAt: undefined });
  };
  await put(some(20, 'health'));
  const first = await board.report('2026-q4', NOW);
  await put(many(3, { agency: 'police' }, 50));
  const later = at('2027-06-01T10:00:00.000Z');
  expect(await board.report('2026-q4', later)).toEqual(first);
  expect(await board.report('2026-year', later)).toMatchObject({ referrals: { kind: 'at-least', value: 20 } });
  expect(await board.report('2027-q1', later)).toMatchObject({ referrals: { kind: 'small' } });
});

const counting = async (store: Store, now = NOW) => boardIn(store, pack).countAhead(now, async () => {});

it('What was counted ahead is what a request would have counted, and erasing or correcting later changes nothing', async () => {
  const [ahead, asked] = [openStore(), openStore()];
  for (const store of [ahead, asked]) for (const record of some(20, 'health')) await store.create(record);
  const first = await boardIn(asked, pack).report('2026-q4', NOW);
  await counting(ahead);
  for (const { id } of some(20, 'health')) {
    const { version = '' } = (await ahead.read('case', id)) ?? {};
    await ahead.replace({ ...aCase({ sent: '2027-02-01T10:00:00.000Z' }), id }, version);
  }
  expect(await boardIn(ahead, pack).report('2026-q4', at('2027-06-01T10:00:00.000Z'))).toEqual(first);
});

it('Who asks for what takes long to count hears that it is counted, and has the report when they ask again', async () => {
  const store = openStore();
  for (const record of some(20, 'health')) await store.create(record);
  const patience: (() => void)[] = [];
  const board = boardIn(store, pack, {
    after(_, work) {
      patience.push(work);
      return () => {};
    },
  });
  const both = [board.report('2026-q4', NOW), board.report('2026-q4', NOW)];
  while (patience.length < 2) await setImmediate();
  for (const ends of patience) ends();
  for (const each of await Promise.all(both)) expect(each).toEqual({ soFar: expect.any(Number) });
  const first = await board.report('2026-q4', NOW);
  expect(first).toEqual(await boardIn(store, pack).report('2026-q4', NOW));
  expect(first).toMatchObject({ referrals: { kind: 'number', value: 20 } });
});

it('Nothing is counted ahead while a case cannot be read, and nothing of the time before the first case', async () => {
  const [damaged, sound] = [openStore(), openStore()];
  for (const store of [damaged, sound]) for (const record of some(6, 'health')) await store.create(record);
  await damaged.create({ kind: 'case', id: 'damaged' });
  const months = async (store: Store) => {
    const { document } = (await store.read('settings', 'counted-months')) ?? {};
    return Object.keys(Object(document).months ?? {});
  };
  for (const store of [damaged, sound]) await counting(store, at('2026-01-05T10:00:00.000Z'));
  expect([await months(damaged), await months(sound)]).toEqual([[], []]);
  for (const store of [damaged, sound]) await counting(store);
  expect([await months(damaged), await months(sound)]).toEqual([[], ['2026-10', '2026-11', '2026-12']]);
});

it('A period that is not over and counted has no report, but the day from which it has one', async () => {
  const board = boardIn(openStore(), pack);
  expect(await board.report('2026-12', at('2027-01-03T23:59:59.000Z'))).toEqual({ from: '2027-01-04' });
  expect(await board.report('2026-year', NOW)).toEqual({ from: '2027-04-04' });
});

// How long decisions take

it('The times are the median and the ninetieth percentile, in whole hours', () => {
  const hours = Array.from({ length: 60 }, (_, place) => place + 0.2);
  expect(timesOf(hours, { kind: 'number', value: 60 })).toEqual({ median: 30, ninetieth: 54 });
});

it('At least five decisions took so long or less and five so long or longer, also if the referral of four others have none', () => {
  const tenHours = Array.from({ length: 10 }, () => 8);
  expect(timesOf(tenHours, { kind: 'number', value: 13 }).median).toBeUndefined();
  expect(timesOf(tenHours, { kind: 'number', value: 14 })).toEqual({ median: 8, ninetieth: undefined });
  expect(timesOf(tenHours.slice(1), { kind: 'number', value: 14 }).median).toBeUndefined();
  expect(timesOf(tenHours, { kind: 'at-least', value: 14 }).median).toBeUndefined();
});
