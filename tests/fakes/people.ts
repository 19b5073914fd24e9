import { LOCAL } from '../../src/local/windows.ts';

/** The made-up people of every conversation test, and the places where they meet. Nobody here exists. */

export interface Profile {
  /** The person's id in Teams, as this bot sees it. */
  readonly id: string;
  readonly name: string;
  readonly objectId: string;
  readonly role: 'user' | 'guest';
  /** The field of the roster that holds the object id; Teams uses both. */
  readonly listedAs: 'aadObjectId' | 'objectId';
  /** The tenant of a person from another organisation, who meets the team in a shared channel. */
  readonly tenantId?: string;
}

export interface Channel {
  readonly id: string;
  /** Teams leaves out the name of General. */
  readonly name?: string;
  /** The members of a private channel. The other channels are open to the whole team. */
  readonly members?: readonly Profile[];
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly aadGroupId: string;
  readonly channels: readonly Channel[];
}

function madeUp(
  name: string,
  number: string,
  more: Partial<Pick<Profile, 'role' | 'listedAs' | 'tenantId'>> = {},
): Profile {
  return {
    id: `29:1${name.replaceAll(' ', '')}-${number}`,
    name,
    objectId: `000000${number}-0000-4000-8000-0000000000${number}`,
    role: more.role ?? 'user',
    listedAs: more.listedAs ?? 'aadObjectId',
    ...(more.tenantId ? { tenantId: more.tenantId } : {}),
  };
}

/** The tenant of local mode, in which most tests run the program. */
export const { tenantId } = LOCAL;

export const bot = { id: '28:b0700000-0000-4000-8000-000000000002', name: 'MASH Referrals' };

export const profiles = {
  /** School nurse; the usual referrer. */
  jane: madeUp('Jane Okafor', '11'),
  /** Teacher; another referrer. */
  tom: madeUp('Tom Reed', '12'),
  /** MASH manager. */
  mo: madeUp('Mo Hussain', '21'),
  /** The second MASH manager, listed in the roster by `objectId`. */
  ana: madeUp('Ana Silva', '22', { listedAs: 'objectId' }),
  /** Practitioner in the MASH team, not a manager. */
  pat: madeUp('Pat Lee', '23'),
  /** A guest, in the MASH team once a test adds him. */
  gus: madeUp('Gus Gray', '24', { role: 'guest' }),
  /** The escalation contact; not in the MASH team. */
  dee: madeUp('Dee Alvarez', '31'),
  /** Administrator of the bot; not in the MASH team. */
  ash: madeUp('Ash Kaur', '41'),
  /** A colleague in the tenant who has nothing to do with the MASH. */
  sid: madeUp('Sid Stone', '51'),
  /** Social worker of the Assessment team, in its private channel. No MASH manager or practitioner is in it. */
  sue: madeUp('Sue Marsh', '61'),
  /** Another social worker of the Assessment team, listed by `objectId`. */
  ivy: madeUp('Ivy Cole', '62', { listedAs: 'objectId' }),
  /** Somebody of another organisation, for a shared channel. In no team until a test puts her there. */
  eve: madeUp('Eve Moss', '71', { tenantId: '0e4a0000-0000-4000-8000-000000000009' }),
  /** In no team until a test puts her there. */
  bea: madeUp('Bea Novak', '72'),
  /** A former practitioner, in no team. */
  liz: madeUp('Liz Park', '73'),
} satisfies Record<string, Profile>;

export type Who = keyof typeof profiles;

/** The General channel has the id of the team, as in Teams. */
export const general: Channel = { id: '19:mash0000000000000000000000000001@thread.tacv2' };
export const referrals: Channel = { id: '19:mash0000000000000000000000000002@thread.tacv2', name: 'Referrals' };

/** The Assessment team's private channel in the MASH team. A guest of the MASH team is in it, too. */
export const assessments: Channel = {
  id: '19:mash0000000000000000000000000003@thread.tacv2',
  name: 'Assessment',
  members: [profiles.sue, profiles.ivy],
};

export const mashTeam: Team = {
  id: general.id,
  name: 'Hertfordshire MASH',
  aadGroupId: '7ea30000-0000-4000-8000-000000000003',
  channels: [general, referrals, assessments],
};

export const mashMembers: readonly Profile[] = [profiles.mo, profiles.ana, profiles.pat];

/** A group chat that somebody has added the bot to. */
export const groupChat = { id: '19:group000000000000000000000000000001@thread.v2' };
