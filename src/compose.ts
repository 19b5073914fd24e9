import type { Logger } from 'pino';
import type { Services } from './actions/context.ts';
import type { Machine } from './base/machine.ts';
import { boardIn } from './board/board.ts';
import type { Around } from './case/advance.ts';
import type { Config } from './config.ts';
import { reachThrough } from './connector/reach.ts';
import type { Teams } from './connector/teams.ts';
import { filesFor } from './copy/files.ts';
import { parts } from './features/list.ts';
import type { Pack } from './protocol/pack.ts';
import { deskNow } from './settings/desk.ts';
import { casesIn } from './store/cases.ts';
import { confirmationsIn } from './store/contacts.ts';
import { dutiesIn } from './store/duty.ts';
import { keysIn } from './store/keys.ts';
import { linksIn } from './store/links.ts';
import { peopleIn } from './store/people.ts';
import type { Store } from './store/port.ts';
import { readsIn } from './store/reads.ts';
import { setupsIn } from './store/setup.ts';
import { testAlarmsIn } from './store/test-alarm.ts';
import type { Turn } from './teams/answering.ts';
import { guestsThrough } from './teams/guests.ts';
import type { Pace } from './teams/pace.ts';
import { onTurn } from './teams/turn.ts';
import { additionParts, writtenParts } from './views/mash-thread.ts';
import type { Metrics } from './watch/metrics.ts';
import { startWorker, type Worker } from './worker/worker.ts';

/** What the program is made of. A test hands in a store, a Teams and a machine of its own. */
interface Made {
  config: Config;
  pack: Pack;
  machine: Machine;
  store: Store;
  teams: Teams; // for answers, which never wait
  telling: Teams; // what the worker tells through, within the limits of Teams
  pace: Pace;
  log: Logger;
  metrics: Metrics;
}

interface Program {
  services: Services;
  /** One thing said or pressed in Teams. */
  onTurn(turn: Turn): Promise<void>;
  /** From then on what is due is told. */
  startWorker(): Worker;
}

/** The whole program but its port, its process and its signals. Nothing runs until it is asked. */
export function compose({ config, pack, machine, store, teams, telling, pace, log, metrics }: Made): Program {
  const { now } = machine;
  let wake = () => {};
  const kept = {
    cases: casesIn(store, ({ wakeAt }) => {
      if (wakeAt && wakeAt <= now()) wake();
    }),
    people: peopleIn(store),
    setups: setupsIn(store),
    duties: dutiesIn(store),
    testAlarms: testAlarmsIn(store),
    confirmations: confirmationsIn(store),
    links: linksIn(store),
    reads: readsIn(store),
  };
  const timing = { shift: pack.duty.shift, now };
  const { desk, standing, setup, duty, refresh: refreshDesk } = deskNow(config, kept.setups, kept.duties, timing);
  const around = (): Around => ({
    now: now(),
    pack,
    desk: desk(),
    parts,
    written: (record) => writtenParts(record, pack).length,
    additions: (record) => additionParts(record, pack).length,
  });
  const services: Services = {
    config,
    pack,
    teams,
    standing,
    setup,
    refreshDesk,
    now,
    around,
    log,
    metrics,
    ...kept,
    reach: reachThrough(teams, kept.people, standing),
    board: boardIn(store, pack),
    files: { filesFor: (given) => filesFor(given, services) },
  };
  const door = { ...services, config, machine, pace, guests: guestsThrough(teams, machine) };
  return {
    services,
    onTurn: (turn) => onTurn(turn, door),
    startWorker() {
      const reach = reachThrough(telling, kept.people, standing);
      const worker = startWorker({ ...services, duty, machine, teams: telling, reach, keys: keysIn(store), store });
      wake = worker.wake;
      return worker;
    },
  };
}
