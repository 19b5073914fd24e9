import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Json } from '../fakes/wire.ts';
import type { OldButton } from './old-cards.ts';

// The files beside the old store: a line for each case, and one for each button.

export interface OldCase {
  /** The name of the case in `make.ts`. */
  name: string;
  id: string;
  /** The types of the events in the old store. */
  events: string[];
  /** The types of the events that the old program recorded when people pressed each of the old buttons, sorted. */
  pressed: string[];
}

const here = (name: string): string => join(import.meta.dirname, name);
const linesOf = <T>(name: string): T[] =>
  readFileSync(here(name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

export const oldStore = here('store.db');
export const oldCases = (): OldCase[] => linesOf('cases.jsonl');
export const oldButtons = (): (OldButton & { answer: string })[] => linesOf('buttons.jsonl');

/** A raw document in a file. @throws when it does not exist */
export function documentIn(file: string, kind: string, id: string): Json {
  const db = new DatabaseSync(file, { readOnly: true });
  const row = db.prepare('SELECT body FROM documents WHERE kind = ? AND id = ?').get(kind, id);
  db.close();
  if (!row) throw new Error(`no ${kind} ${id}`);
  return JSON.parse(String(row.body));
}

interface Event {
  type: string;
  by?: string;
  mirrored?: true;
}

const eventsOf = (file: string, id: string): Event[] => documentIn(file, 'case', id).events as Event[];

export const typesIn = (file: string, id: string): string[] => eventsOf(file, id).map(({ type }) => type);

/**
 * The types of the events that people have caused since the old store was made, sorted. Events of clocks and of Teams
 * are left out, because their timing varies, and so is what somebody did on a linked case and the program copied to
 * this one (`mirrored`).
 */
export const deedsSince = (file: string, { id, events }: Pick<OldCase, 'id' | 'events'>): string[] =>
  eventsOf(file, id)
    .slice(events.length)
    .flatMap(({ type, by, mirrored }) => (by && !mirrored ? type : []))
    .sort();
