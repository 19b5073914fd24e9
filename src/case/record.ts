import { z } from 'zod';
import { grownList, oncePer, unlessParsed } from '../base/once-per.ts';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Texts } from '../base/texts.ts';
import { Instant, londonDay, longDay } from '../base/time.ts';
import { Answers, type Draft, Progress } from '../draft/draft.ts';
import type { WhyHidden } from '../history/desk.ts';
import { flag } from '../history/entry.ts';
import { CaseEvent } from '../history/events.ts';
import { Entry } from './outbox.ts';
import { hidingOf } from './said.ts';

/** A SHA-256 in hexadecimal. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

/**
 * The link that binds one event to all events before it. `facts`: the commitment to each fact that the same write added
 * or changed (a commitment is a salted hash); null for a fact that it removed.
 */
export const ChainLink = z.object({ hash: Hash, facts: z.record(z.string(), Hash.nullable()).optional() });

export type ChainLink = z.infer<typeof ChainLink>;

/** The personal facts of a case: the answers, the texts that belong to events, and the names of the staff involved. */
const Facts = z.object({
  answers: unlessParsed(Answers),
  adding: unlessParsed(Answers).optional(), // answers that are not sent yet: see `draftOf`
  texts: unlessParsed(Texts),
  names: unlessParsed(Texts),
  // by number, the addresses that are held back, those that may be shown, and what tells the streets of those that are gone: see held.ts
  held: z
    .record(
      z.string(),
      z.object({ words: z.string(), shown: flag, gone: z.array(z.string()).optional(), from: Instant.optional() }),
    )
    .optional(),
  // the salt of each commitment in the chain, erased together with its fact; absent when no fact is left
  salts: unlessParsed(Texts).optional(),
});

/** The name of the salt of a text. */
export const saltOf = (name: string): string => `text:${name}`;

/** A problem of a case that a person must deal with. `/alarmz` counts such cases. */
const caseTroubles = ['nobody-reached', 'not-drawn', 'not-delivered'] as const;
export type CaseTrouble = (typeof caseTroubles)[number];

/** The troubles of a case as its record holds them, in one text. */
export const troublesAsText = (troubles: readonly CaseTrouble[]): string | undefined => troubles.join(' ') || undefined;

/** Every text that has this trouble in it: one trouble of a case hides no other. */
export const textsWith = (trouble: CaseTrouble): string[] =>
  Array.from({ length: 2 ** caseTroubles.length }, (_, bits) =>
    caseTroubles.filter((_, place) => Math.floor(bits / 2 ** place) % 2 === 1),
  ).flatMap((some) => (some.includes(trouble) ? (troublesAsText(some) ?? []) : []));

/** The platform's ids of what the bot has posted about the case, in the referrer's chat and in the channels. */
const PostedIds = z.object({
  draft: z.array(z.string()), // messages that show answers and are replaced after submission
  receipt: z.string().optional(),
  thread: z.string().optional(), // the MASH channel's thread: <channel>;messageid=<id>
  card: z.string().optional(), // the message that holds the shared card now
  assessment: z.object({ thread: z.string(), card: z.string() }).optional(), // the same in the Assessment team's channel
});

/** One of the two channels in which cases are posted. */
export const CaseChannel = z.enum(['mash', 'assessment']);
export type CaseChannel = z.infer<typeof CaseChannel>;

/**
 * One case, from the first answer to the end, in one document. It is written only as a whole, and only if nobody else
 * has changed it meanwhile. `wakeAt`: the earliest time at which the case needs the worker. `unsentSince`: when the
 * oldest waiting message was added. `heard`: the ids of typed messages that were already processed.
 */
export const CaseRecord = z.object({
  kind: z.literal('case'),
  id: CaseId,
  organisation: z.string(),
  author: StaffId,
  pack: unlessParsed(z.object({ id: z.string(), version: z.string() })),
  status: z.enum(['draft', 'withdrawn', 'awaiting-decision', 'joined', 'decided']),
  practice: z.boolean().optional(), // a made-up case to practise on: nobody is told about it
  revision: z.int(),
  startedAt: Instant,
  answeredAt: Instant,
  changedAt: Instant,
  facts: unlessParsed(Facts),
  progress: unlessParsed(Progress).optional(),
  heard: unlessParsed(z.array(z.string())),
  events: grownList(CaseEvent),
  chain: grownList(ChainLink), // one link for each event; a write adds those of its own events
  outbox: grownList(Entry),
  rolled: z.array(z.string()).max(10_000).optional(), // the parts of its history that were moved to documents of their own, the oldest first: see roll.ts
  textsRolled: z.int().max(10_000).optional(), // how many such documents its texts have
  said: unlessParsed(PostedIds),
  lease: z.object({ by: z.string(), until: Instant }).optional(),
  wakeAt: Instant.optional(),
  unsentSince: Instant.optional(),
  // the open offer of a hand-over
  handOver: z.object({ code: z.string(), until: Instant, tenantId: z.string(), wrong: z.int() }).optional(),
  upNext: z.string().optional(), // its place on the board: see up-next.ts
  dueAt: Instant.optional(), // by when a case that awaits its decision must be decided
  heldBy: StaffId.optional(), // who has it at the MASH
  team: flag, // with the Assessment team, and not closed
  rush: flag, // urgent, and nobody has answered: the worker handles it before others
  trouble: z.string().optional(), // what a person must deal with outside this program: see `troublesAsText`
});
/** `readBy`: guests read the channel for which this copy is drawn. It is never stored. */
export type CaseRecord = z.infer<typeof CaseRecord> & { readBy?: CaseChannel };

/** What changes without a clock of the case, or is set by its clocks. */
export const notReadByClocks = [
  'outbox',
  'said',
  'lease',
  'wakeAt',
  'unsentSince',
  'upNext',
  'dueAt',
  'heldBy',
  'team',
  'rush',
  'trouble',
] as const satisfies (keyof CaseRecord)[];
/** A case as its clocks read it. */
export type ClockedCase = Omit<CaseRecord, (typeof notReadByClocks)[number]>;

/** A case as its history and its facts tell it. */
export type ToldCase = Pick<CaseRecord, 'events' | 'facts' | 'author'>;

/** Works something out once for each event of a case, as long as its history and its facts stay the same. */
export function oncePerEvent<Else extends unknown[], T>(
  work: (event: CaseEvent, record: ToldCase, ...rest: Else) => T,
): typeof work {
  const found = oncePer(
    (_: CaseEvent[], ..._rest: [CaseRecord['facts'], StaffId, ...Else]) => new Map<CaseEvent, { value: T }>(),
  );
  return (event, record, ...rest) => {
    const known = found(record.events, record.facts, record.author, ...rest);
    const { value } = known.get(event) ?? { value: work(event, record, ...rest) };
    known.set(event, { value });
    return value;
  };
}

interface Beginning extends Pick<CaseRecord, 'id' | 'organisation' | 'author' | 'pack'> {
  answers: Answers;
  name: string; // of the author
  now: Instant;
}

/** A case of which nothing has happened yet. */
export const emptyCase = ({ author, pack, answers, name, now, ...ids }: Beginning): CaseRecord => ({
  kind: 'case',
  ...ids,
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
  chain: [],
  outbox: [],
  said: { draft: [] },
});

/**
 * The draft inside the case; undefined if nothing is being filled in. Two kinds of draft keep their answers in
 * `adding`, apart from the answers that the MASH sees: an indicator check added after sending, and a referral that the
 * MASH is already waiting for.
 */
export function draftOf({ facts, progress }: CaseRecord): Draft | undefined {
  return progress && { answers: facts.adding ?? facts.answers, progress };
}

export function withDraft(record: CaseRecord, { answers, progress }: Draft): CaseRecord {
  const isApart = progress.mode === 'adding' || record.facts.adding !== undefined;
  const part = isApart ? { adding: answers } : { answers };
  return { ...record, facts: { ...record.facts, ...part }, progress };
}

/** The name of somebody on the staff, as Teams gave it; "a colleague" if the case does not know it. */
export const staffName = ({ facts }: Pick<CaseRecord, 'facts'>, id: string): string => facts.names[id] ?? 'a colleague';

/**
 * What somebody wrote, under this name in the facts of the case, as it may be shown: words that two managers have hidden
 * are left out, and who hid them is said; and where guests read, words stand behind a press. Rules read the words themselves in the facts.
 * @returns '' if nothing is stored there
 */
export function textIn(record: CaseRecord, name: string): string {
  const { [name]: text = '' } = record.facts.texts;
  const { hidden } = hidingOf(record.events, name);
  if (!hidden || text === '') return behindPress(record, text);
  const who = `${staffName(record, hidden.askedBy)} and ${staffName(record, hidden.by)}`;
  return `Words hidden on ${longDay(londonDay(hidden.at))} by ${who}: ${hiddenWhy[hidden.why]}`;
}

/** Stands for words that came after sending, where guests read. */
export const wordsBehind = 'Guests read this channel: press “Show the words”.';

/** Words that came after sending, or what stands for them where guests read. */
export const behindPress = ({ readBy }: CaseRecord, words: string): string => (readBy && words ? wordsBehind : words);

/**
 * The case as it is drawn for everybody in a channel.
 * @param readByGuests the channels that guests, or people of another organisation, read now
 */
export function asDrawnIn(
  channel: CaseChannel,
  record: CaseRecord,
  readByGuests: readonly CaseChannel[] = [],
): CaseRecord {
  if (!readByGuests.includes(channel)) return record;
  const { facts } = record;
  const texts = Object.entries(facts.texts).map(([name, text]) => [
    name,
    name.startsWith('decision-') && text ? wordsBehind : text,
  ]);
  return { ...record, readBy: channel, facts: { ...facts, texts: Object.fromEntries(texts) } };
}

/** Why words are hidden, in words. */
export const hiddenWhy: Record<WhyHidden, string> = { 'another-child': 'about another child', gossip: 'gossip' };

/** Everything that the author has answered, sent or not. Only for the author's own chat. */
export const ownAnswers = ({ facts }: Pick<CaseRecord, 'facts'>): Answers => facts.adding ?? facts.answers;

/** Whether the case is a draft of its author, even if the MASH is already waiting for it. */
export const isOwnDraft = ({ progress }: Pick<CaseRecord, 'progress'>) => progress?.mode === 'draft';

/** Ends filling in. `keep`: the added answers become part of the referral; otherwise they are dropped. */
export function withoutDraft(record: CaseRecord, { keep }: { keep: boolean }): CaseRecord {
  const { progress: _, ...rest } = record;
  const { adding, ...facts } = record.facts;
  return { ...rest, facts: { ...facts, answers: keep && adding ? adding : facts.answers } };
}
