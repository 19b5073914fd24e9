import type { Face } from '../../cards/face.ts';
import { clock } from '../../cards/london.ts';
import { coloured, line } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';
import { alarmClock, nextStep } from './clock.ts';
import { isAlarm } from './part.ts';

/** Who was told of an urgent referral, and what happens next, until somebody answers. */
export const face: Face = {
  line(record, event) {
    if (!isAlarm(event)) return undefined;
    const late = event.late ? [line('Late: this could not be said in time', 'small')] : [];
    const told = whoWasTold(record, event);
    return { title: `URGENT. Nobody has it. Telling: ${told.charAt(0).toLowerCase()}${told.slice(1)}`, lines: late };
  },
  blocks(record, _, pack) {
    const alarm = alarmClock(record, pack);
    const rang = record.events.filter(isAlarm).filter(({ at }) => alarm && at >= alarm.start);
    const last = rang.at(-1);
    if (!alarm || !last) return [];
    const next = nextStep(alarm, last.upTo);
    const then = next?.what === 'up' ? 'all managers and the escalation contact' : 'the referrer, to ring';
    return [
      coloured('attention', [
        line('Nobody has answered yet', 'bold'),
        ...rang.map((event) => line(`${whoWasTold(record, event)}: ${clock(event.at)}`)),
        ...(next ? [line(`Next, if nobody takes it: ${then} ${clock(next.at)}`)] : []),
      ]),
    ];
  },
};

function whoWasTold({ outbox, events }: CaseRecord, event: EventOf<'ClockReached'>): string {
  if (event.overdue) return 'All managers, the escalation contact and the referrer';
  if (event.escalate) return 'All managers and the escalation contact';
  const index = events.indexOf(event);
  const isOnDuty = outbox.some(
    ({ message }) => message.kind === 'urgent-ring' && message.event === index && message.as === 'on-duty',
  );
  return isOnDuty ? 'Managers on duty' : 'All managers';
}
