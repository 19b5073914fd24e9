import { describe, expect, it } from '@jest/globals';
import { periodOf } from '../../src/base/period.ts';
import { publishedWords, type Report, reportOf, type Table, timesOf } from '../../src/board/report.ts';
import { tallyOf } from '../../src/board/tally.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { aDraft, at, dee, jane, pack } from '../case/a-case.ts';
import { aCase, FACT, letBe, many, oneByOne } from './some-cases.ts';

const NOW = at('2026-11-25T10:00:00.000Z');
const period = (name: string) => {
  const found = periodOf(name, NOW);
  if (!found) throw new Error(`${name} is still to come`);
  return found;
};

const tallied = (cases: (CaseRecord | undefined)[], name = '2026') =>
  tallyOf(oneByOne(cases), { months: period(name).months, now: NOW, clocks: pack.clocks });

async function report(cases: (CaseRecord | undefined)[], name = '2026'): Promise<Report> {
  return reportOf(await tallied(cases, name), period(name), pack, NOW);
}

const words = ({ rows }: Table): Record<string, string> =>
  Object.fromEntries(rows.map(({ words, shown }) => [words, publishedWords(shown)]));

describe('what counts', () => {
  it('is what was sent in the period, by the day in London', async () => {
    const cases = [
      aCase({ sent: '2026-09-30T22:59:00.000Z' }, 1), // 23:59 in London
      aCase({ sent: '2026-09-30T23:30:00.000Z' }, 2), // 00:30 on 1 October
      aCase({ sent: '2026-11-01T00:00:00.000Z' }, 3),
    ];
    expect((await tallied(cases, '2026-10')).referrals).toBe(1);
    expect((await tallied(cases)).months).toEqual({ '2026-09': 1, '2026-10': 1, '2026-11': 1 });
    expect((await tallied(cases, '2025')).referrals).toBe(0);
  });

  it('is never a draft, a deleted draft or a practice case', async () => {
    const draft = aDraft(at('2026-10-01T10:00:00.000Z'));
    const deleted: CaseRecord = {
      ...draft,
      status: 'withdrawn',
      events: [...draft.events, { type: 'DraftWithdrawn', at: NOW, by: jane.id }],
    };
    const practice: CaseRecord = { ...aCase({ sent: '2026-10-01T10:00:00.000Z' }), training: true };
    expect(await tallied([draft, deleted, practice])).toMatchObject({ referrals: 0, unreadable: 0, months: {} });
  });

  it('says how many cases could not be read, and counts the others', async () => {
    expect(await tallied([undefined, aCase({ sent: '2026-10-01T10:00:00.000Z' }), undefined])).toMatchObject({
      referrals: 1,
      unreadable: 2,
    });
  });

  it('tells decisions in time from late ones, and those that are still open from those that are overdue', async () => {
    const { decisions, outcomes, hours } = await tallied([
      aCase({ sent: '2026-10-01T10:00:00.000Z', decided: [24, 'assessment'] }),
      aCase({ sent: '2026-10-01T10:00:00.000Z', decided: [24.1, 'other'] }),
      aCase({ sent: '2026-10-01T10:00:00.000Z' }),
      aCase({ sent: '2026-11-25T09:00:00.000Z' }),
    ]);
    expect(decisions).toEqual({ within: 1, over: 1, late: 1, open: 1 });
    expect(outcomes).toEqual({ assessment: 1, other: 1 });
    expect(hours).toEqual([24, 24.1]);
  });

  it('measures from the phone call, where that came first', async () => {
    const called = aCase({ sent: '2026-10-02T10:00:00.000Z', called: 20, decided: [3, 'assessment'] });
    expect(await tallied([called])).toMatchObject({ hours: [23], calls: { within: 1, over: 0 } });
  });

  it('tells calls that were confirmed in 48 hours from others; exactly 48 is in time', async () => {
    const calls = [48, 48.01].map((called) => aCase({ sent: '2026-10-05T10:00:00.000Z', called }));
    expect((await tallied(calls)).calls).toEqual({ within: 1, over: 1 });
  });

  it('counts a sign once a referral, and silence and disagreements by referral', async () => {
    const sent = '2026-10-01T10:00:00.000Z';
    const silent = letBe(aCase({ sent, seen: ['G01', 'G02'] }), 30);
    const disputed = aCase({
      sent,
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
});

describe('the report', () => {
  const year = (count: number, agency: string, more = {}) =>
    many(count, { sent: '2026-10-01T10:00:00.000Z', agency, decided: [5, 'assessment'], seen: ['G01'], ...more });

  it('of an empty store says “fewer than 5” of everything, and breaks nowhere', async () => {
    const empty = await report([]);
    expect(publishedWords(empty.referrals)).toBe('fewer than 5');
    for (const table of [empty.months, empty.agencies, empty.decisions, empty.outcomes, empty.calls, empty.raised])
      expect(new Set(Object.values(words(table)))).toEqual(new Set(['fewer than 5']));
    expect(empty.indicators.rows).toEqual([]);
    expect(empty.times).toEqual({ median: undefined, ninetieth: undefined });
  });

  it('shows what is five or more, and holds another back where a small number could be worked out', async () => {
    const cases = [...year(20, 'health'), ...year(7, 'education'), ...year(6, 'police'), ...year(3, 'housing')];
    const { agencies, referrals, agencyMonths } = await report(cases);
    expect(publishedWords(referrals)).toBe('36');
    expect(words(agencies)).toMatchObject({ Health: '20', Housing: 'fewer than 5' });
    expect(agencyMonths?.agencies).toHaveLength(agencies.rows.length);
  });

  it('has no table by agency and month where there is one month', async () => {
    expect((await report(year(20, 'health'), '2026-10')).agencyMonths).toBeUndefined();
  });

  it('names agencies and decisions by their words, and one that is not known', async () => {
    const { agencies, outcomes } = await report(year(3, 'a-new-one'));
    expect(Object.keys(words(agencies))).toEqual(expect.arrayContaining(['Health', 'Not known']));
    expect(Object.keys(words(agencies))).toContain('An agency of another protocol');
    expect(Object.keys(words(outcomes))).toContain('Other action');
  });

  it('lists the signs by their number in the protocol, most often seen first, none of fewer than five', async () => {
    const cases = [...year(9, 'health', { seen: ['G02', 'G01'] }), ...year(5, 'health', { seen: ['G02', 'G03'] })];
    const rows = (await report([...cases, ...year(4, 'health', { seen: ['G04'] })])).indicators.rows;
    expect(rows.map(({ id, shown }) => `${id} ${publishedWords(shown)}`)).toEqual(['G02 14', 'G01 9', 'G03 5']);
    expect(rows[1]?.words).toMatch(/^Cared for by an adult/);
  });

  it('holds nothing of a child, a worker or a case', async () => {
    const cases = [...year(20, 'health', { called: 3 }), ...year(8, 'education')];
    const text = JSON.stringify([await report(cases), await tallied(cases)]);
    expect(JSON.stringify(cases)).toMatch(FACT);
    expect(text).not.toMatch(FACT);
  });
});

describe('how long decisions take', () => {
  it('is the middle one, and the one within which nine in ten were made', () => {
    expect(timesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual({ median: 5.5, ninetieth: 9 });
    expect(timesOf([30, 1, 2, 2.04, 40])).toEqual({ median: 2, ninetieth: undefined });
  });

  it('is not said of fewer than five, nor the second of fewer than ten', () => {
    expect(timesOf([1, 2, 3, 4])).toEqual({ median: undefined, ninetieth: undefined });
    expect(timesOf([1, 2, 3, 4, 5, 6, 7, 8, 9]).ninetieth).toBeUndefined();
  });
});
