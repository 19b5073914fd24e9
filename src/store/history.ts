import { z } from 'zod';
import { CaseId } from '../base/reference.ts';
import { Entry } from '../case/outbox.ts';
import { CaseRecord } from '../case/record.ts';
import { rolled, rolledTexts, type Texts, withoutSame } from '../case/roll.ts';
import { changeDocument } from './change.ts';
import type { Document, Store, Stored } from './port.ts';
import { isKeyMissing, SealFault } from './seal.ts';

/** A case with all its texts, and those of them that lie in documents beside it. */
interface Whole {
  record: CaseRecord;
  beside: Texts;
}

const OldTexts = z.object({ texts: z.record(z.string(), z.string()) });
const OldEntries = z.object({ entries: z.array(Entry) });
const noTexts = { texts: {} };
const textsIn = (id: CaseId, number: number) => `${id}~texts~${number}`;

/** Puts a case that came out of the store together. @throws ZodError when it cannot be read */
export async function wholeCase(store: Store, document: unknown): Promise<Whole> {
  const record = CaseRecord.parse(document);
  const ids = Array.from({ length: record.textsRolled ?? 0 }, (_, number) => textsIn(record.id, number));
  const parts = await Promise.all(ids.map((id) => store.read('history', id)));
  const beside: Texts = Object.assign({}, ...parts.map((part) => OldTexts.parse(part?.document).texts));
  return { record: withTexts(record, { ...beside, ...record.facts.texts }), beside };
}

/** The same for many: one that cannot be read must not hide the others; the worker reports it. */
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
 * A document of a case as it lies in the store, with the texts that lie beside it. What is not there, or cannot be read, is left out.
 * @throws SealFault where the key of a text is not here
 */
export async function documentWithTexts(store: Store, document: unknown): Promise<unknown> {
  const read = HasTexts.safeParse(document).data;
  if (!read?.textsRolled) return document;
  const beside: Texts = {};
  for (let number = 0; number < read.textsRolled; number += 1) {
    const part = await store.read('history', textsIn(read.id, number)).catch(changedOrNoKey);
    if (!part) break;
    Object.assign(beside, OldTexts.safeParse(part.document).data?.texts);
  }
  return { ...read, facts: { ...read.facts, texts: { ...beside, ...read.facts.texts } } };
}

function changedOrNoKey(error: unknown): undefined {
  if (!(error instanceof SealFault) || isKeyMissing(error)) throw error;
}

/** Empties the documents with old texts beside a case whose facts are erased. Twice does no harm. @throws Overtaken */
export async function forgetTexts(store: Store, caseId: CaseId): Promise<void> {
  for (let number = 0; await store.read('history', textsIn(caseId, number)); number += 1) {
    const id = textsIn(caseId, number);
    const parse = (found: unknown): Document => ({ kind: 'history', id, ...OldTexts.parse(found) });
    await changeDocument(store, ['history', id], parse, () => ({ kind: 'history', id, ...noTexts }));
  }
}

/**
 * The case as its document holds it, far below what a store takes (2 MB). What was told or said long ago moves into documents beside
 * it, first there and then out of the case: it is never in neither.
 */
export async function toStore(
  store: Store,
  decided: CaseRecord,
  { record: before, beside }: Whole,
): Promise<CaseRecord> {
  const record = await withoutOldEntries(store, decided);
  const own = withoutSame(record.facts.texts, beside);
  const old = rolledTexts(record, own, before.facts.texts);
  const number = record.textsRolled ?? 0;
  if (!old || !(await keep(store, textsIn(record.id, number), (there) => textsWith(there, old))))
    return withTexts(record, own);
  return { ...withTexts(record, withoutSame(own, old)), textsRolled: number + 1 };
}

async function withoutOldEntries(store: Store, record: CaseRecord): Promise<CaseRecord> {
  const part = rolled(record);
  if (!part) return record;
  const isKept = await keep(store, `${record.id}~${part.number}`, (there) => entriesWith(there, part.entries));
  return isKept ? part.record : record;
}

/** Of a try that did not come to its end, or of one that is faster: nothing that it put there is taken away. */
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
