import type { MonthSpan } from '../base/period.ts';

/**
 * Makes numbers safe to publish: nobody can work out a small number from all that can be had together, of every month,
 * quarter and year.
 *
 * Each number is a pipe, and each sum a joint of pipes: as much flows in as out. A table flows from outside into its
 * rows, there into the quarters, then into the months; from the months of all rows into their totals, and out again.
 * What a reader knows of a number are the least and the most that may flow there. How else the numbers can be, is how else it
 * can flow. So one number can take exactly the values between two flows, and whole numbers suffice.
 */

export const smallestShown = 5; // a number below this is not shown, and neither is zero
const mostOfSmall = smallestShown - 1;

/**
 * A number as published. `small`: fewer than five. `at-least`: not shown; so much follows from the others. `held-back`: not
 * shown, and it may be any.
 */
export type PublishedNumber =
  | { kind: 'number' | 'at-least'; value: number }
  | { kind: 'small' }
  | { kind: 'held-back' };

export const numberIn = ({ shown }: { shown: PublishedNumber }): number => ('value' in shown ? shown.value : 0);

/**
 * Within how many hours half of the decisions came, and nine in ten; undefined if there are too few. At least five must
 * have taken so long or less, and five so long or longer, whatever the small numbers are: so neither is the time of a
 * single case, or says of a small number what it is.
 */
export function timesOf(hours: number[], referrals: PublishedNumber) {
  const sorted = [...hours].sort((one, other) => one - other);
  const enough = (number: number) =>
    referrals.kind === 'number' && referrals.value >= number + smallestShown - 1 && sorted.length >= number;
  const at = (share: number) => Math.ceil(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return {
    median: enough(2 * smallestShown) ? at(0.5) : undefined,
    ninetieth: enough(10 * smallestShown) ? at(0.9) : undefined,
  };
}

/** What is counted in each month. */
export interface Counted {
  id: string;
  months: Record<string, number>; // a quarter that is left out has none of it, and everybody knows that
  isUnlisted?: true; // shown nowhere, and no smaller number may follow from it
}

/** The quarters that are published, in order, and the year if it is over. */
export interface ReportTimes {
  quarters: MonthSpan[];
  year?: MonthSpan | undefined;
}

/** What is published of each number, by `numberId`. */
export type Published = Record<string, PublishedNumber>;

export const numberId = ({ id }: Pick<Counted, 'id'>, { name }: Pick<MonthSpan, 'name'>): string => `${id} ${name}`;

/** Publishes the totals of all times: of each quarter, then of its months, and at last of the year. */
export function publishedTotals(total: Counted, times: ReportTimes): Published {
  const pipes = pipesOf(total, [], times);
  const together = [...times.quarters.flatMap((quarter) => [[quarter], monthsIn(quarter)]), yearIn(times)];
  tellWhatIsSafe(
    pipes,
    together.map((spans) => spans.map((span) => numberId(total, span))),
  );
  return published(pipes);
}

/**
 * Publishes a table whose rows add up to a total. Of a time whose total is not shown it shows nothing else: so tables of
 * the same total give nothing away together, because what is hidden can be moved from such a time to another in all of
 * them alike. What a quarter has published never depends on a later one.
 */
export function publishedRows(total: Counted, rows: Counted[], times: ReportTimes, totals: Published): Published {
  const pipes = pipesOf(total, rows, times);
  for (const pipe of pipes) tell(pipe, totals[pipe.id]);
  const listed = rows.filter(({ isUnlisted }) => !isUnlisted);
  const spans = [...times.quarters.flatMap((quarter) => [quarter, ...monthsIn(quarter)]), ...yearIn(times)];
  const of = (kind: PublishedNumber['kind']) =>
    spans
      .filter((span) => totals[numberId(total, span)]?.kind === kind)
      .map((span) => listed.map((row) => numberId(row, span)));
  tellWhatIsSafe(pipes, of('number'));
  const ofSmall = of('small').flatMap((ids) => ids.map((id) => [id, { kind: 'small' as const }]));
  return { ...published(pipes), ...Object.fromEntries(ofSmall) };
}

const monthsIn = ({ months }: MonthSpan): MonthSpan[] => months.map((month) => ({ name: month, months: [month] }));
const yearIn = ({ year }: ReportTimes) => (year ? [year] : []);

/** A number that flows from one joint to another. `low`, `high`: what a reader knows of it. */
interface Pipe {
  id: string;
  from: string;
  to: string;
  value: number;
  low: number;
  high: number;
}

const outside = '';

function pipesOf(total: Counted, rows: Counted[], { quarters, year }: ReportTimes): Pipe[] {
  const pipe = (of: Counted, span: MonthSpan, from: string, to: string): Pipe => ({
    ...{ id: numberId(of, span), from, to, low: 0, high: Number.POSITIVE_INFINITY },
    value: span.months.reduce((sum, month) => sum + (of.months[month] ?? 0), 0),
  });
  const has = (row: Counted, { months }: MonthSpan) => months.some((month) => row.months[month] !== undefined);
  const ofYear = (row: Counted) => (year ? numberId(row, year) : outside);
  const ofRows = rows.flatMap((row) => [
    ...(year ? [pipe(row, year, outside, ofYear(row))] : []),
    ...quarters
      .filter((quarter) => has(row, quarter))
      .flatMap((quarter) => {
        const joint = numberId(row, quarter);
        return [
          pipe(row, quarter, ofYear(row), joint),
          ...monthsIn(quarter).map((month) => pipe(row, month, joint, month.name)),
        ];
      }),
  ]);
  const ofTotal = quarters.flatMap((quarter) => [
    ...monthsIn(quarter).map((month) => pipe(total, month, rows.length > 0 ? month.name : outside, quarter.name)),
    pipe(total, quarter, quarter.name, year ? year.name : outside),
  ]);
  return [...ofRows, ...ofTotal, ...(year ? [pipe(total, year, year.name, outside)] : [])];
}

function tell(pipe: Pipe, shown: PublishedNumber | undefined) {
  if (shown?.kind === 'number') pipe.low = pipe.high = pipe.value;
  if (shown?.kind === 'small') pipe.high = mostOfSmall;
  if (shown?.kind === 'at-least') pipe.low = Math.max(pipe.low, shown.value);
}

/**
 * Tells number by number, unless then a reader could rule out a value from 0 to 4 of any small number. What cannot be
 * told at that point cannot be told later, when the reader knows more. Then it tells of all others of the same group at
 * once whether they are small or not, if that is as safe.
 */
function tellWhatIsSafe(pipes: Pipe[], groups: string[][]): void {
  const flows = flowsIn(pipes);
  const places = new Map(pipes.map(({ id }, place) => [id, place]));
  const small = pipes.flatMap(({ value }, place) => (value < smallestShown ? [place] : []));
  let proofs = new Map<string, number[]>(); // for each small number, a way in which it is 0, and one in which it is 4
  for (const ids of groups) {
    const all = ids.flatMap((id) => places.get(id) ?? []);
    for (const place of all) if (!small.includes(place)) attempt([place], 'number');
    attempt(
      all.filter((place) => pipes[place]?.low !== pipes[place]?.high),
      'at-least',
    );
  }

  function attempt(changed: number[], kind: 'number' | 'at-least') {
    const told = changed.flatMap((place) => pipes[place] ?? []);
    const before = told.map((pipe) => ({ ...pipe }));
    for (const pipe of told) {
      const { value } = pipe;
      tell(
        pipe,
        value < smallestShown ? { kind: 'small' } : { kind, value: kind === 'number' ? value : smallestShown },
      );
    }
    const safe = proofsWith(changed);
    if (safe) proofs = safe;
    else for (const [place, pipe] of told.entries()) Object.assign(pipe, before[place]);
  }

  function proofsWith(changed: number[]): typeof proofs | undefined {
    const next: typeof proofs = new Map();
    for (const place of small)
      for (const goal of [0, mostOfSmall]) {
        const name = `${place} ${goal}`;
        const last = proofs.get(name);
        const proof = last && changed.every((each) => isWithin(pipes[each], last[each])) ? last : flows.to(place, goal);
        if (!proof) return undefined;
        next.set(name, proof);
      }
    return next;
  }
}

const isWithin = (pipe: Pipe | undefined, flow = -1) => pipe !== undefined && flow >= pipe.low && flow <= pipe.high;

function published(pipes: Pipe[]): Published {
  const flows = flowsIn(pipes);
  return Object.fromEntries(pipes.map((pipe, place) => [pipe.id, asShown(pipe, place)]));

  function asShown({ low, high, value }: Pipe, place: number): PublishedNumber {
    if (low === high) return { kind: 'number', value };
    if (high < smallestShown) return { kind: 'small' };
    const least = value < smallestShown ? 0 : flows.least(place);
    return least < smallestShown ? { kind: 'held-back' } : { kind: 'at-least', value: least };
  }
}

/** How else it can flow, starting from how it does. */
function flowsIn(pipes: Pipe[]) {
  const joints = new Map<string, number[]>(); // the pipes at each
  for (const [place, { from, to }] of pipes.entries())
    for (const joint of [from, to]) joints.set(joint, [...(joints.get(joint) ?? []), place]);

  /** Lets one more flow through a pipe, or one less, and leads that back to where it came from. @returns false if nothing else gives way */
  function shift(flow: number[], at: number, by: 1 | -1): boolean {
    const pipe = pipes[at];
    if (!pipe) return false;
    const [start, goal] = by > 0 ? [pipe.to, pipe.from] : [pipe.from, pipe.to];
    const came = new Map<string, { place: number; by: 1 | -1; before: string } | undefined>([[start, undefined]]);
    const open = [start];
    for (let joint = open.shift(); joint !== undefined && !came.has(goal); joint = open.shift())
      for (const place of joints.get(joint) ?? []) {
        const next = pipes[place];
        if (!next || place === at) continue;
        const { from, to, low, high } = next;
        const isForward = from === joint;
        const reached = isForward ? to : from;
        const now = flow[place] ?? 0;
        if (came.has(reached) || !(isForward ? now < high : now > low)) continue;
        came.set(reached, { place, by: isForward ? 1 : -1, before: joint });
        open.push(reached);
      }
    if (!came.has(goal)) return false;
    flow[at] = (flow[at] ?? 0) + by;
    for (let step = came.get(goal); step; step = came.get(step.before))
      flow[step.place] = (flow[step.place] ?? 0) + step.by;
    return true;
  }

  const asItIs = () => pipes.map(({ value }) => value);
  return {
    /** A way in which so much flows here; undefined if there is none. */
    to(place: number, goal: number): number[] | undefined {
      const flow = asItIs();
      while (flow[place] !== goal) if (!shift(flow, place, goal > (flow[place] ?? 0) ? 1 : -1)) return undefined;
      return flow;
    },
    /** The least that can flow here. */
    least(place: number): number {
      const flow = asItIs();
      while ((flow[place] ?? 0) > (pipes[place]?.low ?? 0) && shift(flow, place, -1));
      return flow[place] ?? 0;
    },
  };
}
