import {
  byEnvironment,
  type Change,
  type ChangedPart,
  comparedByName,
  entriesInShort,
  type PeopleSet,
  partsOf,
  partsOutside,
  peopleParts,
  type Setup,
  serviceParts,
  withEntry,
} from './set-up-state.ts';

/** The parts that differ. The order of people and their names do not count. */
export function partsBetween(before: Setup, after: Setup): ChangedPart[] {
  const were = partsOf(before);
  return Object.entries(partsOf(after)).flatMap(([part, to]) => {
    const from = were[part] ?? [];
    return entriesInShort(part, from) === entriesInShort(part, to) ? [] : [{ part, from, to }];
  });
}

/** Whether people must hear of it at once: it changes where referrals go, or who reads them, acts on them or is told. */
const mustBeTold = ({ part }: ChangedPart) =>
  !comparedByName.includes(part) || serviceParts.some((each) => each === part);

type Entry = Omit<Change, 'tell' | 'parts'> & Partial<Pick<Change, 'parts'>>;

/**
 * The new set-up with one more entry in its history, which says how each changed part was before and is after.
 * @param isTold false for the very first entry of a service: nobody was in force whom it could take anything from
 */
export function withSetUpEntry(before: Setup, after: Setup, entry: Entry, isTold = true): Setup {
  const parts = entry.parts ?? partsBetween(before, after);
  const tell = isTold && parts.some(mustBeTold) ? whoHears(parts, before, after, entry) : undefined;
  return withEntry(after, { ...entry, parts, ...(tell && { tell }) });
}

/**
 * Who must hear of a change: the old and new managers and administrators, and the old and new MASH channel. If
 * escalation contacts or people of level 2 or 3 change, the old and new ones too; if the Assessment team's channel changes, the old and new
 * channel too. If the environment asked for it: all who are on any list.
 */
function whoHears(parts: ChangedPart[], before: Setup, after: Setup, { by, did, askedBy }: Entry): Change['tell'] {
  const isChanged = (name: string) => parts.some(({ part }) => part === name);
  const asker = did === 'changed' || did === 'asked' ? by : askedBy?.by;
  const hear: readonly PeopleSet[] =
    asker === byEnvironment ? peopleParts : ['managers', 'admins', ...partsOutside.filter(isChanged)];
  const people = hear.flatMap((part) => [...before[part], ...after[part]]);
  const channels = [before, after].flatMap(({ mash, assessmentChannelId: assessment }) => {
    if (!mash) return [];
    return [mash, ...(assessment && isChanged('assessmentChannelId') ? [{ ...mash, channelId: assessment }] : [])];
  });
  return {
    people: [...new Set(people)],
    channels: [...new Map(channels.map((each) => [each.channelId, each])).values()],
  };
}
