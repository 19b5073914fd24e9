import { z } from 'zod';
import { type Document, kinds, type Store } from '../store/port.ts';
import { hasPersonal, isSealed } from '../store/seal.ts';
import { retryWhileBusy } from './patiently.ts';
import type { ShowProgress } from './progress.ts';
import { inBatches, pages, type Survey, survey } from './survey.ts';

/** The fields of a document that copying needs. All others are copied as they are. */
const Copied = z.looseObject({
  kind: z.enum(kinds),
  id: z.string(),
  author: z.string().optional(),
  status: z.string().optional(),
  changedAt: z.string().optional(),
  wakeAt: z.string().optional(),
  unsentSince: z.string().optional(),
  keys: z.array(z.string()).optional(),
});

type Difference = { id: string; how: 'differs' | 'is missing in the target' | 'is in the target only' };

export interface CopyOutcome {
  copied: number;
  thereAlready: number;
  source: Survey;
  target: Survey;
  differences: Difference[];
}

/**
 * Copies every document that the target lacks. It never overwrites a document, so an interrupted copy can be continued
 * by running it again. Afterwards it reads both stores completely and compares them.
 */
export async function copyStore(from: Store, to: Store, progress: ShowProgress): Promise<CopyOutcome> {
  const { count } = await progress('Counting the source', undefined, (done) => survey(from, done));
  const before = await progress('Reading the target', undefined, (done) => survey(to, done));
  const copied = await progress('Copying', count, (done) => copyMissing(from, to, before, done));
  const source = await progress('Checking the source', count, (done) => survey(from, done));
  const target = await progress('Checking the target', count, (done) => survey(to, done));
  const thereAlready = [...source.hashes].filter(([id, hash]) => before.hashes.get(id) === hash).length;
  return { copied, thereAlready, source, target, differences: differencesOf(source, target) };
}

/** Whether the store holds personal data that is not sealed. */
export async function hasUnsealedData(store: Store): Promise<boolean> {
  for await (const page of pages(store))
    if (
      page.some(({ stored: { document } }) => !isSealed(document) && hasPersonal(document, (document as Document).kind))
    )
      return true;
  return false;
}

async function copyMissing(from: Store, to: Store, before: Survey, done: (documents: number) => void): Promise<number> {
  let copied = 0;
  for await (const page of pages(from)) {
    const missing = page.filter(({ id }) => !before.hashes.has(id));
    done(page.length - missing.length);
    const documents = missing.map(({ id, stored }) => documentIn(id, stored.document));
    const outcomes = await inBatches(documents, (document) => retryWhileBusy(() => to.create(document)), done);
    copied += outcomes.filter(({ kind }) => kind === 'saved').length;
  }
  return copied;
}

function documentIn(id: string, stored: unknown): Document {
  const read = Copied.safeParse(stored);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Error(
    `${id} cannot be copied: its ${fields} cannot be read. It may have been written by another version of this program`,
  );
}

function differencesOf(source: Survey, target: Survey): Difference[] {
  const ids = [...new Set([...source.hashes.keys(), ...target.hashes.keys()])].sort();
  return ids.flatMap((id): Difference[] => {
    const [here, there] = [source.hashes.get(id), target.hashes.get(id)];
    if (here === there) return [];
    if (there === undefined) return [{ id, how: 'is missing in the target' }];
    return [{ id, how: here === undefined ? 'is in the target only' : 'differs' }];
  });
}
