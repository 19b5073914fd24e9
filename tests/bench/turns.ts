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

/** @returns its result, and what a turn cost: the work says how many it made */
async function costOf<R>({ used }: Measured, work: () => Promise<{ result: R; turns: number }>) {
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

type Work<R> = () => Promise<{ result: R; turns: number }>;

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
  const step = await measure(server, async () => {
    let turns = 0;
    const result = await forEach(names, async (name) => {
      const who = server.person(name);
      const turn = <T>(work: () => Promise<T>) => {
        turns += 1;
        return work();
      };
      return { who, card: await check(who, `message-${name}`, turn, { child: `Child ${name}` }) };
    });
    return { result, turns };
  });
  const submit = await measure(
    server,
    each(step.result, ({ who, card }) => send(who, card, `message-${who.person.id}`)),
  );
  const references = submit.result;
  const pressed = (verb: string) =>
    measure(
      server,
      each(references, (reference) => pressVerb(server.desk, verb, { case: reference }, `card-${reference}`)),
    );
  const take = await pressed('take');
  const form = await pressed('decide');
  const forms = references.map((reference, number) => ({ reference, form: form.result[number] ?? {} }));
  const confirmed = await measure(
    server,
    each(forms, ({ reference, form }) => confirm(server.desk, form, reference)),
  );
  const all = await pressed('everything');
  return {
    'wizard step': step.took,
    submit: submit.took,
    take: take.took,
    'decision form': form.took,
    'confirm decision': confirmed.took,
    everything: all.took,
  };
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
