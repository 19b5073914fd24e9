import { excerpt, type Line, titledLines } from '../../cards/parts.ts';
import { comparedByName } from '../../settings/changed-parts.ts';
import type { ChangedPart, NamedId, Who } from '../../settings/setup.ts';

/** The title of each part of the set-up. */
const titles: Record<string, string> = {
  mash: 'The MASH channel',
  assessmentChannelId: 'The Assessment team’s channel',
  managers: 'MASH managers',
  practitioners: 'Who else works on referrals',
  partners: 'People of other organisations who work at the MASH',
  assessors: 'Who works in the Assessment team’s channel',
  escalation: 'The escalation contact',
  level2: 'Level 2 of a disagreement',
  level3: 'Level 3 of a disagreement',
  admins: 'Administrators',
  officers: 'Designated officers',
  coordinators: 'Trafficking co-ordinators',
  board: 'Contacts at the Board',
};
const longestName = 60; // characters
const mostNames = 12; // of one part
const channels = ['mash', 'assessmentChannelId'];

export const partTitle = (part: string): string => titles[part] ?? part;

/** What changed in a part: the old and the new channel, or the people who were added and taken out. */
export function partLines({ part, from, to }: ChangedPart): Line[] {
  return titledLines(partTitle(part), channels.includes(part) ? channelChange(from, to) : peopleChange(part, from, to));
}

function channelChange([before]: NamedId[], [after]: NamedId[]): string {
  const isOtherTeam = before?.team !== undefined && after?.team !== undefined && before.team !== after.team;
  return `From ${channelName(before)} to ${channelName(after)}${isOtherTeam ? ', IN ANOTHER TEAM' : ''}`;
}

const channelName = (channel: NamedId | undefined): string => {
  if (!channel) return 'none';
  return channel.name === '' ? `the channel ${channel.id}` : `“${excerpt(channel.name, longestName)}”`;
};

function peopleChange(part: string, from: NamedId[], to: NamedId[]): string {
  const hasNames = comparedByName.includes(part);
  const identity = ({ id, name }: NamedId) => (hasNames ? `${id} ${name}` : id);
  const removed = from.filter((each) => !to.some((other) => identity(other) === identity(each)));
  const added = to.filter((each) => !from.some((other) => identity(other) === identity(each)));
  const words = [
    ...(added.length > 0 ? [`Added: ${listed(added)}.`] : []),
    ...(removed.length > 0 ? [`Taken out: ${listed(removed)}.`] : []),
    ...(to.length === 0 && !hasNames ? ['Nobody is left.'] : []),
  ];
  return words.join(' ');
}

export const nameOrAccount = ({ id, name }: NamedId): string => excerpt(name || `account ${id}`, longestName);

function listed(people: NamedId[]): string {
  const names = people.slice(0, mostNames).map(nameOrAccount);
  return people.length > mostNames ? `${names.join(', ')} and ${people.length - mostNames} more` : names.join(', ');
}

/** The name of the person who made a change. */
export const personName = ({ by, name }: Who): string => nameOrAccount({ id: by, name });
