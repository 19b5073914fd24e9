import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import pino, { type Logger } from 'pino';
import { z } from 'zod';
import { logTo, takeConsole } from '../../src/base/log.ts';
import { realMachine } from '../../src/base/machine.ts';
import { startProgram } from '../../src/start.ts';
import { alteredCases } from './altered.ts';
import { configWithAnyStore } from './any-store.ts';
import { type StandingClock, standingClock } from './standing-clock.ts';

/**
 * A process in which programs run for the tests of one jest worker, each with its own store and port. Loading the program's libraries
 * takes longer than most conversations, and here it happens once. Each connection is a program: when it closes, the program stops.
 *
 *   node tests/fakes/host.ts <path of the socket> <id of the jest worker's process>
 */
const [path = '', parent = ''] = process.argv.slice(2);
const leave = (code: number) => {
  rmSync(path, { force: true });
  process.exit(code);
};
setInterval(() => process.ppid === Number(parent) || leave(0), 500);

const currentLog = new AsyncLocalStorage<Logger>();
const silent = pino({ level: 'silent' });
takeConsole(() => currentLog.getStore() ?? silent);

const open = new Set<Socket>();
const tell = (socket: Socket, message: object) => socket.writable && socket.write(`${JSON.stringify(message)}\n`);
process.on('uncaughtException', (error) => {
  for (const socket of open) tell(socket, { line: `the host crashed: ${error.stack}` });
  setTimeout(() => leave(1), 100);
});

const Request = z.union([
  z.object({ env: z.record(z.string(), z.string()), standsAt: z.number().optional() }),
  z.object({ pass: z.number() }),
  z.object({ stop: z.literal(true) }),
  z.object({ audit: z.record(z.string(), z.string()), madeByWorld: z.boolean(), now: z.int() }),
]);

/** Does what Node does with NODE_EXTRA_CA_CERTS when a process starts. */
const trust = (certificate: string) => setDefaultCACertificates([...getCACertificates('default'), certificate]);

function serve(socket: Socket): void {
  const say = (line: string) => tell(socket, { line });
  let clock: StandingClock | undefined;
  let starting: ReturnType<typeof startProgram> | undefined;
  const stop = async () => (await starting?.catch(() => undefined))?.stop();

  async function begin(env: Record<string, string>, standsAt: number | undefined): Promise<void> {
    try {
      clock = standsAt === undefined ? undefined : standingClock(standsAt);
      const machine = clock ?? realMachine;
      const config = configWithAnyStore(env);
      if (env.NODE_EXTRA_CA_CERTS) trust(readFileSync(env.NODE_EXTRA_CA_CERTS, 'utf8'));
      const log = logTo({ write: (line) => say(line.trimEnd()) }, config.logLevel);
      starting = currentLog.run(log, () => startProgram(config, { machine, log, say }));
      await starting;
      tell(socket, { started: true });
    } catch (error) {
      tell(socket, { failed: error instanceof Error ? error.message : String(error) });
    }
  }

  open.add(socket);
  socket.on('error', () => {}); // a test broke off
  socket.on('close', () => {
    open.delete(socket);
    void stop();
  });
  createInterface({ input: socket }).on('line', async (line) => {
    const request = Request.parse(JSON.parse(line));
    if ('env' in request) return begin(request.env, request.standsAt);
    if ('pass' in request) {
      clock?.pass(request.pass);
      tell(socket, { passed: true });
      return;
    }
    if ('audit' in request) {
      const failed = (error: unknown) => `it cannot be audited: ${error}`;
      tell(socket, { altered: await alteredCases(request.audit, request).catch(failed) });
      return;
    }
    await stop();
    starting = undefined;
    tell(socket, { stopped: true });
  });
}

rmSync(path, { force: true });
createServer(serve).listen(path);
