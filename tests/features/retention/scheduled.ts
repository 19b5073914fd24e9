import pino from 'pino';
import type { CaseId } from '../../../src/base/reference.ts';
import { Duration, type Instant, instantOf, msOf } from '../../../src/base/time.ts';
import type { CaseContext } from '../../../src/case/advance.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { type Duty, dutiesIn } from '../../../src/features/duty/duty-state.ts';
import { retention } from '../../../src/features/retention/index.ts';
import { withConfirmed, withReleased } from '../../../src/features/retention/rules.ts';
import { periodsOf, retentionIn } from '../../../src/features/retention/state.ts';
import { noSetup, setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import { type Cases, casesIn } from '../../../src/store/cases.ts';
import { searchKeysIn } from '../../../src/store/keys.ts';
import { type Store, StoreFault } from '../../../src/store/port.ts';
import { metricsOf } from '../../../src/watch/metrics.ts';
import { featureTask } from '../../../src/worker/worker.ts';
import { ada, at, caseContext, dee, desk, mo, pack } from '../../case/a-case.ts';

const dayMs = 24 * 60 * 60 * 1000;
const days = (many: number) => Duration.parse(`P${many}D`);

export const packWithShortPeriods = {
  ...pack,
  retention: { ...pack.retention, drafts: days(30), decided: days(365), accessLog: days(400), staff: days(365) },
};

/** Stores what becomes of a case. */
export const rewrite = (cases: Cases, id: CaseId, how: (record: CaseRecord) => CaseRecord) =>
  cases.change(id, (record) => ({ record: how(record), result: undefined }));

/** Instances on one store that erase by schedule, with a clock that the test sets. Ada and Dee are administrators. */
export function scheduled(store: Store, { many = 1, start = at('2021-10-18T15:00:00.000Z') } = {}) {
  let now: Instant = start;
  let isWrong = false;
  let own = packWithShortPeriods;
  const sent: string[] = [];
  const cards: string[] = [];
  const logged: Record<string, unknown>[] = [];
  const retentionStore = retentionIn(store);
  const today = (): CaseContext => ({ ...caseContext(now, own), desk: { ...desk, admins: [ada.id, dee.id] } });
  const make = () =>
    featureTask(retention, {
      ...{
        store,
        cases: casesIn(store, () => {}),
        keys: searchKeysIn(store),
        pack: own,
        now: () => now,
        caseContext: today,
      },
      changeNames: (change: (names: Record<string, string>) => Record<string, string>) =>
        setupsIn(store).change((setup) => ({ ...setup, names: change(setup.names) })),
      ...{ currentSetUp: () => ({ ...noSetup, ...today().desk }), isStopping: () => false },
      machine: { ticks: () => msOf(now), pause: async () => {} },
      clock: { isWrong: () => isWrong },
      log: pino({ timestamp: false }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
      metrics: metricsOf(
        () => undefined,
        () => now,
      ),
      reach: { chatOf: async (person: string) => ({ serviceUrl: '', conversationId: person }) },
      teams: {
        async send(_: string, to: string, message: unknown) {
          sent.push(to);
          cards.push(JSON.stringify(message));
          return 'id';
        },
      },
    } as unknown as Parameters<typeof featureTask>[1]);
  let all = Array.from({ length: many }, make).flat();
  /** Repeats a look while the store is too busy to answer, as the worker does. */
  const patientLook = async (look: () => Promise<void>, triesLeft = 20): Promise<void> => {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof StoreFault) || triesLeft === 0) throw error;
      await patientLook(look, triesLeft - 1);
    }
  };
  const everyLook = () => Promise.all(all.map(({ does }) => patientLook(does)));
  return {
    ...{ sent, cards, logged, retentionStore },
    confirm: (by = ada) =>
      retentionStore.change((record) =>
        withConfirmed(record, { by: by.id, name: by.name, at: now, periods: periodsOf(own) }),
      ),
    release: (by = mo) => retentionStore.change((record) => withReleased(record, by.id, now)),
    async look(at: Instant) {
      now = at;
      await everyLook();
    },
    async later(daysMore: number) {
      now = instantOf(msOf(now) + daysMore * dayMs);
      await everyLook();
    },
    setClockWrong: (is: boolean) => {
      isWrong = is;
    },
    onDuty: (given: Duty) => dutiesIn(store).change(() => given),
    withPack: (given: typeof packWithShortPeriods) => {
      own = given;
      all = Array.from({ length: many }, make).flat();
    },
    events: () => logged.map(({ event }) => event),
  };
}
