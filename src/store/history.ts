import { z } from 'zod';
import { CaseId } from '../base/reference.ts';
import { Entry } from '../case/outbox.ts';
import { CaseRecord } from '../case/record.ts';
import { splitOldEntries, type Texts, textsToMoveOut, withoutSame } from '../case/roll.ts';
import { recordHandle } from './change.ts';
import type { Document, Store, Stored } from './port.ts';
import { parsedOnce } from './read-lately.ts';
import { isKeyMissing, SealFault } from './seal.ts';

/** A case with all its texts, and separately those texts that are stored in documents beside it. */
interface Whole {
  record: CaseRecord;
  beside: Texts;
}

const OldTexts = z.object({ texts: z.record(z.string(), z.string()) });
const OldEntries = z.object({ entries: z.array(Entry) });
const noTexts = { texts: {} };
const textsIn = (id: CaseId, number: number) => `${id}~texts~${number}`;

/** Reassembles a case from its document and the documents beside it. @throws ZodError when it cannot be read */
export async function wholeCase(store: Store, document: unknown): Promise<Whole> {
  const record = parsedOnce(CaseRecord, document);
  const ids = Array.from({ length: record.textsRolled ?? 0 }, (_, number) => textsIn(record.id, number));
  const parts = await Promise.all(ids.map((id) => store.read('history', id)));
  const beside: Texts = Object.assign({}, ...parts.map((part) => OldTexts.parse(part?.document).texts));
  return { record: ids.length === 0 ? record : withTexts(record, { ...beside, ...record.facts.texts }), beside };
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
  facts: z.looseObject({ texts: z.record(z.string(), z.string()) }),
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
export async function eraseOldTexts(store: Store, caseId: CaseId): Promise<void> {
  for (let number = 0; await store.read('history', textsIn(caseId, number)); number += 1)
    await recordHandle(store, ['history', textsIn(caseId, number)], OldTexts, noTexts).change(() => noTexts);
}

/**
 * The case as it goes into its document, which stays far below the store's limit of 2 MB. Old messages and texts move
 * into documents beside it. They are written there before they leave the case, so they are always in at least one
 * place.
 */
export async function asStored(
  store: Store,
  changed: CaseRecord,
  { record: before, beside }: Whole,
): Promise<CaseRecord> {
  const record = await withoutOldEntries(store, changed);
  const own = withoutSame(record.facts.texts, beside);
  const old = textsToMoveOut(record, own, before.facts.texts);
  const number = record.textsRolled ?? 0;
  if (!old || !(await keep(store, textsIn(record.id, number), (there) => textsWith(there, old))))
    return withTexts(record, own);
  return { ...withTexts(record, withoutSame(own, old)), textsRolled: number + 1 };
}

async function withoutOldEntries(store: Store, record: CaseRecord): Promise<CaseRecord> {
  const part = splitOldEntries(record);
  if (!part) return record;
  const isKept = await keep(store, `${record.id}~${part.number}`, (there) => entriesWith(there, part.entries));
  return isKept ? part.record : record;
}

/**
 * Writes a document beside the case. It keeps everything that an interrupted or a faster attempt has already written
 * there.
 */
async function keep(store: Store, id: string, withThere: (there: unknown) => object): Promise<boolean> {
  const document = (there?: unknown): Document => ({ kind: 'history', id, ...withThere(there) });
  if ((await store.create(document())).kind === 'saved') return true;
  const there = await store.read('history', id);
  return there !== undefined && (await store.replace(document(there.document), there.version)).kind === 'saved';
}

const textsWith = (there: unknown, texts: Texts) => ({
  texts: { ...(there ? OldTexts.parse(there).texts : {}), ...texts },
});

function entriesWith(there: unknown, entries: Entry[]): { entries: Entry[] } {
  const before = there ? OldEntries.parse(there).entries : [];
  const others = before.filter(({ id }) => !entries.some((each) => each.id === id));
  return { entries: [...others, ...entries].sort((one, other) => one.id - other.id) };
}

const withTexts = (record: CaseRecord, texts: Texts): CaseRecord => ({ ...record, facts: { ...record.facts, texts } });
