import type { StaffId } from '../base/people.ts';
import { monthName, type Period, type PeriodName, periodOf } from '../base/period.ts';
import type { Instant } from '../base/time.ts';
import { decisionWords } from '../cards/decided.ts';
import { statementTicked } from '../cards/statement.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { everyCase } from '../store/every-case.ts';
import type { Store } from '../store/port.ts';
import { type PublishedNumber, published, smallestShown } from './suppress.ts';
import { type Tally, tallyOf } from './tally.ts';

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

const decisionNames = {
  within: 'Decided within 24 hours',
  over: 'Decided after 24 hours',
  late: 'Not decided, 24 hours are over',
  open: 'Not decided, still in time',
} as const;
const callNames = {
  within: 'Written form within 48 hours',
  over: 'Written form after 48 hours',
} as const;
const levelNames = { 1: 'Disagreements, level 1', 2: 'Disagreements, level 2', 3: 'Disagreements, level 3' };

/**
 * The numbers of a period as they may be published.
 * @source Protocol 6.1 (R6.1.1): referrals by agency, decisions and calls on time and late, outcomes,
 * escalations
 */
export function reportOf(tally: Tally, period: Period, pack: Pack, madeAt: Instant) {
  const numbers = numbersOf(tally, period, pack);
  const { all, decided, calls, escalated, disagreements, agencies, grid } = numbers;
  const sums = sumsOf(numbers);
  const every = [escalated, ...sums.flatMap(({ whole, parts }) => [whole, ...parts])];
  const shown = published(
    Object.fromEntries(every.map(({ id, value }) => [id, value])),
    sums.map(({ whole, parts }) => ({ whole: whole.id, parts: parts.map(({ id }) => id) })),
    [decided.id],
  );
  const row = ({ id, words }: Counted): ReportRow => ({ id, words, shown: shown[id] ?? { kind: 'held-back' } });
  const table = (title: string, of: Counted[]): Table => ({ title, rows: of.map(row) });
  return {
    period,
    board: pack.board, // the name of the Board
    madeAt,
    referrals: row(all).shown,
    months: table('Referrals by month', numbers.months),
    agencies: table('Referrals by agency', agencies),
    // undefined for one month
    agencyMonths:
      grid.length === 0
        ? undefined
        : {
            title: 'Referrals by agency and month',
            agencies: agencies.map(({ words }, index) => table(words, grid[index] ?? [])),
          },
    decisions: table('Decisions', numbers.decisions),
    outcomes: table('What was decided', numbers.outcomes),
    calls: table('Phone calls that came first', [calls, ...numbers.callsByTime]),
    // of unanswered referrals and of professional disagreements
    escalations: table('Raised with somebody more senior', [escalated, disagreements, ...numbers.levels]),
    // most often seen first; those below five are left out
    indicators: { title: 'Signs seen', rows: indicatorsOf(tally, pack) },
    times: timesOf(tally.hours),
    unreadable: tally.unreadable, // cases of any date that cannot be read; no number includes them
  };
}

/** A number before anybody has decided whether it may be published. */
interface Counted {
  id: string;
  words: string;
  value: number;
}

/** A number for each name. @param kind what is counted, for the ids @param names each with its words */
const counted = (kind: string, names: [name: string, words: string][], counts: Record<string, number> = {}) =>
  names.map(([name, words]): Counted => ({ id: `${kind}:${name}`, words, value: counts[name] ?? 0 }));

/** Every number of a report. */
function numbersOf(tally: Tally, { months }: Period, pack: Pack) {
  const { decisions, calls, outcomes, disagreements } = tally;
  const ofMonths = months.map((month): [string, string] => [month, monthName(month)]);
  const agencies = agenciesIn(tally, pack).map((agency): [string, string] => [agency, wordsOfAgency(agency, pack)]);
  return {
    all: { id: 'all', words: '', value: tally.referrals },
    months: counted('month', ofMonths, tally.months),
    agencies: counted('agency', agencies, tally.agencies),
    // each agency by month, unless there is only one month
    grid:
      months.length > 1
        ? agencies.map(([agency]) => counted(`agency:${agency}`, ofMonths, tally.agencyMonths[agency]))
        : [],
    decisions: counted('decision', Object.entries(decisionNames), decisions),
    decided: { id: 'decided', words: '', value: decisions.within + decisions.over },
    outcomes: counted('outcome', Object.entries(decisionWords), outcomes),
    calls: { id: 'calls', words: 'All calls', value: total(calls) },
    callsByTime: counted('call', Object.entries(callNames), calls),
    escalated: { id: 'escalated', words: 'Silence went up', value: tally.escalated },
    disagreements: { id: 'disagreements', words: 'Disagreements', value: total(disagreements) },
    levels: counted('level', Object.entries(levelNames), disagreements),
  };
}

const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, each) => sum + each, 0);

/** Which numbers add up to which. From this `published` knows what else to hide, so that nobody finds a small one. */
function sumsOf(numbers: ReturnType<typeof numbersOf>): { whole: Counted; parts: Counted[] }[] {
  const { all, months, agencies, grid, decisions, decided, outcomes, calls, callsByTime, disagreements } = numbers;
  return [
    { whole: all, parts: months },
    { whole: all, parts: agencies },
    { whole: all, parts: decisions },
    { whole: decided, parts: decisions.filter(({ id }) => id === 'decision:within' || id === 'decision:over') },
    { whole: decided, parts: outcomes },
    { whole: calls, parts: callsByTime },
    { whole: disagreements, parts: numbers.levels },
    ...(grid.length === 0
      ? []
      : [
          ...agencies.map((whole, row) => ({ whole, parts: grid[row] ?? [] })),
          ...months.map((whole, column) => ({ whole, parts: grid.flatMap((row) => row[column] ?? []) })),
        ]),
  ];
}

function agenciesIn({ agencies }: Tally, pack: Pack): string[] {
  const asked = fieldOf(pack, 'agency').choices?.map((choice) => choice.id) ?? [];
  return [...new Set([...asked, ...Object.keys(agencies).sort(), ''])];
}

function wordsOfAgency(agency: string, pack: Pack) {
  const field = fieldOf(pack, 'agency');
  if (agency === '') return 'Not known';
  return field.choices?.find((choice) => choice.id === agency)?.label ?? 'An agency of another protocol';
}

/** One referral may show several indicators, so their counts have no total. */
function indicatorsOf({ indicators }: Tally, pack: Pack): ReportRow[] {
  const texts = new Map(
    pack.groups.flatMap((group) => group.statements.map((each) => [each.id, statementTicked(each)] as const)),
  );
  return Object.entries(indicators)
    .filter(([, value]) => value >= smallestShown)
    .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .map(([id, value]) => ({ id, words: `${id} ${texts.get(id) ?? ''}`, shown: { kind: 'number', value } }));
}

/**
 * Within how many hours half of the decisions came, and nine in ten; undefined if there are too few.
 * The median needs five decisions and the ninetieth percentile ten: with fewer, the number would be that of a single
 * case.
 */
export function timesOf(hours: number[]) {
  const sorted = [...hours].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const middle = sorted.length % 2 === 1 ? at(0.5) : (at(0.5) + (sorted[sorted.length / 2] ?? 0)) / 2;
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    median: sorted.length >= smallestShown ? tenth(middle) : undefined,
    ninetieth: sorted.length >= 2 * smallestShown ? tenth(at(0.9)) : undefined,
  };
}

export interface Board {
  /** Counts the cases of a period. @returns undefined if the whole period lies in the future */
  report(name: PeriodName, now: Instant): Promise<Report | undefined>;
}

export function boardIn(store: Store, pack: Pack): Board {
  return {
    async report(name, now) {
      const period = periodOf(name, now);
      if (!period) return undefined;
      const tally = await tallyOf(everyCase(store), { months: period.months, now, clocks: pack.clocks });
      return reportOf(tally, period, pack, now);
    },
  };
}

/** Administrators and MASH managers can have the report; they hand it to the Board. @source Protocol 6.1 */
export const canHaveReport = (id: StaffId, { admins, managers }: Record<'admins' | 'managers', StaffId[]>) =>
  admins.includes(id) || managers.includes(id);
