import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import restify from 'restify';
import { isJson, type Json } from '../fakes/wire.ts';
import { answersMeasures } from './measured.ts';

/**
 * Other bots, each as its guide shows it, as a measured process: `node peers.ts WHICH PORT FOLDER`. FOLDER holds what is
 * installed on demand.
 */
const [which = '', at = '', folder = ''] = process.argv.slice(2);
const port = Number(at);
const installed = createRequire(join(folder, 'x.js'));
const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'A step. '.repeat(500) }] };
const invokeAnswer = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };

const bots: Record<string, () => unknown> = {
  'botbuilder echo': () => botbuilder((context) => context.sendActivity(`Echo: ${context.activity.text}`)),
  'botbuilder inline invoke': () =>
    botbuilder((context) =>
      context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: invokeAnswer } }),
    ),
  '@microsoft/agents-hosting echo': agents,
  '@microsoft/teams.apps echo': () => {
    const { App } = installed('@microsoft/teams.apps');
    const log = { error() {}, warn() {}, info() {}, debug() {}, log() {}, child: () => log };
    const app = new App({ dangerouslyAllowUnauthenticatedRequests: true, logger: log });
    app.on('message', ({ send, activity }: { send(text: string): Promise<unknown>; activity: { text: string } }) =>
      send(`Echo: ${activity.text}`),
    );
    return app.start(port);
  },
  'node:http, the same work': byHand,
};

/** With the environment of a registration it authenticates, as the SDK does by itself. */
function botbuilder(turn: (context: TurnContext) => Promise<unknown>) {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(process.env, credentials()));
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request, response) => {
    await adapter.process(request, response, async (context) => void (await turn(context)));
  });
  return new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}

/** The SDK’s own would ask the real Microsoft about the login of the stand-in. */
function credentials() {
  const {
    MicrosoftAppId: clientId,
    MicrosoftAppPassword: clientSecret,
    ToChannelFromBotLoginUrl: authority,
  } = process.env;
  if (!clientId || !clientSecret || !authority) return undefined;
  const { ConfidentialClientApplication } = createRequire(import.meta.url)('@azure/msal-node');
  const auth = { clientId, clientSecret, authority, knownAuthorities: [new URL(authority).host] };
  return new MsalServiceClientCredentialsFactory(clientId, new ConfidentialClientApplication({ auth }));
}

function agents() {
  const express = installed('express');
  const { CloudAdapter: Adapter } = installed('@microsoft/agents-hosting');
  const adapter = new Adapter({});
  const app = express();
  app.use(express.json());
  app.post('/api/messages', (request: Json, response: unknown) => {
    request.user = { aud: '', appid: '' };
    return adapter.process(request, response, (context: TurnContext) =>
      context.sendActivity(`Echo: ${context.activity.text}`),
    );
  });
  return new Promise<void>((resolve) => app.listen(port, '127.0.0.1', resolve));
}

/** The least that a durable and sealed step takes: a case of 8 KB is read, opened, chained, sealed and written; a card answers. */
function byHand() {
  const db = new DatabaseSync(join(folder, 'by-hand.db'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE cases (id TEXT PRIMARY KEY, body BLOB)');
  const key = randomBytes(32);
  const sealed = (value: unknown) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]);
  };
  const opened = (bytes: Uint8Array): Json => {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
    return JSON.parse(Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString());
  };
  const begun = sealed({
    answers: {},
    chain: '',
    texts: Array.from({ length: 80 }, () => 'What was seen. '.repeat(7)),
  });
  const read = db.prepare('SELECT body FROM cases WHERE id = ?');
  const write = db.prepare('INSERT OR REPLACE INTO cases (id, body) VALUES (?, ?)');
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const activity: Json = JSON.parse(Buffer.concat(chunks).toString());
    const id = isJson(activity.from) ? String(activity.from.id) : '';
    const found = opened((read.get(id)?.body as Uint8Array | undefined) ?? begun);
    const answers = { ...Object(found.answers), [String(activity.name)]: activity.value };
    const chain = createHash('sha256')
      .update(`${found.chain}${JSON.stringify(answers)}`)
      .digest('base64');
    write.run(id, sealed({ ...found, answers, chain }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(invokeAnswer));
  });
  return new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}

const start = bots[which];
if (!start) throw new Error(`no such bot: ${which}`);
const serves = answersMeasures();
await start();
serves();
