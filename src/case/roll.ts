import type { Texts } from '../base/texts.ts';
import { type Entry, isWaiting } from './outbox.ts';
import type { CaseRecord } from './record.ts';

const keep = 100; // the newest entries stay, whatever their state
const rollAt = 300;
const worthIt = 100; // if most entries still wait, moving out a few sent ones is not worth a document

const mostPosted = 1000; // of those in a thread, which may have to be drawn again without some of their words

const isPosted = ({ message: { kind } }: Entry) => ['written', 'line', 'addition', 'assessment-line'].includes(kind);

/**
 * Moves old outbox entries out of a case, so that its document stays far below the limit of a store (2 MB): a case that
 * nobody decides collects reminder after reminder.
 * @returns the case without the old entries, and those entries; undefined if there are too few
 */
export function splitOldEntries(
  record: CaseRecord,
): { record: CaseRecord; number: number; entries: Entry[] } | undefined {
  if (record.outbox.length < rollAt) return undefined;
  const old = record.outbox.slice(0, -keep);
  const posted = new Set(old.filter(isPosted).slice(-mostPosted));
  const staysHere = (entry: Entry) => isWaiting(entry) || posted.has(entry);
  const entries = old.filter((entry) => !staysHere(entry));
  if (entries.length < worthIt) return undefined;
  const outbox = [...old.filter(staysHere), ...record.outbox.slice(-keep)];
  const number = record.rolled ?? 0;
  return { record: { ...record, outbox, rolled: number + 1 }, number, entries };
}

const textsAtMost = 200_000; // characters, and so at most 800 KB

/**
 * The texts to move out of a case to which people keep adding.
 * @param own    the texts in its document now
 * @param stored the texts of the case before this change. Only these may be moved: the move is saved first, and a
 *   new text would remain there even if saving the case failed afterwards
 * @returns undefined if there are too few; a draft keeps its texts, so that they disappear with it when it is deleted
 */
export function textsToMoveOut({ status }: CaseRecord, own: Texts, stored: Texts): Texts | undefined {
  if (status === 'draft' || lengthOf(own) < textsAtMost) return undefined;
  const alreadyStored = withoutSame(own, withoutSame(own, stored));
  return lengthOf(alreadyStored) < textsAtMost / 2 ? undefined : alreadyStored;
}

/** The texts that are missing from the others or differ there. */
export const withoutSame = (texts: Texts, others: Texts): Texts =>
  isNone(others) ? texts : Object.fromEntries(Object.entries(texts).filter(([key, text]) => others[key] !== text));

const isNone = (texts: Texts) => Object.keys(texts).length === 0;

const lengthOf = (texts: Texts) => Object.values(texts).reduce((sum, { length }) => sum + length, 0);
