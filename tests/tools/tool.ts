import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Store } from '../../src/store/port.ts';
import { nodeEnv } from '../fakes/node-env.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

type Tool = 'keys-rotate' | 'store-copy' | 'store-backup' | 'audit-verify' | 'retention' | 'subject-access' | 'set-up';

export interface Run {
  code: number | null;
  out: string;
  errors: string;
}

/** Starts a command as `npm run` does, with only the given settings in its environment. */
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

export const run = (...args: Parameters<typeof start>): Promise<Run> => start(...args).ended;

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
