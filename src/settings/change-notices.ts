import type { StaffId } from '../base/people.ts';
import { type Instant, msOf } from '../base/time.ts';
import type { Change, Setup } from './setup.ts';

/** Tells one person or one channel, once, about one entry of the history. */
export interface ChangeNotice {
  key: string; // names the notice in the record of sent notices, so that nobody gets it twice
  number: number; // the number of the entry
  change: Change;
  to: StaffId | NonNullable<Change['tell']>['channels'][number];
}

// how long to keep trying somebody who cannot be reached; the record of sent notices keeps a key for longer
const tellForMs = 30 * 24 * 60 * 60 * 1000;

/** The notices about changes of the set-up. People come first, so that a channel that is gone does not hold them up. */
export function changeNotices({ changes }: Setup, now: Instant): ChangeNotice[] {
  const notices = changes.flatMap((change, number) => {
    const { at, tell } = change;
    if (!tell || msOf(now) - msOf(at) > tellForMs) return [];
    const about = (to: string) => ({ key: `set-up ${number} ${at} ${to}`, number, change });
    return [
      ...tell.people.map((person): ChangeNotice => ({ ...about(person), to: person })),
      ...tell.channels.map((channel): ChangeNotice => ({ ...about(channel.channelId), to: channel })),
    ];
  });
  return notices.sort((one, other) => Number(typeof other.to === 'string') - Number(typeof one.to === 'string'));
}
