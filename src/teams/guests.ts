import type { ConversationPlace, Sender } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import type { StaffId } from '../base/people.ts';
import { type Duration, type Instant, plus } from '../base/time.ts';
import type { Teams } from '../connector/teams.ts';

/** Who is a guest of the organisation, as Teams has them. */
export interface Guests {
  /** Of the sender of a 1:1 chat. When Teams does not say in time: no, because a referral must not wait for a roster. */
  isGuest(place: ConversationPlace, sender: Sender): Promise<boolean>;
}

const knownFor = 'PT1H' as Duration;
const askedAgainAfter = 'PT1M' as Duration; // where Teams did not say
const mayTakeMs = 1000; // the answer waits for it

export function guestsThrough(teams: Teams, { now, pause }: Pick<Machine, 'now' | 'pause'>): Guests {
  const known = new Map<StaffId, { isGuest: boolean; until: Instant }>();
  return {
    async isGuest({ serviceUrl, conversationId }, { id, teamsId }) {
      const before = known.get(id);
      if (before && now() < before.until) return before.isGuest;
      const asking = teams.member(serviceUrl, conversationId, teamsId).then(
        (member) => {
          known.set(id, { isGuest: member.isGuest, until: plus(now(), knownFor) });
          return member.isGuest;
        },
        () => {
          const isGuest = before?.isGuest ?? false;
          known.set(id, { isGuest, until: plus(now(), askedAgainAfter) });
          return isGuest;
        },
      );
      return Promise.race([asking, pause(mayTakeMs).then(() => before?.isGuest ?? false)]);
    },
  };
}
