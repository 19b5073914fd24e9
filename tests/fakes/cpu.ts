import { appendFileSync, readdirSync, readFileSync } from 'node:fs';

/** The CPU of one test file, in seconds, and the process that ran it. */
export interface CpuOfFile {
  path: string;
  pid: number;
  seconds: number;
}

/** Names the file to which the processes that run the tests write, a line for each test file. `cpu-reporter.ts` sets it. */
export const listVariable = 'CPU_OF_TEST_FILES';

const ticksASecond = 100; // Linux counts in these on every machine
let counted = 0;

/**
 * Notes the CPU that this process and its children have used since the test file before, or since the process began. So
 * the first file of each process pays for loading jest, and the first that starts a program pays for its host.
 */
export function noteCpu(path: string): void {
  const list = process.env[listVariable];
  if (list === undefined) return;
  const used = cpuOfTree();
  const line: CpuOfFile = { path, pid: process.pid, seconds: Math.max(0, used - counted) };
  counted = used;
  appendFileSync(list, `${JSON.stringify(line)}\n`);
}

/** Of this process, its children that ended, and those that run, in seconds. Without /proc, of this process alone. */
function cpuOfTree(): number {
  const all = processes();
  const own = all.find(({ pid }) => pid === process.pid);
  if (own === undefined) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
  const tree = [own];
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree.reduce((sum, { ticks }) => sum + ticks, 0) / ticksASecond;
}

function processes(): { pid: number; parent: number; ticks: number }[] {
  try {
    return readdirSync('/proc').filter(Number).flatMap(readStat);
  } catch {
    return []; // not Linux
  }
}

function readStat(pid: string): { pid: number; parent: number; ticks: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from “state” on; a name may hold spaces
    const ticks = fields.slice(11, 15).map(Number); // own and of ended children, each in user and in system
    return [{ pid: Number(pid), parent: Number(fields[1]), ticks: ticks.reduce((sum, each) => sum + each, 0) }];
  } catch {
    return []; // it ended meanwhile
  }
}
