import type { Announcement } from '../actions/announcement.ts';
import { isOfTheMash } from '../connector/of-the-mash.ts';
import { type Member, TeamsFault } from '../connector/teams.ts';
import {
  type CaseChannel,
  claimReading,
  type Onlooker,
  type Onlookers,
  onlookerNotices,
  onlookersIn,
  withReading,
} from '../settings/onlookers.ts';
import { onlookersCard } from '../views/onlookers.ts';
import type { WorkerDeps } from './delivered.ts';
import { type TellerDeps, tellingOnce } from './tell-once.ts';

type OnlookerDeps = TellerDeps & Pick<WorkerDeps, 'caseContext' | 'currentSetUp'>;

/**
 * Reads who is in the MASH channel and the Assessment team's channel, once a day and whenever somebody joins or leaves.
 * Tells managers and administrators, each in their own chat, of guests and people of other organisations who are not in
 * the set-up. The findings are stored before anybody is told.
 * @throws when the store does not answer
 */
export function rosterWatcher(deps: OnlookerDeps): () => Promise<void> {
  const { store, teams, reach, caseContext, currentSetUp, now, log } = deps;
  const kept = onlookersIn(store);
  const tell = tellingOnce('onlookers', deps);

  return async () => {
    const { mash } = currentSetUp();
    if (mash) await tell(noticesOf(await read(mash.channelId)));
  };

  async function read(channelId: string): Promise<Onlookers> {
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
  async function onlookersOf(where: CaseChannel): Promise<Onlooker[] | undefined> {
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
      ...{ key, to, kind: 'onlookers', sounds: true, card: () => onlookersCard(people) },
    }));
  }
}

const asOnlooker = ({ id, objectId, name, isGuest }: Member, where: CaseChannel): Onlooker => ({
  ...{ who: objectId ?? id, name, isGuest, where },
});
