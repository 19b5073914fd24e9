import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isJson } from '../fakes/wire.ts';
import { contains, lacks } from './expecting.ts';
import { types } from './walks.ts';
import { startWorld, type World } from './world.ts';

const key = 'mash-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222';
const template = (number: number) => `33333333-3333-4333-8333-33333333333${number}`;

// Text messages, emails and monitoring

let world: World;
let server: Server;
const requests: { path: string; body: string }[] = []; // what a stub of GOV.UK Notify and of the council’s monitoring received
beforeAll(async () => {
  server = createServer(async (request, response) => {
    requests.push({ path: request.url ?? '', body: (await request.toArray()).join('') });
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const monitoring = { HEARTBEAT_URL: `${url}/lives`, ALARMS_URL: `${url}/alarms` };
  const notify = { NOTIFY_API_KEY: key, NOTIFY_URL: url, NOTIFY_SMS_RING: template(1), NOTIFY_SMS_CODE: template(2) };
  world = await startWorld({ env: { ...monitoring, ...notify, MASH_ESCALATION: ',' } });
});
afterAll(async () => {
  await world.stop();
  server.close();
  server.closeAllConnections();
});

it('A manager can be sent text messages once they have typed the code that came to their telephone', async () => {
  const { mo } = world;
  contains(await types(mo, 'text me on 07700 900111'), 'the number that ends in 111');
  const sent = await world.until(() => requests.find(({ path }) => path === '/v2/notifications/sms'));
  const { phone_number: number, personalisation } = JSON.parse(sent.body);
  expect(number).toBe('+447700900111');
  const code = isJson(personalisation) ? String(personalisation.code) : '';
  contains(await types(mo, `code ${code}`), 'Done. I can text you on the number that ends in 111.');
  contains(
    await types(mo, 'email me at mo@council.example'),
    'Emails are not set up here. I have not kept your address.',
  );
  lacks(world.log.join('\n'), new RegExp(`900111|${code}`));
});

it('The council’s monitoring hears that the program lives, and separately what a person must mend', async () => {
  await world.until(() => requests.some(({ path }) => path === '/lives'), 90_000);
  const alarm = await world.until(() => requests.find(({ path }) => path === '/alarms/fail'), 90_000);
  contains(alarm.body.split('\n'), 'no-escalation');
  lacks(world.log.join('\n'), '/alarms');
});
