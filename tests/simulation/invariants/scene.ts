import type { CaseRecord } from '../../../src/case/record.ts';
import { textIn } from '../../fakes/card.ts';
import type { Json } from '../../fakes/wire.ts';
import type { Posted, Version } from '../chats.ts';
import type { Turned } from '../client.ts';
import type { Marks } from '../marks.ts';
import type { Programs } from '../programs.ts';
import type { World } from '../world.ts';

/** What a watcher has before its eyes. */
export interface Scene {
  world: World;
  programs: Programs;
  marks: Marks;
  /** How a case was lately, the newest last: what is said now was true a moment ago. */
  lately(id: string): { at: number; record: CaseRecord }[];
  /** Since when all clocks are right; Infinity while one is not. */
  rightSince(): number;
  /** Since when nothing has been wrong with the store and the clocks, and the program runs: a time in milliseconds, Infinity while something is. */
  wellSince(): number;
  /** The same of what is said in a conversation. */
  toldSince(conversation: string): number;
  /** Whether `/alarmz` of an instance has said something since. */
  rangOutside(since: number): boolean;
}

/** Of what a watcher hears: that it looked, and what it saw. */
export interface Verdicts {
  /** It has looked once. */
  held(): void;
  broken(words: string): void;
}

export interface Watching {
  wrote?(after: CaseRecord, before: CaseRecord | undefined): void;
  heard?(posted: Posted, version: Version): void;
  turned?(turn: Turned): void;
  /** About once a minute, when everything has come to rest. */
  looks?(): void;
  killed?(): void;
  ends?(): void | Promise<void>;
}

/** Something that holds after every step. */
export interface Invariant {
  name: string;
  /** Where it is asked: a section of the protocol, a safety rule, a number of issue 11. */
  source: string;
  watch(scene: Scene, verdicts: Verdicts): Watching;
}

export const reference = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/g;

const texts = new WeakMap<object, string>();
const words = new WeakMap<object, string>();

/** All that is in a card, seen or not. */
export function allOf(card: object): string {
  const before = texts.get(card);
  if (before !== undefined) return before;
  const text = JSON.stringify(card);
  texts.set(card, text);
  return text;
}

/** What is read on it. */
export function wordsOn(card: Json): string {
  const before = words.get(card);
  if (before !== undefined) return before;
  const text = textIn(card);
  words.set(card, text);
  return text;
}

export function caseOf(scene: Pick<Scene, 'world'>, id: string): CaseRecord | undefined {
  return scene.world.place.document('case', id) as CaseRecord | undefined;
}

export const casesOf = ({ world }: Pick<Scene, 'world'>): CaseRecord[] => world.place.cases() as CaseRecord[];

/** Everything that a case says, as it lies in the store: with the texts that lie beside it. */
export function wholeText({ world }: Pick<Scene, 'world'>, { id, textsRolled = 0 }: CaseRecord): string {
  const beside = Array.from({ length: textsRolled }, (_, at) => world.place.row('history', `${id}~texts~${at}`)?.text);
  return [world.place.row('case', id)?.text, ...beside].join('\n');
}
