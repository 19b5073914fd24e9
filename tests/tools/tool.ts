import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Store } from '../../src/store/port.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { nodeEnv } from '../fakes/node-env.ts';
import type { Wanted } from './runner.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export type Tool =
  | 'pack-check'
  | 'keys-rotate'
  | 'store-copy'
  | 'store-backup'
  | 'audit-verify'
  | 'retention'
  | 'subject-access'
  | 'set-up'
  | 'why'
  | 'doctor'
  | 'phrases';

export interface Run {
  code: number | null;
  out: string;
  errors: string;
}

/** Starts a command in a process of its own, as `npm run` does, with only the given settings in its environment. */
export function start(tool: Tool, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [at(`../../src/tools/${tool}.ts`), ...args], {
    env: { ...nodeEnv, ...env },
  });
  const ended = async (): Promise<Run> => {
    const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code, out, errors };
  };
  return { child, ended: ended() };
}

/** The process keeps it, because each test file loads the modules of the tests anew. */
const kept: { runner?: { child: ChildProcess; last: Promise<unknown> } } = Object(process);

/** Runs a command in the process of `runner.ts`, which the commands of all test files of a process share. */
export function run(tool: Tool, args: string[], env: Record<string, string> = {}, cwd?: string): Promise<Run> {
  kept.runner ??= { child: fork(at('runner.ts'), { env: nodeEnv }), last: Promise.resolve() };
  const { runner } = kept;
  const wanted: Wanted = { tool, args, env, cwd };
  const ended = runner.last.then(async () => {
    runner.child.send(wanted);
    const [answer] = await once(runner.child, 'message');
    return answer as Run;
  });
  runner.last = ended;
  return ended;
}

/** Does some work while another program keeps writing to the file. */
export async function whileWriting<T>(path: string, work: () => Promise<T>): Promise<T> {
  const writer: ChildProcess = spawn(process.execPath, [at('writer.ts'), path], {
    env: nodeEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let written = 0;
  writer.stdout?.on('data', () => {
    written += 1;
  });
  if (writer.stdout) await once(writer.stdout, 'data');
  try {
    const before = written;
    const result = await work();
    if (written === before || writer.exitCode !== null) throw new Error('the writer did not write meanwhile');
    return result;
  } finally {
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  }
}

/** Fills the store with cases of some text, starting with `case-0`. */
export async function fill(store: Store, cases: number, letters: number): Promise<void> {
  for (let index = 0; index < cases; index += 1) {
    const facts = `${index} `.padEnd(letters, 'what she told me ');
    await store.create({ kind: 'case', id: `case-${index}`, status: 'draft', ...{ facts } });
  }
}

/** Does something with a SQLite store, which is open only meanwhile. */
export async function inStore<T>(path: string, work: (store: Store) => Promise<T>, organisation = 'HT'): Promise<T> {
  const store = sqliteStore(path, organisation);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
