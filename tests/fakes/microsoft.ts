import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { tenantId } from './people.ts';

/**
 * Microsoft's side of authentication: the page of keys that proves calls come from Teams, and the login that gives a
 * bot its token.
 */
export interface Microsoft {
  /** The environment with which the program, as a bot with a secret, trusts this fake. */
  readonly env: Record<string, string>;
  /** An authorization header as Teams sends it. Undefined claims are left out. */
  bearer(claims?: object, how?: Signing): string;
  /** The form of every request for a token, in order. */
  readonly logins: URLSearchParams[];
  /** How often the page of keys, or the page that points to it, was fetched. */
  readonly asked: () => number;
  stop(): Promise<void>;
}

export interface Signing {
  key?: 'endorsed' | 'for-the-web-chat' | 'without-endorsements' | 'with-an-empty-list' | 'unknown' | 'forged';
  alg?: 'RS256' | 'none' | 'HS256'; // HS256 signs with the public key, which a careless library accepts
  head?: object; // more fields of the head
}

export const appId = 'b0700000-0000-4000-8000-0000000000aa';
export const appTenant = tenantId;
export const secret = 'secret-of-the-bot-in-tests';
export const outboundToken = 'token-of-the-bot-in-tests';
export const issuer = 'https://api.botframework.com';
export const publicServiceUrl = 'https://smba.trafficmanager.net/uk/';

const real = generateKeyPairSync('rsa', { modulusLength: 2048 });
const forged = generateKeyPairSync('rsa', { modulusLength: 2048 });

const endorsements: Record<string, string[] | undefined> = {
  endorsed: ['msteams', 'webchat'],
  'for-the-web-chat': ['webchat'],
  'without-endorsements': undefined,
  'with-an-empty-list': [],
};

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
export const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;

function bearer(claims: object = {}, { key = 'endorsed', alg = 'RS256', head: more = {} }: Signing = {}): string {
  const head = base64({ alg, typ: 'JWT', kid: key === 'forged' ? 'endorsed' : key, ...more });
  const usual = { iss: issuer, aud: appId, serviceurl: publicServiceUrl, nbf: seconds(-3600), exp: seconds(3600) };
  const text = `${head}.${base64({ ...usual, ...claims })}`;
  return `Bearer ${text}.${signature(text, alg, key === 'forged' ? forged.privateKey : real.privateKey)}`;
}

function signature(text: string, alg: string, key: KeyObject): string {
  if (alg === 'none') return '';
  if (alg === 'RS256') return createSign('RSA-SHA256').update(text).sign(key, 'base64url');
  return createHmac('sha256', real.publicKey.export({ type: 'spki', format: 'pem' }))
    .update(text)
    .digest('base64url');
}

/** The login uses HTTPS with its own certificate, because the SDK insists on HTTPS. */
export async function startMicrosoft(): Promise<Microsoft> {
  const logins: URLSearchParams[] = [];
  let keyRequests = 0;
  const keys = createHttp((request, response) => {
    keyRequests += 1;
    const jwk = real.publicKey.export({ format: 'jwk' });
    const all = Object.entries(endorsements).map(([kid, for_]) => ({ ...jwk, kid, endorsements: for_ }));
    const page = request.url === '/keys' ? { keys: all } : { jwks_uri: `${addressOf(keys, 'http')}/keys` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(page));
  });
  const certificate = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const login = createHttps({ key: certificate.private, cert: certificate.cert }, async (request, response) => {
    const json = (value: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    const here = `${addressOf(login, 'https')}/${appTenant}`;
    if (request.url?.includes('openid-configuration')) {
      const [authorization_endpoint, token_endpoint] = [`${here}/oauth2/v2.0/authorize`, `${here}/oauth2/v2.0/token`];
      return json({ issuer: `${here}/v2.0`, authorization_endpoint, token_endpoint, jwks_uri: `${here}/keys` });
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = new URLSearchParams(Buffer.concat(chunks).toString());
    logins.push(asked);
    if (asked.get('client_secret') !== secret) {
      response.statusCode = 401;
      return json({ error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' });
    }
    return json({ token_type: 'Bearer', expires_in: 3599, access_token: outboundToken });
  });
  await Promise.all([listening(keys), listening(login)]);
  const folder = await mkdtemp(join(tmpdir(), 'microsoft-'));
  const trusted = join(folder, 'login.pem');
  await writeFile(trusted, certificate.cert);
  return {
    env: {
      HOST: '127.0.0.1',
      PUBLIC_URL: 'https://mash.example.org',
      STORE_IN_CLEAR: 'yes', // so that no DATA_KEY is needed; tests about data keys set this to ''
      NODE_EXTRA_CA_CERTS: trusted,
      MicrosoftAppId: appId,
      MicrosoftAppPassword: secret,
      MicrosoftAppTenantId: appTenant,
      ToBotFromChannelOpenIdMetadataUrl: addressOf(keys, 'http'),
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotLoginUrl: `${addressOf(login, 'https')}/${appTenant}`,
      ToChannelFromBotOAuthScope: issuer,
    },
    bearer,
    logins,
    asked: () => keyRequests,
    async stop() {
      for (const server of [keys, login]) {
        server.close();
        server.closeAllConnections();
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

const addressOf = (server: Server, protocol: 'http' | 'https'): string =>
  `${protocol}://localhost:${(server.address() as AddressInfo).port}`;
