import type { StaffId } from '../../base/people.ts';
import { type Instant, plus } from '../../base/time.ts';
import { box, type FormRetry, untouchedForm } from '../../cards/forms.ts';
import { clock, clockAndDay, timeLeft } from '../../cards/london.ts';
import {
  button,
  buttonWithoutInputs,
  type Card,
  type Line,
  type Lines,
  line,
  type MashCard,
  mainButton,
  mashCard,
  plain,
  spacedBoldLine,
  spacedLine,
  titled,
} from '../../cards/parts.ts';
import type { Desk } from '../../case/desk.ts';
import type { DutyRules } from '../../protocol/service.ts';
import { type Duty, type DutyOffer, gapsIn, onDutyAt, type Span, spansOf, type Times } from './duty-state.ts';
import { acceptShift, cannotCome, findSomebody, gotIt, offDuty, onDuty, refuseShift, rota, stayOn } from './verbs.ts';

/** Who is on duty now and later, and what a card needs to show it. */
export interface DutyOverview {
  duty: Duty;
  desk: Desk;
  rules: DutyRules;
  now: Instant;
  nameOf: (id: StaffId) => string;
}

/** When each manager is on duty, with their name. People who are no longer managers are left out. */
export const managerDutySpans = ({ duty, desk, nameOf }: DutyOverview): Span[] =>
  spansOf(duty)
    .filter(({ staff }) => desk.managers.includes(staff))
    .map((span) => ({ ...span, name: span.name || nameOf(span.staff) }));

/** Shows who is reminded now and until when, who follows, and when nobody is on duty. */
export function onCallCard(overview: DutyOverview, again: FormRetry = untouchedForm) {
  const { desk, now, nameOf, rules } = overview;
  const spans = managerDutySpans(overview);
  const current = onDutyAt(spans, now);
  const peopleOnDuty = current.map(({ name, until }) => line(`${name}, on duty until ${clockAndDay(until)}`, 'bold'));
  const everybody = desk.managers.map((id) => line(nameOf(id), 'bold'));
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
    inputs: [box('text', 'until', `On duty until when? Empty: ${timeLeft(now, plus(now, rules.shift))}`, again)],
    buttons: [
      mainButton(onDuty, 'I am on duty', { list: 'desk', attempt: again.attempt }),
      buttonWithoutInputs(offDuty, 'Off duty', { list: 'desk' }),
      buttonWithoutInputs(rota, 'Rota', { list: 'desk' }),
    ],
  });
}

/** The managers who follow those on duty now, up to the first gap, and that gap. */
function whatFollows(spans: Span[], { now, rules }: DutyOverview): Line[] {
  const current = onDutyAt(spans, now);
  const later = spans.filter(({ from }) => from > now);
  const [gap] = gapsIn(spans, now, plus(now, rules.horizon)).filter(({ from }) => from > now);
  const next = current.length > 0 ? later.filter(({ from }) => !gap || from < gap.from) : later.slice(0, 1);
  const lines = next.map((span) => spacedLine(`Then ${span.name}, ${fromTo(span)}`));
  if (current.length === 0 || !gap) return lines;
  const isLast = gap.until === plus(now, rules.horizon);
  const when = isLast ? `after ${clockAndDay(gap.from)}` : `from ${fromTo(gap)}`;
  return [...lines, spacedBoldLine(`Nobody ${when}: then all managers are told.`)];
}

const mostGaps = 8;

/** The times without anybody on duty, as far ahead as the rota looks. */
export function gapLines(spans: Span[], { now, rules }: DutyOverview): Lines {
  const end = plus(now, rules.horizon);
  const gaps = gapsIn(spans, now, end);
  return [
    gaps.slice(0, mostGaps).map((gap) => `${fromTo(gap)}${gap.until === end ? ', or later' : ''}`),
    gaps.length > mostGaps && `and ${gaps.length - mostGaps} more`,
  ];
}

/** “20:00, Wed 25 Nov to 08:00, Thu 26 Nov”. */
export const fromTo = ({ from, until }: Times): string => `${clockAndDay(from)} to ${clockAndDay(until)}`;

/** Reminds a manager that their shift is about to begin. */
export const beginCard = (shift: Times) =>
  dutyNotice(`Your shift begins at ${clock(shift.from)}`, [fromTo(shift), 'You are on duty from then on.'], {
    typing: 'Or type “I cannot come”.',
    buttons: [button(cannotCome, 'I cannot come', { from: shift.from })],
  });

/** Asks a manager whether they take over a time of a colleague. */
export function offerCard(offer: DutyOffer) {
  const { id, name, from, isShift } = offer;
  const why = isShift
    ? `${name} asks whether you take this shift. Until then it stays with ${name}.`
    : `${name} asks who follows. Until somebody does, messages go to all managers.`;
  return dutyNotice(`Can you take over at ${clock(from)}?`, [fromTo(offer), why], {
    typing: 'Or type “I take over” or “I cannot take over”.',
    buttons: [mainButton(acceptShift, 'I take over', { offer: id }), button(refuseShift, 'I cannot', { offer: id })],
  });
}

/** Tells whoever made an offer what became of it. @param name who took it; undefined if nobody did */
export const answerCard = (name: string | undefined, span: Times) =>
  name
    ? dutyNotice(`${name} takes over`, [fromTo(span)])
    : dutyNotice('Nobody can take over', [fromTo(span), 'Please ring a colleague.']);

export const testCard = (begunAt: Instant) =>
  dutyNotice('This is a test', ['No child is concerned. Please press, so that we know that alarms reach you.'], {
    typing: 'Or type “I got it”.',
    buttons: [mainButton(gotIt, 'I got it', { round: begunAt })],
  });

/** Tells an administrator who did not answer a test alarm in time. */
export const missedCard = (begunAt: Instant, names: readonly string[]) =>
  dutyNotice('Test alarm: not answered', [
    `The test of ${clockAndDay(begunAt)} was not answered by:`,
    ...names,
    'Please ask them whether the message came, and whether Teams may notify them.',
  ]);

/** Tells a manager that their duty is about to end. `next` is the name of the manager who follows, if there is one. */
export function endCard(
  { until, next }: { until: Instant; next: string | undefined },
  { stayOn: extension }: DutyRules,
  again: FormRetry = untouchedForm,
) {
  const whatFollows = next ? `${next} follows.` : 'Nobody follows. After that messages go to all managers.';
  return dutyNotice(`Your duty ends at ${clock(until)}`, [clockAndDay(until), whatFollows, keptNote], {
    typing: 'Or type “I stay on until 22:00” or “somebody takes over”.',
    inputs: [box('text', 'until', `Stay until when? Empty: ${timeLeft(until, plus(until, extension))} more`, again)],
    buttons: [
      mainButton(stayOn, 'I stay on', { end: until, attempt: again.attempt }),
      buttonWithoutInputs(findSomebody, 'Somebody takes over', { end: until }),
    ],
  });
}

const keptNote =
  'What you have then, nobody has, and it rings. In the MASH channel write “shift” to hand it over. What you take later stays yours.';

/** A notice in somebody's own chat. It is not about any case. */
export function dutyNotice(
  heading: string,
  lines: string[],
  { typing, ...more }: Pick<MashCard, 'inputs' | 'buttons'> & { typing?: string } = {},
): Card {
  return mashCard({
    summary: heading,
    heading,
    blocks: [plain(lines, 'Small'), typing && plain([line(typing, 'small')], 'Small')],
    ...more,
  });
}
