import { throughEachCall } from '../base/each-call.ts';
import { StaffId } from '../base/people.ts';
import type { Card } from '../cards/parts.ts';
import type { SetUp } from '../case/desk.ts';

/**
 * Teams refused, or did not answer. `gone`: the chat or channel does not exist (any more). `refused`: Teams will never
 * take this message.
 */
export class TeamsFault extends Error {
  readonly status: number | undefined;
  readonly retryAfterMs: number;
  readonly isOurs: boolean; // the bot did not call Teams, to stay within its rate limits
  readonly isNowhere: boolean; // the bot did not call Teams, because no channel is set up
  constructor(status: number | undefined, retryAfterMs = 0, { isOurs = false, isNowhere = false } = {}) {
    super(status === undefined ? 'Teams did not answer' : `Teams answered ${status}`);
    this.status = status;
    this.retryAfterMs = Math.ceil(retryAfterMs); // a case keeps it in whole ms, and could not be read with a fraction
    this.isOurs = isOurs;
    this.isNowhere = isNowhere;
  }
  get gone() {
    return this.status === 403 || this.status === 404;
  }
  get refused() {
    return this.status === 400 || this.status === 405 || this.status === 413;
  }
}

export interface Member {
  id: string; // Teams' own id, which opens a 1:1 chat
  objectId: string | undefined;
  name: string;
  tenantId: string | undefined; // the member's own organisation, in a shared channel
  isGuest: boolean;
}

/** The content of one message. `alert`: Teams notifies people of it. */
export type Sayable = { card: Card; alert?: boolean } | { text: string };

interface Channel {
  id: string;
  name: string;
  isStandard: boolean; // everybody in the team is in it
}

interface Posted {
  thread: string;
  activityId: string;
}

/** How long (ms) the bot waits for an answer of Teams. Until then it does not send the message again. */
export const callMayTakeMs = 60_000;

/** The calls to Teams. Each throws a TeamsFault if it failed, or if nobody knows whether it succeeded. */
export interface Teams {
  /** Starts a new thread in a channel. @returns the thread's conversation id and the message's id */
  post(serviceUrl: string, channelId: string, tenantId: string, card: Card, alert?: boolean): Promise<Posted>;
  send(serviceUrl: string, conversationId: string, message: Sayable): Promise<string>;
  update(serviceUrl: string, conversationId: string, activityId: string, card: Card): Promise<void>;
  member(serviceUrl: string, conversationId: string, memberId: string): Promise<Member>;
  members(serviceUrl: string, teamId: string): Promise<Member[]>;
  openChat(serviceUrl: string, tenantId: string, memberId: string): Promise<string>;
  /** The channels of a team that the bot can see. The General channel has no name, and has the team's id. */
  channels(serviceUrl: string, teamId: string): Promise<Channel[]>;
}

/**
 * The result, or undefined if Teams answers 404.
 * @param isSure false if Teams may be wrong for a moment: then the 404 is thrown like any other fault
 */
export async function unlessNotFound<T>(work: Promise<T>, isSure = true): Promise<{ value: T } | undefined> {
  try {
    return { value: await work };
  } catch (error) {
    if (isSure && error instanceof TeamsFault && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * Reports whether Teams answers each call. What it says of one message counts as an answer. That it does not know the bot
 * (401) is none, and a chat that is closed to the bot (403) may be closed alone.
 */
export function watchedTeams(
  teams: Teams,
  watcher: { teamsAnswered(): void; teamsFailed(closed?: string): void },
): Teams {
  return throughEachCall(teams, async (_, call, [, place]) => {
    try {
      const answer = await call();
      watcher.teamsAnswered();
      return answer;
    } catch (error) {
      if (error instanceof TeamsFault && isNoAnswer(error))
        watcher.teamsFailed(error.status === 403 ? String(place) : undefined);
      else watcher.teamsAnswered();
      throw error;
    }
  });
}

const isNoAnswer = ({ status }: TeamsFault) =>
  status === undefined || [401, 403, 429].includes(status) || status >= 500;

/**
 * The hosts of the Teams connector in Microsoft's clouds. They are full names, because anybody can get a name under
 * trafficmanager.net.
 * @source Microsoft Teams SDK, "Service URL validation": public and GCC, GCC High, DoD, China
 */
const hostsOfTeams = [
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  'frontend.botapi.msg.infra.teams.microsoftonline.cn',
];

export const isThisMachine = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** The hosts to which the bot may send. What it sends holds cases and the token that proves it is the bot. */
export interface CallableHosts {
  local: boolean; // then only this machine
  serviceHosts: readonly string[]; // further hosts, for other clouds and for tests
}

/** Whether the bot may call this address: HTTPS to a host of Teams or an added host, or plain HTTP on this machine. */
export function isCallable(serviceUrl: string, { local, serviceHosts }: CallableHosts) {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname } = new URL(serviceUrl);
  const isHere = isThisMachine(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isHere)) return false;
  return local ? isHere : hostsOfTeams.includes(hostname) || serviceHosts.includes(hostname);
}

/**
 * Whether a member of a roster belongs to this organisation. A guest does not, nor does somebody from another
 * organisation in a shared channel.
 */
export const isOfOrganisation = ({ isGuest, tenantId }: Member, organisation: string) =>
  !isGuest && (tenantId === undefined || tenantId === organisation);

/**
 * Whether this person belongs to the MASH: somebody of its own organisation, or a partner agency's worker whom the
 * set-up names with their organisation. Nobody else can take a case, be given one or get its case file, whatever
 * list of the set-up they are on.
 */
export function isOfTheMash(member: Member, { mash, partners }: Pick<SetUp, 'mash' | 'partners'>) {
  if (!mash || member.isGuest) return false;
  const isPartner = partners.some(({ id, tenantId }) => id === idOf(member) && tenantId === member.tenantId);
  return isPartner || isOfOrganisation(member, mash.tenantId);
}

/**
 * Whether the person who pressed belongs to the MASH.
 * @param member their entry in the roster, found by Teams' own id
 */
export const isPresserOfTheMash = (member: Member, id: StaffId, setUp: Parameters<typeof isOfTheMash>[1]) =>
  (member.objectId === undefined || idOf(member) === id) && isOfTheMash({ ...member, objectId: id }, setUp);

const idOf = ({ objectId }: Member) => StaffId.safeParse(objectId).data;
