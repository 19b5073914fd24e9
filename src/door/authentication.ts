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
}

type Msal = typeof import('@azure/msal-node', { with: { 'resolution-mode': 'require' }});

const channel = 'msteams';
const refusalsSaidEveryMs = 60_000;
const mostClients = 100;
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
  readonly #keys: OpenIdMetadata;
  readonly #watched: Watched;
  readonly #clients = new Map<string, ConnectorClient>(); // by their service URL and audience
  #refused = 0; // since it was said last
  #saidAt = -Infinity;

  constructor(config: Registered, watched: Watched) {
    super(config.registration, credentialsFor(config));
    this.#config = config;
    this.#watched = watched;
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
      const { claimsIdentity } = await super.authenticateStreamingRequest(header, channel);
      await this.#comesFromTeams(header, claimsIdentity?.getClaimValue('iss') ?? undefined);
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
    if (this.#config.local) return super.authenticateRequest(activity, header);
    if (activity.channelId !== channel) throw notTeams();
    const result = await super.authenticateRequest(activity, header);
    await this.#comesFromTeams(header, result.claimsIdentity?.getClaimValue('iss') ?? undefined);
    return result;
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

  /** The checks that the SDK leaves out, for a token with a valid signature. */
  async #comesFromTeams(header: string, issuer: string | undefined) {
    if (issuer !== (this.#config.registration.ToBotFromChannelTokenIssuer ?? publicCloud.issuer)) throw notTeams();
    const key = await this.#keys.getKey(keyOf(header));
    if (!key?.endorsements?.includes(channel)) throw notTeams();
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
 * The id of the key that a token names. A token without an expiry would be valid for ever, and a token with `crit`
 * requires an extension that nothing here implements (RFC 7515, 4.1.11).
 * @throws for such tokens, and for anything that is not a token
 */
function keyOf(header: string) {
  const [head = '', claims = ''] = header.replace(/^Bearer /, '').split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  Claims.parse(read(claims));
  return Head.parse(read(head)).kid;
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
