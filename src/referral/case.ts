import { z } from 'zod';
import { Answers, type Draft, Progress } from '../check/draft.ts';
import { CaseId } from '../reference.ts';
import { Instant } from '../time.ts';
import { CaseEvent, StaffId } from './events.ts';
import { Entry } from './outbox.ts';

/** The personal facts of a case: what was answered, the texts that belong to events, and the names of the staff in it. */
export const Facts = z.object({
  answers: Answers,
  texts: z.record(z.string(), z.string()),
  names: z.record(z.string(), z.string()),
});

/** What the bot has said about the case in the referrer's chat and in the MASH channel, by the platform's ids. */
const Said = z.object({
  draft: z.array(z.string()), // messages that show answers and are replaced after submission
  receipt: z.string().optional(),
  thread: z.string().optional(), // the MASH channel's thread: <channel>;messageid=<id>
  card: z.string().optional(), // the message that holds the shared card now
});

/**
 * One case, from the first answer to the end, in one document. It changes only as a whole and only if nobody changed it meanwhile.
 * `wakeAt`: the earliest moment at which this case needs the worker. `heard`: ids of typed messages already taken.
 */
export const CaseRecord = z.object({
  kind: z.literal('case'),
  id: CaseId,
  organisation: z.string(),
  author: StaffId,
  pack: z.object({ id: z.string(), version: z.string() }),
  status: z.enum(['draft', 'awaiting-decision', 'decided']),
  revision: z.int(),
  startedAt: Instant,
  answeredAt: Instant,
  changedAt: Instant,
  facts: Facts,
  progress: Progress.optional(),
  heard: z.array(z.string()),
  events: z.array(CaseEvent),
  outbox: z.array(Entry),
  said: Said,
  lease: z.object({ by: z.string(), until: Instant }).optional(),
  wakeAt: Instant.optional(),
});
export type CaseRecord = z.infer<typeof CaseRecord>;

/** The draft inside the case; undefined when nothing is being filled in. */
export function draftOf(record: CaseRecord): Draft | undefined {
  return record.progress && { answers: record.facts.answers, progress: record.progress };
}

export function withDraft(record: CaseRecord, draft: Draft): CaseRecord {
  return { ...record, facts: { ...record.facts, answers: draft.answers }, progress: draft.progress };
}
