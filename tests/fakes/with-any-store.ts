import closeWithGrace from 'close-with-grace';
import { makeLog } from '../../src/base/log.ts';
import { realMachine as machine } from '../../src/base/machine.ts';
import { startProgram } from '../../src/start.ts';
import { configWithAnyStore } from './any-store.ts';

/** Starts the program as `src/index.ts` does, with any store. */
const config = configWithAnyStore(process.env);
const log = makeLog(config.logLevel);
const say = (line: string) => process.stdout.write(`${line}\n`);
const running = await startProgram(config, { machine, log, say });
closeWithGrace({ delay: 10_000, logger: false }, () => running.stop());
