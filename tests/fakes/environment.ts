import { statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TestEnvironment } from 'jest-environment-node';
import { noteCpu } from './cpu.ts';
import { letShare, shareModules } from './shared-modules.ts';

type Given = ConstructorParameters<typeof TestEnvironment>;

/** The store writes to disk before every answer, which takes five milliseconds here. A disk in memory takes none. */
const memory = '/dev/shm';
if (hasRoom(memory)) process.env.TMPDIR = memory;

shareModules();
const { ModuleMocker } = createRequire(import.meta.url)('jest-mock') as typeof import('jest-mock');

/**
 * Jest's environment for Node, without a context for each test file: they have the globals of the process, which are as they were
 * when the next one begins. So an `Error` of Node or of a shared module is an `Error` in a test, too.
 */
export default class {
  readonly global = globalThis;
  readonly moduleMocker = new ModuleMocker(globalThis);
  readonly fakeTimers = null; // no test moves the time of the process
  readonly fakeTimersModern = null;
  private readonly testPath: string;
  private readonly globals = Object.getOwnPropertyDescriptors(globalThis);
  private readonly env = { ...process.env };
  private readonly exit = process.exit;

  constructor(...[{ projectConfig }, { testPath }]: Given) {
    this.testPath = testPath;
    const { ownModules, ownSamples } = projectConfig.testEnvironmentOptions; // `@jest-environment-options {"ownModules": true}`
    const isOtherPack = projectConfig.setupFiles.length > 0; // then the samples are others, too
    letShare({ all: !ownModules, tests: !ownSamples && !isOtherPack });
  }

  getVmContext = () => globalThis;
  exportConditions = () => ['node', 'node-addons'];

  async setup() {}

  async teardown() {
    const added = Reflect.ownKeys(globalThis).filter((name) => !Object.hasOwn(this.globals, name));
    for (const name of added) Reflect.deleteProperty(globalThis, name);
    Object.defineProperties(globalThis, this.globals);
    for (const name of Object.keys(process.env)) if (!(name in this.env)) delete process.env[name];
    Object.assign(process.env, this.env);
    process.exit = this.exit;
    noteCpu(this.testPath);
  }
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 ** 30;
  } catch {
    return false; // the folder does not exist on this system
  }
}
