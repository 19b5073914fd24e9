import { StaffId } from '../../src/base/people.ts';
import { outsidersIn } from '../../src/features/outside/outside-state.ts';
import { noSetup, type Setup, setupsIn } from '../../src/features/set-up/set-up-state.ts';
import { peopleIn } from '../../src/store/people.ts';
import { assessments, general, profiles, referrals, tenantId } from '../fakes/people.ts';
import { administrator } from './actors/administrator.ts';
import { assessor } from './actors/assessment.ts';
import { hourMs, type Life, minuteMs } from './actors/life.ts';
import { manager, managers, rings } from './actors/manager.ts';
import { referrer } from './actors/referrer.ts';
import type { Urgency } from './actors/referring.ts';
import { chanceOf } from './chance.ts';
import { clientOf } from './client.ts';
import { fate } from './fate.ts';
import { type Programs, programsOf } from './programs.ts';
import { newTracerWords } from './tracer-words.ts';
import { type Broken, type Watchers, watchersOf } from './watching.ts';
import { badLuck, type Climate } from './weather.ts';
import { worldOf } from './world.ts';

const dayMs = 24 * hourMs;
/** Mondays at midnight in London; the clocks go forward in the first week and back in the second. */
const mondays = [
  '2026-03-23T00:00:00Z',
  '2026-10-19T00:00:00+01:00',
  '2026-06-08T00:00:00+01:00',
  '2026-11-16T00:00:00Z',
];

/** How one week went. `checks` counts how often each invariant was checked. */
export interface WeekResult {
  seed: number;
  counts: Map<string, number>;
  /** The story. It is worded when somebody asks. */
  lines(): string[];
  digest: string;
  broken: Broken | undefined;
  checks: Map<string, number>;
}

/** Plays one simulated week, or only its first days, which no end is checked of. */
export async function playWeek(seed: number, climate: Climate = badLuck, days = 7): Promise<WeekResult> {
  const chance = chanceOf(`${seed}/week`);
  const start = Date.parse(chance.of(mondays as [string, ...string[]]));
  const span = { start, faultsUntil: start + 6 * dayMs, end: start + 7 * dayMs };
  const lives = new Map<string, Life>();
  const world = worldOf(seed, span, climate, {
    wrote: (after, before) => watchers.wrote(after, before),
    heard(posted) {
      watchers.heard(posted);
      const life = posted.alert && posted.versions.length === 1 ? lives.get(posted.conversation) : undefined;
      if (life && life.client.colleague.part !== 'referrer') void rings(life);
    },
    killed: () => watchers.killed(),
  });
  const { clock, story } = world;
  const faulty = climate.teams[1] > 0;
  const instances = faulty && chance.happens(0.4) ? 2 : 1;
  const tracerWords = newTracerWords();
  const programs: Programs = programsOf(world, instances, (_, line) => watchers.logged(line));
  const watchers: Watchers = watchersOf(world, () => programs, tracerWords);
  const store = world.place.open();
  await setupsIn(store).change(() => setUp);
  const withTexts = staff(profiles.mo.objectId, profiles.dee.objectId);
  for (const [index, id] of withTexts.entries())
    await peopleIn(store).change(id, (person) => ({
      ...person,
      outside: { way: 'sms', to: `+44770090000${index}`, confirmedAt: clock.now() },
    }));
  await outsidersIn(store).change((record) => ({ ...record, people: withTexts }));

  for (const slot of programs.slots) void slot.start();
  for (const colleague of world.staff.all()) {
    const client = clientOf(colleague, { world, programs, turned: watchers.turned });
    const life: Life = {
      world,
      client,
      tracerWords,
      chance: chance.apart(colleague.who),
      until: span.end,
      done: new Set(),
    };
    lives.set(colleague.chat, life);
  }
  if (faulty) fate(world, programs, chance.apart('fate'), span.faultsUntil);
  begin(lives, chance.whole(10, 12), chance);

  await clock.run(start + days * dayMs, watchers.step);
  if (!watchers.broken() && days === 7) await watchers.ends();
  const counts = new Map([...world.counts, ...world.weather.counts]);
  return {
    seed,
    counts,
    lines: story.lines,
    digest: story.digest(),
    broken: watchers.broken(),
    checks: watchers.checks,
  };
}

function begin(lives: Map<string, Life>, count: number, chance: ReturnType<typeof chanceOf>): void {
  const plans = new Map<string, Urgency[]>();
  const referrers = [...lives.values()].filter(({ client }) => client.colleague.part === 'referrer');
  for (let number = 0; number < count; number += 1) {
    const urgency: Urgency =
      number === 0 ? 'danger' : number === 1 ? 'leaves-sight' : chance.of(['no', 'no', 'no', 'danger']);
    const { client } = referrers[number % referrers.length] as Life;
    plans.set(client.colleague.who, [...(plans.get(client.colleague.who) ?? []), urgency]);
  }
  for (const life of lives.values()) {
    const { part, who } = life.client.colleague;
    life.world.clock.after(chance.between(1, 60) * minuteMs, () => {
      if (part === 'referrer') referrer(life, plans.get(who) ?? []);
      else if (part === 'assessment') assessor(life);
      else if (part === 'administrator') administrator(life);
      else if (part === 'escalation') void life.client.says('hi');
      else manager(life);
    });
  }
}

const staff = (...ids: string[]) => ids.map((id) => StaffId.parse(id));
const setUp: Setup = {
  ...noSetup,
  mash: { teamId: general.id, channelId: referrals.id, tenantId, serviceUrl: 'https://smba.trafficmanager.net/uk/' },
  assessmentChannelId: assessments.id,
  managers: staff(...managers),
  escalation: staff(profiles.dee.objectId),
};
