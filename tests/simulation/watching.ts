import type { CaseRecord } from '../../src/case/record.ts';
import type { Posted } from './chats.ts';
import { currentVersion } from './chats.ts';
import type { TurnReport } from './client.ts';
import { invariants } from './invariants/list.ts';
import { reference, type Scene, type Watching, withHistory } from './invariants/scene.ts';
import type { Programs } from './programs.ts';
import type { TracerWords } from './tracer-words.ts';
import type { World } from './world.ts';

/** A broken invariant: what did not hold, and when. */
export interface Broken {
  invariant: string;
  source: string;
  at: string;
  words: string;
}

export interface Watchers {
  wrote(after: CaseRecord, before: CaseRecord | undefined): void;
  heard(posted: Posted): void;
  turned(turn: TurnReport): void; // after each press or message, answered or not
  logged(line: string): void;
  killed(): void;
  /** Called after each step. @returns true when an invariant has broken */
  step(isAwake: boolean): boolean;
  ends(): Promise<void>;
  broken(): Broken | undefined;
  /** How often each invariant was checked. */
  checks: Map<string, number>;
}

const latelyMs = 100_000; // the longest time between the program's reading a case and Teams showing the message made from it
const isWrong = (skew: number): boolean => Math.abs(skew) > 2000;
const looksEveryMs = 60_000;

/** A line of the story about a message, with the words that a lock screen would show. */
function toldIn(posted: Posted): string {
  const { card, text } = currentVersion(posted);
  const words = card ? String(card.fallbackText) : text;
  const verb = posted.versions.length > 1 ? 'now says' : posted.alert ? 'rings with' : 'is shown';
  return `  ${posted.conversation.replace(/^19:mash0+(\d)@thread.tacv2/, 'channel $1').replace(';messageid=', ', thread ')} ${verb} [${posted.id}] “${words}”`;
}

/** Tells the invariants everything that happens, and notes the first that breaks. */
export function watchersOf(world: World, programs: () => Programs, tracerWords: TracerWords): Watchers {
  const { clock, story } = world;
  const checks = new Map(invariants.map(({ name }) => [name, 0]));
  const lately = new Map<string, { at: number; record: CaseRecord }[]>();
  let lastAlarm = -Infinity;
  let standing = '';
  let first: Broken | undefined;
  let nextLook = clock.ms();
  let nextAwake = nextLook;
  let allUpSince = Infinity;
  let lastWrong = -Infinity;

  const rightSince = () => ([...world.skews.values()].some(isWrong) ? Infinity : lastWrong);

  const scene: Scene = {
    world,
    tracerWords,
    get programs() {
      return programs();
    },
    lately: (id) => lately.get(id) ?? [],
    wellSince: () => Math.max(allUpSince, world.weather.storeWellSince(), rightSince()),
    rightSince,
    teamsWellSince: (conversation) => world.weather.teamsWellSince(conversation),
    hasAlarmedSince: (since) => lastAlarm >= since,
  };

  const watching: Watching[] = invariants.map(({ name, source, watch }) =>
    watch(scene, {
      checked: () => void checks.set(name, (checks.get(name) ?? 0) + 1),
      broken(words) {
        story.tell(`✕ ${name.toUpperCase()}: ${words}.`);
        first ??= {
          invariant: name,
          source,
          at: clock.now(),
          words: words.replace(reference, story.called),
        };
      },
    }),
  );

  return {
    checks,
    broken: () => first,
    wrote(own, ownBefore) {
      const after = withHistory(scene, own);
      const before = ownBefore && withHistory(scene, ownBefore);
      const stillRecent = (lately.get(after.id) ?? []).filter(
        ({ at }, place, all) => (all[place + 1]?.at ?? at) >= clock.ms() - latelyMs,
      );
      lately.set(after.id, [...stillRecent, { at: clock.ms(), record: after }]);
      for (const each of watching) each.wrote?.(after, before);
    },
    heard(posted) {
      story.tell(toldIn(posted));
      for (const each of watching) each.heard?.(posted, currentVersion(posted));
    },
    turned(turn) {
      for (const each of watching) each.turned?.(turn);
    },
    logged(line) {
      const { event } = JSON.parse(line) as { event: string };
      world.count(`log: ${event}`);
    },
    killed() {
      for (const each of watching) each.killed?.();
    },
    step(isAwake) {
      if (rightSince() === Infinity) lastWrong = clock.ms();
      const isUp = programs().slots.every(({ running }) => running !== undefined);
      if (!isUp) allUpSince = Infinity;
      else if (allUpSince === Infinity) allUpSince = clock.ms();
      const alarms = programs().slots.flatMap(({ running }) => running?.watching.troubles().troubles ?? []);
      if (alarms.length > 0) lastAlarm = clock.ms();
      if (alarms.join() !== standing) {
        standing = alarms.join();
        story.tell(standing === '' ? 'Monitoring sees no alarm.' : `Monitoring sees an alarm: ${standing}.`);
        for (const alarm of alarms) world.count(`alarm: ${alarm}`);
      }
      if (clock.ms() >= nextLook) {
        nextLook = clock.ms() + looksEveryMs;
        for (const each of watching) each.looks?.();
      }
      if (isAwake && clock.ms() >= nextAwake) {
        nextAwake = clock.ms() + looksEveryMs;
        for (const each of watching) each.looksAwake?.();
      }
      return first !== undefined;
    },
    async ends() {
      for (const each of watching) await each.ends?.();
    },
  };
}
