import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';

/**
 * The faults of Teams. `late`: it takes the call after the program stopped waiting. `cut`: it takes the call and the
 * answer gets lost. `silent`: it neither takes nor answers the call. `slow`: it takes and answers the call after some
 * time.
 */
export const teamsFaults = ['busy', 'broken', 'slow', 'silent', 'late', 'cut', 'forbidden', 'missing'] as const;
export type TeamsTrouble = (typeof teamsFaults)[number];

/**
 * The faults of the store. `busy`: it does nothing. `full`: it writes nothing. `overtaken`: it claims that somebody was
 * faster. `cut`: it writes but does not answer.
 */
export const storeFaults = ['busy', 'full', 'overtaken', 'slow', 'cut'] as const;
export type StoreTrouble = (typeof storeFaults)[number];

type Spell =
  | { of: 'teams'; kind: TeamsTrouble; from: number; until: number; where: string; share: number }
  | { of: 'store'; kind: StoreTrouble; from: number; until: number; where: string; share: number };

export interface Weather {
  /** The trouble, if any, that one call about a conversation meets. */
  troubleWithTeams(conversation: string): TeamsTrouble | undefined;
  troubleWithStore(): StoreTrouble | undefined;
  /** Since when the store has had no trouble; Infinity while it has some. A blip counts as a moment of trouble. */
  storeWellSince(): number;
  /** The same, ignoring blips. */
  storeFairSince(): number;
  /** Since when Teams has had no trouble about this conversation. */
  teamsWellSince(conversation: string): number;
  /** From now on a person or a place cannot be reached, for a while or for ever. */
  closePlace(where: string, kind: 'forbidden' | 'missing', ms: number): void;
  counts: Map<string, number>;
  /** Called when the clock has skipped quiet time. Prevents a blip at this instant: those of that time are over. */
  stopBlips(): void;
}

export const slowestMs = 8000; // the longest that a slow store takes
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export interface Climate {
  /** The least and most spells of trouble in the week. */
  teams: readonly [number, number];
  store: readonly [number, number];
  /** The share of calls outside a spell that fail. */
  blips: number;
}

export const noFaults: Climate = { teams: [0, 0], store: [0, 0], blips: 0 };
export const badLuck: Climate = { teams: [4, 9], store: [3, 7], blips: 0.004 };

interface Range {
  from: number;
  until: number;
}

/** @param where the places that a spell may be limited to */
export function weatherOf(
  climate: Climate,
  { from, until }: Range,
  where: readonly string[],
  { chance, clock }: { chance: Chance; clock: Clock },
): Weather {
  const spells: Spell[] = [];
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const begins = () => chance.between(from, until);

  for (let left = chance.whole(...climate.teams); left > 0; left -= 1) {
    const kind = chance.of(teamsFaults);
    const at = begins();
    const long = lengthOf(kind, chance);
    const place = chance.happens(0.5) && !isOfOnePlace(kind) ? '' : (chance.oneOf(where) ?? '');
    spells.push({
      of: 'teams',
      kind,
      from: at,
      until: Math.min(at + long, until),
      where: place,
      share: isOfOnePlace(kind) ? 1 : shareOf(chance), // a place that is gone fails every call
    });
  }
  for (let left = chance.whole(...climate.store); left > 0; left -= 1) {
    const at = begins();
    const kind = chance.of(storeFaults);
    const end = Math.min(at + lengthOf(kind, chance) / 3, until);
    spells.push({ of: 'store', kind, from: at, until: end, where: '', share: shareOf(chance) });
  }

  const isOn = ({ from: start, until: end }: Spell, at: number) => start <= at && at < end;
  const isBlip = () => clock.ms() > Math.max(from, calmAt) && clock.ms() < until && chance.happens(climate.blips);
  let calmAt = -Infinity;

  const blips = { store: -Infinity, teams: new Map<string, number>() };

  function wellSince(isAbout: (spell: Spell) => boolean, since: number): number {
    let last = since;
    for (const spell of spells) {
      if (!isAbout(spell) || spell.from > clock.ms()) continue;
      if (clock.ms() < spell.until) return Infinity;
      last = Math.max(last, spell.until + (spell.kind === 'slow' ? slowestMs : 0));
    }
    return last;
  }

  const weather: Weather = {
    counts,
    troubleWithTeams(conversation) {
      for (const spell of spells) {
        if (spell.of !== 'teams' || !isOn(spell, clock.ms()) || !conversation.startsWith(spell.where)) continue;
        if (spell.share < 1 && !chance.happens(spell.share)) continue;
        count(`Teams ${spell.kind}`);
        return spell.kind;
      }
      if (!isBlip()) return undefined;
      const kind = chance.of<TeamsTrouble>(['busy', 'broken', 'slow', 'silent', 'late', 'cut']);
      blips.teams.set(conversation, clock.ms());
      count(`Teams ${kind}`);
      return kind;
    },
    troubleWithStore() {
      for (const spell of spells) {
        if (spell.of !== 'store' || !isOn(spell, clock.ms())) continue;
        if (spell.share < 1 && !chance.happens(spell.share)) continue;
        count(`store ${spell.kind}`);
        return spell.kind;
      }
      if (!isBlip()) return undefined;
      const kind = chance.of(storeFaults);
      blips.store = clock.ms() + slowestMs; // a slow call is over by then
      count(`store ${kind}`);
      return kind;
    },
    storeWellSince: () => wellSince(({ of }) => of === 'store', blips.store),
    storeFairSince: () => wellSince(({ of }) => of === 'store', -Infinity),
    teamsWellSince: (conversation) =>
      wellSince(
        ({ of, where: place }) => of === 'teams' && conversation.startsWith(place),
        blips.teams.get(conversation) ?? -Infinity,
      ),
    stopBlips() {
      calmAt = clock.ms();
    },
    closePlace(place, kind, ms) {
      const at = clock.ms();
      spells.push({ of: 'teams', kind, from: at, until: at + ms, where: place, share: 1 });
    },
  };
  return weather;
}

const isOfOnePlace = (kind: TeamsTrouble): boolean => kind === 'forbidden' || kind === 'missing';

/** Mostly seconds and minutes, now and then hours. Spells of lost answers are short. */
function lengthOf(kind: TeamsTrouble | StoreTrouble, chance: Chance): number {
  if (kind === 'cut' || kind === 'late') return chance.between(1000, 5 * minuteMs);
  const which = chance.draw();
  if (which < 0.4) return chance.between(1000, minuteMs);
  return which < 0.85 ? chance.between(minuteMs, 20 * minuteMs) : chance.between(20 * minuteMs, 4 * hourMs);
}

const shareOf = (chance: Chance): number => (chance.happens(0.6) ? 1 : chance.between(0.2, 0.9));
