import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPlaygrounds } from '../../src/local/playground.ts';
import { WINDOWS } from '../../src/local/windows.ts';
import { findChromium, openBrowser, type PlaygroundWindow } from './driver.ts';

export type People = Record<'jane' | 'mo' | 'dee', PlaygroundWindow>;

/** The program under test: a real process, which can be killed and started again on the same store. */
export interface Bot {
  start(): Promise<void>;
  kill(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');
const port = 3978;
let pictureFolder = '';
let pictureCount = 0;

/**
 * Starts the bot and three windows of Teams in a browser, plays the story, and clears everything away.
 * @param name the folder of the pictures, under tests/e2e/screenshots
 */
export async function onStage(
  { name, pack }: { name: string; pack: object },
  play: (people: People, bot: Bot) => Promise<void>,
): Promise<void> {
  const chromium = findChromium();
  if (!chromium) {
    console.log(
      'SKIPPED: there is no Chromium on this machine (apt-get install chromium, or set CHROMIUM to its path).',
    );
    return;
  }
  pictureCount = 0;
  pictureFolder = join(import.meta.dirname, 'screenshots', name);
  await rm(pictureFolder, { recursive: true, force: true });
  await mkdir(pictureFolder, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'mash-e2e-'));
  await writeFile(join(folder, 'pack.json'), JSON.stringify(pack));
  const bot = botIn(folder);
  const browser = await openBrowser(chromium);
  let playgrounds: Awaited<ReturnType<typeof startPlaygrounds>>;
  try {
    await bot.start();
    playgrounds = await startPlaygrounds({ botUrl: `http://localhost:${port}/api/messages`, log: console.log });
    if (!playgrounds) throw new Error('the Playground is not installed: npm ci');
    const [jane, mo, dee] = await Promise.all(WINDOWS.map(({ port }) => browser.open(`http://localhost:${port}`)));
    if (!jane || !mo || !dee) throw new Error('three windows were expected');
    await play({ jane, mo, dee }, bot);
    console.log(`The ${name} played to its end. Pictures: ${pictureFolder}`);
  } finally {
    await browser.close();
    await playgrounds?.stop();
    await bot.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Names a step of the story in the output. */
export async function step(name: string, work: () => Promise<void>): Promise<void> {
  console.log(`- ${name}`);
  await work();
}

/** Takes a picture of the window or, with `of`, of one whole card: the newest that contains this text. */
export async function takePicture(who: PlaygroundWindow, name: string, of?: string): Promise<void> {
  pictureCount += 1;
  const path = join(pictureFolder, `${String(pictureCount).padStart(2, '0')}-${name}.png`);
  await who.screenshot(path, of === undefined ? {} : { of });
}

/** With `npm run screenshots`: keeps the newest card with the words `on` for the README. */
export async function keepPicture(who: PlaygroundWindow, name: string, on: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await who.screenshot(join(root, folder, `${name}.png`), { of: on });
}

/** The reference on the receipt. */
export async function referenceIn(who: PlaygroundWindow): Promise<string> {
  const reference = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(await who.lastCard('Decision due by'))?.[0];
  if (!reference) throw new Error('the receipt shows no reference');
  return reference;
}

/** The real program alone. The windows stay when it is killed, as Teams would. */
function botIn(folder: string): Bot {
  let child: ChildProcess | undefined;
  const env = {
    ...process.env,
    PLAYGROUND: 'off',
    PORT: String(port),
    SQLITE_PATH: join(folder, 'mash.db'),
    PROTOCOL_PACK: join(folder, 'pack.json'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
  return {
    async start() {
      child = spawn(process.execPath, ['src/index.ts'], { cwd: root, env, stdio: 'inherit' });
      for (let attempt = 0; attempt < 1200; attempt += 1) {
        const isUp = await fetch(`http://127.0.0.1:${port}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        );
        if (isUp) return;
        if (child.exitCode !== null) break;
        await pause(50);
      }
      throw new Error('the bot did not start');
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child?.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
  };
}
