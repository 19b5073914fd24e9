import { excerpt, fact, type Line } from '../../cards/parts.ts';
import type { Called, ChangedPart, Who } from '../../settings/setup.ts';

/** How each part of the set-up is called. */
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
const longest = 60; // of a name, in characters
const most = 12; // names of one part
const channels = ['mash', 'assessmentChannelId'];

export const partTitle = (part: string): string => titles[part] ?? part;

/** What was and what is: the one channel and the other, or who came and who went. */
export function partLines({ part, from, to }: ChangedPart): Line[] {
  return fact(partTitle(part), channels.includes(part) ? moved(from, to) : cameAndWent(part, from, to));
}

function moved([was]: Called[], [is]: Called[]): string {
  const isFar = was?.team !== undefined && is?.team !== undefined && was.team !== is.team;
  return `From ${channelCalled(was)} to ${channelCalled(is)}${isFar ? ', IN ANOTHER TEAM' : ''}`;
}

const channelCalled = (channel: Called | undefined): string => {
  if (!channel) return 'none';
  return channel.name === '' ? `the channel ${channel.id}` : `“${excerpt(channel.name, longest)}”`;
};

function cameAndWent(part: string, from: Called[], to: Called[]): string {
  const hasNames = ['officers', 'coordinators', 'board'].includes(part);
  const mark = ({ id, name }: Called) => (hasNames ? `${id} ${name}` : id);
  const left = from.filter((each) => !to.some((other) => mark(other) === mark(each)));
  const came = to.filter((each) => !from.some((other) => mark(other) === mark(each)));
  const words = [
    ...(came.length > 0 ? [`Added: ${listed(came)}.`] : []),
    ...(left.length > 0 ? [`Taken out: ${listed(left)}.`] : []),
    ...(to.length === 0 && !hasNames ? ['Nobody is left.'] : []),
  ];
  return words.join(' ');
}

export const nameOrAccount = ({ id, name }: Called): string => excerpt(name || `account ${id}`, longest);

function listed(people: Called[]): string {
  const named = people.slice(0, most).map(nameOrAccount);
  return people.length > most ? `${named.join(', ')} and ${people.length - most} more` : named.join(', ');
}

/** Who did it; the environment is nobody. */
export const authorName = ({ by, name }: Who): string => nameOrAccount({ id: by, name });
