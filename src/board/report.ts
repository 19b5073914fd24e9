import { type Machine, realMachine } from '../base/machine.ts';
import { isSame } from '../base/once-per.ts';
import type { StaffId } from '../base/people.ts';
import {
  canBeHad,
  hadFrom,
  monthName,
  monthsCountedBy,
  type Period,
  type PeriodName,
  periodOf,
} from '../base/period.ts';
import { type Instant, latest } from '../base/time.ts';
import { decisionWords } from '../cards/decided.ts';
import { statementTicked } from '../cards/statement.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { document } from '../store/change.ts';
import { everyCase } from '../store/every-case.ts';
import type { Store } from '../store/port.ts';
import {
  type Counted,
  numberId,
  numberIn,
  type PublishedNumber,
  publishedRows,
  publishedTotals,
  type ReportTimes,
  smallestShown,
  timesOf,
} from './suppress.ts';
import { CountedMonths, emptyMonth, type MonthTally, tallyOf } from './tally.ts';

export interface ReportRow {
  id: string;
  words: string;
  shown: PublishedNumber;
}

/** A titled table of numbers that may be published. */
export interface Table {
  title: string;
  rows: ReportRow[];
}

/** What the Board reads: numbers only, none below five, and nothing about a child, a referrer or a case. */
export type Report = ReturnType<typeof reportOf>;

type Names = readonly (readonly [id: string, words: string])[];
type MonthTallies = CountedMonths['months'];
type Counts = Record<string, number>;

const decisionNames: Names = [
  ['within', 'Decided within 24 hours'],
  ['over', 'Decided later, or not yet'],
];
// a row of its own for what is not decided would tell of what is late, which it is a part of
const outcomeNames: Names = Object.entries({ ...decisionWords, other: 'Other action, or none yet' });
const callNames: Names = [
  ['within', 'Written form within 48 hours'],
  ['over', 'Written form after 48 hours'],
];
const silenceNames: Names = [['silence', 'Silence went up']];
const levelNames: Names = ['1', '2', '3'].map((level) => [level, `Disagreements, level ${level}`]);
const findingNames: Names = [
  ['not-suspected', 'No suspicion of trafficking'],
  ['grounds', 'Reasonable grounds to believe in trafficking'],
  ['no-grounds', 'No reasonable grounds'],
];
const answerNames: Names = [
  ['grounds-yes', 'Reasonable grounds: yes'],
  ['grounds-no', 'Reasonable grounds: no'],
  ['trafficked', 'Its decision: yes, trafficked'],
  ['not-trafficked', 'Its decision: no'],
];
const closingNames: Names = [
  ['child-in-need', 'Child in need services'],
  ['child-protection', 'Child protection procedures'],
  ['looked-after', 'Looked after by Children’s Services'],
  ['none', 'No service needed'],
  ['other', 'Another outcome'],
];

/**
 * The numbers of a period as they may be published.
 * @param counted the months of each of its quarters
 * @source Protocol 6.1 (R6.1.1): referrals by agency, decisions and calls on time and late, outcomes,
 * escalations
 */
export function reportOf(counted: MonthTallies, period: Period, pack: Pack) {
  const tallies = Object.values(counted);
  const all = { id: 'all', months: byMonth(counted, ({ referrals }) => referrals) };
  const publish = tablesIn(period);
  const totals = publish.total(all);
  const ofReferrals = (names: Names, of: (tally: MonthTally) => Counts) =>
    publish.rows(all, rowsOf(counted, names, of), names, totals);
  /** Some of the referrals have it, and of the others nothing is shown. */
  const someReferrals = (names: Names, of: (tally: MonthTally) => Counts) => {
    const others = byMonth(counted, (tally) => tally.referrals - sumOf(of(tally)));
    return publish.rows(
      all,
      [...rowsOf(counted, names, of), { id: '', months: others, isUnlisted: true }],
      names,
      totals,
    );
  };
  const withTotal = (words: string, names: Names, of: (tally: MonthTally) => Counts): ReportRow[] => {
    const own = { id: 'all', months: byMonth(counted, (tally) => sumOf(of(tally))) };
    const ownTotals = publish.total(own);
    return [row(ownTotals, period, 'all', words), ...publish.rows(own, rowsOf(counted, names, of), names, ownTotals)];
  };
  const referrals = row(totals, period, 'all', 'Referrals sent').shown;
  const tables: Table[] = [
    { title: 'Referrals by agency', rows: ofReferrals(agenciesIn(tallies, pack), ({ agencies }) => agencies) },
    { title: 'Decisions', rows: ofReferrals(decisionNames, ({ decisions }) => decisions) },
    { title: 'What was decided', rows: ofReferrals(outcomeNames, ({ outcomes }) => outcomes) },
    { title: 'Phone calls that came first', rows: someReferrals(callNames, ({ calls }) => calls) },
    {
      title: 'Raised with somebody more senior', // unanswered referrals, and professional disagreements
      rows: [
        ...someReferrals(silenceNames, ({ silence }) => ({ silence })),
        ...someReferrals(levelNames, ({ disagreements }) => disagreements),
      ],
    },
    { title: 'Assessed by the Assessment team', rows: withTotal('All', findingNames, ({ findings }) => findings) },
    {
      title: 'Central authority',
      rows: [
        ...withTotal('Referrals sent to it', [], ({ centralReferrals: sent }) => ({ sent })),
        ...withTotal('All its answers', answerNames, ({ answers }) => answers),
      ],
    },
    { title: 'Cases closed', rows: withTotal('All', closingNames, ({ closings }) => closings) },
  ];
  const months = period.months.map((month) => row(totals, { name: month }, 'all', monthName(month)));
  return {
    period,
    board: pack.board, // the name of the Board
    countedAt: latest(...(tallies.map(({ at }) => at) as [Instant])),
    referrals,
    months: { title: 'Referrals by month', rows: months.length > 1 ? months : [] },
    tables,
    // most often seen first; those that are not shown are left out
    signs: { title: 'Signs seen', rows: signsIn(counted, period, pack, someReferrals) },
    times: timesOf(
      period.months.flatMap((month) => counted[month]?.hours ?? []),
      referrals,
    ),
    unreadable: Math.max(...tallies.map(({ unreadable }) => unreadable)), // cases of any date; no number includes them
  };
}

const byMonth = (counted: MonthTallies, of: (tally: MonthTally) => number | undefined): Counts =>
  Object.fromEntries(
    Object.entries(counted).flatMap(([month, tally]) => {
      const number = of(tally);
      return number === undefined ? [] : [[month, number]];
    }),
  );

const rowsOf = (counted: MonthTallies, names: Names, of: (tally: MonthTally) => Counts): Counted[] =>
  names.map(([id]) => ({ id, months: byMonth(counted, (tally) => of(tally)[id]) }));

const sumOf = (counts: Counts) => Object.values(counts).reduce((sum, each) => sum + each, 0);

type ByNumber = Record<string, PublishedNumber>;

const row = (published: ByNumber, period: Pick<Period, 'name'>, id: string, words: string): ReportRow => ({
  ...{ id, words },
  shown: published[numberId({ id }, period)] ?? { kind: 'held-back' },
});

/** Publishes the numbers of a period. What a month or a quarter shows is the same in every report. */
function tablesIn(period: Period) {
  const times: ReportTimes = { quarters: period.quarters, year: period.quarters.length > 1 ? period : undefined };
  return {
    total: (total: Counted) => publishedTotals(total, times),
    rows(total: Counted, rows: Counted[], names: Names, totals: ByNumber): ReportRow[] {
      const published = publishedRows(total, rows, times, totals);
      return names.map(([id, words]) => row(published, period, id, words));
    },
  };
}

function agenciesIn(tallies: MonthTally[], pack: Pack): Names {
  const { choices = [] } = fieldOf(pack, 'agency');
  const found = new Set(tallies.flatMap(({ agencies }) => Object.keys(agencies)));
  const known = choices.filter(({ id }) => found.has(id));
  for (const { id } of known) found.delete(id);
  found.delete('');
  return [
    ...known.map(({ id, label }): [string, string] => [id, label]),
    ...[...found].sort().map((id): [string, string] => [id, 'An agency of another protocol']),
    ['', 'Not known'],
  ];
}

/** One referral may show several indicators, so their counts have no total. */
function signsIn(
  counted: MonthTallies,
  { months }: Period,
  pack: Pack,
  publish: (names: Names, of: (tally: MonthTally) => Counts) => ReportRow[],
): ReportRow[] {
  return pack.groups
    .flatMap(({ statements }) => statements)
    .filter(({ id }) => months.reduce((sum, month) => sum + (counted[month]?.signs[id] ?? 0), 0) >= smallestShown)
    .flatMap((each) =>
      publish([[each.id, `${each.id} ${statementTicked(each)}`]], ({ signs }) => ({ [each.id]: signs[each.id] ?? 0 })),
    )
    .filter(({ shown }) => shown.kind === 'number')
    .sort((one, other) => numberIn(other) - numberIn(one) || (one.id < other.id ? -1 : 1));
}

export interface Board {
  /**
   * Counts the cases of a period. What takes longer than somebody waits for is counted on.
   * @returns the day from which it can be had, if that is still to come; or how many cases are counted so far
   */
  report(name: PeriodName, now: Instant): Promise<Report | { from: string } | { soFar: number }>;
  /**
   * Counts the months that can be had by now, before anybody asks for them. While a case cannot be read it counts nothing: somebody
   * may mend that. Nor does it count the time before the first case.
   * @param pace lets other work go first
   */
  countAhead(now: Instant, pace: () => Promise<unknown>): Promise<void>;
}

const quartersAhead = 12; // of three years: older ones are counted when somebody asks

const countedIn = document<CountedMonths, CountedMonths>('counted-months', CountedMonths, { months: {} });

const somebodyWaitsMs = 5000; // Teams shows that a message failed after fifteen seconds

/** A count of months that goes on. */
interface Going {
  months: Promise<MonthTallies>;
  soFar: number;
}

export function boardIn(store: Store, pack: Pack, { after }: Pick<Machine, 'after'> = realMachine): Board {
  const kept = countedIn(store);
  const going = new Map<string, Going>(); // whoever asks for the same meanwhile waits for the same count
  const agencies = (fieldOf(pack, 'agency').choices ?? []).map(({ id }) => id);
  const count = (months: string[], now: Instant, cases = everyCase(store)) =>
    tallyOf(cases, { months, agencies, now, clocks: pack.clocks });
  // what was counted first stays
  const keep = (fresh: MonthTallies) => kept.change(({ months }) => ({ months: { ...fresh, ...months } }));
  const missingOf = (needed: string[], { months }: { months: MonthTallies }) =>
    needed.filter((month) => !months[month]);
  async function* notingIn(begun: Going) {
    for await (const record of everyCase(store)) {
      begun.soFar += 1;
      yield record;
    }
  }

  function begin(missing: string[], now: Instant): Going {
    const begun: Going = { months: Promise.resolve({}), soFar: 0 };
    const counts = async () => (await keep(await count(missing, now, notingIn(begun)))).months;
    begun.months = counts().finally(() => going.delete(String(missing)));
    going.set(String(missing), begun);
    return begun;
  }

  /** The months that were counted, with those that were missing; undefined when that takes too long. */
  async function inTime({ months }: Going): Promise<MonthTallies | undefined> {
    const late = Promise.withResolvers<undefined>();
    const stop = after(somebodyWaitsMs, () => late.resolve(undefined));
    months.catch(() => {}); // after that nobody hears of it: whoever asks again counts again
    return Promise.race([months, late.promise]).finally(stop);
  }

  return {
    async countAhead(now, pace) {
      const missing = missingOf(monthsCountedBy(now, quartersAhead), await kept.load());
      if (missing.length === 0) return;
      const fresh = Object.entries(await count(missing, now, everyCase(store, pace)));
      if (fresh.some(([, { unreadable }]) => unreadable > 0)) return;
      const empty = emptyMonth(agencies, now);
      const first = fresh.findIndex(([, tally]) => !isSame(tally, empty));
      if (first >= 0) await keep(Object.fromEntries(fresh.slice(first)));
    },
    async report(name, now) {
      const period = periodOf(name);
      if (!canBeHad(period, now)) return { from: hadFrom(period) };
      const needed = period.quarters.flatMap(({ months }) => months);
      const before = await kept.load();
      const missing = missingOf(needed, before);
      const counting = missing.length > 0 ? (going.get(String(missing)) ?? begin(missing, now)) : undefined;
      const months = counting ? await inTime(counting) : before.months;
      if (!months) return { soFar: counting?.soFar ?? 0 };
      const counted = needed.flatMap((month) => (months[month] ? [[month, months[month]] as const] : []));
      return reportOf(Object.fromEntries(counted), period, pack);
    },
  };
}

/** Administrators and MASH managers can have the report; they hand it to the Board. @source Protocol 6.1 */
export const canHaveReport = (id: StaffId, { admins, managers }: Record<'admins' | 'managers', StaffId[]>) =>
  admins.includes(id) || managers.includes(id);
