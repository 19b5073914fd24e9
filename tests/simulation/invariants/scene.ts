import { oncePer } from '../../../src/base/once-per.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { HistoryPart, joined } from '../../../src/case/roll.ts';
import { textIn } from '../../fakes/card.ts';
import type { Json } from '../../fakes/wire.ts';
import type { Posted, Version } from '../chats.ts';
import type { TurnReport } from '../client.ts';
import type { Programs } from '../programs.ts';
import type { TracerWords } from '../tracer-words.ts';
import type { World } from '../world.ts';

/** What an invariant can see. */
export interface Scene {
  world: World;
  programs: Programs;
  tracerWords: TracerWords;
  /** The recent states of a case, the newest last: a message may still describe one of them. */
  lately(id: string): { at: number; record: CaseRecord }[];
  /** Since when all clocks have been right; Infinity while one is wrong. */
  rightSince(): number;
  /**
   * Since when the program has run with a working store and right clocks, in milliseconds; Infinity while something is
   * wrong.
   */
  wellSince(): number;
  /** Since when Teams has had no trouble about a conversation; Infinity while it has some. */
  teamsWellSince(conversation: string): number;
  /** Whether monitoring has seen an alarm of any instance since that time. */
  hasAlarmedSince(since: number): boolean;
}

/** What an invariant reports. */
export interface Verdicts {
  /** It made one check. */
  checked(): void;
  broken(words: string): void;
}

export interface Watching {
  wrote?(after: CaseRecord, before: CaseRecord | undefined): void;
  heard?(posted: Posted, version: Version): void;
  turned?(turn: TurnReport): void;
  /** Called about once a minute, when everything has come to rest. */
  looks?(): void;
  /** The same, but once the program has looked at what became due while the clock skipped. */
  looksAwake?(): void;
  killed?(): void;
  ends?(): void | Promise<void>;
}

/** A statement that must hold after every step. */
export interface Invariant {
  name: string;
  /** What demands it: sections of the protocol, safety rules or clocks of the pack. */
  source: string;
  watch(scene: Scene, verdicts: Verdicts): Watching;
}

export const reference = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/g;

/** Everything in a card, visible or not. */
export const allOf = oncePer((card: object): string => JSON.stringify(card));

/** The visible words of a card. */
export const wordsOn = oncePer((card: Json): string => textIn(card));

/** Whether a message reminds of several cases at once. */
export const isDigest = (card: Json | undefined): boolean =>
  /^\d+ referrals? undecided|^Undecided referrals: /.test(String(card?.fallbackText));

/** What a card says of each case: a digest, line by line; any other is about the first case that it names. */
export function saidOfEach(card: Json): { id: string; text: string }[] {
  const text = wordsOn(card);
  if (isDigest(card))
    return text.split(/^(?=HT-[0-9A-Z]{4}-[0-9A-Z]{3})/m).flatMap((part) => {
      const [id] = part.match(reference) ?? [];
      return id ? [{ id, text: part.slice(id.length).trimStart() }] : [];
    });
  const [id] = text.match(reference) ?? [];
  return id ? [{ id, text }] : [];
}

export function caseOf(scene: Pick<Scene, 'world'>, id: string): CaseRecord | undefined {
  const own = scene.world.place.document('case', id) as CaseRecord | undefined;
  return own && withHistory(scene, own);
}

export const casesOf = (scene: Pick<Scene, 'world'>): CaseRecord[] =>
  scene.world.place.cases().map((own) => withHistory(scene, own as CaseRecord));

const partOf = oncePer((document: object) => HistoryPart.parse(document));

/** A case with the history that lies in separate documents. */
export function withHistory({ world }: Pick<Scene, 'world'>, own: CaseRecord): CaseRecord {
  const parts = own.rolled?.flatMap((name) => {
    const document = world.place.document('history', `${own.id}~${name}`);
    return document ? partOf(document) : [];
  });
  return parts ? joined(own, ...parts).record : own;
}

/** Everything that the store holds of a case, including the texts in separate documents. */
export function wholeText({ world }: Pick<Scene, 'world'>, { id, textsRolled = 0 }: CaseRecord): string {
  const beside = Array.from({ length: textsRolled }, (_, at) => world.place.row('history', `${id}~texts~${at}`)?.text);
  return [world.place.row('case', id)?.text, ...beside].join('\n');
}

/** What the store holds of each person: their words wait there until it is said which child they are about. */
export const personTexts = ({ world }: Pick<Scene, 'world'>): string[] =>
  world.staff.all().flatMap(({ profile }) => world.place.row('person', profile.objectId)?.text ?? []);
