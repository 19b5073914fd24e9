import type { Store } from '../store/port.ts';
import type { Metrics } from './metrics.ts';
import type { HealthSignals } from './seen.ts';

/** A store that measures the time of each operation and notes its faults. */
export function watchedStore(store: Store, metrics: Metrics, seen: Pick<HealthSignals, 'fault'>): Store {
  async function timed<T>(operation: string, work: Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await work;
    } catch (error) {
      seen.fault(error);
      throw error;
    } finally {
      metrics.storeCall(operation, (performance.now() - begun) / 1000);
    }
  }
  return {
    create: (document) => timed('create', store.create(document)),
    read: (kind, id) => timed('read', store.read(kind, id)),
    replace: (document, version) => timed('replace', store.replace(document, version)),
    postpone: (id, wakeAt) => timed('postpone', store.postpone(id, wakeAt)),
    remove: (kind, id, version) => timed('remove', store.remove(kind, id, version)),
    due: (now, limit) => timed('due', store.due(now, limit)),
    unsentWakingAfter: (after, limit) => timed('unsentWakingAfter', store.unsentWakingAfter(after, limit)),
    countAlarms: (alarm) => timed('countAlarms', store.countAlarms(alarm)),
    nextWake: () => timed('nextWake', store.nextWake()),
    casesOf: (author, limit) => timed('casesOf', store.casesOf(author, limit)),
    casesWith: (key, limit) => timed('casesWith', store.casesWith(key, limit)),
    countCases: (status) => timed('countCases', store.countCases(status)),
    byDue: (query, page) => timed('byDue', store.byDue(query, page)),
    unsent: () => timed('unsent', store.unsent()),
    all: (after, limit) => timed('all', store.all(after, limit)),
    keyCounts: () => timed('keyCounts', store.keyCounts()),
    newestSealed: (limit) => timed('newestSealed', store.newestSealed(limit)),
    isAlone: () => timed('isAlone', store.isAlone()),
    aheadMs: () => store.aheadMs(),
    ping: () => timed('ping', store.ping()),
    scrub: () => timed('scrub', store.scrub()),
    close: () => store.close(),
  };
}
