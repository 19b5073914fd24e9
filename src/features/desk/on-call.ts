import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, line, mashCard, plain } from '../../cards/parts.ts';
import { offDuty, onDuty } from './verbs.ts';

/** A manager who is reminded now. `since`: from when they are on duty, where they said so. */
export interface OnCall {
  name: string;
  since?: Instant;
}

/** Who is reminded of decisions now, with the buttons by which managers say that they are on duty. */
export function onCallCard(people: OnCall[], isAnybodyOnDuty: boolean): Card {
  const who = people.map(({ name, since }) =>
    line(since ? `${name}, on duty since ${clockAndDay(since)}` : name, 'bold'),
  );
  return mashCard({
    summary: 'MASH desk: who is on call',
    heading: 'Who is reminded now',
    blocks: [
      plain(who.length > 0 ? who : [line('Nobody: no manager is set up. Ask an administrator.', 'bold')], 'Small'),
      plain([
        line(
          isAnybodyOnDuty
            ? 'Reminders go only to managers on duty.'
            : 'No manager is on duty. Then reminders go to all of them.',
          'small',
        ),
        line('News of a missing child goes to every manager.', 'small'),
      ]),
    ],
    buttons: [
      button(onDuty, 'I am on duty', { list: 'desk' }, { style: 'positive' }),
      button(offDuty, 'Off duty', { list: 'desk' }),
    ],
  });
}
