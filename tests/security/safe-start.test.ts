import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, expect, it } from '@jest/globals';
import { startWorld, type World } from '../conversations/world.ts';
import { post } from '../fakes/post.ts';
import { teamsClient } from '../fakes/teams-client.ts';

/** Starts the program with typical mistakes, the first time as a process. 127.0.0.2 is this machine too, but not the address of local mode. */

const answers = async ({ base }: World, host: string): Promise<boolean> => {
  const answer = fetch(`http://${host}:${new URL(base).port}/healthz`, { signal: AbortSignal.timeout(30_000) });
  return answer.then(
    ({ ok }) => ok,
    () => false,
  );
};
const other = createServer().listen(0, '127.0.0.1');
await once(other, 'listening');
afterAll(() => void other.close());
const announced = ({ log }: World) => log.filter((line) => !line.startsWith('{')).join('\n');

it('The program refuses to start in production without a registration, and names what is missing', async () => {
  const starting = startWorld({ ownProcess: true, env: { NODE_ENV: 'production' } });
  await expect(starting).rejects.toThrow(/the program ended with 1:[\s\S]*MicrosoftAppId: must be set/);
});

it.each([
  ['SingleTenant', { MicrosoftAppType: 'SingleTenant' }, 'MicrosoftAppPassword: must be set'],
  [
    'UserAssignedMSI',
    { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: 'x' },
    'MicrosoftAppPassword: must not be set for MicrosoftAppType',
  ],
  ['UserAssignedMSI', { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: '' }, 'MicrosoftAppTenantId'],
  ['MultiTenant', { MicrosoftAppType: 'MultiTenant' }, 'MicrosoftAppType'],
])('The program refuses to start as %s with half a registration', async (_type, env, refusalWords) => {
  const id = 'b0700000-0000-4000-8000-0000000000aa';
  const registered = { NODE_ENV: 'production', MASH_SERVICE_URL: '', MicrosoftAppId: id, ...env };
  const refused = new RegExp(`the program did not start:[\\s\\S]*${refusalWords}`);
  await expect(startWorld({ env: registered })).rejects.toThrow(refused);
});

it('In local mode only this machine can connect and be answered, whatever HOST says', async () => {
  await using world = await startWorld({ env: { HOST: '0.0.0.0' } });
  expect(await answers(world, '127.0.0.1')).toBe(true);
  expect(await answers(world, '127.0.0.2')).toBe(false);
  expect(announced(world)).toContain('LOCAL MODE: nobody is authenticated. Only this machine can connect.');
  const { jane, base, teams } = world;
  const message = teamsClient(jane.profile, teams).message(jane.chatId, 'hi');
  const elsewhere = { ...message, serviceUrl: 'https://smba.trafficmanager.net/uk/' };
  expect((await post(base, JSON.stringify(elsewhere))).status).toBe(401);
  expect((await post(base, JSON.stringify(message))).status).toBe(200);
});

it('In local mode a network can connect only when ALLOW_INSECURE_NETWORK is set too, and the program warns of it', async () => {
  await using world = await startWorld({ env: { HOST: '0.0.0.0', ALLOW_INSECURE_NETWORK: 'yes' } });
  expect(await answers(world, '127.0.0.2')).toBe(true);
  expect(announced(world)).toContain('WARNING: LOCAL MODE ON A NETWORK');
  expect(announced(world)).not.toContain('Only this machine can connect');
});

it.each<[string, Record<string, string>, string]>([
  [
    'a store that is a folder',
    { SQLITE_PATH: tmpdir() },
    'SQLITE_PATH: the store /[^:]+ cannot be opened: it is a folder: add the name',
  ],
  [
    'a store below a file',
    { SQLITE_PATH: `${import.meta.filename}/mash.db` },
    'a part of the path is a file and no folder: choose',
  ],
  [
    'a store on a full disk',
    { SQLITE_PATH: '/dev/full' },
    'SQLITE_PATH: the store /dev/full cannot be opened: the disk is full',
  ],
  [
    'a pack that is not there',
    { PROTOCOL_PACK: 'herts-2016' },
    'herts-2016: there is no such file. PROTOCOL_PACK takes hertfordshire-2016',
  ],
  [
    'an address of another machine',
    { HOST: '192.0.2.1', ALLOW_INSECURE_NETWORK: 'yes' },
    'HOST: this machine has no such address. Leave HOST',
  ],
  [
    'a port that is taken',
    { METRICS_PORT: String(Object(other.address()).port) },
    'METRICS_PORT: \\d+ is taken. Set it to another port',
  ],
])('The program refuses to start with %s, and says which variable it is and what to do', async (_, env, words) => {
  await expect(startWorld({ env })).rejects.toThrow(new RegExp(`the program did not start:[\\s\\S]*${words}`));
});

it('The program warns at its start of a variable that nothing reads and that is nearly called like one of ours', async () => {
  await using world = await startWorld({ env: { DISAGREEMENT_LEVEL2: 'zebra' } });
  expect(announced(world)).toContain('WARNING: DISAGREEMENT_LEVEL2: did you mean DISAGREEMENT_LEVEL_2?');
});
