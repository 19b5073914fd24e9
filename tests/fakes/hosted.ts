import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { nodeEnv } from './node-env.ts';
import type { Program } from './program.ts';

const timeToStart = 60_000; // a busy machine takes its time
const timeToStop = 60_000;
const path = join(tmpdir(), `mash-host-${process.pid}.sock`);
let starting: Promise<void> | undefined;

interface HostMessage {
  line?: string;
  started?: true;
  stopped?: true;
  passed?: true;
  altered?: string;
  failed?: string;
}

interface HostedOptions {
  env: Record<string, string>;
  log: string[];
  /** Its clock stands still until `pass`. */
  clockStands?: boolean | undefined;
}

interface Hosted extends Program {
  isRunning(): boolean;
  /** The time of its clock in milliseconds. */
  now(): number;
  pass(ms: number): Promise<void>;
}

/**
 * A program that runs in the process (`host.ts`) shared by the programs of a jest worker. It can be stopped, not
 * killed.
 */
export function hosted({ env, log, clockStands }: HostedOptions): Hosted {
  let standsAt = clockStands ? Date.now() : undefined;
  let socket: Socket | undefined;
  let hear = (_: HostMessage) => {};
  const answer = (ms: number) =>
    new Promise<HostMessage>((resolve) => {
      const over = (failed: string) => resolve({ failed });
      const timer = setTimeout(over, ms, `the host did not answer within ${ms} ms`);
      hear = (message) => {
        clearTimeout(timer);
        resolve(message);
      };
    });

  async function start(): Promise<void> {
    if (socket !== undefined) throw new Error('the program is running already');
    const firstLine = log.length;
    socket = await connected();
    socket.once('close', () => hear({ failed: 'the host has gone' }));
    createInterface({ input: socket }).on('line', (text) => {
      const message: HostMessage = JSON.parse(text);
      if (message.line === undefined) hear(message);
      else log.push(message.line);
    });
    const reply = answer(timeToStart);
    socket.write(`${JSON.stringify({ env, standsAt })}\n`);
    const { failed } = await reply;
    if (failed === undefined) return;
    ended();
    throw new Error(`the program did not start: ${failed}\n${log.slice(firstLine).join('\n')}`);
  }

  async function stop(): Promise<number | null> {
    if (socket === undefined) return null;
    const reply = answer(timeToStop);
    socket.write(`${JSON.stringify({ stop: true })}\n`);
    const { failed } = await reply;
    ended();
    return failed === undefined ? 0 : null;
  }

  async function pass(ms: number): Promise<void> {
    if (standsAt === undefined) throw new Error('its clock runs by itself: use startWorld({ clockStands: true })');
    standsAt += ms;
    if (socket === undefined) return;
    const reply = answer(timeToStart);
    socket.write(`${JSON.stringify({ pass: ms })}\n`);
    const { failed } = await reply;
    if (failed !== undefined) throw new Error(failed);
  }

  async function kill(): Promise<never> {
    throw new Error('a program in the host cannot be killed: use startWorld({ ownProcess: true })');
  }

  function ended(): void {
    socket?.destroy();
    socket = undefined;
  }

  return { start, kill, stop, pass, now: () => standsAt ?? Date.now(), isRunning: () => socket !== undefined };
}

/** What `altered.ts` finds, which loads the product: so the host looks, where that is loaded. @see alteredCases */
export async function alteredIn(
  env: Record<string, string>,
  at: { madeByWorld: boolean; now: number },
): Promise<string> {
  const socket = await connected();
  const lines = createInterface({ input: socket });
  const gone = once(lines, 'close').then(() => ['{"altered":"the host has gone"}']);
  socket.write(`${JSON.stringify({ audit: env, ...at })}\n`);
  const [answer] = await Promise.race([once(lines, 'line'), gone]);
  socket.destroy();
  const { altered = '' }: HostMessage = JSON.parse(answer);
  return altered;
}

async function connected(): Promise<Socket> {
  return (await tryToConnect()) ?? connectedAfterStart();
}

async function connectedAfterStart(): Promise<Socket> {
  starting ??= startHost();
  await starting;
  const socket = await tryToConnect();
  if (socket === undefined) throw new Error('the host does not listen');
  return socket;
}

async function startHost(): Promise<void> {
  const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'host.ts'), path, `${process.pid}`];
  const root = resolve(import.meta.dirname, '../..');
  const host = spawn(process.execPath, args, { cwd: root, env: nodeEnv, stdio: 'ignore' });
  host.unref(); // it ends by itself after this process
  for (const end = Date.now() + timeToStart; Date.now() < end; await wait(20)) {
    const socket = await tryToConnect();
    socket?.destroy();
    if (socket) return;
    if (host.exitCode !== null) throw new Error(`the host ended with ${host.exitCode}: node ${args.join(' ')}`);
  }
}

async function tryToConnect(): Promise<Socket | undefined> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    socket.on('error', () => {}); // an error also closes the socket
    return socket;
  } catch {
    return undefined;
  }
}
