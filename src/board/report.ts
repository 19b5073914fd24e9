import { monthName, type Period } from '../base/period.ts';
import type { Instant } from '../base/time.ts';
import { decisionWords } from '../cards/decision-words.ts';
import { statementTicked } from '../cards/statement.ts';
import { DecisionKind } from '../history/decision.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { type Counted, id, reportKeys, sumsOf, valuesOf } from './report-numbers.ts';
import { type PublishedNumber, published, smallestShown } from './suppress.ts';
import type { Tally } from './tally.ts';

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

/** Hours to a decision, to one decimal place; undefined if there are too few decisions. */
interface Times {
  median: number | undefined; // half of the decisions took this long or less
  ninetieth: number | undefined; // nine in ten took this long or less
}

/** What the Board reads: numbers only, none below five, and nothing about a child, a referrer or a case. */
export interface Report {
  period: Period;
  board: string; // the name of the Board
  madeAt: Instant;
  referrals: PublishedNumber;
  months: Table;
  agencies: Table;
  agencyMonths: { title: string; months: string[]; agencies: Table[] } | undefined; // undefined for one month
  decisions: Table;
  outcomes: Table;
  calls: Table;
  indicators: Table; // most often seen first; those below five are left out
  escalations: Table; // of unanswered referrals and of professional disagreements
  times: Times;
  unreadable: number; // cases of any date that cannot be read; no number includes them
}

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

/**
 * The numbers of a period as they may be published.
 * @source Protocol 6.1 (R6.1.1): referrals by agency, decisions and calls on time and late, outcomes,
 * escalations
 */
export function reportOf(tally: Tally, period: Period, pack: Pack, madeAt: Instant): Report {
  const { months } = period;
  const counted: Counted = {
    months,
    agencies: agenciesIn(tally, pack),
    kinds: [...new Set([...DecisionKind.options, ...Object.keys(tally.outcomes)])],
    levels: [...new Set(['1', '2', '3', ...Object.keys(tally.disagreements)])].sort(),
    hasAgencyMonths: months.length > 1,
  };
  const shown = published(valuesOf(tally, counted), sumsOf(tally, counted), [id.decided]);
  const row: RowOf = (key, words) => ({ id: key, words, shown: shown[key] ?? { kind: 'held-back' } });
  return {
    period,
    board: pack.board,
    madeAt,
    referrals: row(id.all, '').shown,
    ...originTables(counted, pack, row),
    ...resultTables(counted, row),
    indicators: { title: 'Signs seen', rows: indicatorsOf(tally, pack) },
    times: timesOf(tally.hours),
    unreadable: tally.unreadable,
  };
}

type RowOf = (key: string, words: string) => ReportRow;

/** The tables of referrals by month and by agency. */
function originTables(
  { months, agencies, hasAgencyMonths }: Counted,
  pack: Pack,
  row: RowOf,
): Pick<Report, 'months' | 'agencies' | 'agencyMonths'> {
  const agencyWords = (agency: string) => wordsOfAgency(agency, pack);
  return {
    months: { title: 'Referrals by month', rows: months.map((month) => row(id.month(month), monthName(month))) },
    agencies: {
      title: 'Referrals by agency',
      rows: agencies.map((agency) => row(id.agency(agency), agencyWords(agency))),
    },
    agencyMonths: hasAgencyMonths
      ? {
          title: 'Referrals by agency and month',
          months,
          agencies: agencies.map((agency) => ({
            title: agencyWords(agency),
            rows: months.map((month) => row(id.both(agency, month), monthName(month))),
          })),
        }
      : undefined,
  };
}

/** The tables of decisions, outcomes, calls and escalations. */
function resultTables(
  { kinds, levels }: Counted,
  row: RowOf,
): Pick<Report, 'decisions' | 'outcomes' | 'calls' | 'escalations'> {
  return {
    decisions: {
      title: 'Decisions',
      rows: reportKeys(decisionNames).map((name) => row(id.decision(name), decisionNames[name])),
    },
    outcomes: {
      title: 'What was decided',
      rows: kinds.map((kind) => row(id.outcome(kind), (decisionWords as Record<string, string>)[kind] ?? kind)),
    },
    calls: {
      title: 'Phone calls that came first',
      rows: [row(id.calls, 'All calls'), ...reportKeys(callNames).map((name) => row(id.call(name), callNames[name]))],
    },
    escalations: {
      title: 'What went up',
      rows: [
        row('escalated', 'Silence went up'),
        row(id.disagreements, 'Disagreements'),
        ...levels.map((level) => row(id.level(level), `Disagreements, level ${level}`)),
      ],
    },
  };
}

function agenciesIn({ agencies }: Tally, pack: Pack): string[] {
  const asked = fieldOf(pack, 'agency').choices?.map((choice) => choice.id) ?? [];
  return [...new Set([...asked, ...Object.keys(agencies).sort(), ''])];
}

function wordsOfAgency(agency: string, pack: Pack): string {
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
    .map(([id, value]) => ({ id, words: texts.get(id) ?? '', shown: { kind: 'number', value } }));
}

/**
 * The median needs five decisions and the ninetieth percentile ten: with fewer, the number would be that of a single
 * case.
 */
export function timesOf(hours: number[]): Times {
  const sorted = [...hours].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const middle = sorted.length % 2 === 1 ? at(0.5) : (at(0.5) + (sorted[sorted.length / 2] ?? 0)) / 2;
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    median: sorted.length >= smallestShown ? tenth(middle) : undefined,
    ninetieth: sorted.length >= 2 * smallestShown ? tenth(at(0.9)) : undefined,
  };
}

/** @returns "12", "fewer than 5" or "not shown" */
export function publishedWords(shown: PublishedNumber): string {
  if (shown.kind === 'number') return String(shown.value);
  return shown.kind === 'small' ? `fewer than ${smallestShown}` : 'not shown';
}

/** A short form for plots: "12", "<5" or "–". */
export function inShort(shown: PublishedNumber): string {
  if (shown.kind === 'number') return String(shown.value);
  return shown.kind === 'small' ? `<${smallestShown}` : '–';
}
