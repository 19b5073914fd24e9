import { statfsSync } from 'node:fs';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';
import { noteCpu } from './cpu.ts';

/** The store writes to disk before every answer, which takes five milliseconds here. A disk in memory takes none. */
const memory = '/dev/shm';
if (hasRoom(memory)) process.env.TMPDIR = memory;

/**
 * Jest's environment for Node, in a context whose globals are plain properties. Jest's own context looks every `Array`
 * and `Object` up in a proxy, which makes tests that compute a lot take half as long again.
 */
export default class extends TestEnvironment {
  private readonly testPath: string;

  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...args);
    } finally {
      vm.createContext = createContext;
    }
    this.testPath = args[1].testPath;
  }

  override async teardown() {
    await super.teardown();
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
