import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LOCAL, type LocalWindow, WINDOWS } from './windows.ts';

const READY_WITHIN_MS = 30_000;

/** Code for the child: it exits when the parent ends in any way, so that a killed bot does not leave a port in use. */
const GO_WITH_THE_PARENT = 'data:text/javascript,process.on("disconnect",()=>process.exit())';

/**
 * Starts Microsoft's Teams emulator three times, once for each person of the tour, all connected to one bot.
 * @param deps.botUrl the bot's messaging endpoint, such as http://localhost:3978/api/messages
 * @returns undefined if the emulator is not installed (`npm ci --omit=dev`)
 * @throws Error that names the port in use (the emulator itself would silently move to another one), or the window that
 *   did not start and why. Nothing is left running then
 */
export async function startPlaygrounds(deps: { botUrl: string; log: (line: string) => void }) {
  const program = findPlayground();
  if (program === undefined) {
    deps.log('The Microsoft 365 Agents Playground is not installed: only the bot starts.');
    return undefined;
  }
  for (const { port } of WINDOWS) await mustBeFree(port);
  const started: Started[] = [];
  const stop = async () => {
    await Promise.all(started.map(stopOne));
  };
  try {
    for (const window of WINDOWS) started.push(await launch({ program, window, botUrl: deps.botUrl }));
    await Promise.all(started.map(untilReady));
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/** What `npm start` prints when the windows are open. */
export const whatToDoFirst = [
  'Open these windows, each in a browser tab of its own:',
  ...WINDOWS.map(({ title, port, user }) => `  ${title.padEnd(10)}  http://localhost:${port}  you are ${user.name}`),
  'Start in the Referrer window: type "hi" in the Personal Chat and answer its first question.',
  'The referral lands in the MASH window, channel Referrals. Reminders come in the Personal Chat of MASH and of Escalation.',
  'Made-up children only: the Playground listens on all network interfaces of this machine without authentication.',
  'Ctrl-C stops the bot and all windows.',
];

interface Started {
  window: LocalWindow;
  child: ChildProcess;
  folder: string;
}

function findPlayground() {
  try {
    return createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  } catch {
    return undefined; // a development dependency, absent from a production install
  }
}

async function mustBeFree(port: number) {
  const probe = createServer();
  try {
    probe.listen(port);
    await once(probe, 'listening');
  } catch {
    throw new Error(`Port ${port} is taken: stop what is using it, or start the bot alone with PLAYGROUND=off.`);
  }
  probe.close();
  await once(probe, 'close');
}

async function launch(wanted: { program: string; window: LocalWindow; botUrl: string }): Promise<Started> {
  const { program, window, botUrl } = wanted;
  const folder = await mkdtemp(join(tmpdir(), 'mash-playground-'));
  await writeFile(join(folder, '.m365agentsplayground.yml'), JSON.stringify(configuration(window)));
  const child = fork(program, ['-e', botUrl, '-c', 'msteams', '--dt', '-p', String(window.port)], {
    cwd: folder,
    execArgv: ['--import', GO_WITH_THE_PARENT],
    env: harmlessEnvironment(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return { window, child, folder };
}

/** The emulator logs its environment, including secrets, so it gets only these variables. */
function harmlessEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TEMP, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, TEMP, SystemRoot, TEAMSAPPTESTER_BROWSER: 'none' };
}

function configuration(window: LocalWindow): object {
  const { channel, ...team } = window.team;
  return {
    version: '0.1.1',
    tenantId: LOCAL.tenantId,
    bot: { id: '28:mash-referrals', name: 'MASH Referrals' },
    currentUser: window.user,
    users: window.others,
    personalChat: { id: window.chat },
    groupChat: window.group,
    team: { ...team, channels: [channel] },
  };
}

async function untilReady({ window, child, folder }: Started) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (hasEnded(child)) throw new Error(`The ${window.title} window did not start: ${await reason(folder)}`);
    const answers = await fetch(`http://127.0.0.1:${window.port}/_debug/ping`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return;
    if (Date.now() > deadline) throw new Error(`The ${window.title} window did not answer on port ${window.port}.`);
    await pause(100);
  }
}

/** The reason why the emulator failed. It prints nothing, but writes the reason into its log. */
async function reason(folder: string) {
  const log = await readFile(join(folder, 'devTools', 'm365agentsplayground.log'), 'utf8').catch(() => '');
  const reasonLine = log.split('\n').find((line) => line.startsWith('error Reason:'));
  return reasonLine?.replace('error Reason: ', '') ?? 'it gave no reason';
}

function hasEnded(child: ChildProcess) {
  return child.exitCode !== null || child.signalCode !== null;
}

async function stopOne({ child, folder }: Started) {
  if (!hasEnded(child)) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL'); // it has nothing to save, and a gentler signal might wait for open browser tabs
    await gone;
  }
  await rm(folder, { recursive: true, force: true });
}
