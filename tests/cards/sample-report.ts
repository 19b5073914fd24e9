import { periodOf } from '../../src/base/period.ts';
import { type Instant, plus } from '../../src/base/time.ts';
import { type Report, reportOf } from '../../src/board/report.ts';
import { emptyMonth, type MonthTally } from '../../src/board/tally.ts';
import { caseLinkCard } from '../../src/features/copies/cards.ts';
import { noReportCard, reportCard, stillCountingCard } from '../../src/features/report/cards.ts';
import { type Today, todayCard, todayCount } from '../../src/features/report/today.ts';
import { pack, REFERENCE } from '../case/a-case.ts';
import { agencies } from '../protocol-coverage/catalogue.ts';
import type { Cards } from './sample-answers.ts';

/** Reports of a year with many referrals, with few, and with none; and of a quarter. */
export function reports(now: Instant): Record<'many' | 'few' | 'none' | 'quarter', Report> {
  const tally = (scale: number, column: number): MonthTally => {
    const before = emptyMonth(agencies, now);
    const ofAgency = agencies.map(
      (agency, row) => [agency, Math.floor((scale * (1 + (column % 5))) / (row + 2))] as const,
    );
    const referrals = ofAgency.reduce((all, [, number]) => all + number, 0);
    const part = (share: number) => Math.floor(referrals * share);
    const over = part(0.1);
    return {
      ...before,
      referrals,
      agencies: { ...before.agencies, ...Object.fromEntries(ofAgency) },
      decisions: { within: referrals - over, over },
      outcomes: {
        ...before.outcomes,
        ...{ assessment: part(0.5), 'child-in-need': part(0.1), other: referrals - part(0.5) - part(0.1) },
      },
      hours: Array.from({ length: referrals - part(0.05) }, (_, index) => (index * 7) % 29),
      calls: { within: part(0.2), over: part(0.02) },
      signs: Object.fromEntries(
        pack.groups.flatMap(({ statements }) => statements).map(({ id }, index) => [id, part(0.6 / (1 + index))]),
      ),
      silence: part(0.05),
      disagreements: { '1': part(0.03), '2': part(0.01), '3': 0 },
      findings: { grounds: part(0.1), 'no-grounds': part(0.2), 'not-suspected': part(0.1) },
      centralReferrals: part(0.1),
      answers: { ...before.answers, trafficked: part(0.05) },
      closings: { ...before.closings, 'child-in-need': part(0.2), none: part(0.1), other: 1 },
      unreadable: 1,
    };
  };
  const report = (scale: number, name = '2025-year') => {
    const period = periodOf(name);
    const months = period.quarters.flatMap((quarter) => quarter.months);
    return reportOf(Object.fromEntries(months.map((month, column) => [month, tally(scale, column)])), period, pack);
  };
  return { many: report(12), few: report(0.9), none: report(0), quarter: report(6, '2026-q3') };
}

const url = `https://mash.example.org/copy/${'A'.repeat(43)}`;

/** The cards of the report, in the chat of the person who asked for it. */
export function reportNotices(now: Instant): Cards[] {
  const { many, few, none, quarter } = reports(now);
  return [
    {
      'report, many': reportCard(many, url),
      'report, few': reportCard(few, url),
      'report, none': reportCard(none, url),
      'report, a quarter': reportCard(quarter, url),
      'no report, not over yet': noReportCard(now, { period: periodOf('2026-10'), from: '2027-01-04' }),
      'no report, still counting': stillCountingCard(periodOf('2026-q3'), 12_345),
      'no report, not understood': noReportCard(now),
    },
  ];
}

/** A day at the desk. Its hours are those of London. */
export function todaySamples(now: Instant): Cards[] {
  const ago = (hours: number) => plus(now, -hours * 3_600_000);
  const decided = [0.5, 3, 7, 26].map((hours, place) => ({ hours, decided: { at: ago(place), late: hours > 24 } }));
  const today: Today = {
    ...{ now, decided, unread: 0, isAll: true },
    came: [0.2, 0.4, 1, 2, 5].map(ago),
    waits: [0.2, 0.4, 1, 13, 25].map((hours) => ({ hours })),
  };
  return [
    {
      'today, for a manager': todayCard(today),
      'today, for all': todayCount(today),
      'today, nothing yet': todayCard({ ...today, came: [], waits: [], decided: [], unread: 1, isAll: false }),
    },
  ];
}

/** The card for a MASH member who asks for a case as a file. */
export const caseFileSamples = (): Cards[] => [{ 'case as a file': caseLinkCard(REFERENCE, url) }];
