import { z } from 'zod';
import { oncePer } from '../../base/once-per.ts';
import { StaffId } from '../../base/people.ts';
import { Texts } from '../../base/texts.ts';
import { ClockTime, Duration, Instant, msIn } from '../../base/time.ts';
import { document } from '../../store/change.ts';

/**
 * Somebody from a partner agency who works at the MASH. `tenantId`: their organisation, because a partner belongs to
 * another tenant.
 */
const Partner = z.object({ id: StaffId, tenantId: z.string() });

/** The channel where referrals are posted. Its service URL may be learned later, from the channel itself. */
const Place = z.object({
  teamId: z.string(),
  channelId: z.string(),
  tenantId: z.string(),
  serviceUrl: z.string().optional(),
});

/** The parts that are people with an account. */
const lists = <T>(each: T) => ({
  managers: each,
  practitioners: each,
  assessors: each, // which members of the Assessment team's channel work on cases
  escalation: each,
  level2: each, // senior managers, who may close a disagreement at this level, and are told when one reaches it
  level3: each, // representatives on the Board, in the same way
  admins: each,
});
export type PeopleSet = keyof ReturnType<typeof lists>;
export const peopleParts = Object.keys(lists('')) as PeopleSet[];
const people = z.array(StaffId);

/** Where referrals go, and who works on them. The environment can fill each of these parts while it was never set. */
const Seeds = z.object({ mash: Place, assessmentChannelId: z.string(), ...lists(people) }).partial();
export type Seeds = z.infer<typeof Seeds>;
export type SeedPart = keyof Seeds;
export const isSeedPart = (part: string): part is SeedPart => Object.hasOwn(Seeds.shape, part);

/** Hours of London, from one time of day until another. */
const Hours = z.object({ from: ClockTime, until: ClockTime });

/** The service itself, where it was set in Teams. Until then it is as the protocol pack says. */
const Service = z
  .object({
    office: Hours,
    quiet: Hours, // nobody is reminded of paperwork then
    shift: Duration, // how long a duty lasts if nobody says until when
    urgentPhone: z.string(),
    outOfHoursPhone: z.string(),
  })
  .partial();
export type ServiceParts = z.infer<typeof Service>;
export const serviceParts = Object.keys(Service.shape) as (keyof ServiceParts)[];
/** A wrong number is rung by somebody in a hurry, so another person tries it first. */
export const phoneParts = ['urgentPhone', 'outOfHoursPhone'] as const;
export const phonesOf = (choices: ServiceParts) => phoneParts.filter((part) => choices[part] !== undefined);

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
 * One entry of the history. `tell`: who must hear of it; left out if nobody must. `askedBy`:
 * who asked for the change that was confirmed, refused, replaced or lapsed.
 */
export const Change = Who.extend({
  what: z.array(z.string()),
  did: z.enum(['changed', 'asked', 'confirmed', 'refused', 'lapsed']),
  parts: z.array(ChangedPart),
  askedBy: Who.optional(),
  tried: z.string().optional(), // how a number was tried before it was confirmed
  tell: z.object({ people: z.array(StaffId), channels: z.array(Place) }).optional(),
});
export type Change = z.infer<typeof Change>;

/**
 * A change that somebody asked for and a second person has not confirmed yet: another channel, another address of the
 * council's own system, or a part that the environment shall set again. `number`: the number of its entry in the history. `until`: when the request ends.
 */
const WaitingChange = Who.extend({
  number: z.int(),
  until: Instant,
  parts: z.array(ChangedPart),
  choices: Seeds.extend(Service.shape).extend({ council: z.string().optional() }),
  codes: Texts.optional(), // hashes of the codes that were texted to new numbers, by part
  wrong: z.int().optional(), // how often a wrong code was typed
});
export type WaitingChange = z.infer<typeof WaitingChange>;

/**
 * The set-up. Each part is as it was chosen in Teams; the environment filled it while nobody had chosen. `names`: the names of people and channels, from Teams, at the time they were
 * chosen. `changes`: who changed what and when; no entry is ever removed.
 */
export const Setup = z.object({
  mash: Place.optional(),
  assessmentChannelId: z.string().optional(),
  ...lists(people.default([])),
  partners: z.array(Partner).default([]), // people from other organisations who work at the MASH
  officers: Texts, // designated officers, by agency
  coordinators: Texts, // trafficking co-ordinators, by agency
  board: z.string(), // the contact at the Board
  council: z.string().default(''), // the address at which the council's own system hears that something happened
  ...Service.shape,
  names: Texts,
  invited: z.array(z.string()), // teams in which the card that offers the set-up was posted
  changes: z.array(Change),
  waiting: WaitingChange.optional(),
});
export type Setup = z.infer<typeof Setup>;

export const noSetup: Setup = {
  ...lists([]),
  partners: [],
  officers: {},
  coordinators: {},
  board: '',
  council: '',
  names: {},
  invited: [],
  changes: [],
};

export const setupsIn = document('setup', Setup, noSetup, true);

/** The parts for which people outside the team can be chosen: nothing that they do needs the channel. */
export const partsOutside = ['escalation', 'level2', 'level3'] as const;

/**
 * The set-up that applies. A list of practitioners also gets the partners; an empty one stays empty, so that every member
 * may work. `former`, `formerTeams`: where cases were posted before.
 */
export const effectiveSetUp = oncePer((setup: Setup) => {
  const { practitioners, partners } = setup;
  const all = practitioners.length === 0 ? [] : [...practitioners, ...partners.map(({ id }) => id)];
  return { ...setup, practitioners: [...new Set(all)], ...formerPlaces(setup) };
});

export const channelParts = ['mash', 'assessmentChannelId'];

function formerPlaces({ changes, mash, assessmentChannelId }: Setup) {
  const parts = changes.flatMap(({ did, parts }) => (did === 'changed' || did === 'confirmed' ? parts : []));
  const were = parts.flatMap(({ part, from }) => (channelParts.includes(part) ? from : []));
  const former = new Set(were.map(({ id }) => id));
  const formerTeams = new Set(were.flatMap(({ team }) => team ?? []));
  for (const now of [mash?.channelId, assessmentChannelId]) former.delete(now ?? '');
  formerTeams.delete(mash?.teamId ?? '');
  return { former: [...former], formerTeams: [...formerTeams] };
}

/** The parts that an administrator can choose in Teams: all but the administrators themselves. */
export type Choices = Partial<
  Omit<Seeds, 'admins'> &
    Pick<Setup, 'partners' | 'officers' | 'coordinators' | 'board' | 'council' | keyof ServiceParts>
>;

/** What a part of the service is set to, in words; '' while the pack decides. */
const serviceWords = ({ office, quiet, shift, urgentPhone = '', outOfHoursPhone = '' }: ServiceParts) => {
  const hours = (some: ServiceParts['office']) => (some ? `${some.from} to ${some.until}` : '');
  return {
    office: hours(office),
    quiet: hours(quiet),
    shift: shift ? `${msIn(shift) / 3_600_000} hours` : '',
    urgentPhone,
    outOfHoursPhone,
  };
};

type Parts = Record<string, NamedId[]>;

/** The set-up, part by part: people and channels by their ids, with their names if known. */
export function partsOf(setup: Setup): Parts {
  const { mash, assessmentChannelId: assessment } = setup;
  const called = (id: string): NamedId => ({ id, name: setup.names[id] ?? '' });
  const byAgency = (names: Texts) => Object.entries(names).map(([id, name]) => ({ id, name }));
  return {
    mash: mash ? [{ ...called(mash.channelId), team: mash.teamId }] : [],
    assessmentChannelId: assessment ? [called(assessment)] : [],
    ...Object.fromEntries(peopleParts.map((part) => [part, setup[part].map(called)])),
    partners: setup.partners.map(({ id, tenantId }) => ({ ...called(id), team: tenantId })),
    officers: byAgency(setup.officers),
    coordinators: byAgency(setup.coordinators),
    board: setup.board === '' ? [] : [{ id: 'board', name: setup.board }],
    council: setup.council === '' ? [] : [{ id: setup.council, name: setup.council }],
    ...Object.fromEntries(
      Object.entries(serviceWords(setup)).map(([id, name]) => [id, name === '' ? [] : [{ id, name }]]),
    ),
  };
}

/** Parts whose entries are names, not accounts: somebody with another name is another person. */
export const comparedByName: string[] = ['officers', 'coordinators', 'board', ...serviceParts];

/** What makes an entry of a part the same as another one. */
export const identityIn =
  (part: string) =>
  ({ id, name, team = '' }: NamedId) =>
    JSON.stringify([id, team, comparedByName.includes(part) ? name : '']);

/** The same text for entries that mean the same, in any order. */
export const entriesInShort = (part: string, entries: NamedId[]) =>
  JSON.stringify(entries.map(identityIn(part)).sort());

/** Whether a part was ever chosen in Teams, asked for, or filled by the environment, even if it is empty now. */
export const wasEverSet = ({ changes }: Setup, part: string) => changes.some(({ what }) => what.includes(part));

/** Stands for whoever sets the environment of the service, a person whom Teams does not know. */
export const byEnvironment = StaffId.parse('by-environment');

/** The set-up with one more entry in its history. */
export const withEntry = (setup: Setup, entry: Change): Setup => ({ ...setup, changes: [...setup.changes, entry] });
