import type { Logger } from 'pino';
import type { Services } from './actions/context.ts';
import type { Machine } from './base/machine.ts';
import type { StaffId } from './base/people.ts';
import type { Texts } from './base/texts.ts';
import type { Instant } from './base/time.ts';
import { boardIn } from './board/report.ts';
import type { CaseContext } from './case/advance.ts';
import { type CaseTrouble, textsWith } from './case/record.ts';
import type { Config } from './config.ts';
import type { TellCouncil } from './connector/council.ts';
import type { TeamsFor } from './connector/limits.ts';
import { alertingThrough, type Outside, OutsideFault } from './connector/outside.ts';
import { reachThrough } from './connector/reach.ts';
import type { Teams } from './connector/teams.ts';
import { deskNow, settingPack, writtenPack } from './desk-now.ts';
import { confirmationsIn } from './features/contacts/contacts-state.ts';
import { dutiesIn } from './features/duty/duty-state.ts';
import { features } from './features/list.ts';
import { onlookersIn } from './features/onlookers/onlookers-state.ts';
import { outsidersIn } from './features/outside/outside-state.ts';
import { type Setup, setupsIn } from './features/set-up/set-up-state.ts';
import type { Pack } from './protocol/pack.ts';
import { casesIn } from './store/cases.ts';
import { type MissingKeys, noneMissing } from './store/data-keys.ts';
import { headsLogged } from './store/heads.ts';
import { searchKeysIn } from './store/keys.ts';
import { linksIn } from './store/links.ts';
import { freeBytes, type StorePlace } from './store/open.ts';
import { peopleIn } from './store/people.ts';
import type { KeyCount, Store } from './store/port.ts';
import { readsIn } from './store/reads.ts';
import type { StampLook } from './store/stamps.ts';
import { whileUnwritten } from './store/while-unwritten.ts';
import type { Turn } from './teams/answering.ts';
import { guestsThrough } from './teams/guests.ts';
import type { Pace } from './teams/pace.ts';
import { promptly } from './teams/promptly.ts';
import { repliesThrough } from './teams/replies.ts';
import { onTurn } from './teams/turn.ts';
import { type Facts, startWatching, type Watching } from './watch/checks.ts';
import { type OwnClock, ownClock } from './watch/clock.ts';
import { type Heart, heartOf, ownFacts, readinessOf } from './watch/heart.ts';
import type { Metrics } from './watch/metrics.ts';
import { type Monitoring, startMonitoringCalls } from './watch/monitoring.ts';
import type { HealthSignals } from './watch/seen.ts';
import { startWorker, type Worker } from './worker/worker.ts';

/** The parts of the program. Tests pass their own store, Teams and machine. */
interface ProgramParts {
  config: Config;
  pack: Pack;
  machine: Machine;
  store: Store;
  teams: Teams; // for answers to people
  telling: TeamsFor; // for the worker's messages, within the rate limits of Teams
  pace: Pace;
  log: Logger;
  metrics: Metrics;
  /** Without it there are no stamps to look at. */
  stampLook?: StampLook | undefined;
  /** If it is left out, no key counts as missing. */
  missingKeys?: MissingKeys;
  /** The council's own monitoring. Without it, nobody outside notices if the program ends. */
  monitoring?: Monitoring | undefined;
  /** Text messages and e-mails. Without it, nobody is told outside Teams. */
  outside?: Outside | undefined;
  /** Tells the council's own system. */
  tellCouncil?: TellCouncil;
}

/** Puts the whole program together, except its port, its process and its signals. Nothing runs until it is started. */
export function compose(made: ProgramParts) {
  const { config, machine: given, teams, pace, log, outside } = made;
  const { store, looked } = whileUnwritten(headsLogged(made.store, log), given, () => heart.isAlone());
  const clock = ownClock(given, store);
  const { now } = clock;
  const machine = { ...given, now };
  let handling: Handling = { taken: (record) => record, saved: () => {} };
  const heart = heartOf(store, given);
  const stores = documentsIn(store, {
    taken: (record) => handling.taken(record),
    saved: (record) => handling.saved(record),
  });
  const { desk, currentSetUp, setup, refresh } = deskNow(now);
  const refreshing = (from: Store) => {
    const outsiders = outside && outsidersIn(from);
    const readers = { setups: setupsIn(from), duties: dutiesIn(from), onlookers: onlookersIn(from), outsiders };
    return () => refresh(readers);
  };
  const refreshDesk = refreshing(store);
  const packs = settingPack(made.pack, setup);
  const caseContext = (): CaseContext => ({ now: now(), pack: packs(), desk: desk(), parts: features });
  const promptTeams = promptly(teams, machine);
  const replies = repliesThrough({ ...machine, teams, log });
  const withPack = <T extends object>(rest: T) =>
    Object.defineProperty(rest, 'pack', { get: packs, enumerable: true }) as T & { pack: Pack };
  const services: Services = withPack({
    config,
    currentSetUp,
    refreshDesk,
    now,
    caseContext,
    log,
    metrics: made.metrics,
    ...stores,
    documents: store,
    teams: promptTeams,
    reach: reachThrough(promptTeams, stores.people, currentSetUp),
    outside,
    board: boardIn(store, made.pack, given),
    packNow: async () => writtenPack(packs(), (await confirmationsIn(store).load()).confirmed, setup()),
  });
  const door = withPack({ ...services, config, machine, pace, replies, guests: guestsThrough(teams, machine) });
  const lookAtDesk = refreshing(looked);
  const running = { made: { ...made, store }, looked, lookAtDesk, services, withPack, machine, heart, clock, setup };
  return {
    services,
    /** The heartbeat of this instance, for other instances and for monitoring. It does not beat until it is started. */
    heart,
    /**
     * Lets each feature do what it does at a start. Everything else comes after it.
     * @returns warnings for whoever started the program
     */
    async begin() {
      const warnings = await Promise.all(features.map(({ begins }) => begins?.(services, store) ?? []));
      await refreshDesk();
      return warnings.flat();
    },
    /** Handles one message or press in Teams. */
    onTurn: (turn: Turn) => onTurn(turn, door),
    /** Waits at most so many milliseconds for answers that Teams has not taken yet. */
    answered: replies.settled,
    /** Starts the worker, which sends whatever is due. */
    startWorker() {
      const worker = workerOf(running);
      handling = worker;
      return worker;
    },
    /** Starts to check for problems that a person must solve. */
    startWatching: (worker: Worker, seen: HealthSignals) => watchingOf(running, worker, seen),
  };
}

type Handling = Pick<Worker, 'taken' | 'saved'>;

/** What the services keep in the store. @param handling what the worker does before and after a case is written */
const documentsIn = (store: Store, { saved, taken }: Handling) => ({
  cases: casesIn(store, saved, taken),
  people: peopleIn(store),
  links: linksIn(store),
  keys: searchKeysIn(store),
  reads: readsIn(store),
});

/** What the worker and the monitoring need of the running program. */
interface Running {
  made: ProgramParts;
  looked: Store;
  lookAtDesk(): Promise<void>;
  services: Services & Pick<ReturnType<typeof documentsIn>, 'people'>;
  machine: Machine & { now(): Instant };
  heart: Heart;
  clock: ReturnType<typeof ownClock>;
  withPack<T extends object>(rest: T): T & { pack: Pack };
  setup(): Setup;
}

function workerOf({ made, looked, lookAtDesk, services, withPack, machine, heart, clock }: Running) {
  const { store, telling, outside, stampLook, missingKeys = noneMissing, tellCouncil = notTaken } = made;
  const { people, currentSetUp } = services;
  const deps = {
    ...services,
    machine,
    heart,
    clock,
    missingKeys,
    stampLook,
    store,
    looked,
    refreshDesk: lookAtDesk,
    tellCouncil,
    instances: made.config.instances,
    teams: telling(),
    teamsFor: telling,
    reach: reachThrough(telling(), people, currentSetUp),
    ...(outside ? { alertOutside: alertingThrough(outside, people) } : {}),
    changeNames: (change: (names: Texts) => Texts) =>
      setupsIn(store).change((setup) => ({ ...setup, names: change(setup.names) })),
  };
  return startWorker(withPack(deps));
}

const notTaken: TellCouncil = () => Promise.reject(new OutsideFault(undefined));

function watchingOf(
  { made, looked: store, services: own, machine, heart, clock, setup }: Running,
  worker: Worker,
  seen: HealthSignals,
): Watching {
  const { log, metrics, monitoring, missingKeys = noneMissing } = made;
  const services = { ...own, people: peopleIn(store) };
  const hasSetUp = () => setup().changes.length > 0;
  const facts = () =>
    factsNow({ services, hasSetUp, store, heart, clock, worker, seen, missingKeys, place: made.config.store });
  const { troubles, stop } = startWatching(facts, { machine, log, metrics });
  const isWell = () => readinessOf({ heart, worker, seen }).ok;
  const pulse = { isWell, troubles: () => troubles().troubles };
  const endPulse = monitoring ? startMonitoringCalls(pulse, monitoring, { machine, log }) : () => {};
  return {
    troubles: () => ({ ...troubles(), ...countedIn(missingKeys.now()) }),
    stop() {
      endPulse();
      stop();
    },
  };
}

/** For `/alarmz`: which keys are missing, and how many cases each has sealed. */
const countedIn = (missing: readonly KeyCount[]) =>
  missing.length > 0 ? { missingKeys: missing.map(({ key, cases }) => ({ key, cases })) } : {};

interface Watched {
  services: Pick<Services, 'config' | 'now' | 'currentSetUp' | 'people' | 'caseContext'>;
  hasSetUp(): boolean;
  store: Pick<Store, 'nextWake' | 'countTroubles'>;
  heart: Pick<Heart, 'last'>;
  clock: Pick<OwnClock, 'wrongByMs' | 'hasJumped'>;
  worker: Pick<Worker, 'health'>;
  seen: HealthSignals;
  missingKeys: MissingKeys;
  place: StorePlace;
}

/** Reads all the facts that troubles depend on. A count that cannot be read just now is undefined. */
async function factsNow({
  services,
  hasSetUp,
  store,
  heart,
  clock,
  worker,
  seen,
  missingKeys,
  place,
}: Watched): Promise<Facts> {
  const { mash, escalation } = services.currentSetUp();
  const { managers, council } = services.caseContext().desk;
  const { failing, altered, comparedAgoMs } = worker.health();
  const nextWake = await store.nextWake().catch(() => 'not known' as const);
  const cases = (trouble: CaseTrouble) => store.countTroubles(textsWith(trouble)).catch(() => undefined);
  const { agoMs, isWell } = heart.last();
  const now = services.now();
  return {
    ...ownFacts({ heart, worker, seen }),
    now,
    hasSetUp: hasSetUp(),
    hasMash: mash !== undefined,
    managers: managers.length,
    escalation: escalation.length,
    withoutChat: services.config.local ? undefined : await withoutChat(escalation, services).catch(() => undefined),
    casesThatFail: failing,
    altered,
    comparedAgoMs,
    unreached: await cases('nobody-reached'),
    undrawn: await cases('not-drawn'),
    undelivered: await cases('not-delivered'),
    nextWake,
    clockWrongMs: Math.abs(clock.wrongByMs()),
    clockJumped: clock.hasJumped(),
    keyMissing: seen.isKeyMissing() || missingKeys.now().length > 0,
    storeFailsMs: isWell ? 0 : agoMs,
    diskFreeBytes: freeBytes(place),
    teamsDownMs: seen.teamsDownMs(),
    outsideFails: seen.outsideFails(),
    councilDownMs: seen.councilDownMs(council),
  };
}

async function withoutChat(staff: readonly StaffId[], { people }: Pick<Services, 'people'>): Promise<number> {
  const known = await Promise.all(staff.map((each) => people.load(each)));
  return known.filter(({ chat }) => !chat).length;
}
