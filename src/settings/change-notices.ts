import type { StaffId } from '../base/people.ts';
import { type Instant, msOf } from '../base/time.ts';
import type { Change, Setup } from './setup.ts';

/** One entry of the history that one person, or one channel, must hear of once. */
export interface ChangeNotice {
  key: string; // by which it is known whether they were told
  number: number; // of the entry
  kind: NonNullable<Change['did']>;
  to: { person: StaffId } | { channel: NonNullable<Change['tell']>['channels'][number] };
}

const newsMs = 30 * 24 * 60 * 60 * 1000; // so long somebody who cannot be reached is tried; who was told is kept for longer

/** What is to be told of the changes of the set-up, people first: a channel that is gone holds nobody up. */
export function changeNotices({ changes }: Setup, now: Instant): ChangeNotice[] {
  const notices = changes.flatMap(({ at, did: kind = 'changed', tell }, number) => {
    if (!tell || msOf(now) - msOf(at) > newsMs) return [];
    const about = (to: string) => ({ key: `set-up ${number} ${at} ${to}`, number, kind });
    return [
      ...tell.people.map((person): ChangeNotice => ({ ...about(person), to: { person } })),
      ...tell.channels.map((channel): ChangeNotice => ({ ...about(channel.channelId), to: { channel } })),
    ];
  });
  return notices.sort((one, other) => Number('channel' in one.to) - Number('channel' in other.to));
}
