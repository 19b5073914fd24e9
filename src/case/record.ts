import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { Answers, type Draft, Progress } from '../check/draft.ts';
import { CaseEvent } from '../history/events.ts';
import { ChainLink } from './chain-link.ts';
import { Entry } from './outbox.ts';

/** The personal facts of a case: what was answered, the texts that belong to events, and the names of the staff in it. */
const Facts = z.object({
  answers: Answers,
  adding: Answers.optional(), // an indicator check after sending, until it is sent itself
  texts: z.record(z.string(), z.string()),
  names: z.record(z.string(), z.string()),
  salts: z.record(z.string(), z.string()).optional(), // of the commitments in the chain: gone with the fact
});

/** What a person must see to: `/alarmz` counts the cases. */
const CaseAlarm = z.enum(['nobody-reached', 'not-delivered']);
export type CaseAlarm = z.infer<typeof CaseAlarm>;

/** What the bot has said about the case in the referrer's chat and in the MASH channel, by the platform's ids. */
const Said = z.object({
  draft: z.array(z.string()), // messages that show answers and are replaced after submission
  receipt: z.string().optional(),
  thread: z.string().optional(), // the MASH channel's thread: <channel>;messageid=<id>
  card: z.string().optional(), // the message that holds the shared card now
  assessment: z.object({ thread: z.string(), card: z.string() }).optional(), // the same in the Assessment team's channel
});

/**
 * One case, from the first answer to the end, in one document. It changes only as a whole and only if nobody changed it meanwhile.
 * `wakeAt`: the earliest moment at which this case needs the worker. `unsentSince`: when the oldest waiting message was added. `heard`: ids of typed messages already taken.
 */
export const CaseRecord = z.object({
  kind: z.literal('case'),
  id: CaseId,
  organisation: z.string(),
  author: StaffId,
  pack: z.object({ id: z.string(), version: z.string() }),
  status: z.enum(['draft', 'withdrawn', 'awaiting-decision', 'joined', 'decided']),
  training: z.boolean().optional(), // a made-up case to practise on: nobody is told of it
  revision: z.int(),
  startedAt: Instant,
  answeredAt: Instant,
  changedAt: Instant,
  facts: Facts,
  progress: Progress.optional(),
  heard: z.array(z.string()),
  events: z.array(CaseEvent),
  chain: z.array(ChainLink).optional(), // one link an event; not there before the first write of a program that chains
  outbox: z.array(Entry),
  rolled: z.int().optional(), // how many parts of the outbox were moved to documents of their own
  textsRolled: z.int().max(10_000).optional(), // and of the texts; a case that was loaded has them all
  said: Said,
  lease: z.object({ by: z.string(), until: Instant }).optional(),
  wakeAt: Instant.optional(),
  unsentSince: Instant.optional(),
  handOver: z.object({ code: z.string(), until: Instant, tenantId: z.string(), wrong: z.int() }).optional(), // by which a colleague can take it over
  dueAt: Instant.optional(), // of a sent case: by when it must be decided
  heldBy: StaffId.optional(), // who has it in the MASH
  rush: z.literal(true).optional(), // urgent, and nobody has answered: it is worked on before others
  alarm: CaseAlarm.optional(), // what a person must see to outside this program
});
export type CaseRecord = z.infer<typeof CaseRecord>;

interface Beginning extends Pick<CaseRecord, 'id' | 'organisation' | 'author'> {
  pack: CaseRecord['pack'];
  answers: Answers;
  name: string; // of the author
  now: Instant;
}

/** A case of which nothing has happened yet. */
export const emptyCase = ({ id, organisation, author, pack, answers, name, now }: Beginning): CaseRecord => ({
  kind: 'case',
  id,
  organisation,
  author,
  pack: { id: pack.id, version: pack.version },
  status: 'draft',
  revision: 0,
  startedAt: now,
  answeredAt: now,
  changedAt: now,
  facts: { answers, texts: {}, names: { [author]: name } },
  heard: [],
  events: [],
  outbox: [],
  said: { draft: [] },
});

/**
 * The draft inside the case; undefined when nothing is being filled in. Kept apart until it is sent is what is added later, and what is
 * written while the MASH waits for it already: the answers that the MASH is shown stand elsewhere.
 */
export function draftOf({ facts, progress }: CaseRecord): Draft | undefined {
  return progress && { answers: facts.adding ?? facts.answers, progress };
}

export function withDraft(record: CaseRecord, { answers, progress }: Draft): CaseRecord {
  const isApart = progress.mode === 'adding' || record.facts.adding !== undefined;
  const part = isApart ? { adding: answers } : { answers };
  return { ...record, facts: { ...record.facts, ...part }, progress };
}

/** What its author has answered, sent or not: for their own chat, and for nobody else. */
export const ownAnswers = ({ facts }: Pick<CaseRecord, 'facts'>): Answers => facts.adding ?? facts.answers;

/** A check of its author's that is not sent, whether or not the MASH waits for it already. */
export const isOwnDraft = ({ progress }: CaseRecord): boolean => progress?.mode === 'draft';

/** Nothing is being filled in any more: what was added belongs to the referral, or is let go of. */
export function withoutDraft(record: CaseRecord, { keep }: { keep: boolean }): CaseRecord {
  const { progress: _, ...rest } = record;
  const { adding, ...facts } = record.facts;
  return { ...rest, facts: { ...facts, answers: keep && adding ? adding : facts.answers } };
}
