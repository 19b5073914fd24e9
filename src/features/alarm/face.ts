import type { Instant } from '../../base/time.ts';
import type { Face } from '../../cards/face.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import { coloured, type Line, line } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { unreachedPeople } from '../../case/unreached.ts';
import type { CaseEvent } from '../../history/events.ts';
import { alarmClock, nextStep } from './clock.ts';
import { isAlarm, whoWasTold } from './told.ts';

/** Who was told of an urgent referral, and what happens next, until somebody answers. */
export const face: Face = {
  blocks({ record, pack }) {
    const alarm = alarmClock(record, pack);
    const unreached = unreachedLines(record);
    if (!alarm) return unreached.length > 0 ? [coloured('attention', unreached)] : [];
    const tellings = record.events.filter(({ at }) => at >= alarm.start).flatMap((event) => tellingsOf(record, event));
    const lastUpTo = tellings
      .map((each) => each.upTo)
      .sort()
      .at(-1);
    if (!lastUpTo) return unreached.length > 0 ? [coloured('attention', unreached)] : [];
    const next = nextStep(alarm, lastUpTo);
    const nextWords = next?.what === 'up' ? 'all managers and the escalation contact' : 'the referrer is told to ring';
    return [
      coloured('attention', [
        line('Nobody has answered yet', 'bold'),
        ...tellings.map(({ at, who }) => line(`Told at ${clock(at)}: ${who}.`)),
        ...(next ? [line(`At ${clock(next.at)}, if nobody takes it: ${nextWords}.`)] : []),
        ...unreached,
      ]),
    ];
  },
};

/**
 * Lists the people whom reminders do not reach at present. The case holds no name for somebody who never did anything
 * in it.
 */
function unreachedLines({ status, facts, ...record }: CaseRecord): Line[] {
  const unreached = status === 'awaiting-decision' ? unreachedPeople(record) : [];
  const [since] = unreached.map((each) => each.since).sort();
  if (!since) return [];
  const knownNames = unreached.flatMap(({ person }) => facts.names[person] ?? []);
  const unnamed = unreached.length - knownNames.length;
  const others =
    unnamed === 0 ? [] : [`${unnamed} ${knownNames.length > 0 ? 'more' : unnamed === 1 ? 'person' : 'people'}`];
  return [
    line(`Teams does NOT reach ${[...knownNames, ...others].join(', ')}, since ${clockAndDay(since)}`, 'bold', 'Small'),
  ];
}

/**
 * Who was told by one event of the alarm, and when. A report that a child is missing counts too: it goes to
 * every manager at once. `upTo`: the latest mark of the clock that had been reached.
 */
function tellingsOf(record: CaseRecord, event: CaseEvent): { at: Instant; upTo: Instant; who: string }[] {
  const { at } = event;
  if (event.type === 'ChildMissing') return [{ at, upTo: at, who: 'all managers, that the child is missing' }];
  if (!isAlarm(event) || !(event.remind || event.escalate || event.overdue)) return [];
  return [{ at, upTo: event.upTo, who: whoWasTold(record, event) }];
}
