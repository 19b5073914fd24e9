import { z } from 'zod';
import { audit } from '../audit/audit.ts';
import { type Audited, type Finding, hashOfClocks, nothingKept, STORE } from '../audit/audited.ts';
import { mend } from '../audit/one-case.ts';
import { Instant, msBetween, plus } from '../base/time.ts';
import { document, Overtaken } from '../store/change.ts';
import { clearFieldsAtLeast } from '../store/every-case.ts';
import { type Store, StoreFault } from '../store/port.ts';
import type { WorkerDeps } from './delivered.ts';
import { alteredCard, problemsOf, tellingAdminsDaily } from './tell-admins.ts';

/**
 * One document, shared by all instances: whether one of them is sweeping the store, and what the last sweep found.
 * With a DATA_KEY nobody can forge it.
 */
const SweepRecord = z.object({
  heldUntil: Instant.optional(), // set while an instance sweeps: until then no other may start
  // `found`: what was altered, by reference; `clocks`: a hash of the pack’s clocks
  last: z.object({ at: Instant, cases: z.int(), found: z.array(z.string()), clocks: z.string() }).optional(),
});
type SweepRecord = z.infer<typeof SweepRecord>;

const nobodySweeps: SweepRecord = {};
const sweepIn = document('sweep', SweepRecord.catch(nobodySweeps), nobodySweeps);

/**
 * Which instance sweeps the whole store. An unreadable record counts as none and is overwritten, so that it cannot stop
 * the sweep.
 */
export const sweepsIn = (store: Store) =>
  sweepIn({ ...store, read: (kind, id) => clearFieldsAtLeast(store, kind, id) });

const everyMs = 24 * 60 * 60_000;
const heldMs = 5 * 60_000; // how long the sweep waits if the instance that was sweeping was killed

/** Whether a sweep is due and no instance is making it. It is due once a day, and once after each start. */
function isTimeToSweep({ heldUntil, last }: SweepRecord, programStartedAt: Instant, now: Instant) {
  if (heldUntil && heldUntil > now && msBetween(now, heldUntil) <= heldMs) return false;
  if (!last || last.at < programStartedAt || last.at > now) return true;
  return msBetween(last.at, now) >= everyMs;
}

export type Sweep = ReturnType<typeof evidenceSweep>;

const pauseMs = 5000; // after each fifty documents: a year of one county's cases then takes 15 minutes, at 100 request units of Cosmos DB a second

class Stopped extends Error {}

/**
 * Compares every case with its own history: a minute after the start and once a day, slowly, and on one instance at a
 * time. Where the history is intact, fields that disagree with it are repaired, so that a hidden case shows up again.
 * The administrators are told which cases were altered.
 */
export function evidenceSweep(deps: WorkerDeps, stopping: () => boolean) {
  const { store, now, machine } = deps;
  const sweeps = sweepsIn(store);
  const tell = tellingAdminsDaily('altered', deps);
  const startedAt = now();
  let altered = 0;
  let seen: Instant | undefined; // when the last sweep ended that this instance knows of
  let comparedAt = machine.ticks();

  return {
    /** How many cases and chains the last sweep found altered. */
    altered: () => altered,
    /** How long ago this instance learned that a sweep had ended; if it has not, the time since its own start. */
    comparedAgoMs: () => machine.ticks() - comparedAt,
    /** Sweeps the store, if it is time and no other instance does. @throws when the store does not answer */
    async look() {
      try {
        const before = await claimed();
        if (before) {
          const last = await compare(deps, pause, before.last);
          await sweeps.change(() => ({ last }));
        }
      } catch (error) {
        if (error instanceof Stopped) return;
        throw error;
      }
      const { last } = await sweeps.load();
      if (last && !(seen && last.at <= seen)) [seen, comparedAt] = [last.at, machine.ticks()];
      altered = last?.found.length ?? 0;
      await tell(problemsOf(last?.found ?? [], alteredCard));
    },
  };

  /** @returns the record as it was before this instance claimed the sweep; undefined if there is nothing to do */
  async function claimed() {
    let mine: SweepRecord | undefined;
    await sweeps.change((record) => {
      mine = isTimeToSweep(record, startedAt, now()) ? record : undefined;
      return mine ? { ...record, heldUntil: plus(now(), heldMs) } : record;
    });
    return mine;
  }

  /** Lets other work go first, and renews this instance's claim to the sweep. */
  async function pause(ms: number) {
    for (let waited = 0; waited < ms; waited += 1000) {
      if (stopping()) throw new Stopped();
      await machine.pause(1000);
    }
    await sweeps.change((record) => ({ ...record, heldUntil: plus(now(), heldMs) }));
  }
}

type Pause = (ms: number) => Promise<void>;

/**
 * Compares every case with its history, and repairs what follows from the history.
 * @param before the last sweep
 */
async function compare(deps: WorkerDeps, pause: Pause, before: SweepRecord['last']) {
  const { store, caseContext, now, log } = deps;
  const areCountsWrong = await store.recount();
  const look = () => audit(store, nothingKept, { caseContext, pace: () => pause(pauseMs) });
  const audited = await look();
  const { cases } = audited;
  const clocks = hashOfClocks(caseContext().pack);
  // the clock settings have changed since the last sweep: repair the times without an alarm
  const haveClocksChanged = before?.clocks !== clocks;
  const notMended = await mendAll(deps, audited);
  const all = [...(await foundTwice(audited, look)), ...notMended];
  const found = new Set(
    all.map(({ ref }) => ref).filter((ref) => !(haveClocksChanged && audited.onlyOutdated.has(ref))),
  );
  if (areCountsWrong || (before && cases < before.cases)) found.add(STORE); // cases are never removed
  for (const ref of found) log.error({ event: 'evidence.altered', ref });
  log.info({ event: 'evidence.swept', cases });
  return { at: now(), cases, found: [...found].sort(), clocks };
}

/**
 * A finding counts only if a second audit confirms it, because the store changes meanwhile. Findings of mendable cases
 * count at once: the repair has just removed them, so a second audit would not find them.
 */
async function foundTwice({ found, mendable }: Audited, look: () => Promise<Audited>) {
  const isMendable = new Set(mendable.map(({ id }) => id));
  if (found.every(({ ref }) => isMendable.has(ref))) return found;
  const again = new Set((await look()).found.map(({ ref }) => ref));
  return found.filter(({ ref }) => isMendable.has(ref) || again.has(ref));
}

/** @returns what could not be repaired */
async function mendAll({ log, cases, caseContext }: WorkerDeps, { mendable }: Audited) {
  const others: Finding[] = [];
  for (const each of mendable) {
    for (const { field } of each.mismatches) log.warn({ event: 'evidence.mends', ref: each.id, kind: field });
    const how = await mend(each, cases, caseContext).catch((error: unknown) => {
      if (error instanceof StoreFault && !(error instanceof Overtaken)) throw error;
      return 'unreadable' as const; // must not stop the repair of the others
    });
    if (how === 'mended') log.warn({ event: 'evidence.mended', ref: each.id });
    else others.push({ ref: each.id, what: `was not mended: ${how}` });
  }
  return others;
}
