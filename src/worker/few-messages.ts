import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import { whyDropped } from '../case/judge.ts';
import { type Entry, isWaiting, type OutboxMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { type Delivered, drawn, Gathers, type WorkerDeps } from './delivered.ts';
import { together } from './digest.ts';

const lateMs = 10 * 60_000;
const singly = 5; // then what may stand with others waits for them: with those messages, ten in ten minutes
const gatherMs = 10_000;
const apartMs = 150_000; // from one message about several to the next
const mostRows = 100; // in one message
const failedMs = 60_000; // for this long after one was not taken, each comes by itself

/** What waits to stand in one message to a person: the case and the entry of each. */
interface Group {
  since: number;
  waiting: Map<string, { case: CaseId; entry: number }>;
  isGoing: boolean;
}

interface Ways {
  draws(message: OutboxMessage, about: CaseRecord): Card;
  /** Sends a card. @returns its id */
  sends(card: Card): Promise<string>;
}

type Rest = Pick<WorkerDeps, 'cases' | 'caseContext'>;

/** Whoever could not be reached gets it by itself, so that others are told in their place. */
const mayWait = (
  record: CaseRecord,
  { message, attempts, unreached }: Entry,
  { caseContext }: Pick<Rest, 'caseContext'>,
) => attempts === 0 && !unreached && together?.mayStandWithOthers(record, message, caseContext()) === true;

/** Those of a group that are still true, each with the words of its own message. */
async function rowsOf({ waiting }: Group, draws: Ways['draws'], { cases, caseContext }: Rest) {
  const rows: { key: string; row: [CaseRecord, string] }[] = [];
  for (const [key, { case: id, entry }] of [...waiting].slice(0, mostRows)) {
    const record = await cases.load(id);
    const there = record?.outbox.find((each) => each.id === entry);
    if (!record || !there || !isWaiting(there) || !mayWait(record, there, { caseContext })) continue;
    try {
      if (whyDropped(record, there, caseContext().parts)) continue;
      rows.push({ key, row: [record, String(draws(there.message, record).fallbackText)] });
    } catch {
      // it is told by itself, which says what is wrong with it
    }
  }
  return rows;
}

export type FewMessages = ReturnType<typeof fewMessages>;

/**
 * Keeps the messages to each person of the desk few: whatever comes counts, and once five came in ten minutes, ordinary
 * reminders stand in one message. Each instance has its share, and remembers it only while it runs: whatever is lost with it
 * comes by itself, and nothing is told less.
 */
export function fewMessages({ machine, instances, now, reach, log, ...rest }: WorkerDeps) {
  const came = new Map<StaffId, number[]>(); // in the last ten minutes
  const groups = new Map<StaffId, Group>();
  const sentAt = new Map<StaffId, number>();
  const failedAt = new Map<StaffId, number>();
  const told = new Map<string, { id: string; at: Instant }>(); // by those that stood in the message of another

  const lately = (person: StaffId) => (came.get(person) ?? []).filter((at) => machine.ticks() - at < lateMs);
  const count = (person: StaffId) => void came.set(person, [...lately(person), machine.ticks()]);
  const since = (times: typeof sentAt, person: StaffId) => machine.ticks() - (times.get(person) ?? -Infinity);

  /** How long the message to this person must wait for others. */
  function waitFor(person: StaffId, group: Group) {
    if (group.isGoing) return 1000;
    const apart = apartMs * instances - since(sentAt, person);
    return Math.max(group.since + gatherMs - machine.ticks(), apart);
  }

  async function sendAll(person: StaffId, group: Group, { draws, sends }: Ways): Promise<Delivered | undefined> {
    const rows = await rowsOf(group, draws, rest);
    if (rows.length < 2 || !together) return undefined;
    const { restCard } = together;
    const card = drawn(() =>
      restCard(
        rows.map(({ row }) => row),
        { now: now(), linkTo: reach.linkTo },
      ),
    );
    const id = await sends(card).catch((error: unknown) => {
      failedAt.set(person, machine.ticks());
      throw error;
    });
    sentAt.set(person, machine.ticks());
    const digest = { id, at: now() };
    for (const { key } of rows) told.set(key, digest);
    log.info({ event: 'digest.sent', kind: 'rest', cases: rows.length });
    return { digest };
  }

  return {
    /** Counts a message to this person. */
    count,
    /**
     * Tells a notice in one message with others, if many came.
     * @returns undefined if it is to be sent by itself, which is counted
     * @throws Gathers while it waits for others
     */
    async inOne(record: CaseRecord, entry: Entry, ways: Ways): Promise<Delivered | undefined> {
      const person = 'person' in entry.to && entry.to.person;
      if (!person || person === record.author) return undefined;
      const key = `${record.id} ${entry.id}`;
      const digest = told.get(key);
      told.delete(key);
      if (digest) return { digest };
      const most = Math.max(1, Math.floor(singly / instances));
      const isFew = !groups.has(person) && lately(person).length < most;
      if (isFew || since(failedAt, person) < failedMs || !mayWait(record, entry, rest)) {
        count(person);
        return undefined;
      }
      const group = groups.get(person) ?? { since: machine.ticks(), waiting: new Map(), isGoing: false };
      groups.set(person, group);
      group.waiting.set(key, { case: record.id, entry: entry.id });
      const wait = waitFor(person, group);
      if (wait > 0) throw new Gathers(wait);
      group.isGoing = true;
      try {
        count(person);
        const sent = await sendAll(person, group, ways);
        told.delete(key);
        return sent;
      } finally {
        groups.delete(person);
      }
    },
  };
}
