import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { plus } from '../../base/time.ts';
import { clock, clockAndDay, timeLeft } from '../../cards/london.ts';
import { button, type Card, input, line, type MashCard, mashCard, plain } from '../../cards/parts.ts';
import type { DutyRules } from '../../protocol/duty.ts';
import type { DutyNotice } from '../../settings/notices.ts';
import { type DutyFormRetry, untouchedDutyForm } from './on-call.ts';
import { acceptShift, cannotCome, findSomebody, gotIt, refuseShift, stayOn } from './verbs.ts';

/** “20:00, Wed 25 Nov to 08:00, Thu 26 Nov”. */
export const fromTo = ({ from, until }: { from: Instant; until: Instant }): string =>
  `${clockAndDay(from)} to ${clockAndDay(until)}`;

const namelessColleague = () => 'A colleague';

/** A notice about duty (to a manager) or about the test alarm (also to others), in the person's own chat. */
export function dutyCard(
  notice: DutyNotice,
  rules: DutyRules,
  nameOf: (id: StaffId) => string = namelessColleague,
): Card {
  switch (notice.kind) {
    case 'ends':
      return endCard(notice, rules);
    case 'begins':
      return dutyNotice(
        `Your shift begins at ${clock(notice.from)}`,
        [fromTo(notice), 'You are on duty from then on.'],
        {
          typing: 'Or type “I cannot come”.',
          buttons: [button(cannotCome, 'I cannot come', { from: notice.from })],
        },
      );
    case 'offer': {
      const { id, name, from, isShift } = notice.offer;
      const why = isShift
        ? `${name} asks whether you take this shift. Until then it stays with ${name}.`
        : `${name} asks who follows. Until somebody does, messages go to all managers.`;
      return dutyNotice(`Can you take over at ${clock(from)}?`, [fromTo(notice.offer), why], {
        typing: 'Or type “I take over” or “I cannot take over”.',
        buttons: [
          button(acceptShift, 'I take over', { offer: id }, { style: 'positive' }),
          button(refuseShift, 'I cannot', { offer: id }),
        ],
      });
    }
    case 'test':
      return dutyNotice(
        'This is a test',
        ['No child is concerned. Please press, so that we know that alarms reach you.'],
        {
          typing: 'Or type “I got it”.',
          buttons: [button(gotIt, 'I got it', { round: notice.begunAt }, { style: 'positive' })],
        },
      );
    case 'missed':
      return dutyNotice('Test alarm: not answered', [
        `The test of ${clockAndDay(notice.begunAt)} was not answered by:`,
        ...notice.missing.map(nameOf),
        'Please ask them whether the message came, and whether Teams may notify them.',
      ]);
    case 'answered':
      return notice.name
        ? dutyNotice(`${notice.name} takes over`, [fromTo(notice)])
        : dutyNotice('Nobody can take over', [fromTo(notice), 'Please ring a colleague.']);
  }
}

/** Tells a manager that their duty is about to end. `next` is the name of the manager who follows, if there is one. */
export function endCard(
  { until, next }: { until: Instant; next: string | undefined },
  { stayOn: extension }: Pick<DutyRules, 'stayOn'>,
  { attempt, typed, problem }: DutyFormRetry = untouchedDutyForm,
): Card {
  const whatFollows = next ? `${next} follows.` : 'Nobody follows. After that messages go to all managers.';
  return dutyNotice(`Your duty ends at ${clock(until)}`, [clockAndDay(until), whatFollows], {
    typing: 'Or type “I stay on until 22:00” or “somebody takes over”.',
    inputs: [
      input('text', `until__${attempt}`, `Stay until when? Empty: ${timeLeft(until, plus(until, extension))} more`, {
        value: typed,
        problem,
      }),
    ],
    buttons: [
      button(stayOn, 'I stay on', { end: until, attempt }, { style: 'positive' }),
      button(findSomebody, 'Somebody takes over', { end: until }, { inputs: 'none' }),
    ],
  });
}

/** A notice in somebody's own chat. It is not about any case. */
export function dutyNotice(
  heading: string,
  lines: string[] = [],
  { typing, ...more }: Pick<MashCard, 'inputs' | 'buttons'> & { typing?: string } = {},
): Card {
  return mashCard({
    summary: heading,
    heading,
    blocks: [
      ...(lines.length > 0
        ? [
            plain(
              lines.map((text) => line(text)),
              'Small',
            ),
          ]
        : []),
      ...(typing ? [plain([line(typing, 'small')], 'Small')] : []),
    ],
    ...more,
  });
}
