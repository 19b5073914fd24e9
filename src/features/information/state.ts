import { Duration, plus } from '../../base/time.ts';
import type { CaseRecord } from '../../case/record.ts';
import { type EventOf, isA } from '../../history/events.ts';

const idleFor = Duration.parse('PT8H');

/** The last words that the author added, if they came after so long that they may mean another child. */
export function mayBeAnother({ author, events }: CaseRecord): EventOf<'InformationAdded'> | undefined {
  const last = events.findLast(isA('InformationAdded'));
  const before =
    last && events.slice(0, events.indexOf(last)).findLast((event) => 'by' in event && event.by === author);
  return before && last.typedAt && plus(before.at, idleFor) <= last.at ? last : undefined;
}
