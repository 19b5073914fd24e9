import { readFileSync } from 'node:fs';
import { createRequire, enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { types } from 'node:util';
import vm from 'node:vm';

declare module 'node:vm' {
  interface SourceTextModule {
    createCachedData(): Buffer; // the types of Node leave it out
  }
}

const require = createRequire(import.meta.url);
const product = resolve(import.meta.dirname, '../../src') + sep;
const tests = resolve(import.meta.dirname, '..') + sep;
const isOfFile = /\/node_modules\/jest-circus\//; // it holds the tests of one test file
const shared = new Map<string, vm.SyntheticModule>();
const compiled = new Map<string, Buffer>(); // by the code
let sharing = { all: true, tests: true };
const ownOfEach = /@jest\/globals|^(export )?(let |const [^\n]*= (await|new (Set|AsyncLocalStorage))\b|await )/m; // it counts, or waits
const keepsNothing = new Map<string, boolean>(); // by the path

/**
 * Jest loads each module anew for each test file, which takes a quarter of a second. This lets all test files of a process have
 * the modules of the product and the libraries as Node itself loads them, once, and in the one context of the process, and so the
 * modules of the tests that keep nothing. The others, and `jest-circus`, are still loaded anew, but compiled once.
 */
export function shareModules(): void {
  enableCompileCache(join(tmpdir(), 'mash-compiled'));
  const { compileFunction, SourceTextModule, SyntheticModule } = vm;

  vm.SourceTextModule = new Proxy(SourceTextModule, {
    construct(_, [code, { context, ...options } = {}]: ConstructorParameters<typeof SourceTextModule>) {
      if (isShared(options.identifier)) return sharedModule(options.identifier);
      const cachedData = compiled.get(code);
      const module = new SourceTextModule(code, { ...options, ...(cachedData && { cachedData }) });
      if (!cachedData) compiled.set(code, module.createCachedData());
      return module;
    },
  });

  vm.SyntheticModule = new Proxy(SyntheticModule, {
    construct: (_, [names, evaluate, { context, ...options } = {}]: ConstructorParameters<typeof SyntheticModule>) =>
      new SyntheticModule(names, evaluate, options),
  });

  vm.compileFunction = ((code, params, { parsingContext, ...options } = {}) => {
    const { filename } = options;
    if (isShared(filename)) return (module: NodeModule) => Object.assign(module, { exports: require(filename) });
    const cachedData = compiled.get(code);
    const made = compileFunction(code, params, {
      ...options,
      ...(cachedData ? { cachedData } : { produceCachedData: true }),
    });
    if (made.cachedData) compiled.set(code, made.cachedData);
    return made;
  }) as typeof compileFunction;
}

/** What the test file that comes next shares. If nothing, it loads all modules itself, and can watch how. */
export function letShare(what: typeof sharing): void {
  sharing = what;
}

const isShared = (path?: string): path is string =>
  path !== undefined &&
  sharing.all &&
  (path.startsWith(product) ||
    (path.includes('/node_modules/') && !isOfFile.test(path)) ||
    (sharing.tests && path.startsWith(tests) && isOfAll(path)));

/** Whether a module of the tests is the same for each test file, and so is all that it imports. */
function isOfAll(path: string): boolean {
  const known = keepsNothing.get(path);
  if (known !== undefined) return known;
  keepsNothing.set(path, true); // modules may import each other
  const code = readFileSync(path, 'utf8');
  const imported = [...code.matchAll(/(?:from|import\()\s?'(\.[^']+\.ts)'/g)].map(([, to = '']) =>
    resolve(dirname(path), to),
  );
  const is =
    !path.endsWith('.test.ts') &&
    !ownOfEach.test(code) &&
    imported.every((each) => !each.startsWith(tests) || isOfAll(each));
  keepsNothing.set(path, is);
  return is;
}

function freeze(value: unknown): void {
  if (!(Array.isArray(value) || isRecord(value)) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const each of Object.values(value as object)) freeze(each);
}
const isRecord = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function sharedModule(path: string): vm.SyntheticModule {
  const known = shared.get(path);
  if (known) return known;
  const required = require(path);
  const isNamespace = types.isModuleNamespaceObject(required); // else the module names another value for `require`
  const exported: Record<string, unknown> = isNamespace ? required : { ...required, default: required };
  const names = Object.keys(exported);
  if (path.startsWith(tests)) for (const name of names) freeze(exported[name]); // what one file changed would be so for the next
  const evaluate = () => {
    for (const name of names) module.setExport(name, exported[name]);
  };
  const module = new vm.SyntheticModule(names, evaluate, { identifier: path });
  const linked = { moduleRequests: [], linkRequests() {}, instantiate() {} }; // what jest asks of a module, done already
  shared.set(path, Object.assign(module, linked));
  return module;
}
