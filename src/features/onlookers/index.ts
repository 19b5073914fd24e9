import type { Feature } from '../../actions/feature.ts';
import type { Announcement, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { StaffId } from '../../base/people.ts';
import type { SentCase } from '../../cards/face.ts';
import { showWordsOf } from '../../cards/thread.ts';
import type { CaseChannel } from '../../case/record.ts';
import { isOfTheMash, type Member, TeamsFault } from '../../connector/teams.ts';
import { noManagerCard, onlookersCard, whoLeftCard } from './cards.ts';
import {
  claimReading,
  type Onlooker,
  type Onlookers,
  onlookerNotices,
  onlookersIn,
  whoLeftIn,
  withReading,
  withReadingDue,
} from './onlookers-state.ts';

const buttons = {
  words: ({ record }: SentCase) => (Object.keys(record.facts.texts).length > 0 ? showWordsOf(record) : undefined),
};

/** People who can read a channel with cases, and are not of the MASH. */
export const onlookers = {
  name: 'onlookers',
  sideTask,
  face: { buttons },
  teamFace: { buttons },
  async whenMembersChange(channelId, { documents, now }) {
    await onlookersIn(documents).change((before) => withReadingDue(before, channelId, now()));
  },
} satisfies Feature;

/**
 * Reads who is in the MASH channel and the Assessment team's channel, once a day and whenever somebody joins or leaves.
 * Tells managers and administrators, each in their own chat, of guests and people of other organisations who are not in
 * the set-up; and administrators of managers and practitioners who have left. The findings are stored before anybody is told.
 */
function sideTask(deps: SideTaskDeps): SideTask {
  const { store, teams, reach, caseContext, currentSetUp, now, log } = deps;
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
    const rosters = new Map<CaseChannel, Member[] | undefined>();
    for (const where of channels) rosters.set(where, await membersOf(where));
    const { managers, practitioners } = currentSetUp();
    const read = {
      onlookers: new Map([...rosters].map(([where, members]) => [where, members && onlookersAmong(members, where)])),
      named: [...managers, ...practitioners],
      staff: rosters.get('mash') && new Map(rosters.get('mash')?.flatMap(asStaff)),
    };
    return kept.change((record) => withReading(record ?? claimed, claimed, read, now()));
  }

  /** @returns undefined where Teams gives no answer */
  async function membersOf(where: CaseChannel) {
    try {
      const { serviceUrl, channelId } = await reach[where]();
      return await teams.members(serviceUrl, channelId);
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error;
      log.warn({ event: 'onlookers.failed', kind: 'roster', status: error.status });
      return undefined;
    }
  }

  function onlookersAmong(members: Member[], where: CaseChannel) {
    const others = members.filter((member) => !isOfTheMash(member, currentSetUp()));
    return others.map((member) => asOnlooker(member, where));
  }

  function noticesOf(record: Onlookers): Announcement[] {
    const { managers, admins } = caseContext().desk;
    const ofOnlookers = onlookerNotices(record, [...managers, ...admins], now()).map(({ key, to, people }) => ({
      key,
      to,
      kind: 'onlookers',
      sounds: true,
      card: () => onlookersCard(people),
    }));
    return [...ofOnlookers, ...noticesOfLeaving(record, deps)];
  }
}

/** Administrators hear of each who left. That no manager is left, the channel and the escalation contacts hear, too. */
function noticesOfLeaving(record: Onlookers, { currentSetUp, reach }: SideTaskDeps): Announcement[] {
  const { admins, escalation, managers, mash } = currentSetUp();
  const all = whoLeftIn(record, mash?.channelId);
  const told = { kind: 'left', sounds: true } as const;
  const each = all.flatMap(({ id, name, left }) =>
    admins.map((to) => ({ ...told, key: `left ${id} ${left} ${to}`, to, card: () => whoLeftCard(name) })),
  );
  const last =
    managers.length > 0 && managers.every((id) => all.some((each) => each.id === id)) ? all.at(-1) : undefined;
  const nobody = (to: Announcement['to'], name: string): Announcement => ({
    ...told,
    key: `no-manager ${last?.left} ${name}`,
    to,
    card: noManagerCard,
  });
  if (!last) return each;
  return [...each, ...[...admins, ...escalation].map((to) => nobody(to, to)), nobody({ channel: reach.mash }, 'mash')];
}

const asOnlooker = ({ id, objectId, name, isGuest }: Member, where: CaseChannel): Onlooker => ({
  who: objectId ?? id,
  name,
  isGuest,
  where,
});

function asStaff({ objectId, name }: Member): [StaffId, string][] {
  const id = StaffId.safeParse(objectId?.toLowerCase()).data;
  return id ? [[id, name]] : [];
}
