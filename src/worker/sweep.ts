import { z } from 'zod';
import { audit } from '../audit/audit.ts';
import { type Audited, type Finding, hashOfClocks, STORE } from '../audit/audited.ts';
import { mend } from '../audit/one-case.ts';
import { Instant, msBetween, plus } from '../base/time.ts';
import { CaseRecord } from '../case/record.ts';
import { document, Overtaken } from '../store/change.ts';
import { clearFieldsAtLeast } from '../store/every-case.ts';
import type { Ledger } from '../store/ledger.ts';
import { type Store, StoreFault } from '../store/port.ts';
import { alteredCard } from '../views/store-notices.ts';
import type { WorkerDeps } from './delivered.ts';
import { type AdminTellerDeps, problemsOf, tellingAdminsDaily } from './tell-admins.ts';

/**
 * One document, shared by all instances: whether one of them is sweeping the store. The ledger says when the last sweep
 * ended and what it found.
 */
const SweepRecord = z.object({
  heldUntil: Instant.optional(), // set while an instance sweeps: until then no other may start
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
function isTimeToSweep(
  { heldUntil }: SweepRecord,
  lastSweepEndedAt: Instant | undefined,
  programStartedAt: Instant,
  now: Instant,
) {
  if (heldUntil && heldUntil > now && msBetween(now, heldUntil) <= heldMs) return false;
  if (!lastSweepEndedAt || lastSweepEndedAt < programStartedAt || lastSweepEndedAt > now) return true;
  return msBetween(lastSweepEndedAt, now) >= everyMs;
}

/** Claims the sweep for this instance, or keeps the claim. */
const claimAt = (now: Instant): SweepRecord => ({ heldUntil: plus(now, heldMs) });

type SweepDeps = AdminTellerDeps & Pick<WorkerDeps, 'cases' | 'ledger' | 'machine'>;

export type Sweep = ReturnType<typeof evidenceSweep>;

const pauseMs = 5000; // after each fifty documents: a year of one county's cases then takes 15 minutes, at 100 request units of Cosmos DB a second
// The wait before the next try at a case that an instance holds: longer than a lease lasts without a call to Teams.
const againMs = 20_000;
const mostTriesWhileHeld = 6;

class Stopped extends Error {}

/**
 * Compares every case with its own history: a minute after the start and once a day, slowly, and on one instance at a
 * time. Where the history is intact, fields that disagree with it are repaired, so that a hidden case shows up again.
 * The ledger gets the old and new values first. The administrators are told which cases were altered. Only the ledger
 * is trusted about when the last sweep ended and what it found.
 */
export function evidenceSweep(deps: SweepDeps, stopping: () => boolean) {
  const { store, ledger, now, machine } = deps;
  const sweeps = sweepsIn(store);
  const tell = tellingAdminsDaily('altered', deps);
  const startedAt = now();
  let altered = 0;
  let seen = 0; // the number of the last sweep in the ledger
  let comparedAt = machine.ticks();

  return {
    /** How many cases and chains the last sweep found altered. */
    altered: () => altered,
    /**
     * How long ago this instance learned from the ledger that a sweep had ended; if it has not, the time since its own
     * start.
     */
    comparedAgoMs: () => machine.ticks() - comparedAt,
    /** Sweeps the store, if it is time and no other instance does. @throws when the store does not answer */
    async look() {
      try {
        if (await claimed()) {
          await compare(deps, pause, lastSweep);
          await sweeps.change(() => nobodySweeps);
        }
      } catch (error) {
        if (error instanceof Stopped) return;
        throw error;
      }
      const last = await lastSweep();
      const refs = refsIn(last?.entry.found ?? []);
      altered = refs.length;
      await tell(problemsOf(refs, alteredCard));
    },
  };

  async function lastSweep() {
    const last = await ledger.lastSweep();
    if (last && last.number > seen) {
      seen = last.number;
      comparedAt = machine.ticks();
    }
    return last;
  }

  async function claimed() {
    const endedAt = (await lastSweep())?.entry.at;
    let isMine = false;
    await sweeps.change((record) => {
      isMine = isTimeToSweep(record, endedAt, startedAt, now());
      return isMine ? claimAt(now()) : record;
    });
    return isMine && (await lastSweep())?.entry.at === endedAt; // another sweep may have ended just before
  }

  /** Lets other work go first, and renews this instance's claim to the sweep. */
  async function pause(ms: number) {
    for (let waited = 0; waited < ms; waited += 1000) {
      if (stopping()) throw new Stopped();
      await machine.pause(1000);
    }
    await sweeps.change(() => claimAt(now()));
  }
}

type Pause = (ms: number) => Promise<void>;

/** Compares every case with its history, repairs what follows from the history, and records the findings. */
async function compare(deps: SweepDeps, pause: Pause, lastSweep: Ledger['lastSweep']) {
  const { store, ledger, caseContext, now, log } = deps;
  const look = () => audit(store, [], { caseContext, pace: () => pause(pauseMs) });
  const audited = await look();
  const at = now();
  const clocks = hashOfClocks(caseContext().pack);
  // the clock settings have changed since the last sweep: repair the times without an alarm
  const haveClocksChanged = (await lastSweep())?.entry.swept?.clocks !== clocks;
  const notMended = await mendAll(deps, pause, audited, at);
  const all = [...(await foundTwice(audited, look)), ...notMended];
  const found = all.filter(({ ref }) => !(haveClocksChanged && audited.onlyOutdated.has(ref)));
  const heads = await newHeads(ledger, audited);
  await ledger.add({ at: now(), cases: audited.cases, heads, found, mended: [], swept: { clocks } });
  for (const ref of refsIn(found)) log.error({ event: 'evidence.altered', ref });
  log.info({ event: 'evidence.swept', cases: audited.cases });
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

/**
 * Records each repair in the ledger before making it, so that it is known even if the process is killed.
 * @returns what could not be repaired
 */
async function mendAll(deps: SweepDeps, pause: Pause, audited: Audited, at: Instant) {
  const { ledger, log } = deps;
  const mended = audited.mendable.flatMap(({ id, mismatches }) => mismatches.map((each) => ({ ref: id, ...each })));
  if (mended.length > 0) await ledger.add({ at, cases: audited.cases, heads: {}, found: [], mended });
  const others: Finding[] = [];
  for (const mendable of audited.mendable) {
    const how = await mendPatiently(deps, pause, mendable);
    if (how === 'mended') log.warn({ event: 'evidence.mended', ref: mendable.id });
    else others.push({ ref: mendable.id, what: `was not mended: ${how}` });
  }
  return others;
}

async function mendPatiently({ cases, caseContext }: SweepDeps, pause: Pause, mendable: Audited['mendable'][number]) {
  for (let tried = 1; ; tried += 1) {
    const how = await mend(mendable, cases, caseContext).catch((error: unknown) => {
      if (error instanceof Overtaken) return 'in-hand' as const;
      if (error instanceof StoreFault) throw error;
      return 'unreadable' as const; // must not stop the repair of the others
    });
    if (how !== 'in-hand' || tried === mostTriesWhileHeld) return how;
    await pause(againMs);
  }
}

/** The heads that are not in the ledger yet. */
async function newHeads(ledger: Ledger, { heads }: Audited) {
  const known = new Map((await ledger.all()).flatMap((entry) => Object.entries(entry.heads)));
  return Object.fromEntries([...heads].filter(([name, head]) => known.get(name) !== head));
}
const refsIn = (found: Finding[]) => [...new Set(found.map(({ ref }) => ref))].sort();

/**
 * Once an hour writes the heads of changed chains into the ledger, and the head of the ledger into the log. Anyone who
 * keeps the log can later check that the store still contains what it held at that hour. Each instance records only the
 * heads it wrote itself, so the cost does not grow with the number of cases. The daily sweep adds any that are left.
 */
export function headsRecorder(deps: Pick<WorkerDeps, 'store' | 'ledger' | 'fresh' | 'now' | 'log'>) {
  const { store, ledger, fresh, now, log } = deps;
  return async () => {
    const heads = fresh.take();
    try {
      let cases = 0;
      for (const status of CaseRecord.shape.status.options) cases += await store.countCases(status);
      const head = await ledger.add({ at: now(), cases, heads, found: [], mended: [] });
      log.info({ event: 'evidence.head', kind: STORE, head, cases });
    } catch (error) {
      fresh.giveBack(heads);
      throw error;
    }
  };
}
