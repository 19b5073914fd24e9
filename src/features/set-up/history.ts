import { linked } from '../../evidence/chained-log.ts';
import {
  Change,
  type ChangedPart,
  type Environment,
  effectiveSetUp,
  historyLog,
  type NamedId,
  type Setup,
  type Who,
} from './set-up-state.ts';

/** The parts whose changes people must hear about at once: where referrals go, and who reads or acts on them. */
const toldParts = [
  ...['mash', 'assessmentChannelId', 'managers', 'practitioners', 'partners', 'assessors'],
  ...['escalation', 'level2', 'level3', 'admins'], // levels 2 and 3: who is told when a disagreement reaches them
];
const isTold = ({ part }: ChangedPart): boolean => toldParts.includes(part);

type Parts = Record<string, NamedId[]>;

/** The set-up that applies, part by part: people and channels by their ids, with their names if known. */
export function partsOf(config: Environment, setup: Setup): Parts {
  const effective = effectiveSetUp(config, setup);
  const called = (id: string): NamedId => ({ id, name: setup.names[id] ?? '' });
  const byAgency = (names: Record<string, string>) => Object.entries(names).map(([id, name]) => ({ id, name }));
  return {
    mash: effective.mash ? [{ ...called(effective.mash.channelId), team: effective.mash.teamId }] : [],
    assessmentChannelId: effective.assessmentChannelId ? [called(effective.assessmentChannelId)] : [],
    managers: effective.managers.map(called),
    practitioners: (config.named.practitioners ? config : { ...config, ...setup }).practitioners.map(called),
    partners: effective.partners.map(({ id, tenantId }) => ({ ...called(id), team: tenantId })),
    assessors: effective.assessors.map(called),
    escalation: effective.escalation.map(called),
    level2: effective.level2.map(called),
    level3: effective.level3.map(called),
    admins: config.admins.map(called),
    officers: byAgency(setup.officers),
    coordinators: byAgency(setup.coordinators),
    board: setup.board === '' ? [] : [{ id: 'board', name: setup.board }],
  };
}

/** The parts that differ. The order of people and their names do not count. */
export function partsBetween(before: Parts, after: Parts): ChangedPart[] {
  return Object.entries(after).flatMap(([part, to]) => {
    const from = before[part] ?? [];
    return comparable(part, from) === comparable(part, to) ? [] : [{ part, from, to }];
  });
}

/** Parts whose entries are names, not accounts: somebody with another name is another person. */
export const comparedByName = ['officers', 'coordinators', 'board'];
const comparable = (part: string, called: NamedId[]): string =>
  JSON.stringify(
    called
      .map(({ id, name, team }) => JSON.stringify([id, team ?? '', comparedByName.includes(part) ? name : '']))
      .sort(),
  );

interface State {
  config: Environment;
  setup: Setup;
}

const Unlinked = Change.omit({ link: true });

/** The new set-up with one more entry in its history, which says how each changed part was before and is after. */
export function withSetUpEntry(
  before: State,
  after: State,
  entry: Omit<Change, 'tell' | 'link' | 'parts'> & Partial<Pick<Change, 'parts'>>,
): Setup {
  const parts = entry.parts ?? partsBetween(partsOf(before.config, before.setup), partsOf(after.config, after.setup));
  const tell = whoHears(parts, before, after);
  // parsed, so that its hash matches the entry as it is read later
  const change = Unlinked.parse({ ...entry, parts, ...(tell ? { tell } : {}) });
  const { changes } = after.setup;
  return { ...after.setup, changes: [...changes, linked(historyLog, changes.at(-1), change)] };
}

/**
 * Who must hear of a change: the old and new managers and administrators, and the old and new MASH channel. If the
 * escalation contact changes, the old and new contact too; if the Assessment team's channel changes, the old and new
 * channel too.
 */
function whoHears(parts: ChangedPart[], before: State, after: State): Change['tell'] {
  if (!parts.some(isTold)) return undefined;
  const isChanged = (name: string) => parts.some(({ part }) => part === name);
  const [was, now] = [effectiveSetUp(before.config, before.setup), effectiveSetUp(after.config, after.setup)];
  const people = [
    ...[...was.managers, ...now.managers, ...before.config.admins, ...after.config.admins],
    ...(isChanged('escalation') ? [...was.escalation, ...now.escalation] : []),
  ];
  const channels = [was, now].flatMap(({ mash, assessmentChannelId: assessment }) => {
    if (!mash) return [];
    return [mash, ...(assessment && isChanged('assessmentChannelId') ? [{ ...mash, channelId: assessment }] : [])];
  });
  return {
    people: [...new Set(people)],
    channels: [...new Map(channels.map((each) => [each.channelId, each])).values()],
  };
}

export const whoOf = ({ by, name, at }: Who): Who => ({ by, name, at });
