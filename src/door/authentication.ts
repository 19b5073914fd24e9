import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  AppCredentials,
  AuthenticationConstants,
  AuthenticationError,
  ClaimsIdentity,
  type ConnectorClient,
  type ConnectorFactory,
  MsalServiceClientCredentialsFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { jsonIn } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { isCallable } from '../connector/teams.ts';

interface Registered {
  local: boolean;
  registration: Record<string, string>;
  serviceHosts: string[];
}

/** `ticks`: milliseconds of a monotonic clock. */
interface Watched {
  log: Pick<Logger, 'warn'>;
  ticks(): number;
  now(): Instant;
}

type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/** A token whose signature was checked. `key`: what it was checked with. `turns`: what the SDK made of it, by service URL. */
interface Verified {
  key: string;
  until: number; // in ticks
  turns: Map<string, Authenticated>;
}

type Msal = typeof import('@azure/msal-node', { with: { 'resolution-mode': 'require' }});

const channel = 'msteams';
const refusalsSaidEveryMs = 60_000;
const mostClients = 100;
const mostTokens = 100;
const tokenKeptMs = 5 * 60_000;
const longestHeader = 8 * 1024; // characters; a Microsoft token has about 1,500
export const publicCloud = {
  issuer: 'https://api.botframework.com',
  scope: 'https://api.botframework.com',
  keys: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
};

/**
 * Admits only Teams: with a token of the configured issuer, signed by a key that is endorsed for Teams, and with a
 * service URL that the bot may call. The SDK alone would also accept keys without endorsement, tokens of other bots and
 * of the emulator, and tokens that never expire.
 */
export class Authentication extends ConfigurationBotFrameworkAuthentication {
  readonly #config: Registered;
  readonly #issuer: string;
  readonly #keys: OpenIdMetadata;
  readonly #watched: Watched;
  readonly #clients = new Map<string, ConnectorClient>(); // by their service URL and audience
  readonly #verified = new Map<string, Verified>(); // by a hash of their header
  #refused = 0; // since it was said last
  #saidAt = -Infinity;

  constructor(config: Registered, watched: Watched) {
    super(config.registration, credentialsFor(config));
    this.#config = config;
    this.#watched = watched;
    this.#issuer = config.registration.ToBotFromChannelTokenIssuer ?? publicCloud.issuer;
    this.#keys = new OpenIdMetadata(config.registration.ToBotFromChannelOpenIdMetadataUrl ?? publicCloud.keys);
  }

  /** Asks Microsoft for the token with which the bot calls Teams. The SDK keeps it for its life. Never throws. */
  async login(): Promise<{ answer: 'taken' | 'refused' | 'none'; code?: string | undefined }> {
    const { MicrosoftAppId = '', ToChannelFromBotOAuthScope = publicCloud.scope } = this.#config.registration;
    const claims = new ClaimsIdentity([{ type: AuthenticationConstants.AudienceClaim, value: MicrosoftAppId }]);
    try {
      const factory = super.createConnectorFactory(claims);
      const { credentials } = await factory.create(anyAddress, ToChannelFromBotOAuthScope);
      if (!(credentials instanceof AppCredentials)) return { answer: 'none' };
      await credentials.getToken();
      return { answer: 'taken' };
    } catch (error) {
      return refusalIn(error);
    }
  }

  /** Whether the header alone shows that Teams is calling. Checked before any of the body is read. */
  async admits(header: string) {
    if (this.#config.local) return true;
    if (header.length > longestHeader) return false;
    try {
      await this.#checked(header);
      return true;
    } catch (err) {
      this.#refuses(err);
      return false;
    }
  }

  /** Logs at most once a minute how many requests were refused, so that strangers cannot fill the log. */
  #refuses(err: unknown) {
    this.#refused += 1;
    const { log, ticks } = this.#watched;
    if (ticks() - this.#saidAt < refusalsSaidEveryMs) return;
    log.warn({ event: 'door.refused', count: this.#refused, err });
    this.#refused = 0;
    this.#saidAt = ticks();
  }

  /** @throws AuthenticationError for everybody but Teams */
  override async authenticateRequest(activity: Activity, header: string) {
    if (!isCallable(activity.serviceUrl, this.#config)) throw notTeams();
    if (this.#config.local) return this.#withKeptClients(await super.authenticateRequest(activity, header));
    if (activity.channelId !== channel) throw notTeams();
    const { turns } = await this.#checked(header);
    const known =
      turns.get(activity.serviceUrl) ?? this.#withKeptClients(await super.authenticateRequest(activity, header));
    turns.set(activity.serviceUrl, known);
    return known;
  }

  /**
   * Checks that a token comes from Teams. Its signature is checked once, for at most five minutes and never after the token has ended, as long as
   * Microsoft still lists the key.
   * @throws for every other token
   */
  async #checked(header: string): Promise<Verified> {
    const name = hash('sha256', header);
    const known = this.#verified.get(name);
    if (known && known.until > this.#watched.ticks() && known.key === (await this.#keyOf(header)).key) return known;
    this.#verified.delete(name);
    const { claimsIdentity } = await super.authenticateStreamingRequest(header, channel);
    const { key, exp } = await this.#keyOf(header);
    if (claimsIdentity?.getClaimValue('iss') !== this.#issuer) throw notTeams();
    const lastsMs = Math.min(tokenKeptMs, exp * 1000 - Date.parse(this.#watched.now()));
    const verified = { key, until: this.#watched.ticks() + lastsMs, turns: new Map() };
    if (this.#verified.size >= mostTokens) this.#verified.clear();
    this.#verified.set(name, verified);
    return verified;
  }

  #withKeptClients(result: Authenticated): Authenticated {
    return { ...result, connectorFactory: this.createConnectorFactory(result.claimsIdentity) };
  }

  /** Keeps the client of each service URL, which the SDK would make anew for each call. The client asks for its token at each call. */
  override createConnectorFactory(claims: ClaimsIdentity): ConnectorFactory {
    const factory = super.createConnectorFactory(claims);
    return {
      create: async (serviceUrl, audience) => {
        const key = `${serviceUrl} ${audience}`;
        const client = this.#clients.get(key) ?? (await factory.create(serviceUrl, audience));
        if (this.#clients.size >= mostClients) this.#clients.clear();
        this.#clients.set(key, client);
        return client;
      },
    };
  }

  /** Nobody signs in through the bot, so no client for that is made at each turn. */
  override async createUserTokenClient() {
    return undefined as unknown as UserTokenClient;
  }

  /** The key that a token names, which Microsoft must list for Teams: the SDK leaves that out. */
  async #keyOf(header: string) {
    const { kid, exp } = namedIn(header);
    const found = await this.#keys.getKey(kid);
    if (!found?.endorsements?.includes(channel)) throw notTeams();
    return { key: String(found.key), exp };
  }
}

const anyAddress = 'https://smba.trafficmanager.net/'; // nothing is sent there
// what Microsoft answers when it knows the app and does not let it in; anything else may pass by itself
const refusals = ['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_grant', 'access_denied'];
const LoginFault = z.object({
  name: z.string().optional(),
  errorCode: z.string().optional(),
  message: z.string().optional(),
});

/** Only the number of the reason is kept: the message may name the app and its tenant. */
function refusalIn(error: unknown) {
  const { name, errorCode = '', message } = LoginFault.catch({}).parse(error);
  const hasNoIdentity = name === 'AggregateAuthenticationError'; // of this machine, which no network has to carry
  if (!refusals.includes(errorCode) && !hasNoIdentity) return { answer: 'none' as const };
  return { answer: 'refused' as const, code: /AADSTS\d{1,10}/.exec(message ?? '')?.[0] };
}

const notTeams = () => new AuthenticationError('not Teams', 401);

/**
 * The id of the key that a token names, and when the token ends. A token without an expiry would be valid for ever, and a token with `crit`
 * requires an extension that nothing here implements (RFC 7515, 4.1.11).
 * @throws for such tokens, and for anything that is not a token
 */
function namedIn(header: string) {
  const [head = '', claims = ''] = header.replace(/^Bearer /, '').split('.');
  const read = (part: string) => jsonIn(Buffer.from(part, 'base64url').toString());
  return { ...Head.parse(read(head)), ...Claims.parse(read(claims)) };
}

const Head = z.object({ kid: z.string(), crit: z.undefined().optional() });
const Claims = z.object({ exp: z.number() });

/**
 * Uses another cloud's login URL as configured, without asking Microsoft's public login whether it exists.
 * @returns undefined to use the SDK's own credentials
 */
function credentialsFor({ registration }: Registered) {
  const {
    ToChannelFromBotLoginUrl: authority,
    MicrosoftAppId: clientId,
    MicrosoftAppPassword: clientSecret,
  } = registration;
  if (!authority || !clientId || !clientSecret) return undefined;
  const auth = { clientId, clientSecret, authority, knownAuthorities: [new URL(authority).host] };
  // the same copy that the SDK has loaded
  const { ConfidentialClientApplication } = createRequire(import.meta.url)('@azure/msal-node') as Msal;
  return new MsalServiceClientCredentialsFactory(clientId, new ConfidentialClientApplication({ auth }));
}
