import type { Announcement, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import type { CaseChannel } from '../../case/record.ts';
import { isOfTheMash, type Member, TeamsFault } from '../../connector/teams.ts';
import { onlookersCard } from './cards.ts';
import {
  claimReading,
  type Onlooker,
  type Onlookers,
  onlookerNotices,
  onlookersIn,
  withReading,
} from './onlookers-state.ts';

/**
 * Reads who is in the MASH channel and the Assessment team's channel, once a day and whenever somebody joins or leaves.
 * Tells managers and administrators, each in their own chat, of guests and people of other organisations who are not in
 * the set-up. The findings are stored before anybody is told.
 */
export function sideTask({ store, teams, reach, caseContext, currentSetUp, now, log }: SideTaskDeps): SideTask {
  const kept = onlookersIn(store);

  return {
    everyMs: 10_000,
    async does() {
      const { mash } = currentSetUp();
      return mash ? noticesOf(await read(mash.channelId)) : [];
    },
  };

  async function read(channelId: string) {
    let isMine = false;
    const claimed = await kept.change((before) => {
      const claim = claimReading(before, channelId, now());
      isMine = claim.isMine;
      return claim.record;
    });
    if (!isMine) return claimed;
    const channels: CaseChannel[] = currentSetUp().assessmentChannelId ? ['mash', 'assessment'] : ['mash'];
    const byChannel = new Map<CaseChannel, Onlooker[] | undefined>();
    for (const where of channels) byChannel.set(where, await onlookersOf(where));
    return kept.change((record) => withReading(record ?? claimed, claimed, byChannel, now()));
  }

  /** @returns undefined where Teams gives no answer */
  async function onlookersOf(where: CaseChannel) {
    try {
      const { serviceUrl, channelId } = await reach[where]();
      const members = await teams.members(serviceUrl, channelId);
      return members
        .filter((member) => !isOfTheMash(member, currentSetUp()))
        .map((member) => asOnlooker(member, where));
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error;
      log.warn({ event: 'onlookers.failed', kind: 'roster', status: error.status });
      return undefined;
    }
  }

  function noticesOf(record: Onlookers): Announcement[] {
    const { managers, admins } = caseContext().desk;
    return onlookerNotices(record, [...managers, ...admins], now()).map(({ key, to, people }) => ({
      key,
      to,
      kind: 'onlookers',
      sounds: true,
      card: () => onlookersCard(people),
    }));
  }
}

const asOnlooker = ({ id, objectId, name, isGuest }: Member, where: CaseChannel): Onlooker => ({
  who: objectId ?? id,
  name,
  isGuest,
  where,
});
