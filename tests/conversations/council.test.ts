import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { profiles, referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { answerTo, opensSetUp } from './setting-up.ts';
import { allOf, asks, caseCard, decides, inChat, refers } from './walks.ts';

const secret = Buffer.alloc(32, 7);
const label = 'Address of the council’s own system';

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: { id: string; type: string; subject: string };
}

/** What the README of the features gives to who receives it, word by word. */
function isOurs(headers: IncomingHttpHeaders, body: string, key: Buffer, now: number): boolean {
  const [id, at, given] = ['id', 'timestamp', 'signature'].map((name) => String(headers[`webhook-${name}`]));
  const ours = `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`;
  return (
    Math.abs(now / 1000 - Number(at)) < 300 &&
    given?.length === ours.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(ours))
  );
}

describe('the council’s own system', () => {
  const world = aWorld({ clockStands: true, env: { COUNCIL_EVENTS_KEY: secret.toString('base64') } });
  const { jane, mo, ana, ash, until, pass, rests, teams } = world;
  const received: Received[] = [];
  let status = 202;
  let server: Server;
  let url = '';
  const about = (reference: string) => received.filter(({ event }) => event.subject === reference);
  const typesOf = (reference: string) => about(reference).map(({ event }) => event.type.replace('mash-referrals.', ''));
  const troubles = async () => (await fetch(`${world.watchers}/alarmz`)).text();

  async function takes(reference: string) {
    const card = await until(() => caseCard(mo, reference));
    await card.presses('Take this referral');
  }

  /** An administrator writes the address. @returns what they then read */
  async function writes(address: string) {
    const names = await answerTo(ash, await opensSetUp(ash), 'Names of officers');
    return (await answerTo(ash, names, 'Save names', { [label]: address })).text;
  }

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = (await request.toArray()).join('');
      received.push({ path: request.url ?? '', headers: request.headers, body, event: JSON.parse(body) });
      response.writeHead(status);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    teams.members.add(profiles.ash);
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('hears nothing while nobody has written its address', async () => {
    const reference = await refers(jane);
    await takes(reference);
    await rests();
    expect(received).toEqual([]);
    lacks(await troubles(), 'council');
  });

  it('has an address on the internet, with a name and nothing secret in it', async () => {
    for (const address of ['http://mash.example.org', 'https://10.0.0.8/x', 'https://a:b@x.org', `${url}/?code=1`, 'x'])
      contains(await writes(address), 'It must begin with https://');
  });

  it('is set up by one person, confirmed by another, and all who have a say hear of it', async () => {
    contains(await writes(`${url}/events`), 'Waits until somebody else confirms it', `From none to ${url}/events`);
    const asked = await refers(jane);
    await until(() => inChat(ana, 'The address of the council’s own system is to be changed').sees());
    const card = inChat(mo, 'The address of the council’s own system is to be changed');
    shows(card, `${url}/events`, 'Asked for by Ash Kaur', 'It gets no name, and no word of what a case is about.');
    await rests();
    expect(received).toEqual([]);
    await card.presses('Confirm');
    await until(() =>
      allOf(teams.delivered(referrals.id)).includes('The address of the council’s own system is changed'),
    );
    await takes(asked);
    await until(() => typesOf(asked).length === 1);
    expect(typesOf(asked)).toEqual(['taken']);
  });

  it('hears of each case what happened and when, in order and signed, and no fact', async () => {
    const reference = await refers(jane);
    await takes(reference);
    await asks(mo, reference, 'Where is the child now?');
    await decides(mo, reference, { 'Concern about trafficking': 'Yes' });
    await until(() => typesOf(reference).length === 4);
    expect(typesOf(reference)).toEqual(['sent', 'taken', 'decided', 'passed-on']);
    for (const { path, headers, body, event } of about(reference)) {
      expect(path).toBe('/events');
      expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
      expect(Object.keys(event).sort()).toEqual(['id', 'source', 'specversion', 'subject', 'time', 'type']);
      expect(event).toMatchObject({ specversion: '1.0', source: 'urn:mash-referrals:HT', id: headers['webhook-id'] });
      const now = world.now().getTime();
      expect(isOurs(headers, body, secret, now)).toBe(true);
      expect(isOurs(headers, body.replace('sent', 'seen'), Buffer.alloc(32, 8), now)).toBe(false);
      expect(isOurs(headers, body, secret, now + 301_000)).toBe(false);
    }
    expect(new Set(received.map(({ event }) => event.id)).size).toBe(received.length);
  });

  it('gets what it did not take again, with the same id and in order, and once it took it no more', async () => {
    status = 503;
    const reference = await refers(jane);
    await until(() => typesOf(reference).length > 0);
    await pass(61);
    await until(() => typesOf(reference).length > 1);
    await until(async () => (await troubles()).includes('council-fails'));
    await takes(reference);
    status = 200;
    await pass(301);
    await until(() => typesOf(reference).includes('taken'));
    await pass(601);
    await rests();
    const types = typesOf(reference);
    expect(types.slice(types.indexOf('taken') - 1)).toEqual(['sent', 'taken']);
    expect(new Set(about(reference).map(({ event }) => event.id)).size).toBe(2);
    await until(async () => !(await troubles()).includes('council-fails'));
    lacks(world.log.join('\n'), secret.toString('base64'));
  });

  it('at a new address hears nothing of what waited for the former one, and all are told so', async () => {
    status = 503;
    const reference = await refers(jane);
    await until(() => typesOf(reference).length > 0);
    await writes(`${url}/new`);
    await until(() => inChat(mo, `to ${url}/new`).sees());
    await inChat(mo, 'is to be changed').presses('Confirm');
    await until(() => inChat(ana, 'is changed').sees().text.includes(`${url}/new`));
    shows(
      inChat(ana, 'is changed'),
      'What still waited for the former address is not sent: neither there nor to a new one.',
    );
    status = 200;
    await pass(301);
    await takes(reference);
    await until(() => typesOf(reference).includes('taken'));
    expect(about(reference).flatMap(({ path, event }) => (path === '/new' ? event.type : []))).toEqual([
      'mash-referrals.taken',
    ]);
  });

  it('hears no more from the moment in which one person takes its address out', async () => {
    lacks(await writes(''), 'Waits until');
    const before = received.length;
    const reference = await refers(jane);
    await takes(reference);
    await rests();
    expect(received).toHaveLength(before);
  });
});
