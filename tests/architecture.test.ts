import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, normalize, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from 'oxc-parser';
import { z } from 'zod';
import { weighed } from './weight.ts';

const root = resolve(import.meta.dirname, '..');

/**
 * Which part of src may import which. Each row may name only rows above it, so no two parts can import each other. A
 * part is a folder, but for `facts` (the files verbs.ts, state.ts and …-state.ts of a feature, which other features may
 * know), `feature` (all its other files, which no other feature may import), `list` (the one list of features) and `top`
 * (index.ts, start.ts, compose.ts).
 */
const kernel = ['base', 'protocol', 'understanding', 'draft', 'history', 'case'];
const edges = ['cards', 'store', 'watch', 'connector'];
const mayImport: Record<string, string[]> = {
  base: [],
  protocol: ['base'],
  understanding: ['base'], // pure: it reads its own shipped files and nothing else
  draft: ['base', 'protocol', 'understanding'],
  history: ['base'],
  case: ['base', 'protocol', 'understanding', 'draft', 'history'],
  evidence: ['base', 'history', 'case'],
  cards: kernel,
  store: [...kernel, 'evidence'], // it is told the schema of each document, and so knows no setting
  watch: ['base', 'store'],
  connector: [...kernel, 'cards', 'store'],
  board: [...kernel, 'cards', 'store'],
  actions: [...kernel, ...edges, 'board'],
  facts: [...kernel, 'cards', 'store', 'evidence'],
  audit: [...kernel, 'evidence', 'store', 'facts'],
  feature: [...kernel, ...edges, 'evidence', 'board', 'actions', 'facts'],
  list: ['history', 'case', 'actions', 'feature'],
  views: [...kernel, 'cards', 'actions', 'list'],
  files: [...kernel, 'cards', 'store', 'connector', 'evidence', 'board', 'actions', 'facts', 'feature', 'views'],
  worker: [...kernel, ...edges, 'audit', 'actions', 'feature', 'list', 'views'],
  local: ['base'],
  config: ['base', 'case', 'store', 'connector', 'local'],
  teams: [...kernel, ...edges, 'actions', 'list', 'views'],
  door: ['base', 'store', 'connector', 'actions', 'files'],
  top: [
    ...kernel,
    ...edges,
    'evidence',
    'board',
    'actions',
    'facts',
    'list',
    'views',
    'files',
    'worker',
    'local',
    'config',
    'teams',
    'door',
  ],
  tools: [...kernel, ...edges, 'evidence', 'audit', 'facts', 'feature', 'list', 'files', 'config', 'teams', 'door'],
};

/**
 * How many tokens each folder may hold (`npm run weigh`): a little more than it holds now. Whoever raises one says why
 * in the commit. `all` holds less than their sum, so not every folder can grow.
 */
const budgets: Record<string, number> = {
  actions: 12_510,
  audit: 3170,
  base: 5290,
  board: 6740,
  cards: 33_770,
  case: 44_490,
  draft: 70_860,
  '.': 5460,
  config: 2260,
  connector: 4640,
  files: 11_690,
  door: 5730,
  evidence: 2430,
  'features/address': 6720,
  'features/alarm': 16_660,
  'features/assessment': 11_110,
  'features/contacts': 4360,
  'features/closing': 2_640,
  'features/copies': 940,
  'features/decision': 4990,
  'features/desk': 14_160,
  'features/council': 440,
  'features/disagreement': 10_150,
  'features/duty': 11_380,
  'features/hand-over': 2930,
  'features/hiding': 2630,
  'features/information': 32_840,
  'features/leaving-time': 7670,
  'features/tell': 2_592,
  'features/joining': 5190,
  'features/linking': 10_450,
  'features/list.ts': 290,
  'features/missing': 8360,
  'features/news': 13_150,
  'features/onlookers': 2410,
  'features/outside': 3000,
  'features/protection': 2990,
  'features/question': 2180,
  'features/referral': 2350,
  'features/report': 2850,
  'features/retention': 9960,
  'features/ring-wish': 1900,
  'features/review': 440,
  'features/set-up': 16_710,
  'features/tasks': 3210,
  'features/side-records': 2110,
  'features/welcome': 1530,
  'features/wizard': 35_630,
  'features/yes-or-no': 2950,
  history: 3370,
  local: 1570,
  protocol: 6840,
  store: 24_610,
  teams: 15_010,
  tools: 13_130,
  understanding: 14_990,
  views: 9910,
  watch: 4400,
  worker: 21_940,
  all: 580_570,
};

/** These know features only by their list and their slots, so a new feature changes none of their files. */
const knowNoFeature = ['views', 'teams', 'worker'];

/**
 * The few files that wait, read the clock, draw random numbers or fetch by themselves. Others are passed a machine.
 */
const ownTime: Record<string, string[]> = {
  // the real one
  'src/base/machine.ts': ['Date.now', 'Math.random', 'performance.now', 'setTimeout', 'timers/promises'],
  'src/watch/monitoring.ts': ['fetch'], // calls the council's own monitoring
  'src/door/body.ts': ['setTimeout'], // a body that does not end
  'src/door/server.ts': ['setInterval', 'setTimeout'], // clients that never hang up, or delay the shutdown
  'src/local/playground.ts': ['Date.now', 'fetch', 'setTimeout', 'timers/promises'], // waits for the emulator to start
  'src/store/cosmos-call.ts': ['Math.random', 'performance.now', 'setTimeout', 'timers/promises'], // its own retries
  'src/store/cosmos.ts': ['Date.now', 'Math.random', 'setTimeout', 'timers/promises'],
  'src/store/every-case.ts': ['timers/promises'], // lets others go first
  'src/store/seal.ts': ['timers/promises'],
  'src/tools/tool-store.ts': ['setTimeout', 'timers/promises'], // commands are processes of their own
  'src/tools/audit-verify.ts': ['Date.now'],
  'src/tools/doctor.ts': ['Date.now', 'fetch'],
  'src/tools/retention.ts': ['Date.now'],
  'src/tools/set-up.ts': ['Date.now'],
  'src/tools/store-backup.ts': ['Date.now'],
  'src/tools/subject-access.ts': ['Date.now'],
  'src/tools/why.ts': ['Date.now'],
  'src/watch/metrics.ts': ['performance.now'], // how long the store takes, measured
};
const timeOrChance =
  /\b(setTimeout|setInterval|Date\.now|Math\.random|performance\.now|Temporal\.Now|fetch(?=\()|timers\/promises)/g;

/**
 * What `src/actions` does for every press, so that no feature does it by hand: whose case it is, the answer for
 * everybody else, and what is counted. A rule, which knows no press, may still say who may act.
 */
const byHand =
  /\b(author|submittedBy)\b\s*[!=]==(?!\s*phoneCaller)|[!=]==\s*(\w+\??\.)*(author|submittedBy)\b|\bnotYours\b|\brefused\(/;

/** Only these know the SDK of Teams and the HTTP server. */
const knowsTheSdk = /^src\/(teams|door|worker)\/|^src\/(start|tools\/doctor)\.ts$/;

interface File {
  path: string; // below the project
  imports: { path: string; names: string[] | 'all' }[]; // of our own files; imports of types are included
  exports: string[];
  passesOn: boolean; // exports what another file exports
  packages: string[];
  text: string; // without its comments
}

async function filesIn(folder: string): Promise<File[]> {
  const paths = (await readdir(join(root, folder), { recursive: true })).filter((path) => /(?<!\.d)\.ts$/.test(path));
  return paths.sort().map((path) => read(join(folder, path)));
}

function read(path: string): File {
  const text = readFileSync(join(root, path), 'utf8');
  const { module, comments } = parseSync(path, text);
  const to = (name: string) => normalize(join(dirname(path), name));
  const imported = module.staticImports.flatMap(({ entries }) => entries);
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const asked = [
    ...module.staticImports.map(({ moduleRequest, entries }) => {
      const names = entries.map(({ importName }) => importName.name ?? '*');
      return { path: to(moduleRequest.value), names: names.includes('*') ? ('all' as const) : names };
    }),
    ...exported.flatMap(({ moduleRequest }) =>
      moduleRequest ? [{ path: to(moduleRequest.value), names: 'all' as const }] : [],
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      path: to(text.slice(start + 1, end - 1)),
      names: 'all' as const,
    })),
  ];
  const brought = new Set(imported.map(({ localName }) => localName.value));
  return {
    path,
    imports: asked.filter(({ path: other }) => /^(src|tests)\//.test(other) && other.endsWith('.ts')),
    exports: exported.flatMap(({ exportName }) => exportName.name ?? []),
    packages: module.staticImports
      .map(({ moduleRequest }) => moduleRequest.value)
      .filter((name) => !name.startsWith('.')),
    text: comments.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text),
    passesOn: exported.some(({ moduleRequest, localName }) => moduleRequest ?? brought.has(localName.name ?? '')),
  };
}

const files = await filesIn('src');
const tests = await filesIn('tests');

function partOf(path: string): string {
  const [, folder = '', ...rest] = path.split('/');
  const name = path.split('/').at(-1)?.replace(/\.ts$/, '') ?? '';
  if (rest.length === 0) return name === 'config' ? 'config' : 'top';
  if (folder !== 'features') return folder;
  if (rest.length === 1) return 'list';
  return /^(verbs|([a-z-]+-)?state)$/.test(name) ? 'facts' : 'feature';
}

/** The files of one feature know each other. */
const inOneFeature = (one: string, other: string): boolean =>
  one.startsWith('src/features/') && one.split('/').length > 3 && one.split('/')[2] === other.split('/')[2];

/** What Biome's rule against circles finds. Biome exits with a code other than 0 when it finds something. */
async function circles(): Promise<string[]> {
  const rule = '--only=suspicious/noImportCycles';
  const args = ['lint', rule, '--reporter=json', '--max-diagnostics=none', 'src'];
  const { stdout } = await promisify(execFile)(join(root, 'node_modules/.bin/biome'), args, { cwd: root }).catch(
    (error: unknown) => z.object({ stdout: z.string() }).parse(error),
  );
  const Found = z.object({
    diagnostics: z.array(z.object({ location: z.object({ path: z.string() }) })),
    summary: z.object({ unchanged: z.int().min(files.length) }), // all of them were looked at
  });
  return Found.parse(JSON.parse(stdout)).diagnostics.map(({ location }) => location.path);
}

/** The groups of files that import each other in a ring. A file that `groupOf` does not know is left out. */
function ring(groupOf: (path: string) => string | undefined): string[] {
  const left = new Map<string, Set<string>>();
  for (const { path, imports } of files)
    for (const to of imports) {
      const [from, into] = [groupOf(path), groupOf(to.path)];
      if (from && into && from !== into) left.set(from, (left.get(from) ?? new Set()).add(into));
    }
  for (let size = -1; size !== left.size; ) {
    size = left.size;
    for (const [group, others] of left) if (![...others].some((other) => left.has(other))) left.delete(group);
  }
  return [...left.keys()];
}

describe('the structure of src', () => {
  it('has no circle of imports, and imports of types count too', async () => {
    expect([...new Set(await circles())].sort()).toEqual([]);
  });

  it('imports in one direction between its parts', () => {
    const arrows = files.flatMap(({ path, imports }) => imports.map((to) => ({ path, to: to.path })));
    const wrong = arrows.filter(({ path, to }) => {
      const [from, into] = [partOf(path), partOf(to)];
      if (from === 'facts' && into === 'feature') return true;
      if (inOneFeature(path, to) || (from === into && from !== 'feature')) return false;
      return !mayImport[from]?.includes(into);
    });
    expect(wrong.map(({ path, to }) => `${path} > ${to}`)).toEqual([]);
  });

  it('lets views, the worker and the files of Teams import no feature, only the list of all', () => {
    const named = files
      .filter(({ path }) => knowNoFeature.includes(partOf(path)))
      .flatMap(({ path, imports }) => imports.map((to) => ({ path, to: to.path })))
      .filter(({ to }) => to.startsWith('src/features/') && to !== 'src/features/list.ts');
    expect(named.map(({ path, to }) => `${path} > ${to}`)).toEqual([]);
  });

  it('has a table in which each row names only rows above it', () => {
    const order = Object.keys(mayImport);
    for (const [folder, others] of Object.entries(mayImport))
      expect(others.filter((other) => !order.slice(0, order.indexOf(folder)).includes(other))).toEqual([]);
  });

  it('has no ring of folders: features know each other in one direction, too', () => {
    const feature = (path: string) => /^src\/features\/[^/]+\//.exec(path)?.[0];
    const folderOf = (path: string) => feature(path) ?? path.split('/').slice(0, 2).join('/');
    expect(ring(folderOf)).toEqual([]);
    expect(ring(feature)).toEqual([]); // between whole features
  });

  it('has no export that nobody imports', () => {
    const asked = new Map<string, Set<string>>();
    for (const { path, names } of [...files, ...tests].flatMap(({ imports }) => imports))
      asked.set(path, new Set([...(asked.get(path) ?? []), ...(names === 'all' ? ['all'] : names)]));
    const unused = files.flatMap(({ path, exports }) => {
      const names = asked.get(path) ?? new Set();
      return names.has('all') ? [] : exports.filter((name) => !names.has(name)).map((name) => `${path} ${name}`);
    });
    expect(unused).toEqual([]);
  });

  it('has no file that passes on what another one exports', () => {
    expect(files.filter(({ passesOn }) => passesOn).map(({ path }) => path)).toEqual([]);
  });

  it('has no feature that checks whose case it is, counts a refusal or records a read by hand', () => {
    const answersPresses = files.filter(
      ({ path, imports }) => partOf(path) === 'feature' && imports.some((to) => to.path.startsWith('src/actions/')),
    );
    expect(answersPresses.length).toBeGreaterThan(60);
    const wrong = answersPresses.filter(
      ({ text, imports }) => byHand.test(text) || imports.some((to) => to.path === 'src/actions/reading.ts'),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('leaves time, chance and waiting to the machine that is handed in, but for the files named here', () => {
    const found = files.flatMap(({ path, text }) => {
      const used = [...new Set(text.match(timeOrChance))].sort();
      return used.length > 0 ? [[path, used]] : [];
    });
    expect(Object.fromEntries(found)).toEqual(ownTime);
  });

  it('lets only the files named here import the SDK of Teams and the HTTP server', () => {
    const sdk = /^(botbuilder|botframework-|restify)/;
    const inside = files.filter(
      ({ path, packages }) => !knowsTheSdk.test(path) && packages.some((name) => sdk.test(name)),
    );
    expect(inside.map(({ path }) => path)).toEqual([]);
  });

  it('has no folder heavier than its budget', () => {
    const weights = Object.entries(weighed(root, 'src'));
    const tooHeavy = weights.filter(([folder, { tokens }]) => tokens > (budgets[folder] ?? 0));
    expect(tooHeavy.map(([folder, { tokens }]) => `${folder}: ${tokens} tokens`)).toEqual([]);
  });

  it('has no file over 300 lines', () => {
    const long = files.filter(({ path }) => readFileSync(join(root, path), 'utf8').split('\n').length > 301);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});
