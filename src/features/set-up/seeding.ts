import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { document } from '../../store/change.ts';
import type { Store } from '../../store/port.ts';
import { partsBetween, partsOf, withSetUpEntry } from './history.ts';
import { byEnvironment, type Environment, forPeople, Remembered, type Setup, setupsIn } from './set-up-state.ts';

const FirstEnvironment = z.object({ first: Remembered });
const firstEnvironmentIn = document('environment', FirstEnvironment, undefined);

/**
 * Compares the environment with that of the last start, and records what has changed. The environment of the very first
 * start has a document of its own.
 */
export async function recordEnvironment(store: Store, config: Environment, at: Instant): Promise<void> {
  const { first } = await firstEnvironmentIn(store).change(
    (there) => there ?? { first: rememberedEnvironment(config) },
  );
  await setupsIn(store).change((setup) => withEnvironment(setup, first, config, at));
}

/**
 * The set-up after a start of the program. A part that the environment now sets differently from the last start is a
 * change like any other, and is told like one.
 * @param first what the environment said at the first start; used if no later start recorded anything
 */
export function withEnvironment(setup: Setup, first: Remembered, config: Environment, at: Instant): Setup {
  const { environment: last = first } = setup;
  const present = rememberedEnvironment(config);
  if (JSON.stringify(last) === JSON.stringify(present)) return setup;
  const after = { ...setup, environment: present };
  const before = { config: lastEnvironment(last, config), setup };
  const parts = partsBetween(partsOf(before.config, setup), partsOf(config, setup));
  if (parts.length === 0) return after;
  const who = { by: byEnvironment, name: 'the environment of the service', at };
  return withSetUpEntry(
    before,
    { config, setup: after },
    {
      ...{ ...who, what: parts.map(({ part }) => part), did: 'changed' as const, parts },
    },
  );
}

/** The part of the environment to remember for the next start. */
export function rememberedEnvironment(config: Environment): Remembered {
  const { named, mash, assessmentChannelId, admins } = config;
  return Remembered.parse({
    ...(named.mash && mash ? { mash } : {}),
    ...(named.assessment && assessmentChannelId ? { assessmentChannelId } : {}),
    ...forPeople((part) => (named[part] ? config[part] : undefined)),
    admins,
  });
}

/** The people and channels at the last start. A part that was not set then and is not set now counts as unchanged. */
function lastEnvironment(last: Remembered, config: Environment): Environment {
  return {
    mash: last.mash ? { serviceUrl: undefined, ...last.mash } : config.named.mash ? undefined : config.mash,
    assessmentChannelId: last.assessmentChannelId ?? (config.named.assessment ? undefined : config.assessmentChannelId),
    ...forPeople((part) => last[part] ?? (config.named[part] ? [] : config[part])),
    admins: last.admins,
    named: {
      mash: last.mash !== undefined,
      assessment: last.assessmentChannelId !== undefined,
      ...forPeople((part) => last[part] !== undefined),
    },
  };
}
