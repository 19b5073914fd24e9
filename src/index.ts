import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import closeWithGrace from 'close-with-grace';
import type { BotDeps } from './bot/deps.ts';
import { serve } from './bot/server.ts';
import { onTurn } from './bot/turn.ts';
import { writtenParts } from './cards/mash-thread.ts';
import { type Config, readConfig } from './config.ts';
import { reachThrough } from './delivery/reach.ts';
import { teamsThrough } from './delivery/teams.ts';
import { startWorker } from './delivery/worker.ts';
import { startPlaygrounds, whatToDoFirst } from './local/playground.ts';
import { makeLog } from './log.ts';
import { loadPack } from './protocol/load-pack.ts';
import type { Around } from './referral/advance.ts';
import { casesIn } from './store/cases.ts';
import { peopleIn } from './store/people.ts';
import { sqliteStore } from './store/sqlite.ts';
import { instantOf } from './time.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const pack = loadPack(config.packPath);
  const log = makeLog(config.logLevel);
  const store = sqliteStore(config.sqlitePath, config.organisation);

  const now = () => instantOf(Date.now());
  const desk = { managers: config.managers, escalation: config.escalation, admins: config.admins };
  const around = (): Around => ({ now: now(), pack, desk, written: (record) => writtenParts(record, pack).length });

  let wake = () => {};
  const cases = casesIn(store, () => wake());
  const people = peopleIn(store);
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(config.registration));
  const teams = teamsThrough(adapter, config.appId);
  const reach = reachThrough(teams, people, config);
  const deps: BotDeps = { config, pack, cases, people, teams, reach, now, around, log };

  const server = await serve(config, {
    adapter,
    onTurn: (context) => onTurn(context, deps),
    ready: () => store.ping(),
  });
  const worker = startWorker({ ...deps, store });
  wake = worker.wake;
  const playgrounds = config.playground ? await startPlaygrounds({ botUrl: botUrl(config), log: say }) : undefined;
  announce(config);
  if (playgrounds) for (const line of whatToDoFirst(playgrounds.windows)) say(line);

  closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
    if (err) log.fatal({ event: 'crashed', err });
    await playgrounds?.stop();
    await server.close();
    await worker.stop();
    await store.close();
  });
}

const botUrl = ({ port }: Config) => `http://localhost:${port}/api/messages`;

function announce(config: Config): void {
  say(`MASH Referrals listens on ${config.host}:${config.port}`);
  if (!config.local) return;
  say('LOCAL MODE: nobody is authenticated. Only this machine can connect. Made-up children only.');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The program could not start.'}\n`);
  process.exit(1);
});
