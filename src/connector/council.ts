import { createHmac, type KeyObject } from 'node:crypto';
import { lookup } from 'node:dns';
import { request as requestHere } from 'node:http';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { CouncilEvent } from '../case/outbox.ts';
import { OutsideFault } from './outside.ts';
import { isThisMachine } from './teams.ts';

/** What the council's own system is told: which case, what happened and when. `id` is the same at each try. */
interface Happening {
  id: string;
  about: CaseId;
  what: CouncilEvent;
  at: Instant;
}

/** Tells the council's own system at this address. @throws OutsideFault if it did not take it */
export type TellCouncil = (address: string, happening: Happening) => Promise<void>;

interface Sender {
  key: KeyObject | undefined; // signs; without it nothing is sent
  organisation: string;
  local: boolean; // then only this machine is called
  now(): Instant;
  /** Hears of each try whether it was taken. */
  watch: { councilAccepted(): void; councilFailed(address: string): void };
}

const mayTakeMs = 10_000;

/**
 * Sends each happening as a CloudEvent 1.0, signed by the scheme of Standard Webhooks: HMAC-SHA256 over the id, the time of
 * this try and the whole body. So nobody can change it, and one that is sent again later by somebody else is seen to be old.
 */
export function councilThrough({ key, organisation, local, now, watch }: Sender): TellCouncil {
  return async (address, { id, about, what, at }) => {
    try {
      if (!key || !isCouncilAddress(address, local)) throw new OutsideFault(undefined);
      const source = `urn:mash-referrals:${organisation}`;
      const type = `mash-referrals.${what}`;
      const body = JSON.stringify({ specversion: '1.0', id, source, type, subject: about, time: at });
      const timestamp = String(Math.floor(Date.parse(now()) / 1000));
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
      await post(address, body, {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      });
    } catch (error) {
      watch.councilFailed(address);
      throw error;
    }
    watch.councilAccepted();
  };
}

/** No redirect is followed, and nothing of the answer is read but its status. @throws OutsideFault */
async function post(address: string, body: string, headers: Record<string, string>) {
  const url = new URL(address);
  const signal = AbortSignal.timeout(mayTakeMs);
  const isHere = isThisMachine(url.hostname);
  const status = await new Promise<number | undefined>((resolve) => {
    const call = (url.protocol === 'http:' ? requestHere : request)(
      url,
      { method: 'POST', headers, signal, ...(!isHere && { lookup: publicOnly }) },
      (answer) => {
        answer.destroy();
        resolve(answer.statusCode);
      },
    );
    call.on('error', () => resolve(undefined)); // it may hold an address, so it is not passed on
    call.end(body);
  });
  if (status === undefined || status < 200 || status > 299) throw new OutsideFault(status);
}

/**
 * Whether this may be the address of the council's own system: HTTPS to a host with a name, and nothing secret in it,
 * because everybody with a say reads it. In local mode, this machine.
 */
export function isCouncilAddress(text: string, local: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username + password + search + hash !== '') return false;
  if (isThisMachine(hostname)) return local;
  return !local && protocol === 'https:' && hostname.includes('.') && isIP(hostname.replace(/[[\]]/g, '')) === 0;
}

const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(net, bits, 'ipv6');
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');

/** Whether an address is on the public internet, and so no machine of our own network or host. */
export const isPublic = (address: string): boolean =>
  isIP(address) === 4
    ? !closed.check(address, 'ipv4')
    : global.check(address, 'ipv6') && !closed.check(address, 'ipv6');

/** Finds the addresses of a host when it is called, and calls none that is not public: a name may come to mean another machine. */
const publicOnly: LookupFunction = (host, options, done) =>
  lookup(host, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first || !found.every(({ address }) => isPublic(address)))
      return done(error ?? new Error('not a public address'), []);
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
