import { appended } from '../evidence/chained-log.ts';
import {
  type Called,
  Change,
  type ChangedPart,
  type Environment,
  effectiveSetUp,
  type Setup,
  type Who,
} from './setup.ts';

/** How the history is called in its chain. */
export const historyLog = 'set-up';

/** The parts of which nobody may hear late: where referrals go, and who reads or acts on them. */
const toldParts = [
  ...['mash', 'assessmentChannelId', 'managers', 'practitioners', 'partners', 'assessors'],
  ...['escalation', 'level2', 'level3', 'admins'],
];
const isTold = ({ part }: ChangedPart): boolean => toldParts.includes(part);

type Parts = Record<string, Called[]>;

/** What holds, part by part: people and channels under their ids, with the names that are known of them. */
export function partsOf(config: Environment, setup: Setup): Parts {
  const now = effectiveSetUp(config, setup);
  const called = (id: string): Called => ({ id, name: setup.names[id] ?? '' });
  const said = (names: Record<string, string>) => Object.entries(names).map(([id, name]) => ({ id, name }));
  return {
    mash: now.mash ? [{ ...called(now.mash.channelId), team: now.mash.teamId }] : [],
    assessmentChannelId: now.assessmentChannelId ? [called(now.assessmentChannelId)] : [],
    managers: now.managers.map(called),
    practitioners: (config.named.practitioners ? config : { ...config, ...setup }).practitioners.map(called),
    partners: now.partners.map(({ id, tenantId }) => ({ ...called(id), team: tenantId })),
    assessors: now.assessors.map(called),
    escalation: now.escalation.map(called),
    level2: now.level2.map(called),
    level3: now.level3.map(called),
    admins: config.admins.map(called),
    officers: said(setup.officers),
    coordinators: said(setup.coordinators),
    board: setup.board === '' ? [] : [{ id: 'board', name: setup.board }],
  };
}

/** Which parts are another now. The order of people is none of it, nor how they are called. */
export function partsBetween(before: Parts, after: Parts): ChangedPart[] {
  return Object.entries(after).flatMap(([part, to]) => {
    const from = before[part] ?? [];
    return marks(part, from) === marks(part, to) ? [] : [{ part, from, to }];
  });
}

const namesCount = ['officers', 'coordinators', 'board'];
const marks = (part: string, called: Called[]): string =>
  JSON.stringify(
    called.map(({ id, name, team }) => JSON.stringify([id, team ?? '', namesCount.includes(part) ? name : ''])).sort(),
  );

interface State {
  config: Environment;
  setup: Setup;
}

/** The set-up of now with one more entry in its history: what it says of the parts is what holds before and after. */
export function withSetUpEntry(before: State, after: State, entry: Omit<Change, 'tell' | 'link'>): Setup {
  const parts = entry.parts ?? partsBetween(partsOf(before.config, before.setup), partsOf(after.config, after.setup));
  const tell = whoHears(parts, before, after);
  const change = Change.parse({ ...entry, parts, ...(tell ? { tell } : {}) }); // as it will be read: its hash is that of what is kept
  return { ...after.setup, changes: appended(historyLog, after.setup.changes, change) };
}

/**
 * Who must hear of it: the managers and administrators of before and of now, whoever was or is the escalation contact where that is
 * another; and the MASH channel of before and of now, the Assessment team's too where that is another.
 */
function whoHears(parts: ChangedPart[], before: State, after: State): Change['tell'] {
  if (!parts.some(isTold)) return undefined;
  const is = (name: string) => parts.some(({ part }) => part === name);
  const [was, now] = [effectiveSetUp(before.config, before.setup), effectiveSetUp(after.config, after.setup)];
  const people = [
    ...[...was.managers, ...now.managers, ...before.config.admins, ...after.config.admins],
    ...(is('escalation') ? [...was.escalation, ...now.escalation] : []),
  ];
  const channels = [was, now].flatMap(({ mash, assessmentChannelId: assessment }) => {
    if (!mash) return [];
    return [mash, ...(assessment && is('assessmentChannelId') ? [{ ...mash, channelId: assessment }] : [])];
  });
  return {
    people: [...new Set(people)],
    channels: [...new Map(channels.map((each) => [each.channelId, each])).values()],
  };
}

export const whoOf = ({ by, name, at }: Who): Who => ({ by, name, at });
