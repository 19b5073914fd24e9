import { registerHooks } from 'node:module';
import { makeLog } from '../../src/base/log.ts';
import { realMachine as machine } from '../../src/base/machine.ts';
import { configWithAnyStore } from '../fakes/any-store.ts';
import { answersMeasures } from './measured.ts';

/** The program as a measured process. BENCH_WORKER=off: nothing is told, so that only the answers are measured. */
const noWorker = `
  const none = () => {};
  const health = () => ({ lastLook: undefined, lookedAgoMs: 0, failing: 0, givenUp: 0, altered: 0, comparedAgoMs: 0 });
  export const startWorker = () => ({ taken: (record) => record, saved: none, health, stop: async () => {} });
  export const featureTask = () => [];
`;
if (process.env.BENCH_WORKER === 'off')
  registerHooks({
    load: (url, context, next) =>
      url.endsWith('/src/worker/worker.ts')
        ? { format: 'module', source: noWorker, shortCircuit: true }
        : next(url, context),
  });

const { BENCH_WORKER: _, ...env } = process.env;
const config = configWithAnyStore(env);
const serves = answersMeasures(); // before the store is opened: it counts from the first statement on
const { startProgram } = await import('../../src/start.ts');
await startProgram(config, { machine, log: makeLog(config.logLevel), say: () => {} });
serves();
