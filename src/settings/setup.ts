import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';

const Names = z.record(z.string(), z.string());

/**
 * What an administrator has set up in Teams. A part that is not there was not chosen; the environment goes before it. `names`: how the
 * people are called, as the roster said when they were chosen. Changes are kept with who and when, and never taken away.
 */
export const Setup = z.object({
  kind: z.literal('settings'),
  id: z.literal('setup'),
  mash: z
    .object({ teamId: z.string(), channelId: z.string(), tenantId: z.string(), serviceUrl: z.string() })
    .optional(),
  assessmentChannelId: z.string().optional(),
  managers: z.array(StaffId).optional(),
  practitioners: z.array(StaffId).optional(),
  escalation: z.array(StaffId).optional(),
  level2: z.array(StaffId).optional(), // senior managers, who hear of a disagreement that comes to them
  level3: z.array(StaffId).optional(), // representatives on the Board, in the same way
  officers: Names, // designated officers, by agency
  coordinators: Names, // trafficking co-ordinators, by agency
  board: z.string(), // whom to turn to at the Board
  names: Names,
  invited: z.array(z.string()), // teams in which the card that offers the set-up was posted
  changes: z.array(z.object({ at: Instant, by: StaffId, name: z.string(), what: z.array(z.string()) })),
});
export type Setup = z.infer<typeof Setup>;

export const noSetup: Setup = {
  kind: 'settings',
  id: 'setup',
  officers: {},
  coordinators: {},
  board: '',
  names: {},
  invited: [],
  changes: [],
};

/** What can be chosen. */
export type Choices = Partial<
  Pick<Setup, 'mash' | 'assessmentChannelId' | PeopleSet | 'officers' | 'coordinators' | 'board'>
>;

/** The parts that are people with an account. */
type PeopleSet = 'managers' | 'practitioners' | 'escalation' | 'level2' | 'level3';

/** The set-up with what was chosen now, and one entry that says who changed which parts; the same when nothing is new. */
export function withChoices(
  setup: Setup,
  { choices, names }: { choices: Choices; names: Record<string, string> },
  { by, name, at }: { by: StaffId; name: string; at: Instant },
): Setup {
  const what = Object.entries(choices)
    .filter(([part, chosen]) => JSON.stringify(setup[part as keyof Setup]) !== JSON.stringify(chosen))
    .map(([part]) => part);
  if (what.length === 0) return setup;
  return {
    ...setup,
    ...choices,
    names: { ...setup.names, ...names },
    changes: [...setup.changes, { at, by, name, what }],
  };
}

/** The one channel where referrals are shown. Its address may be learned later. */
export interface MashPlace {
  teamId: string;
  channelId: string;
  serviceUrl: string | undefined;
  tenantId: string;
}

/** Where referrals go and who works on them. */
export interface Standing {
  mash: MashPlace | undefined;
  assessmentChannelId: string | undefined;
  managers: StaffId[];
  practitioners: StaffId[];
  escalation: StaffId[];
  level2: StaffId[]; // who may close a disagreement at this level, and hears when it comes there
  level3: StaffId[];
}

/** The same as the environment gives it. `named`: which parts it names; they go before the set-up in Teams. */
export interface Named extends Standing {
  named: Record<'mash' | 'assessment' | PeopleSet, boolean>;
}

/** What holds now: the environment first, then the set-up, then what local mode starts from. */
export function standing(config: Named, setup: Setup): Standing {
  const { named } = config;
  const people = (part: PeopleSet) => (named[part] ? config[part] : (setup[part] ?? config[part]));
  return {
    mash: named.mash ? config.mash : (setup.mash ?? config.mash),
    assessmentChannelId: named.assessment
      ? config.assessmentChannelId
      : (setup.assessmentChannelId ?? config.assessmentChannelId),
    managers: people('managers'),
    practitioners: people('practitioners'),
    escalation: people('escalation'),
    level2: people('level2'),
    level3: people('level3'),
  };
}
