import type { ConversationPlace, Sender } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import type { StaffId } from '../base/people.ts';
import { type Duration, type Instant, plus } from '../base/time.ts';
import type { Teams } from '../connector/teams.ts';

/** Which people are guests of the organisation, according to Teams. */
export interface Guests {
  /**
   * Whether the sender of a 1:1 chat is a guest. If Teams does not answer in time, the last known answer counts; if
   * there is none, the person is taken not to be a guest, because a referral must not wait for Teams.
   */
  isGuest(place: ConversationPlace, sender: Sender): Promise<boolean>;
}

const knownFor = 'PT1H' as Duration;
const askedAgainAfter = 'PT1M' as Duration; // if Teams did not answer
const mayTakeMs = 1000; // the person's answer waits for this

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
