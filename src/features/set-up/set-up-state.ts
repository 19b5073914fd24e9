import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import { Instant } from '../../base/time.ts';
import { linkField, verdictOnLog } from '../../evidence/chained-log.ts';
import { document } from '../../store/change.ts';

/**
 * Somebody from a partner agency who works at the MASH. `tenantId`: their organisation, because a partner belongs to
 * another tenant.
 */
const Partner = z.object({ id: StaffId, tenantId: z.string() });

const Names = z.record(z.string(), z.string());

const Place = z.object({ teamId: z.string(), channelId: z.string(), tenantId: z.string(), serviceUrl: z.string() });

/** A person, or a channel and its team, as the set-up knew them at the time. `name`: empty if it was not known. */
// `team`: the team of the MASH channel, or the tenant of a partner
const NamedId = z.object({ id: z.string(), name: z.string(), team: z.string().optional() });
export type NamedId = z.infer<typeof NamedId>;

/** One part of the set-up, before and after a change. */
const ChangedPart = z.object({ part: z.string(), from: z.array(NamedId), to: z.array(NamedId) });
export type ChangedPart = z.infer<typeof ChangedPart>;

const Who = z.object({ by: StaffId, name: z.string(), at: Instant });
export type Who = z.infer<typeof Who>;

/**
 * One entry of the history, chained to the one before. `tell`: who must hear of it; left out if nobody must. `askedBy`:
 * who asked for the change that was confirmed, refused, replaced or lapsed.
 */
export const Change = Who.extend({
  what: z.array(z.string()),
  did: z.enum(['changed', 'asked', 'confirmed', 'refused', 'lapsed']),
  parts: z.array(ChangedPart),
  askedBy: Who.optional(),
  tell: z.object({ people: z.array(StaffId), channels: z.array(Place.partial({ serviceUrl: true })) }).optional(),
  ...linkField,
});
export type Change = z.infer<typeof Change>;

/**
 * A change of channel that one person asked for and a second has not confirmed yet. `number`: the number of its entry
 * in the history.
 */
const WaitingChange = Who.extend({
  number: z.int(),
  until: Instant,
  parts: z.array(ChangedPart),
  choices: z.object({ mash: Place.optional(), assessmentChannelId: z.string().optional() }),
});
export type WaitingChange = z.infer<typeof WaitingChange>;

/** What the environment said at the last start, part by part. Parts that it did not name are left out. */
export const Remembered = z.object({
  mash: Place.partial({ serviceUrl: true }).optional(),
  assessmentChannelId: z.string().optional(),
  managers: z.array(StaffId).optional(),
  practitioners: z.array(StaffId).optional(),
  assessors: z.array(StaffId).optional(),
  escalation: z.array(StaffId).optional(),
  level2: z.array(StaffId).optional(),
  level3: z.array(StaffId).optional(),
  admins: z.array(StaffId),
});
export type Remembered = z.infer<typeof Remembered>;

/**
 * What an administrator has set up in Teams. A part that is missing was not chosen. Where the environment names a part,
 * the environment wins. `names`: the names of people and channels, from Teams, at the time they were chosen. `changes`:
 * who changed what and when; no entry is ever removed.
 */
export const Setup = z.object({
  mash: Place.optional(),
  assessmentChannelId: z.string().optional(),
  managers: z.array(StaffId).optional(),
  practitioners: z.array(StaffId).optional(),
  partners: z.array(Partner).optional(),
  assessors: z.array(StaffId).optional(), // which members of the Assessment team's channel work on cases
  escalation: z.array(StaffId).optional(),
  level2: z.array(StaffId).optional(), // senior managers, who are told of a disagreement that reaches them
  level3: z.array(StaffId).optional(), // representatives on the Board, who are told in the same way
  officers: Names, // designated officers, by agency
  coordinators: Names, // trafficking co-ordinators, by agency
  board: z.string(), // the contact at the Board
  names: Names,
  invited: z.array(z.string()), // teams in which the card that offers the set-up was posted
  changes: z.array(Change),
  waiting: WaitingChange.optional(),
  environment: Remembered.optional(),
});
export type Setup = z.infer<typeof Setup>;

export const noSetup: Setup = {
  officers: {},
  coordinators: {},
  board: '',
  names: {},
  invited: [],
  changes: [],
};

export const setupsIn = document('setup', Setup, noSetup);

/** The parts that an administrator can choose in Teams. */
export type Choices = Partial<
  Pick<Setup, 'mash' | 'assessmentChannelId' | 'partners' | PeopleSet | 'officers' | 'coordinators' | 'board'>
>;

/** The parts that are people with an account. */
export type PeopleSet = 'managers' | 'practitioners' | 'assessors' | 'escalation' | 'level2' | 'level3';

/** Something for each of these parts. */
export const forPeople = <T>(of: (part: PeopleSet) => T): Record<PeopleSet, T> => ({
  managers: of('managers'),
  practitioners: of('practitioners'),
  assessors: of('assessors'),
  escalation: of('escalation'),
  level2: of('level2'),
  level3: of('level3'),
});

/** The one channel where referrals are posted. Its service URL may be learned later. */
export interface MashPlace {
  teamId: string;
  channelId: string;
  serviceUrl: string | undefined;
  tenantId: string;
}

/** The set-up that applies: where referrals go and who works on them. */
export interface EffectiveSetUp {
  mash: MashPlace | undefined;
  assessmentChannelId: string | undefined;
  managers: StaffId[];
  practitioners: StaffId[];
  partners: { id: StaffId; tenantId: string }[]; // people from other organisations who work at the MASH
  assessors: StaffId[];
  escalation: StaffId[];
  level2: StaffId[]; // who may close a disagreement at this level, and is told when one reaches it
  level3: StaffId[];
}

/**
 * The set-up from the environment. `named`: the parts that the environment names, which win over the set-up in Teams.
 */
interface Named extends Omit<EffectiveSetUp, 'partners'> {
  named: Record<'mash' | 'assessment' | PeopleSet, boolean>;
}

/** The set-up from the environment, with the administrators, whom only the environment names. */
export interface Environment extends Named {
  admins: StaffId[];
}

/** The set-up that applies now: first the environment, then the set-up in Teams, then the defaults of local mode. */
export function effectiveSetUp(config: Named, setup: Setup): EffectiveSetUp {
  const { named } = config;
  const partners = setup.partners ?? [];
  const listed = (practitioners: StaffId[]) =>
    practitioners.length > 0 ? [...new Set([...practitioners, ...partners.map(({ id }) => id)])] : [];
  const people = forPeople((part) => (named[part] ? config[part] : (setup[part] ?? config[part])));
  return {
    mash: named.mash ? config.mash : (setup.mash ?? config.mash),
    assessmentChannelId: named.assessment
      ? config.assessmentChannelId
      : (setup.assessmentChannelId ?? config.assessmentChannelId),
    ...people,
    // a list also gets the partners; an empty one stays empty, so every member may work
    practitioners: listed(people.practitioners),
    partners,
  };
}

/** Stands for whoever sets the environment of the service, a person whom Teams does not know. */
export const byEnvironment = StaffId.parse('by-environment');

/** The name of the set-up's history. It is hashed into the chain, so that entries of another history do not fit. */
export const historyLog = 'set-up';

/** `part`: the part of the set-up that does not match the history. */
export type SetupVerdict = ReturnType<typeof verdictOnLog> | { kind: 'not-as-recorded'; part: string };

/** Checks whether the history of the set-up is unchanged, and whether the set-up matches it. */
export function verdictOnSetup(setup: Setup): SetupVerdict {
  const verdict = verdictOnLog(historyLog, setup.changes);
  if (verdict.kind === 'broken') return verdict;
  for (const [part, ids] of Object.entries(stored(setup))) {
    const last = lastOf(part, setup);
    if (last && last.join() !== ids.sort().join()) return { kind: 'not-as-recorded', part };
  }
  return isRequestRecorded(setup) ? verdict : { kind: 'not-as-recorded', part: 'waiting' };
}

function stored({ mash, assessmentChannelId, partners, ...setup }: Setup): Record<string, string[]> {
  return {
    mash: mash ? [mash.channelId] : [],
    assessmentChannelId: assessmentChannelId === undefined ? [] : [assessmentChannelId],
    partners: (partners ?? []).map(({ id }) => id),
    ...forPeople((part) => [...(setup[part] ?? [])]),
  };
}

/** The ids that a part got in its last change from Teams; undefined if no entry says. */
function lastOf(part: string, { changes }: Setup): string[] | undefined {
  const changesOfPart = changes.flatMap(({ by, did, parts }) =>
    by !== byEnvironment && (did === 'changed' || did === 'confirmed')
      ? parts.filter((each) => each.part === part)
      : [],
  );
  return changesOfPart
    .at(-1)
    ?.to.map(({ id }) => id)
    .sort();
}

/** Whether the history confirms who asked for the change that waits. */
function isRequestRecorded({ waiting, changes }: Setup): boolean {
  const entry = waiting && changes[waiting.number];
  return !waiting || (entry?.did === 'asked' && entry.by === waiting.by && entry.at === waiting.at);
}
