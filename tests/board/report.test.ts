import { expect, it } from '@jest/globals';
import { periodOf } from '../../src/base/period.ts';
import { type Report, reportOf, type Table, timesOf } from '../../src/board/report.ts';
import { publishedWords } from '../../src/board/report-words.ts';
import { tallyOf } from '../../src/board/tally.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { aDraft, at, dee, jane, pack } from '../case/a-case.ts';
import { aCase, FACT, leftAlone, many, oneByOne } from './some-cases.ts';

const NOW = at('2026-11-25T10:00:00.000Z');
const period = (name: string) => {
  const result = periodOf(name, NOW);
  if (!result) throw new Error(`${name} lies in the future`);
  return result;
};

const tallied = (cases: (CaseRecord | undefined)[], name = '2026') =>
  tallyOf(oneByOne(cases), { months: period(name).months, now: NOW, clocks: pack.clocks });

async function report(cases: (CaseRecord | undefined)[], name = '2026'): Promise<Report> {
  return reportOf(await tallied(cases, name), period(name), pack, NOW);
}

const words = ({ rows }: Table): Record<string, string> =>
  Object.fromEntries(rows.map(({ words, shown }) => [words, publishedWords(shown)]));

// The tally of cases

it('A referral counts in the London month in which it was sent', async () => {
  const cases = [
    aCase({ sent: '2026-09-30T22:59:00.000Z' }, 1), // 23:59 in London
    aCase({ sent: '2026-09-30T23:30:00.000Z' }, 2), // 00:30 on 1 October
    aCase({ sent: '2026-11-01T00:00:00.000Z' }, 3),
  ];
  expect((await tallied(cases, '2026-10')).referrals).toBe(1);
  expect((await tallied(cases)).months).toEqual({ '2026-09': 1, '2026-10': 1, '2026-11': 1 });
  expect((await tallied(cases, '2025')).referrals).toBe(0);
});

it('A draft, a deleted draft and a practice case never count', async () => {
  const draft = aDraft(at('2026-10-01T10:00:00.000Z'));
  const deleted: CaseRecord = {
    ...draft,
    status: 'withdrawn',
    events: [...draft.events, { type: 'DraftWithdrawn', at: NOW, by: jane.id }],
  };
  const practice: CaseRecord = { ...aCase({}), practice: true };
  expect(await tallied([draft, deleted, practice])).toMatchObject({ referrals: 0, unreadable: 0, months: {} });
});

it('Cases that cannot be read are counted apart, and the others still count', async () =>
  expect(await tallied([undefined, aCase({}), undefined])).toMatchObject({
    referrals: 1,
    unreadable: 2,
  }));

it('Decisions count as made in time, made late, overdue or still open', async () => {
  const { decisions, outcomes, hours } = await tallied([
    aCase({ decided: [24, 'assessment'] }),
    aCase({ decided: [24.1, 'other'] }),
    aCase({}),
    aCase({ sent: '2026-11-25T09:00:00.000Z' }),
  ]);
  expect(decisions).toEqual({ within: 1, over: 1, late: 1, open: 1 });
  expect(outcomes).toEqual({ assessment: 1, other: 1 });
  expect(hours).toEqual([24, 24.1]);
});

it('The hours to a decision run from an earlier phone call', async () => {
  const called = aCase({ sent: '2026-10-02T10:00:00.000Z', called: 20, decided: [3, 'assessment'] });
  expect(await tallied([called])).toMatchObject({ hours: [23], calls: { within: 1, over: 0 } });
});

it('A call whose form follows within 48 hours counts as in time, and exactly 48 hours is in time', async () => {
  const calls = [48, 48.01].map((called) => aCase({ sent: '2026-10-05T10:00:00.000Z', called }));
  expect((await tallied(calls)).calls).toEqual({ within: 1, over: 1 });
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
  expect(await tallied([silent, disputed])).toMatchObject({
    indicators: { G01: 2, G02: 1 },
    escalated: 1,
    disagreements: { '2': 1 },
  });
});

// The report

const year = (count: number, agency: string, more = {}) =>
  many(count, { agency, decided: [5, 'assessment'], seen: ['G01'], ...more });

it('The report of an empty store shows “fewer than 5” for every number', async () => {
  const empty = await report([]);
  expect(publishedWords(empty.referrals)).toBe('fewer than 5');
  for (const table of [empty.months, empty.agencies, empty.decisions, empty.outcomes, empty.calls, empty.escalations])
    expect(new Set(Object.values(words(table)))).toEqual(new Set(['fewer than 5']));
  expect(empty.indicators.rows).toEqual([]);
  expect(empty.times).toEqual({ median: undefined, ninetieth: undefined });
});

it('The report shows numbers from five up and hides smaller ones', async () => {
  const cases = [...year(20, 'health'), ...year(7, 'education'), ...year(6, 'police'), ...year(3, 'housing')];
  const { agencies, referrals, agencyMonths } = await report(cases);
  expect(publishedWords(referrals)).toBe('36');
  expect(words(agencies)).toMatchObject({ Health: '20', Housing: 'fewer than 5' });
  expect(agencyMonths?.agencies).toHaveLength(agencies.rows.length);
});

it('The report of one month has no table by agency and month', async () =>
  expect((await report(year(20, 'health'), '2026-10')).agencyMonths).toBeUndefined());

it('The report names agencies and decisions in words, and has words for an unknown agency', async () => {
  const { agencies, outcomes } = await report(year(3, 'a-new-one'));
  expect(Object.keys(words(agencies))).toEqual(expect.arrayContaining(['Health', 'Not known']));
  expect(Object.keys(words(agencies))).toContain('An agency of another protocol');
  expect(Object.keys(words(outcomes))).toContain('Other action');
});

it('The report lists indicators by their id, most often seen first, and leaves out those seen fewer than five times', async () => {
  const cases = [...year(9, 'health', { seen: ['G02', 'G01'] }), ...year(5, 'health', { seen: ['G02', 'G03'] })];
  const rows = (await report([...cases, ...year(4, 'health', { seen: ['G04'] })])).indicators.rows;
  expect(rows.map(({ id, shown }) => `${id} ${publishedWords(shown)}`)).toEqual(['G02 14', 'G01 9', 'G03 5']);
  expect(rows[1]?.words).toMatch(/^G01 Cared for by an adult/);
});

it('The report holds no fact about a child, a referrer or a case', async () => {
  const cases = [...year(20, 'health', { called: 3 }), ...year(8, 'education')];
  const text = JSON.stringify([await report(cases), await tallied(cases)]);
  expect(JSON.stringify(cases)).toMatch(FACT);
  expect(text).not.toMatch(FACT);
});

// How long decisions take

it('The times are the median and the ninetieth percentile', () => {
  expect(timesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual({ median: 5.5, ninetieth: 9 });
  expect(timesOf([30, 1, 2, 2.04, 40])).toEqual({ median: 2, ninetieth: undefined });
});

it('The median needs five decisions, and the ninetieth percentile ten', () => {
  expect(timesOf([1, 2, 3, 4])).toEqual({ median: undefined, ninetieth: undefined });
  expect(timesOf([1, 2, 3, 4, 5, 6, 7, 8, 9]).ninetieth).toBeUndefined();
});
