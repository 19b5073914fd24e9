import type { Activity } from 'botbuilder';
import pino, { type Logger } from 'pino';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { type Outside, OutsideFault } from '../../src/connector/outside.ts';
import { watchedTeams } from '../../src/connector/teams.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import type { Turn } from '../../src/teams/answering.ts';
import type { Watching } from '../../src/watch/checks.ts';
import { type Metrics, metricsOf, watchedStore } from '../../src/watch/metrics.ts';
import { healthSignals } from '../../src/watch/seen.ts';
import type { Worker } from '../../src/worker/worker.ts';
import { profiles } from '../fakes/people.ts';
import type { Json } from '../fakes/wire.ts';
import { fencedStore, fencedTeams } from './fences.ts';
import { type Generation, generation, machineOf } from './generation.ts';
import type { World } from './world.ts';

export const pack = loadPack('hertfordshire-2016');
const config = readConfig({ ADMINS: profiles.ash.objectId, ALLOW_GUESTS: 'yes' });
let metrics: Metrics | undefined; // shared by all programs; nobody reads these metrics here

interface Running {
  life: Generation;
  program: ReturnType<typeof compose>;
  worker: Worker;
  watching: Watching;
}

/** A place in which the program is started, killed and started again. */
export interface Slot {
  name: string;
  running: Running | undefined;
  lives: Generation[];
  start(): Promise<void>;
  kill(why: string): void;
  stop(): Promise<void>;
}

/** The answer to a press or a message; `lost` when nobody answered. */
export type Answer =
  | { kind: 'card'; card: Json }
  | { kind: 'text'; text: string }
  | { kind: 'nothing' }
  | { kind: 'lost' };

export interface Programs {
  slots: Slot[];
  /** Gives a message or a press to an instance, as a load balancer does. */
  turn(activity: Partial<Activity>): { answer: Promise<Answer>; life: Generation | undefined };
  /** The unanswered turns of live programs. */
  open(): { since: number; what: string }[];
  answered(): number;
}

export function programsOf(world: World, instances: number, heardLog: (slot: string, line: string) => void): Programs {
  const chance = world.chance.apart('programs');
  const slots = Array.from({ length: instances }, (_, index) => slotOf(String.fromCharCode(65 + index)));
  const openTurns = new Map<object, { since: number; what: string; life: Generation }>();
  let answeredTurns = 0;

  function slotOf(name: string): Slot {
    const log = logOf((line) => heardLog(name, line));
    const own = chance.apart(name);
    const slot: Slot = {
      name,
      running: undefined,
      lives: [],
      async start() {
        const life = generation(`${name}${slot.lives.length + 1}`, world, () => died(life));
        slot.lives.push(life);
        const machine = machineOf(life, {
          clock: world.clock,
          chance: own.apart(life.name),
          skew: () => world.skews.get(name) ?? 0,
        });
        metrics ??= metricsOf(() => undefined, machine.now);
        const seen = healthSignals(machine);
        const teams = watchedTeams(fencedTeams(life, world.teams), seen);
        const isAlone = async () => instances === 1;
        // A store in the cloud has its own clock.
        const aheadMs = () => (instances === 1 ? undefined : -(world.skews.get(name) ?? 0));
        const weathered = { chance: own.apart(`${life.name} store`), weather: world.weather, isAlone, aheadMs };
        const store = watchedStore(
          fencedStore(world.place.open(), life, weathered),
          { ...metrics, storeCall: () => {} },
          seen,
        );
        const pace = async () => ({ kind: 'go-on' }) as const;
        const program = compose({
          config,
          pack,
          machine,
          store,
          teams,
          telling: () => teams,
          log,
          metrics,
          pace,
          outside: texting(life),
        });
        try {
          await program.begin();
        } catch {
          life.kill(); // a real process ends when it cannot read its store at the start
          world.count('starts that failed');
          world.clock.after(5000, () => void slot.start());
          return;
        }
        await program.heart.start();
        const worker = program.startWorker();
        slot.running = { life, program, worker, watching: program.startWatching(worker, seen) };
        world.noteChange();
      },
      kill(why) {
        if (!slot.running) return;
        world.story.tell(`Program ${slot.running.life.name} is killed: ${why}.`);
        slot.running.life.kill();
      },
      async stop() {
        const { running } = slot;
        if (!running) return;
        world.story.tell(`Program ${running.life.name} is stopped cleanly.`);
        slot.running = undefined;
        running.watching.stop();
        await Promise.race([
          Promise.all([running.program.answered(2000), running.worker.stop()]).then(() => running.program.heart.stop()),
          world.clock.pause(9900),
        ]);
        running.life.kill();
      },
    };
    function died(life: Generation): void {
      if (slot.running?.life === life) slot.running = undefined;
      for (const [key, open] of openTurns) if (open.life === life) closeTurn(key);
      world.wasKilled();
    }
    return slot;
  }

  function closeTurn(turnKey: object): void {
    openTurns.delete(turnKey);
    world.asking.delete(turnKey);
  }

  /** Sends text messages in weeks in which the council has them. */
  function texting(life: Generation): Outside | undefined {
    if (!world.hasTexts) return undefined;
    return {
      ways: ['sms'],
      alert: ({ to }, { reference }) =>
        life.ask(`rings ${to}`, async (wait) => {
          await wait(chance.between(100, 3000));
          if (chance.happens(0.1)) throw new OutsideFault(chance.of([undefined, 429, 500, 503]));
          world.texted.push({ at: world.clock.ms(), reference, to });
          world.count('text messages');
          world.story.tell(`  The telephone ${to} has a text message about ${reference}.`);
        }),
      code: async () => {},
    };
  }

  function turn(activity: Partial<Activity>) {
    const there = slots.flatMap(({ running }) => running ?? []);
    const chosen = chance.oneOf(there);
    if (!chosen) return { answer: Promise.resolve<Answer>({ kind: 'lost' }), life: undefined };
    const { life, program } = chosen;
    let answer: Answer = { kind: 'nothing' };
    const teams = fencedTeams(life, world.teams);
    const conversation = activity.conversation?.id ?? '';
    const context = {
      activity,
      async sendActivity(sent: Partial<Activity> | string) {
        if (typeof sent === 'string') return { id: await teams.send('', conversation, { text: sent }) };
        if (sent.type === 'invokeResponse') {
          answer = answerIn(sent);
          return { id: '' };
        }
        const card = sent.attachments?.[0]?.content;
        return { id: await teams.send('', conversation, card ? { card } : { text: sent.text ?? '' }) };
      },
      async updateActivity(changed: Partial<Activity>) {
        await teams.update('', conversation, changed.id ?? '', changed.attachments?.[0]?.content ?? {});
      },
    };
    const key = {};
    const what = activity.type === 'invoke' ? 'a press' : 'a message';
    world.asking.add(key);
    openTurns.set(key, { since: world.clock.ms(), what: `${what} of ${activity.from?.name}`, life });
    const done = program.onTurn(context as unknown as Turn).then(
      () => answer,
      (): Answer => ({ kind: 'lost' }),
    );
    return {
      life,
      answer: done.then((given) => {
        closeTurn(key);
        answeredTurns += 1;
        return given;
      }),
    };
  }

  return { slots, turn, open: () => [...openTurns.values()], answered: () => answeredTurns };
}

function answerIn(response: Partial<Activity>): Answer {
  const body: unknown = response.value?.body;
  if (typeof body !== 'object' || body === null || !('value' in body)) return { kind: 'nothing' };
  return typeof body.value === 'string'
    ? { kind: 'text', text: body.value }
    : { kind: 'card', card: body.value as Json };
}

const logOf = (heard: (line: string) => void): Logger =>
  pino({ level: 'warn', base: null, timestamp: false }, { write: heard });
