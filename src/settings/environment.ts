import { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import { partsBetween, partsOf, withSetUpEntry } from './changed-parts.ts';
import { type Environment, type PeopleSet, Remembered, type Setup } from './setup.ts';

/** Whoever sets the environment of the service: nobody whom Teams knows. */
export const byEnvironment = StaffId.parse('by-environment');

/**
 * The set-up after a start: a part that the environment gives otherwise than at the last one is a change like any other, and is told
 * like one.
 * @param first what it said at the first start, as long as nothing has changed since
 */
export function withEnvironment(setup: Setup, first: Remembered, config: Environment, at: Instant): Setup {
  const { environment: last = first } = setup;
  const is = remembered(config);
  if (JSON.stringify(last) === JSON.stringify(is)) return setup;
  const after = { ...setup, environment: is };
  const before = { config: asItWas(last, config), setup };
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

const people: readonly PeopleSet[] = ['managers', 'practitioners', 'assessors', 'escalation', 'level2', 'level3'];

/** What is kept of it for the next start. */
export function remembered(config: Environment): Remembered {
  const { named, mash, assessmentChannelId, admins } = config;
  return Remembered.parse({
    ...(named.mash && mash ? { mash } : {}),
    ...(named.assessment && assessmentChannelId ? { assessmentChannelId } : {}),
    ...Object.fromEntries(people.filter((part) => named[part]).map((part) => [part, config[part]])),
    admins,
  });
}

/** The configuration of the last start, as far as it names who and where. What local mode begins with is the same at each. */
function asItWas(last: Remembered, config: Environment): Environment {
  const fallback = (part: PeopleSet) => (config.named[part] ? [] : config[part]);
  return {
    mash: last.mash ? { serviceUrl: undefined, ...last.mash } : config.named.mash ? undefined : config.mash,
    assessmentChannelId: last.assessmentChannelId ?? (config.named.assessment ? undefined : config.assessmentChannelId),
    managers: last.managers ?? fallback('managers'),
    practitioners: last.practitioners ?? fallback('practitioners'),
    assessors: last.assessors ?? fallback('assessors'),
    escalation: last.escalation ?? fallback('escalation'),
    level2: last.level2 ?? fallback('level2'),
    level3: last.level3 ?? fallback('level3'),
    admins: last.admins,
    named: {
      mash: last.mash !== undefined,
      assessment: last.assessmentChannelId !== undefined,
      managers: last.managers !== undefined,
      practitioners: last.practitioners !== undefined,
      assessors: last.assessors !== undefined,
      escalation: last.escalation !== undefined,
      level2: last.level2 !== undefined,
      level3: last.level3 !== undefined,
    },
  };
}
