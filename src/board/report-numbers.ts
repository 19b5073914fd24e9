import type { Sum } from './suppress.ts';
import type { Tally } from './tally.ts';

/** The names of a report's numbers. */
export const id = {
  all: 'all',
  month: (month: string) => `month:${month}`,
  agency: (agency: string) => `agency:${agency}`,
  both: (agency: string, month: string) => `agency:${agency}:${month}`,
  decision: (name: string) => `decision:${name}`, // within, over, late or open: whether it came in time
  decided: 'decided',
  outcome: (kind: string) => `outcome:${kind}`,
  call: (name: string) => `call:${name}`,
  calls: 'calls',
  level: (level: string) => `level:${level}`,
  disagreements: 'disagreements',
};

/** The groups by which a report counts. */
export interface Counted {
  months: string[];
  agencies: string[];
  kinds: string[]; // of decisions
  levels: string[]; // of disagreements
  hasAgencyMonths: boolean; // whether the report also counts each agency by month
}

/** Every number of a report, by its name. */
export function valuesOf(
  tally: Tally,
  { months, agencies, kinds, levels, hasAgencyMonths }: Counted,
): Record<string, number> {
  const { decisions, calls } = tally;
  const both = hasAgencyMonths ? agencies.flatMap((agency) => months.map((month) => ({ agency, month }))) : [];
  return {
    [id.all]: tally.referrals,
    [id.decided]: decisions.within + decisions.over,
    [id.calls]: calls.within + calls.over,
    [id.disagreements]: Object.values(tally.disagreements).reduce((sum, each) => sum + each, 0),
    escalated: tally.escalated,
    ...entries(months, id.month, (month) => tally.months[month]),
    ...entries(agencies, id.agency, (agency) => tally.agencies[agency]),
    ...Object.fromEntries(
      both.map(({ agency, month }) => [id.both(agency, month), tally.agencyMonths[agency]?.[month] ?? 0]),
    ),
    ...entries(reportKeys(decisions), id.decision, (name) => decisions[name]),
    ...entries(kinds, id.outcome, (kind) => tally.outcomes[kind]),
    ...entries(reportKeys(calls), id.call, (name) => calls[name]),
    ...entries(levels, id.level, (level) => tally.disagreements[level]),
  };
}

/** Which numbers add up to which. From this `published` knows what else to hide, so that nobody finds a small one. */
export function sumsOf(
  { decisions, calls }: Tally,
  { months, agencies, kinds, levels, hasAgencyMonths }: Counted,
): Sum[] {
  const ofAgencies = agencies.map((agency) => ({
    whole: id.agency(agency),
    parts: months.map((each) => id.both(agency, each)),
  }));
  const ofMonths = months.map((month) => ({
    whole: id.month(month),
    parts: agencies.map((each) => id.both(each, month)),
  }));
  return [
    { whole: id.all, parts: months.map(id.month) },
    { whole: id.all, parts: agencies.map(id.agency) },
    { whole: id.all, parts: reportKeys(decisions).map(id.decision) },
    { whole: id.decided, parts: [id.decision('within'), id.decision('over')] },
    { whole: id.decided, parts: kinds.map(id.outcome) },
    { whole: id.calls, parts: reportKeys(calls).map(id.call) },
    { whole: id.disagreements, parts: levels.map(id.level) },
    ...(hasAgencyMonths ? [...ofAgencies, ...ofMonths] : []),
  ];
}

export const reportKeys = <T extends object>(counts: T): (keyof T & string)[] =>
  Object.keys(counts) as (keyof T & string)[];

const entries = <T extends string>(
  names: readonly T[],
  key: (name: T) => string,
  value: (name: T) => number | undefined,
): Record<string, number> => Object.fromEntries(names.map((name) => [key(name), value(name) ?? 0]));
