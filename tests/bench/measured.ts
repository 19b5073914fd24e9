import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync, StatementSync } from 'node:sqlite';

/** What a measured process has used since it began, and its longest stand-still since it was last asked. */
export interface Used {
  cpuMs: number;
  reads: number;
  writes: number;
  memoryMb: number;
  longestMs: number;
}

/** Lets the process that started this one ask what it has used. @returns a function that says that it serves */
export function answersMeasures(): () => void {
  const counts = countStatements();
  const delays = monitorEventLoopDelay({ resolution: 2 });
  delays.enable();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const longestMs = delays.max / 1e6;
    delays.reset();
    const memoryMb = process.memoryUsage.rss() / 2 ** 20;
    const used: Used = { cpuMs: (user + system) / 1000, ...counts(), memoryMb, longestMs };
    setTimeout(() => process.send?.(used), 10); // the first delay after a reset is not recorded
  });
  process.on('disconnect', () => process.exit(0));
  return () => void process.send?.('serves');
}

const counted = { reads: 0, writes: 0 };

/** Counts the statements that SQLite runs from now on, as reads and writes of documents. */
function countStatements(): () => typeof counted {
  const kinds = new WeakMap<object, keyof typeof counted>();
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function noting(...given) {
    const statement = prepare.apply(this, given);
    if (/^\s*(SELECT|WITH)/i.test(given[0])) kinds.set(statement, 'reads');
    if (/^\s*(INSERT|UPDATE|DELETE)/i.test(given[0])) kinds.set(statement, 'writes');
    return statement;
  };
  for (const name of ['all', 'get', 'run'] as const) {
    const runs = StatementSync.prototype[name] as (...given: unknown[]) => unknown;
    Object.assign(StatementSync.prototype, {
      [name](this: StatementSync, ...given: unknown[]) {
        const kind = kinds.get(this);
        if (kind) counted[kind] += 1;
        return runs.apply(this, given);
      },
    });
  }
  return () => ({ ...counted });
}
