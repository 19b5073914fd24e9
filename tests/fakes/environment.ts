import { statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import type { Template } from 'adaptivecards-templating';
import { TestEnvironment } from 'jest-environment-node';
import { noteCpu } from './cpu.ts';

/** The store writes to disk before every answer, which takes five milliseconds here. A disk in memory takes none. */
const memory = '/dev/shm';
if (hasRoom(memory)) process.env.TMPDIR = memory;

declare module 'node:vm' {
  interface SourceTextModule {
    createCachedData(): Buffer; // the types of Node leave it out
  }
}

const compiled = new Map<string, Buffer>(); // by the code

/** A module that this process has compiled for another test file is not compiled again. */
vm.SourceTextModule = class extends vm.SourceTextModule {
  constructor(code: string, options: vm.SourceTextModuleOptions = {}) {
    const cachedData = compiled.get(code);
    super(code, { ...options, ...(cachedData && { cachedData }) });
    if (!cachedData) compiled.set(code, this.createCachedData());
  }
};

type Templating = typeof import('adaptivecards-templating');
let templates: { Template(payload: unknown): Template } | undefined;

/**
 * The library of card templates, loaded once for each of jest's processes, with each template parsed once: for each test file
 * anew, that would take a quarter of a second. A template holds nothing of the cards that it made.
 */
function templating() {
  if (templates) return templates;
  const library = createRequire(import.meta.url)('adaptivecards-templating') as Templating;
  const known = new Map<string, Template>();
  templates = {
    Template: function templateOf(payload: unknown) {
      const text = JSON.stringify(payload);
      const template = known.get(text) ?? new library.Template(payload);
      known.set(text, template);
      return template;
    },
  };
  return templates;
}

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
    Object.defineProperty(this.global, 'templating', { get: templating });
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
