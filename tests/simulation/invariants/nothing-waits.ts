import { oncePer } from '../../../src/base/once-per.ts';
import { msOf } from '../../../src/base/time.ts';
import { type Entry, isWaiting } from '../../../src/case/outbox.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { assessments, referrals } from '../../fakes/people.ts';
import type { World } from '../world.ts';
import { casesOf, type Invariant } from './scene.ts';

const minuteMs = 60_000;
const longestWaitMs = 9 * minuteMs; // up to five minutes until the retry; the rest for the messages queued before it
const longestUnreachedMs = 75 * minuteMs; // an hour until the bot tries an unreachable person again
const longestTurnMs = 75_000; // a call to Teams may take a minute; the rest is for the store
const inTimeMs = 5000; // up to two seconds for Teams before the work and two after it; the rest is for the store

const waitingIn = oncePer(({ outbox }: CaseRecord) => outbox.filter(isWaiting));

/** The place in Teams to which an outbox entry goes; undefined when it goes nowhere in Teams. */
function placeOf(to: Entry['to'], { staff, clock }: World): string | undefined {
  if ('place' in to)
    return { mash: referrals.id, assessment: assessments.id, cases: undefined, council: undefined }[to.place];
  const person = 'person' in to ? staff.byObjectId(to.person) : undefined;
  return person && person.leftAt > clock.ms() ? person.chat : undefined;
}

/**
 * Every press and every message is answered. A message that Teams would take waits nine minutes at most, or an hour and
 * a quarter for an unreachable person. At the end only messages to people who have left still wait.
 */
export const nothingWaits: Invariant = {
  name: 'nothing waits for ever',
  source: 'SR26',
  watch(scene, { checked, broken }) {
    const { world, programs } = scene;
    const spun = new Set<string>();
    return {
      looks() {
        for (const life of programs.slots.flatMap(({ running }) => running?.life ?? [])) {
          if (!life.spins || spun.has(life.name)) continue;
          spun.add(life.name);
          broken(`program ${life.name} makes call after call without ever waiting`);
        }
        const now = world.clock.ms();
        for (const { since, what } of programs.open()) {
          checked();
          if (now - Math.max(since, scene.wellSince()) > longestTurnMs)
            broken(`${what} has not been answered for ${Math.round((now - since) / 1000)} s`);
        }
        for (const record of casesOf(scene)) {
          for (const { addedAt, to, unreached, message } of waitingIn(record)) {
            const place = placeOf(to, world);
            if (place === undefined) continue;
            checked();
            const waits = now - Math.max(msOf(addedAt), scene.wellSince(), scene.teamsWellSince(place));
            if (waits > (unreached ? longestUnreachedMs : longestWaitMs))
              broken(
                `${record.id}: ${message.kind} has waited for ${Math.round(waits / minuteMs)} minutes although Teams takes messages`,
              );
          }
        }
      },
      ends() {
        for (const record of casesOf(scene)) {
          for (const entry of waitingIn(record)) {
            checked();
            const to = 'person' in entry.to ? world.staff.byObjectId(entry.to.person) : undefined;
            if (to && to.leftAt < world.clock.ms()) continue;
            broken(
              `${record.id}: the message ${entry.message.kind} still waits at the end, after ${entry.attempts} tries`,
            );
          }
        }
      },
    };
  },
};

/** A press or a message is answered soon, however long Teams takes for other messages. */
export const answersInTime: Invariant = {
  name: 'an answer waits for nobody',
  source: 'SR26',
  watch(scene, { checked, broken }) {
    return {
      turned({ by, did, tookMs }) {
        if (scene.wellSince() > scene.world.clock.ms() - tookMs) return; // the store was slow, or the program was down
        checked();
        if (tookMs <= inTimeMs) return;
        const unanswered = scene.programs.slots.flatMap(({ running }) => running?.life.pending ?? []);
        const after = `got the answer after ${Math.round(tookMs / 100) / 10} s`;
        broken(`${by.profile.name} ${did} and ${after}; unanswered calls: ${unanswered.join(', ') || 'none'}`);
      },
    };
  },
};
