import type { StaffId } from '../../base/people.ts';
import { type Instant, plus } from '../../base/time.ts';
import { clockAndDay, timeLeft } from '../../cards/london.ts';
import { button, type Card, input, type Line, line, mashCard, plain, titled } from '../../cards/parts.ts';
import { type Desk, managersToRemind } from '../../case/desk.ts';
import type { DutyRules } from '../../protocol/duty.ts';
import { type Duty, gapsIn, onDutyAt, type Span, spansOf } from '../../settings/duty.ts';
import { offDuty, onDuty, rota } from './verbs.ts';

/** Who is on duty now and later, and what a card needs to show it. */
export interface DutyOverview {
  duty: Duty;
  desk: Desk;
  rules: DutyRules;
  now: Instant;
  nameOf: (id: StaffId) => string;
}

/** When each manager is on duty, with their name. People who are no longer managers are left out. */
export const managerDutySpans = ({ duty, desk, nameOf }: Omit<DutyOverview, 'now' | 'rules'>): Span[] =>
  spansOf(duty)
    .filter(({ staff }) => desk.managers.includes(staff))
    .map((span) => ({ ...span, name: span.name || nameOf(span.staff) }));

/** Shows who is reminded now and until when, who follows, and when nobody is on duty. */
export function onCallCard(
  overview: DutyOverview,
  { attempt, typed, problem }: DutyFormRetry = untouchedDutyForm,
): Card {
  const { desk, now, nameOf, rules } = overview;
  const spans = managerDutySpans(overview);
  const current = onDutyAt(spans, now);
  const peopleOnDuty = current.map(({ name, until }) => line(`${name}, on duty until ${clockAndDay(until)}`, 'bold'));
  const everybody = managersToRemind({ ...desk, onDuty: [] }).map((id) => line(nameOf(id), 'bold'));
  const people = peopleOnDuty.length > 0 ? peopleOnDuty : everybody;
  return mashCard({
    summary: 'MASH desk: who is on call',
    heading: 'Who is reminded now',
    blocks: [
      plain(
        people.length > 0 ? people : [line('Nobody: no manager is set up. Ask an administrator.', 'bold')],
        'Small',
      ),
      plain(whatFollows(spans, overview), 'Small'),
      ...titled('Nobody is planned', overview.duty.shifts.length > 0 ? gapLines(spans, overview) : []),
      plain([
        line(
          current.length > 0
            ? 'Reminders go to managers on duty first. Unanswered, the next one goes to all.'
            : 'No manager is on duty. Then reminders go to all of them.',
          'small',
        ),
        line('News of a missing child goes to every manager.', 'small'),
      ]),
    ],
    inputs: [
      input('text', `until__${attempt}`, `On duty until when? Empty: ${timeLeft(now, plus(now, rules.shift))}`, {
        value: typed,
        problem,
      }),
    ],
    buttons: [
      button(onDuty, 'I am on duty', { list: 'desk', attempt }, { style: 'positive' }),
      button(offDuty, 'Off duty', { list: 'desk' }, { inputs: 'none' }),
      button(rota, 'Rota', { list: 'desk' }, { inputs: 'none' }),
    ],
  });
}

/** What a form for a time shows when the last try was refused. */
export interface DutyFormRetry {
  attempt: number;
  typed: string;
  problem: string;
}
export const untouchedDutyForm: DutyFormRetry = { attempt: 0, typed: '', problem: '' };

/** The managers who follow those on duty now, up to the first gap, and that gap. */
function whatFollows(spans: Span[], { now, rules }: DutyOverview): Line[] {
  const current = onDutyAt(spans, now);
  const later = spans.filter(({ from }) => from > now);
  const [gap] = gapsIn(spans, now, plus(now, rules.horizon)).filter(({ from }) => from > now);
  const next = current.length > 0 ? later.filter(({ from }) => !gap || from < gap.from) : later.slice(0, 1);
  const lines = next.map(({ name, from, until }) =>
    line(`Then ${name}, ${clockAndDay(from)} to ${clockAndDay(until)}`, 'plain', 'Small'),
  );
  if (current.length === 0 || !gap) return lines;
  const isLast = gap.until === plus(now, rules.horizon);
  const when = isLast ? `after ${clockAndDay(gap.from)}` : `from ${clockAndDay(gap.from)} to ${clockAndDay(gap.until)}`;
  return [...lines, line(`Nobody ${when}: then all managers are told.`, 'bold', 'Small')];
}

const mostGaps = 8;

/** The times without anybody on duty, as far ahead as the rota looks. */
export function gapLines(spans: Span[], { now, rules }: Pick<DutyOverview, 'now' | 'rules'>): Line[] {
  const end = plus(now, rules.horizon);
  const gaps = gapsIn(spans, now, end);
  const lines = gaps
    .slice(0, mostGaps)
    .map(({ from, until }) =>
      line(`${clockAndDay(from)} to ${until === end ? `${clockAndDay(until)}, or later` : clockAndDay(until)}`),
    );
  return gaps.length > mostGaps ? [...lines, line(`and ${gaps.length - mostGaps} more`)] : lines;
}
