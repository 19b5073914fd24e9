import { z } from 'zod';
import { frozen, isSame, oncePer, unlessParsed } from '../base/once-per.ts';
import { Texts } from '../base/texts.ts';
import { Entry, isWaiting } from './outbox.ts';
import { CaseRecord, saltOf } from './record.ts';

const { shape } = CaseRecord; // the same schemas, which do not parse again what a case has parsed

/**
 * A part of the history of a case that was moved out of its document into one beside it, and never changes again. `posted`: of the outbox,
 * what may have to be drawn again without some of its words; `others`: all else of it, as JSON, because few of them are read. Both are sealed, so
 * what somebody put there without the key is no such part.
 */
export const HistoryPart = z.object({
  events: shape.events,
  chain: shape.chain,
  posted: shape.outbox,
  others: z.object({ count: z.int(), json: z.string() }),
});

/** Old texts that were moved out, with their salts. */
export const TextsPart = z.object({ texts: unlessParsed(Texts), salts: unlessParsed(Texts).default({}) });

type CasePart = Partial<z.infer<typeof HistoryPart> & z.infer<typeof TextsPart>>;

/** A case with all that a reader gets of it, its own document alone, and what lies beside it. */
export interface Whole {
  record: CaseRecord;
  own: CaseRecord;
  beside?: ReturnType<typeof besideOf>;
}

const mostRead = 300; // so many of the newest entries are read, whatever they are
const mostPosted = 1000;
const Others = z
  .string()
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      context.addIssue('no JSON');
      return z.NEVER;
    }
  })
  .pipe(z.array(Entry));
type Others = z.infer<typeof HistoryPart>['others'];
const noOthers: Others = { count: 0, json: '[]' };
const othersIn = oncePer(({ json }: Others): Entry[] => frozen(Others.parse(json)));

/** What these parts hold together. Later ones hold what is newer. */
const besideOf = oncePer((...[first, ...others]: [CasePart, ...CasePart[]]) => {
  const parts = [first, ...others];
  const of = (all: (Texts | undefined)[]): Texts => Object.assign({}, ...all);
  const { texts = {}, salts = {} } = parts.at(-1) ?? first;
  return {
    events: parts.flatMap(({ events = [] }) => events),
    chain: parts.flatMap(({ chain = [] }) => chain),
    entries: entriesIn(parts),
    texts: of(parts.map((part) => part.texts)),
    salts: of(parts.map((part) => part.salts)),
    ofLastTexts: lengthOf(texts) + lengthOf(salts),
  };
});

/** The entries of the outbox that a reader of the case gets of these parts, by their ids. */
export function entriesIn(parts: Pick<CasePart, 'posted' | 'others'>[]) {
  const entries = new Map<number, Entry>();
  const newer = { entries: 0, posted: 0 };
  for (const { posted = [], others = noOthers } of parts.toReversed()) {
    const read = [...(newer.entries < mostRead ? othersIn(others) : []), ...(newer.posted < mostPosted ? posted : [])];
    for (const entry of read) if (!entries.has(entry.id)) entries.set(entry.id, entry);
    newer.entries += posted.length + others.count;
    newer.posted += posted.length;
  }
  return entries;
}

/** A case with the parts that its document names: those of its history, then those of its texts, the oldest first. */
export const joined = oncePer((own: CaseRecord, ...parts: CasePart[]): Whole => {
  const [first, ...others] = parts;
  if (!first) return { record: own, own };
  const beside = besideOf(first, ...others);
  const { facts } = own;
  const record: CaseRecord = {
    ...own,
    events: [...beside.events, ...own.events],
    chain: [...beside.chain, ...own.chain],
    outbox: withEntries(own.outbox, beside.entries),
    facts: withTexts(facts, { ...beside.texts, ...facts.texts }, { ...beside.salts, ...facts.salts }),
  };
  return { record: frozen(record), own, beside };
});

/** An outbox in its order, with those entries that lie beside it. Its own are newer. */
export const withEntries = <Each extends { id: number }>(own: Each[], beside: ReadonlyMap<number, Each>): Each[] =>
  [...new Map([...beside, ...own.map((entry) => [entry.id, entry] as const)]).values()].sort(
    (one, other) => one.id - other.id,
  );

/** @param salts none are left out, so that a document without them stays as it was written */
function withTexts(facts: CaseRecord['facts'], texts: Texts, salts: Texts): CaseRecord['facts'] {
  const { salts: _, ...others } = facts;
  return { ...others, texts, ...(!isNone(salts) && { salts }) };
}

/** A changed case as its own document holds it: without what lies beside it, and is the same there. */
export function withoutBeside(changed: CaseRecord, { own, beside }: Whole): CaseRecord {
  if (!beside) return changed;
  const { facts } = changed;
  const isOwn = (entry: Entry) => !beside.entries.has(entry.id) || !isSame(entry, beside.entries.get(entry.id));
  return {
    ...changed,
    events: changed.events.slice(beside.events.length),
    chain: changed.chain.slice(beside.events.length),
    outbox: changed.outbox.filter(isOwn),
    facts: withTexts(
      facts,
      ownOf(facts.texts, own.facts.texts, beside.texts),
      ownOf(facts.salts ?? {}, own.facts.salts ?? {}, beside.salts),
    ),
  };
}

/** Of these texts, those that lie nowhere else. What the case held itself before it goes on to hold: another may just be taking it out there. */
const ownOf = (texts: Texts, before: Texts, beside: Texts): Texts =>
  picked(texts, (name) => name in before || beside[name] !== texts[name]);

const keep = 40; // the newest events and entries stay
const inPart = { events: 100, entries: 200 }; // at most
const worthIt = { events: 80, entries: 120 }; // a part with fewer of both is not worth a document

const isPosted = ({ message: { kind } }: Entry) => ['written', 'line', 'addition', 'assessment-line'].includes(kind);

/**
 * Moves the oldest part of its history and of its outbox out of a case, so that its document stays small: a case that goes on for
 * months collects hundreds of events and reminders. What waits stays.
 * @param own as its own document holds it
 * @returns the case without that part, and the part; undefined while it is not worth a document
 */
export function splitOld(own: CaseRecord): { record: CaseRecord; part: z.infer<typeof HistoryPart> } | undefined {
  const old = own.outbox.slice(0, -keep).filter((entry) => !isWaiting(entry));
  const oldEvents = own.events.length - keep;
  if (oldEvents < worthIt.events && old.length < worthIt.entries) return undefined;
  const at = Math.min(inPart.events, Math.max(0, oldEvents));
  const moved = new Set(old.slice(0, inPart.entries));
  const posted = [...moved].filter(isPosted);
  const others = [...moved].filter((entry) => !isPosted(entry));
  return {
    record: {
      ...own,
      events: own.events.slice(at),
      chain: own.chain.slice(at),
      outbox: own.outbox.filter((entry) => !moved.has(entry)),
    },
    part: {
      events: own.events.slice(0, at),
      chain: own.chain.slice(0, at),
      posted,
      others: { count: others.length, json: JSON.stringify(others) },
    },
  };
}

const ownTextsAtMost = 20_000; // characters, with their salts
const textsAtMost = 60_000; // in one document beside the case

/**
 * Moves old texts out of a case to which people keep adding.
 * @param own as its own document holds it
 * @param stored the case before this change. Only its texts may be moved: the move is saved first, and a
 *   new text would remain there even if saving the case failed afterwards
 * @returns the case without them, the number of the document to which they go, and the texts with their salts; undefined if there are too
 *   few: a draft keeps its texts, so that they disappear with it when it is deleted
 */
export function splitOldTexts(own: CaseRecord, { own: stored, beside }: Whole) {
  const { status, facts, textsRolled = 0 } = own;
  const { texts, salts = {} } = facts;
  if (status === 'draft' || lengthOf(texts) + lengthOf(salts) < ownTextsAtMost) return undefined;
  const old = picked(texts, (name) => texts[name] === stored.facts.texts[name]);
  if (lengthOf(old) < ownTextsAtMost / 4) return undefined;
  const ofOld = (name: string) => Object.hasOwn(old, name);
  const oldSalts = new Set(Object.keys(old).map(saltOf));
  const hasRoom = textsRolled > 0 && (beside?.ofLastTexts ?? 0) + lengthOf(old) < textsAtMost;
  const number = hasRoom ? textsRolled - 1 : textsRolled;
  return {
    record: {
      ...own,
      textsRolled: number + 1,
      facts: withTexts(
        facts,
        picked(texts, (name) => !ofOld(name)),
        picked(salts, (name) => !oldSalts.has(name)),
      ),
    },
    number,
    part: { texts: old, salts: picked(salts, (name) => oldSalts.has(name)) },
  };
}

/** Of these texts, those with such names. */
export const picked = (texts: Texts, isIn: (name: string) => boolean): Texts =>
  Object.fromEntries(Object.keys(texts).flatMap((name) => (isIn(name) ? [[name, texts[name] ?? '']] : [])));

const isNone = (texts: Texts) => Object.keys(texts).length === 0;

/** As JSON. */
const lengthOf = (texts: Texts) =>
  Object.entries(texts).reduce((sum, [name, { length }]) => sum + name.length + length + 6, 0);
