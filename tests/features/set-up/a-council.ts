import { StaffId } from '../../../src/base/people.ts';
import { instantOf, msOf } from '../../../src/base/time.ts';
import type { Vars } from '../../../src/config/environment.ts';
import { seedsIn } from '../../../src/config.ts';
import { withChoices } from '../../../src/features/set-up/rules.ts';
import { withSeeds } from '../../../src/features/set-up/seeding.ts';
import { type Choices, noSetup, type Setup } from '../../../src/features/set-up/set-up-state.ts';
import { at, dee, meg, mo } from '../../case/a-case.ts';

export const ash = StaffId.parse('ash');
export const kim = StaffId.parse('kim'); // the second administrator

/** What the environment says of the set-up, with names in place of ids. Ash is an administrator unless it says otherwise. */
export function seedsOf(env: Record<string, string> = {}) {
  const set = Object.entries({ ADMINS: 'ash', ...env }).filter(([, value]) => value !== '');
  const vars = set.map(([name, value]) => [name, /_(ID|URL)$/.test(name) ? value : value.split(/, ?/)]);
  return seedsIn({ MicrosoftAppTenantId: 'council', ...Object.fromEntries(vars) } as Vars);
}

export const NOW = at('2026-11-25T10:00:00.000Z');
export const after = (hours: number) => instantOf(msOf(NOW) + Math.round(hours * 3_600_000));

export const channel = (id: string, teamId = '19:team') => ({
  ...{ teamId, channelId: `19:${id}`, tenantId: 'council', serviceUrl: 'https://teams.example' },
});

export const names = {
  ...{ ash: 'Ash Kaur', kim: 'Kim Ode', mo: 'Mo Hussain', meg: 'Meg Hall', dee: 'Dee Alvarez' },
  ...{ '19:referrals': 'Referrals', '19:other': 'Other' },
};

/** The set-up after a start with this environment, so many hours after `NOW`. */
export const started = (setup: Setup, hours: number, env: Record<string, string> = {}): Setup =>
  withSeeds(setup, { seeds: seedsOf(env), defaults: {} }, after(hours));

/** The set-up after Ash chooses something, so many hours after `NOW`. */
export const chooses = (setup: Setup, hours: number, choices: Choices, by = ash): Setup =>
  withChoices(setup, { choices, names }, { by, name: names[by as 'ash'], at: after(hours) });

/** A set-up that Ash made alone two days ago, with Mo as the manager. */
export const setUp = (env?: Record<string, string>): Setup =>
  chooses(started(noSetup, -72, env), -48, { mash: channel('referrals'), managers: [mo.id], escalation: [dee.id] });

/** The same set-up with Kim as a second administrator. */
export const ofTwoAdmins = (): Setup => setUp({ ADMINS: 'ash,kim' });

/** A set-up in which Ash has just asked for another channel. */
export const asked = (setup = setUp()): Setup => chooses(setup, 0, { mash: channel('other', '19:ashs-team') });

export { dee, meg, mo };
