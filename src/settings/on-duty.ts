import type { Person } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { Duty } from './desk.ts';

const kept = 500; // changes, so that the document stays small: more than a year of two managers

/** Who is on duty after one person said that they are, or are not; the same when that is no news. */
export function withDuty(duty: Duty, isOn: boolean, { id, name }: Pick<Person, 'id' | 'name'>, at: Instant): Duty {
  if (duty.on.some(({ staff }) => staff === id) === isOn) return duty;
  const others = duty.on.filter(({ staff }) => staff !== id);
  return {
    ...duty,
    on: isOn ? [...others, { staff: id, name, since: at }] : others,
    changes: [...duty.changes, { at, by: id, on: isOn }].slice(-kept),
  };
}
