import { startMicrosoft } from '../fakes/microsoft.ts';
import type { Json } from '../fakes/wire.ts';
import { check, confirm, pressVerb, send, sendActivity } from '../load/journey.ts';
import { folder, type Measured, measured, teams } from './servers.ts';

/**
 * What one turn took: CPU of the server's process in ms, turns a second, what it asked of the store and of Teams; and how many
 * times that the echo took, which was measured just before and just after.
 */
export interface Took extends Cost {
  ratio: number;
  rate: number;
}

interface Cost {
  cpuMs: number;
  aSecond: number;
  reads: number;
  writes: number;
  calls: number;
}

const atOnce = 4; // turns that go on at the same time

/** Does the work for each of these, some at once. */
async function forEach<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...all.entries()];
  const goes = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, goes));
  return results;
}

/** Turns of one kind. It says how many. */
type Work<R> = () => Promise<{ result: R; turns: number }>;

async function costOf<R>({ used }: Measured, work: Work<R>) {
  const [before, calls, begun] = [await used(), teams.taken(), performance.now()];
  const { result, turns } = await work();
  const [seconds, after] = [(performance.now() - begun) / 1000, await used()];
  const cost: Cost = {
    cpuMs: (after.cpuMs - before.cpuMs) / turns,
    aSecond: turns / seconds,
    reads: (after.reads - before.reads) / turns,
    writes: (after.writes - before.writes) / turns,
    calls: (teams.taken() - calls) / turns,
  };
  return { result, cost };
}

/** The same turn for each of these. */
const each =
  <T, R>(all: readonly T[], turn: (of: T) => Promise<R>): Work<R[]> =>
  async () => ({ result: await forEach(all, turn), turns: all.length });

const aMessage = { type: 'message', text: 'What I have seen. '.repeat(5) };
const aPress = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', verb: 'answer', data: { note: aMessage.text } }, trigger: 'manual' },
};

/** The same activity again and again. */
function again(server: Measured, what: Json, turns: number) {
  const people = Array.from({ length: turns }, (_, number) => server.person(String(number % 20)));
  return each(people, async (who) => {
    const { status } = await sendActivity(who, what);
    if (status >= 300) throw new Error(`answered ${status}`);
  });
}

/** Measures work of a server between two measurements of the echo, so that what slows the machine slows both. */
function besideEcho(echo: Measured) {
  return async <R>(server: Measured, work: Work<R>): Promise<{ result: R; took: Took }> => {
    const echoes = async () => (await costOf(echo, again(echo, aMessage, 80))).cost;
    const before = await echoes();
    const { result, cost } = await costOf(server, work);
    const after = await echoes();
    const ratio = cost.cpuMs / ((before.cpuMs + after.cpuMs) / 2);
    return { result, took: { ...cost, ratio, rate: cost.aSecond / ((before.aSecond + after.aSecond) / 2) } };
  };
}

type Measure = ReturnType<typeof besideEcho>;

/** One round of our program: so many people refer, and the manager decides. Each kind of turn is measured by itself. */
async function ourRound(measure: Measure, server: Measured, round: number, people: number) {
  const names = Array.from({ length: people }, (_, number) => `${round}-${number}`);
  const took: Record<string, Took> = {};
  async function kind<R>(name: string, work: Work<R>): Promise<R> {
    const measured = await measure(server, work);
    took[name] = measured.took;
    return measured.result;
  }
  const checked = await kind('wizard step', async () => {
    let turns = 0;
    const turn = <T>(work: () => Promise<T>) => {
      turns += 1;
      return work();
    };
    const result = await forEach(names, async (name) => {
      const who = server.person(name);
      return { who, name, card: await check(who, name, turn, { child: `Child ${name}` }) };
    });
    return { result, turns };
  });
  const references = await kind(
    'submit',
    each(checked, ({ who, card, name }) => send(who, card, name)),
  );
  const press = (verb: string) =>
    each(references, (reference) => pressVerb(server.desk, verb, { case: reference }, `card-${reference}`));
  await kind('take', press('take'));
  const forms = await kind('decision form', press('decide'));
  const both = references.map((reference, number) => ({ reference, form: forms[number] ?? {} }));
  await kind(
    'confirm decision',
    each(both, ({ reference, form }) => confirm(server.desk, form, reference)),
  );
  await kind('everything', press('everything'));
  return took;
}

export type Rounds = Record<string, Took[]>;

/**
 * Plays all rows side by side, one after the other in each round.
 * @param peers also those that must be installed
 */
export async function turns(rounds: number, people: number, { peers }: { peers: boolean }): Promise<Rounds> {
  const microsoft = await startMicrosoft();
  const authorization = microsoft.bearer({ serviceurl: teams.serviceUrl });
  const peer = (name: string, env?: Record<string, string>) =>
    measured({ file: 'peers.ts', args: (port) => [name, String(port), folder], ...(env && { env, authorization }) });
  const names = ['botbuilder echo', 'botbuilder inline invoke', 'node:http, the same work'];
  if (peers) names.push('@microsoft/agents-hosting echo', '@microsoft/teams.apps echo');
  const { STORE_IN_CLEAR: _, ...registered } = microsoft.env;
  const off = { BENCH_WORKER: 'off' };
  const secret = { DATA_KEY: Buffer.alloc(32, 7).toString('base64'), ALLOWED_SERVICE_HOSTS: '127.0.0.1' };
  const others: [string, Measured][] = [];
  for (const name of names) others.push([name, await peer(name)]);
  const echo = besideEcho(await peer('botbuilder echo'));
  const authenticated = besideEcho(await peer('botbuilder echo', registered));
  const alone = await measured({ env: off });
  const sealed = await measured({ env: { ...registered, ...secret, ...off }, authorization });
  const all: Rounds = {};
  for (let round = -2; round < rounds; round += 1) {
    const took: Record<string, Took> = {};
    for (const [name, server] of others) {
      const what = name.endsWith('echo') ? aMessage : aPress;
      took[name] = (await echo(server, again(server, what, people * 10))).took;
    }
    Object.assign(took, await ourRound(echo, alone, round, people));
    const secretly = await ourRound(authenticated, sealed, round, people);
    for (const [name, each] of Object.entries(secretly)) took[`${name}, sealed`] = each;
    if (round < 0) continue; // the first two are to warm up
    for (const [name, each] of Object.entries(took)) {
      all[name] ??= [];
      all[name].push(each);
    }
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  await microsoft.stop();
  return all;
}
