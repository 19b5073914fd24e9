import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { notifyThrough } from '../../src/connector/notify.ts';
import type { Outside } from '../../src/connector/outside.ts';

const service = '11111111-1111-4111-8111-111111111111';
const secret = '22222222-2222-4222-8222-222222222222';
const templates = { sms: { ring: 'sms-ring', code: 'sms-code' }, email: { ring: 'email-ring', code: 'email-code' } };
const mobile = { way: 'sms', to: '+447700900111' } as const;
const mail = { way: 'email', to: 'ana@council.example' } as const;
const words = { reference: 'HT-7K3F-92Q', time: '14:03, Wed 10 Jun' };
const alertMessage = { ...words, messageId: 'HT-7K3F-92Q 14', isAgain: false };

/** The answers of GOV.UK Notify, according to its documentation. */
const answers: Record<number, object> = {
  201: { id: 'x', content: {}, uri: 'x', template: {} },
  400: {
    status_code: 400,
    errors: [{ error: 'ValidationError', message: 'phone_number Not a valid number: +447700900111' }],
  },
  403: { status_code: 403, errors: [{ error: 'AuthError', message: 'Invalid token: API key not found' }] },
  429: { status_code: 429, errors: [{ error: 'RateLimitError', message: 'Exceeded rate limit for key type LIVE' }] },
  500: { status_code: 500, errors: [{ error: 'Exception', message: 'Internal server error' }] },
};

let server: Server;
let url: string;
let notify: Outside;
let status: number | 'hang' | 'cut' | 'elsewhere' = 201;
let takenMessages: object[] = []; // what the server says it has taken
let requests: { path: string | undefined; body: unknown; authorization: string }[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body: unknown = JSON.parse((await request.toArray()).join('') || 'null');
    requests.push({ path: request.url, body, authorization: request.headers.authorization ?? '' });
    if (request.method === 'GET') return void response.end(JSON.stringify({ notifications: takenMessages, links: {} }));
    if (status === 'hang') return;
    if (status === 'cut') return void request.socket.resetAndDestroy();
    // Not chained: once restify is loaded in this process, Node's own `writeHead` is changed and returns nothing.
    if (status === 'elsewhere') response.writeHead(307, { location: `${url}/elsewhere` });
    else response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 'elsewhere' ? '' : JSON.stringify(answers[status]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  notify = notifyThrough({ url, apiKey: `mash-${service}-${secret}`, templates });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  status = 201;
  requests = [];
  takenMessages = [];
});

it('An alert sends Notify the template, the address, the reference and a time, and nothing else', async () => {
  await notify.alert(mobile, alertMessage);
  await notify.alert(mail, alertMessage);
  const same = { personalisation: words, reference: alertMessage.messageId };
  expect(requests.map(({ path, body }) => [path, body])).toEqual([
    ['/v2/notifications/sms', { template_id: 'sms-ring', phone_number: mobile.to, ...same }],
    ['/v2/notifications/email', { template_id: 'email-ring', email_address: mail.to, ...same }],
  ]);
});

it('A code message sends Notify the code and nothing about a case', async () => {
  await notify.code(mobile, '123456');
  const personalisation = { code: '123456' };
  expect(requests[0]?.body).toEqual({ template_id: 'sms-code', phone_number: mobile.to, personalisation });
});

it('Notify gets a token signed with the key, and never the key itself', async () => {
  await notify.alert(mobile, alertMessage);
  const [, claims = ''] = (requests[0]?.authorization ?? '').replace('Bearer ', '').split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({ iss: service, iat: expect.any(Number) });
  expect(JSON.stringify(requests)).not.toContain(secret);
});

it.each([400, 403, 429, 500])(
  'An answer of %d from Notify becomes a fault with that status and none of its words',
  async (answer) => {
    status = answer;
    const fault = await notify.alert(mobile, alertMessage).catch((error: unknown) => error);
    expect(fault).toMatchObject({ status: answer, message: `The service answered ${answer}` });
    expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toMatch(/7700|HT-|valid number/);
    expect(requests).toHaveLength(1);
  },
);

it.each(['hang', 'cut'] as const)(
  'A connection that ends in “%s” counts as no answer, and Notify is called once',
  async (trouble) => {
    status = trouble;
    const impatient = notifyThrough({ url, apiKey: `mash-${service}-${secret}`, templates }, 3000);
    await expect(impatient.alert(mobile, alertMessage)).rejects.toMatchObject({ status: undefined });
    expect(requests).toHaveLength(1);
  },
);

it('An alert that is tried again is first looked up by its id, and not sent twice', async () => {
  takenMessages = [{ id: 'x', status: 'sending' }];
  await notify.alert(mobile, { ...alertMessage, isAgain: true });
  expect(requests.map(({ path }) => path)).toEqual(['/v2/notifications?reference=HT-7K3F-92Q%2014']);
  takenMessages = [];
  await notify.alert(mobile, { ...alertMessage, isAgain: true });
  expect(requests.map(({ path }) => path?.split('?')[0])).toEqual([
    ...['/v2/notifications', '/v2/notifications', '/v2/notifications/sms'],
  ]);
});

it('A redirect by Notify is not followed', async () => {
  status = 'elsewhere';
  await expect(notify.alert(mobile, alertMessage)).rejects.toMatchObject({ status: 307 });
  expect(requests.map(({ path }) => path)).toEqual(['/v2/notifications/sms']);
});

it('Only the ways that have templates are offered', async () => {
  const account = { url, apiKey: `mash-${service}-${secret}`, templates: { email: templates.email } };
  expect(notifyThrough(account).ways).toEqual(['email']);
  await expect(notifyThrough(account).alert(mobile, alertMessage)).rejects.toMatchObject({ status: 400 });
  expect(requests).toEqual([]);
});
