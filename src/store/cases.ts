import { z } from 'zod';
import type { StaffId } from '../base/people.ts';
import { CaseId, newSecret } from '../base/reference.ts';
import { Texts } from '../base/texts.ts';
import { Entry } from '../case/outbox.ts';
import { CaseRecord } from '../case/record.ts';
import { splitOldEntries, textsToMoveOut, withoutSame } from '../case/roll.ts';
import { withChain } from '../evidence/link.ts';
import { happened } from '../history/events.ts';
import { recordHandle, untilSaved } from './change.ts';
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
 * @param saved called after each write, so that the worker of this instance can wake at once
 */
export function casesIn(store: Store, saved: (record: CaseRecord) => void, newSalt = newSecret) {
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
    const record = await asStored(store, changed, before);
    if ((await store.replace(record, before.version)).kind !== 'saved') return false;
    wrote(record);
    await dropOverwritten(store, record, before.beside);
    return true;
  }
  const changeInLine = changesInLine(load, write);

  return {
    writes: () => writes, // by this instance, since it began
    async create(begun: CaseRecord) {
      const record = withChain(undefined, begun, newSalt);
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
     * @returns the result of the decision, once it is stored, or undefined when there is no such case
     * @throws Overtaken after twenty tries
     */
    change<T>(id: CaseId, decide: (record: CaseRecord) => { record?: CaseRecord; result: T }) {
      const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
      let result: T | undefined;
      changeInLine(id, {
        decide(before) {
          const decided = decide(before);
          result = decided.result;
          return decided.record && withChain(before, decided.record, newSalt);
        },
        stored: () => resolve(result),
        failed: reject,
      });
      return promise;
    },
  };
}

/** A change of a case that waits. `decide` gets the case as the change before it left it. Nobody hears of it before it is stored. */
interface Change {
  decide(before: CaseRecord): CaseRecord | undefined;
  stored(): void;
  failed(error: unknown): void;
}

/** Decides the changes of each case one after the other. Those that wait together are one write. */
function changesInLine<Read extends { record: CaseRecord }>(
  load: (id: CaseId) => Promise<Read | undefined>,
  write: (record: CaseRecord, before: Read) => Promise<boolean>,
) {
  const lines = new Map<CaseId, Change[]>();

  async function workOff(id: CaseId, line: Change[]) {
    while (line.length > 0) {
      const together = new Set(line.splice(0));
      const attempt = async () => {
        const before = await load(id);
        for (const each of line.splice(0)) together.add(each); // those that came while it was read
        let record = before?.record;
        for (const each of together)
          try {
            record = record && (each.decide(record) ?? record);
          } catch (error) {
            together.delete(each);
            each.failed(error);
          }
        const isSaved = !before || !record || record === before.record || (await write(record, before));
        return isSaved ? { result: undefined } : undefined;
      };
      await untilSaved(`case ${id}`, attempt).then(
        () => together.forEach(({ stored }) => void stored()),
        (error: unknown) => together.forEach(({ failed }) => void failed(error)),
      );
    }
    lines.delete(id);
  }

  return (id: CaseId, change: Change) => {
    const line = lines.get(id);
    if (line) line.push(change);
    else {
      const begun = [change];
      lines.set(id, begun);
      void workOff(id, begun);
    }
  };
}

/** A case with all its texts, and separately those in its document, and those that are stored in documents beside it. */
interface Whole {
  record: CaseRecord;
  own: Texts;
  beside: Texts;
}

const OldTexts = z.object({ texts: Texts });
const OldEntries = z.object({ entries: z.array(Entry) });
const noTexts = { texts: {} };
const textsIn = (id: CaseId, number: number) => `${id}~texts~${number}`;
const oldTextsIn = (store: Store, id: CaseId, number: number) =>
  recordHandle(store, ['history', textsIn(id, number)], OldTexts, noTexts);

/** Reassembles a case from its document and the documents beside it. @throws ZodError when it cannot be read */
async function wholeCase(store: Store, document: unknown): Promise<Whole> {
  const record = parsedOnce(CaseRecord, document);
  const ids = Array.from({ length: record.textsRolled ?? 0 }, (_, number) => textsIn(record.id, number));
  const parts = await Promise.all(ids.map((id) => store.read('history', id)));
  const beside: Texts = Object.assign({}, ...parts.map((part) => OldTexts.parse(part?.document).texts));
  const own = record.facts.texts;
  return { record: ids.length === 0 ? record : withTexts(record, { ...beside, ...own }), own, beside };
}

/**
 * Reassembles many cases. One that cannot be read is left out, so that it does not hide the others; the worker reports
 * it.
 */
export async function wholeCases(store: Store, found: (Stored | undefined)[]): Promise<CaseRecord[]> {
  const cases = await Promise.allSettled(found.map((each) => wholeCase(store, each?.document)));
  return cases.flatMap((each) => {
    if (each.status === 'fulfilled') return each.value.record;
    if (each.reason instanceof z.ZodError || each.reason instanceof SealFault) return [];
    throw each.reason;
  });
}

const HasTexts = z.looseObject({
  id: CaseId,
  textsRolled: z.int().optional(),
  facts: z.looseObject({ texts: Texts }),
});

/**
 * The raw document of a case, with the texts that are stored beside it. If one document of texts is missing or was
 * changed, its texts and all later ones are left out.
 * @throws SealFault where the key to a text is missing
 */
export async function documentWithTexts(store: Store, document: unknown): Promise<unknown> {
  const read = HasTexts.safeParse(document).data;
  if (!read?.textsRolled) return document;
  const beside: Texts = {};
  for (let number = 0; number < read.textsRolled; number += 1) {
    const part = await store.read('history', textsIn(read.id, number)).catch(undefinedIfChanged);
    if (!part) break;
    Object.assign(beside, OldTexts.safeParse(part.document).data?.texts);
  }
  return { ...read, facts: { ...read.facts, texts: { ...beside, ...read.facts.texts } } };
}

function undefinedIfChanged(error: unknown): undefined {
  if (!(error instanceof SealFault) || isKeyMissing(error)) throw error;
}

/**
 * Empties the documents with old texts of a case whose facts are erased. Repeating it is harmless.
 * @throws Overtaken
 */
export async function eraseOldTexts(store: Store, caseId: CaseId) {
  for (let number = 0; await store.read('history', textsIn(caseId, number)); number += 1)
    await oldTextsIn(store, caseId, number).change(() => noTexts);
}

/**
 * The case as it goes into its document, which stays far below the store's limit of 2 MB. Old messages and texts move
 * into documents beside it. They are written there before they leave the case, so they are always in at least one
 * place.
 */
async function asStored(store: Store, changed: CaseRecord, before: Whole): Promise<CaseRecord> {
  const record = await withoutOldEntries(store, changed);
  const { texts } = record.facts;
  const overwriting = Object.keys(before.own).flatMap((name) => (name in texts ? [[name, texts[name] ?? '']] : []));
  const isAllOwn = Object.keys(before.beside).length === 0; // then they stay the same object, which was parsed already
  const own = isAllOwn ? texts : { ...withoutSame(texts, before.beside), ...Object.fromEntries(overwriting) };
  const old = textsToMoveOut(record, own, before.record.facts.texts);
  if (!old) return withTexts(record, own);
  const number = record.textsRolled ?? 0;
  // an interrupted or a faster attempt may have written there already: that is kept
  await oldTextsIn(store, record.id, number).change(({ texts }) => ({ texts: { ...texts, ...old } }));
  return { ...withTexts(record, withoutSame(own, old)), textsRolled: number + 1 };
}

/**
 * Takes old texts out of the documents beside a case that has others in their place now: an address that was held back or
 * removed stands nowhere else. What was not taken out because the program ended goes at the next change.
 */
async function dropOverwritten(store: Store, { id, textsRolled = 0, facts }: CaseRecord, beside: Texts) {
  const isOverwritten = (name: string) => facts.texts[name] !== undefined;
  if (!Object.keys(beside).some(isOverwritten)) return;
  for (let number = 0; number < textsRolled; number += 1)
    await oldTextsIn(store, id, number).change(({ texts }) => ({
      texts: Object.fromEntries(Object.entries(texts).filter(([name]) => !isOverwritten(name))),
    }));
}

async function withoutOldEntries(store: Store, record: CaseRecord) {
  const part = splitOldEntries(record);
  if (!part) return record;
  const old = recordHandle(store, ['history', `${record.id}~${part.number}`], OldEntries, { entries: [] });
  await old.change((there) => {
    const byId = new Map([...there.entries, ...part.entries].map((entry) => [entry.id, entry]));
    return { entries: [...byId.values()].sort((one, other) => one.id - other.id) };
  });
  return part.record;
}

const withTexts = (record: CaseRecord, texts: Texts) =>
  texts === record.facts.texts ? record : { ...record, facts: { ...record.facts, texts } };
