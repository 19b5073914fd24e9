import { z } from 'zod';
import { isSame } from '../base/once-per.ts';
import type { StaffId } from '../base/people.ts';
import { CaseId, newSecret } from '../base/reference.ts';
import { Texts } from '../base/texts.ts';
import { CaseRecord, saltOf } from '../case/record.ts';
import {
  entriesIn,
  HistoryPart,
  joined,
  picked,
  splitOld,
  splitOldTexts,
  TextsPart,
  type Whole,
  withEntries,
  withoutBeside,
} from '../case/roll.ts';
import { sha256, withChain } from '../evidence/link.ts';
import { happened } from '../history/events.ts';
import { changesInLine, recordHandle } from './change.ts';
import type { Store, Stored } from './port.ts';
import { parsedOnce } from './read-lately.ts';
import { isKeyMissing, SealFault } from './seal.ts';

/**
 * The cases in the store. They are parsed when read. A write succeeds only if nobody else has changed the case since.
 */
export type Cases = ReturnType<typeof casesIn>;

const latest = 40; // cases of an author

/**
 * The one place where cases are written. Every event and every fact therefore enters the chain.
 * @param saved called after each write, so that the worker of this instance can go on at once
 * @param taken the changed case with our lease, where the worker of this instance will go on with it: then that is no write of its own
 */
export function casesIn(store: Store, saved: (record: CaseRecord) => void, taken = (record: CaseRecord) => record) {
  const load = async (id: CaseId) => {
    const stored = await store.read('case', id);
    return stored && { ...(await wholeCase(store, stored.document)), version: stored.version };
  };

  let writes = 0;
  const wrote = (record: CaseRecord) => {
    writes += 1;
    saved(record);
  };

  /** @returns whether nobody else wrote first */
  async function write(changed: CaseRecord, before: Whole & { version: string }) {
    const record = await asStored(store, taken(changed), before);
    if ((await store.replace(record, before.version)).kind !== 'saved') return false;
    wrote(record);
    await dropOverwritten(store, record, before.beside?.texts ?? {});
    return true;
  }
  const changeInLine = changesInLine(load, write);

  return {
    writes: () => writes, // by this instance, since it began
    async create(begun: CaseRecord) {
      const record = withChain(undefined, begun, newSecret);
      const isSaved = (await store.create(record)).kind === 'saved';
      if (isSaved) wrote(record);
      return isSaved;
    },
    load: async (id: CaseId) => (await load(id))?.record,
    /** Once a draft has been deleted, removes its text from the store's files as well. */
    async scrub(id: CaseId) {
      const whole = await load(id);
      if (whole && happened(whole.record.events, 'DraftWithdrawn')) await store.scrub();
    },
    /** The latest cases of this author, the deleted drafts too. What the store finds them by may be false: the case says whose it is. */
    of: async (author: StaffId, limit = latest) =>
      (await wholeCases(store, await store.casesOf(author, limit))).filter((each) => each.author === author),
    /** References of this author’s latest cases that cannot be read, so that nobody is told that there is none. */
    async unreadOf(author: StaffId) {
      const found = await store.casesOf(author, latest);
      const read = new Set((await wholeCases(store, found)).map(({ id }) => id));
      const ids = found.flatMap(({ document }) => CaseId.safeParse(Object(document).id).data ?? []);
      return ids.filter((id) => !read.has(id));
    },
    /** The first of these cases of the board. Each is a list of one, or of none where the case cannot be read. */
    upNext: async (...query: Parameters<Store['upNext']>) =>
      Promise.all((await store.upNext(...query)).map((each) => wholeCases(store, [each]))),
    countUpNext: store.countUpNext,
    /**
     * Reads the case, asks `decide` for the new record and writes that. If somebody else wrote first, it reads the case
     * again and decides again. So `decide` may run several times, and must have no side effects. What this program changes
     * in one case at the same moment is written at once.
     * @param atLast until then it may wait for another change of the case, to be stored with it
     * @returns the result of the decision, once it is stored, or undefined when there is no such case
     * @throws Overtaken after twenty tries
     */
    change<T>(
      id: CaseId,
      decide: (record: CaseRecord) => { record?: CaseRecord; result: T },
      atLast?: Promise<unknown>,
    ) {
      const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
      let result: T | undefined;
      const change = {
        decide(before: CaseRecord) {
          const decided = decide(before);
          result = decided.result;
          return decided.record && withChain(before, decided.record, newSecret);
        },
        stored: () => resolve(result),
        failed: reject,
      };
      changeInLine(id, change, atLast);
      return promise;
    },
  };
}

const historyIn = (id: CaseId, name: string) => `${id}~${name}`;
const textsIn = (id: CaseId, number: number) => `${id}~texts~${number}`;
const oldTextsIn = (store: Store, id: CaseId, number: number) =>
  recordHandle(store, ['history', textsIn(id, number)], TextsPart, noTexts);
const noTexts = { texts: {}, salts: {} };

/** The documents beside a case, the oldest first: of its history, and of its texts. */
const besideIn = ({ id, rolled = [], textsRolled = 0 }: Pick<CaseRecord, 'id' | 'rolled' | 'textsRolled'>) => ({
  history: rolled.map((name) => historyIn(id, name)),
  texts: Array.from({ length: textsRolled }, (_, number) => textsIn(id, number)),
});

/** Reassembles a case from its document and the documents beside it. @throws ZodError when it cannot be read */
async function wholeCase(store: Store, document: unknown): Promise<Whole> {
  const own = parsedOnce(CaseRecord, document);
  const { history, texts } = besideIn(own);
  const read = async <T>(schema: z.ZodType<T>, id: string) =>
    parsedOnce(schema, (await store.read('history', id))?.document);
  const parts = [...history.map((id) => read(HistoryPart, id)), ...texts.map((id) => read(TextsPart, id))];
  return joined(own, ...(await Promise.all(parts)));
}

/**
 * Reassembles many cases. One that cannot be read is left out, so that it does not hide the others; the worker reports
 * it.
 */
export async function wholeCases(store: Store, found: (Pick<Stored, 'document'> | undefined)[]): Promise<CaseRecord[]> {
  const cases = await Promise.allSettled(found.map((each) => wholeCase(store, each?.document)));
  return cases.flatMap((each) => {
    if (each.status === 'fulfilled') return each.value.record;
    if (each.reason instanceof z.ZodError || each.reason instanceof SealFault) return [];
    throw each.reason;
  });
}

const InParts = z.looseObject({
  ...CaseRecord.pick({ id: true, rolled: true, textsRolled: true }).shape,
  events: z.array(z.unknown()),
  chain: z.array(z.unknown()),
  outbox: z.array(z.looseObject({ id: z.int() })),
  facts: z.looseObject({ texts: Texts, salts: Texts.optional() }),
});
/** Any part, of which the events are read as they are: parsing could repair an altered one. */
const PartAsItIs = z.object({
  events: z.array(z.unknown()).default([]),
  chain: z.array(z.unknown()).default([]),
  posted: CaseRecord.shape.outbox.default([]),
  others: HistoryPart.shape.others.optional(),
  texts: Texts.default({}),
  salts: Texts.default({}),
});

/**
 * The raw document of a case, with its history and the texts that are stored beside it. What is missing there or was changed is
 * left out.
 * @throws SealFault where the key to a part is missing
 */
export async function documentWithParts(store: Store, document: unknown): Promise<unknown> {
  const read = InParts.safeParse(document).data;
  if (!read) return document;
  const { history, texts } = besideIn(read);
  if (history.length + texts.length === 0) return document;
  const parts: z.infer<typeof PartAsItIs>[] = [];
  for (const id of [...history, ...texts]) {
    const part = await store.read('history', id).catch(undefinedIfChanged);
    parts.push(PartAsItIs.safeParse(part?.document).data ?? PartAsItIs.parse({}));
  }
  const salts = Object.assign({}, ...parts.map((part) => part.salts), read.facts.salts);
  return {
    ...read,
    events: [...parts.flatMap((part) => part.events), ...read.events],
    chain: [...parts.flatMap((part) => part.chain), ...read.chain],
    outbox: withEntries(read.outbox, entriesIn(parts)),
    facts: {
      ...read.facts,
      texts: Object.assign({}, ...parts.map((part) => part.texts), read.facts.texts),
      ...(Object.keys(salts).length > 0 && { salts }),
    },
  };
}

function undefinedIfChanged(error: unknown): undefined {
  if (!(error instanceof SealFault) || isKeyMissing(error)) throw error;
}

/**
 * Empties the documents with old texts of a case whose facts are erased. Its history stays. Repeating it is harmless.
 * @throws Overtaken
 */
export async function eraseOldTexts(store: Store, caseId: CaseId) {
  for (let number = 0; await store.read('history', textsIn(caseId, number)); number += 1)
    await oldTextsIn(store, caseId, number).change(() => noTexts);
}

/**
 * The case as it goes into its document. Its old history and texts move
 * into documents beside it. They are written there before they leave the case, so they are always in at least one
 * place.
 */
async function asStored(store: Store, changed: CaseRecord, before: Whole): Promise<CaseRecord> {
  const record = await withoutOld(store, withoutBeside(changed, before));
  const split = splitOldTexts(record, before);
  if (!split) return record;
  // an interrupted or a faster attempt may have written there already: that is kept
  await oldTextsIn(store, record.id, split.number).change(({ texts, salts }) => ({
    texts: { ...texts, ...split.part.texts },
    salts: { ...salts, ...split.part.salts },
  }));
  return split.record;
}

/** A part is called by what it holds, so no other attempt changes it. One that no case names is from an attempt that failed, and harms nobody. */
async function withoutOld(store: Store, record: CaseRecord): Promise<CaseRecord> {
  const split = splitOld(record);
  if (!split) return record;
  const name = sha256(JSON.stringify(split.part)).slice(0, 32);
  const document = { kind: 'history' as const, id: historyIn(record.id, name), ...split.part };
  const { kind } = await store.create(document);
  const isThere = kind === 'saved' || isSame((await store.read('history', document.id))?.document, document);
  return isThere ? withoutOld(store, { ...split.record, rolled: [...(record.rolled ?? []), name] }) : record;
}

/**
 * Takes old texts out of the documents beside a case that has others in their place now: an address that was held back or
 * removed stands nowhere else. What was not taken out because the program ended goes at the next change.
 */
async function dropOverwritten(store: Store, { id, textsRolled = 0, facts }: CaseRecord, beside: Texts) {
  const stays = (name: string) => facts.texts[name] === undefined;
  if (Object.keys(beside).every(stays)) return;
  const gone = new Set(Object.keys(facts.texts).map(saltOf));
  for (let number = 0; number < textsRolled; number += 1)
    await oldTextsIn(store, id, number).change(({ texts, salts }) => ({
      texts: picked(texts, stays),
      salts: picked(salts, (name) => !gone.has(name)),
    }));
}
