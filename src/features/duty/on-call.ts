import type { StaffId } from '../../base/people.ts';
import { type Instant, plus } from '../../base/time.ts';
import { clockAndDay, timeLeft } from '../../cards/london.ts';
import { button, type Card, input, type Line, line, mashCard, plain, titled } from '../../cards/parts.ts';
import { type Desk, managersToRemind } from '../../case/react.ts';
import type { DutyRules } from '../../protocol/duty.ts';
import { type Duty, gapsIn, onDutyAt, type Span, spansOf } from '../../settings/duty.ts';
import { offDuty, onDuty, rota } from './verbs.ts';

export interface Known {
  duty: Duty;
  desk: Desk;
  rules: DutyRules;
  now: Instant;
  nameOf: (id: StaffId) => string;
}

/** When managers are on duty, by name. Whoever is no manager any more is not among them. */
export const managersOn = ({ duty, desk, rules, nameOf }: Omit<Known, 'now'>): Span[] =>
  spansOf(duty, rules.shift)
    .filter(({ staff }) => desk.managers.includes(staff))
    .map((span) => ({ ...span, name: span.name || nameOf(span.staff) }));

/** Who is reminded now and until when, who follows, and when nobody is on duty. @param problem what is wrong with the time that was typed */
export function onCallCard(known: Known, { attempt, typed, problem }: DutyFormRetry = untouchedDutyForm): Card {
  const { desk, now, nameOf, rules } = known;
  const spans = managersOn(known);
  const there = onDutyAt(spans, now);
  const who = there.map(({ name, until }) => line(`${name}, on duty until ${clockAndDay(until)}`, 'bold'));
  const all = managersToRemind({ ...desk, onDuty: [] }).map((id) => line(nameOf(id), 'bold'));
  const people = who.length > 0 ? who : all;
  return mashCard({
    summary: 'MASH desk: who is on call',
    heading: 'Who is reminded now',
    blocks: [
      plain(
        people.length > 0 ? people : [line('Nobody: no manager is set up. Ask an administrator.', 'bold')],
        'Small',
      ),
      plain(follows(spans, known), 'Small'),
      ...titled('Nobody is planned', known.duty.shifts.length > 0 ? gapLines(spans, known) : []),
      plain([
        line(
          there.length > 0
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

export interface DutyFormRetry {
  attempt: number;
  typed: string;
  problem: string;
}
export const untouchedDutyForm: DutyFormRetry = { attempt: 0, typed: '', problem: '' };

/** Who comes after those on duty, and the gap that follows. */
function follows(spans: Span[], { now, rules }: Known): Line[] {
  const there = onDutyAt(spans, now);
  const later = spans.filter(({ from }) => from > now);
  const [gap] = gapsIn(spans, now, plus(now, rules.horizon)).filter(({ from }) => from > now);
  const next = there.length > 0 ? later.filter(({ from }) => !gap || from < gap.from) : later.slice(0, 1);
  const then = next.map(({ name, from, until }) =>
    line(`Then ${name}, ${clockAndDay(from)} to ${clockAndDay(until)}`, 'plain', 'Small'),
  );
  if (there.length === 0 || !gap) return then;
  const isLast = gap.until === plus(now, rules.horizon);
  const when = isLast ? `after ${clockAndDay(gap.from)}` : `from ${clockAndDay(gap.from)} to ${clockAndDay(gap.until)}`;
  return [...then, line(`Nobody ${when}: then all managers are told.`, 'bold', 'Small')];
}

const mostGaps = 8;

/** When nobody is on duty in the time that a rota looks ahead. */
export function gapLines(spans: Span[], { now, rules }: Pick<Known, 'now' | 'rules'>): Line[] {
  const end = plus(now, rules.horizon);
  const gaps = gapsIn(spans, now, end);
  const lines = gaps
    .slice(0, mostGaps)
    .map(({ from, until }) =>
      line(`${clockAndDay(from)} to ${until === end ? `${clockAndDay(until)}, or later` : clockAndDay(until)}`),
    );
  return gaps.length > mostGaps ? [...lines, line(`and ${gaps.length - mostGaps} more`)] : lines;
}
