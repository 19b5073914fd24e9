import { periodOf } from '../../src/base/period.ts';
import type { Instant } from '../../src/base/time.ts';
import { type Report, reportOf } from '../../src/board/report.ts';
import { emptyTally, type Tally } from '../../src/board/tally.ts';
import { caseLinkCard } from '../../src/features/copies/cards.ts';
import { noReportCard, reportCard } from '../../src/features/report/cards.ts';
import { pack, REFERENCE } from '../case/a-case.ts';
import { agencies } from '../protocol-coverage/catalogue.ts';
import type { Cards } from './sample-answers.ts';

/** Reports with many referrals, with few, and with none. */
export function reports(now: Instant): Record<'many' | 'few' | 'none', Report> {
  const period = periodOf('latest', now);
  if (!period) throw new Error('the period lies in the future');
  const tally = (scale: number): Tally => {
    const agencyMonths = Object.fromEntries(
      agencies.map((agency, row) => [
        agency,
        Object.fromEntries(
          period.months.map((month, column) => [month, Math.floor((scale * (1 + (column % 5))) / (row + 2))]),
        ),
      ]),
    );
    const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);
    const ofAgency = agencies.map((agency) => [agency, sum(Object.values(agencyMonths[agency] ?? {}))] as const);
    const months = period.months.map(
      (month) => [month, sum(agencies.map((each) => agencyMonths[each]?.[month] ?? 0))] as const,
    );
    const referrals = sum(ofAgency.map(([, number]) => number));
    const part = (share: number) => Math.floor(referrals * share);
    const decided = part(0.7) + part(0.2);
    return {
      ...emptyTally(),
      referrals,
      months: Object.fromEntries(months),
      agencies: Object.fromEntries(ofAgency),
      agencyMonths,
      decisions: { within: part(0.7), over: part(0.2), late: 2, open: referrals - decided - 2 },
      outcomes: { assessment: part(0.5), 'child-in-need': part(0.1), other: decided - part(0.5) - part(0.1) },
      hours: Array.from({ length: decided }, (_, index) => (index * 7) % 29),
      calls: { within: part(0.2), over: part(0.02) },
      indicators: Object.fromEntries(
        pack.groups.flatMap(({ statements }) => statements).map(({ id }, index) => [id, part(0.6 / (1 + index))]),
      ),
      escalated: part(0.05),
      disagreements: { '1': part(0.03), '2': 1 },
      unreadable: 1,
    };
  };
  const report = (counted: Tally) => reportOf(counted, period, pack, now);
  return { many: report(tally(12)), few: report(tally(0.9)), none: report(emptyTally()) };
}

const url = `https://mash.example.org/copy/${'A'.repeat(43)}`;

/** The cards of the report, in the chat of the person who asked for it. */
export function reportNotices(now: Instant): Cards[] {
  const { many, few, none } = reports(now);
  return [
    {
      'report, many': reportCard(many, url),
      'report, few': reportCard(few, url),
      'report, none': reportCard(none, url),
      'no report, still to come': noReportCard('to-come'),
      'no report, not understood': noReportCard('not-understood'),
    },
  ];
}

/** The card for a MASH member who asks for a case as a file. */
export const caseFileSamples = (): Cards[] => [{ 'case as a file': caseLinkCard(REFERENCE, url) }];
