import { msOf } from '../../src/base/time.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { Member } from '../../src/connector/teams.ts';
import type { Document } from '../../src/store/port.ts';
import { assessments, general, mashTeam, referrals } from '../fakes/people.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Chats, chatsOf, currentVersion, type Posted } from './chats.ts';
import { type Clock, worldClock } from './clock.ts';
import type { TeamsWorld } from './fences.ts';
import { memoryPlace, type Place } from './memory-store.ts';
import { type Staff, staffOf } from './staff.ts';
import { type Story, storyFrom } from './story.ts';
import { type Climate, type Weather, weatherOf } from './weather.ts';

/** Hears what happens in the world. */
export interface Watch {
  wrote(after: CaseRecord, before: CaseRecord | undefined): void;
  heard(posted: Posted): void;
  killed(): void;
}

/** Everything outside the program. */
export interface World {
  seed: number;
  chance: Chance;
  clock: Clock;
  story: Story;
  place: Place;
  chats: Chats;
  weather: Weather;
  staff: Staff;
  /** Messages that Teams took without answering, or that a killed program had not recorded. Each may come once more. */
  unanswered: { at: number; conversation: string; text: string }[];
  /** Calls that live programs wait for, and turns that wait for an answer. */
  asking: Set<object>;
  /** Whether the council has text messages as a second way to reach people. */
  hasTexts: boolean;
  /** The text messages sent. */
  texted: { at: number; reference: string; to: string }[];
  /** By how many milliseconds the clock of each wrong machine is ahead (or behind, when negative). */
  skews: Map<string, number>;
  /** Counts of events and faults, by name. */
  counts: Map<string, number>;
  count(what: string, by?: number): void;
  teams: TeamsWorld;
  /** Notes that something was done to a program or its clock. */
  noteChange(): void;
  /** Notes that a program was killed: it may send once more what it had sent without recording. */
  wasKilled(): void;
}

export const isCase = (document: Document | undefined): document is CaseRecord => document?.kind === 'case';

export interface Span {
  start: number;
  faultsUntil: number;
  end: number;
}

export function worldOf(seed: number, { start, faultsUntil, end }: Span, climate: Climate, watch: Watch): World {
  const chance = chanceOf(seed);
  const skews = new Map<string, number>();
  let isStirred = true;
  let wasAsking = false;
  const place = memoryPlace((after, before) => {
    if (after.id !== 'heartbeat') isStirred = true;
    if (isCase(after)) watch.wrote(after, isCase(before) ? before : undefined);
  });
  /** Whether something was written, somebody waited for an answer, or something was done to a program. */
  function takeStirred(): boolean {
    const hasStirred = isStirred || wasAsking || asking.size > 0;
    [isStirred, wasAsking] = [false, asking.size > 0];
    return hasStirred;
  }
  /** The first moment at which any machine's clock finds a case due. */
  function due(): number | undefined {
    const first = place.nextWake();
    return first && msOf(first) - Math.max(0, ...skews.values());
  }
  const asking = new Set<object>();
  const isBusy = (): boolean => asking.size > 0;
  const clock = worldClock(start, { due, takeStirred, isBusy, skipped: () => weather.stopBlips() });
  const story = storyFrom(clock.now);
  const staff = staffOf(chance.apart('staff'), { start, end });
  const chats = chatsOf(clock, watch.heard);
  const conversations = [referrals.id, assessments.id, ...staff.all().map(({ chat }) => chat)];
  const weather = weatherOf(climate, { from: start, until: faultsUntil }, conversations, {
    chance: chance.apart('weather'),
    clock,
  });
  const counts = new Map<string, number>();
  const count = (what: string, by = 1) => counts.set(what, (counts.get(what) ?? 0) + by);
  const unanswered: World['unanswered'] = [];
  const inFlight: { at: number; posted: Posted }[] = [];
  const members = (place: string): Member[] =>
    (place.startsWith(assessments.id) ? staff.of('assessment') : staff.inTeam(clock.ms())).map(({ profile }) =>
      memberOf(profile),
    );
  return {
    ...{
      seed,
      chance,
      clock,
      story,
      place,
      chats,
      weather,
      staff,
      texted: [],
      ...{ asking, hasTexts: chance.apart('texts').happens(0.5) },
      unanswered,
      skews,
      counts,
      count,
    },
    teams: {
      ...{ chance: chance.apart('teams'), weather, chats, members },
      everybody: () => staff.all().map(({ profile }) => memberOf(profile)),
      chatOf: (memberId) => staff.all().find(({ profile }) => profile.id === memberId)?.chat,
      channels: mashTeam.channels.map(({ id, name, members }) => ({
        id,
        name: name ?? 'General',
        isStandard: !members,
      })),
      took: (posted) => void inFlight.push({ at: clock.ms(), posted }),
      unanswered({ conversation, card }) {
        unanswered.push({ at: clock.ms(), conversation, text: JSON.stringify(card ?? '') });
        count('messages taken without an answer');
      },
    },
    noteChange() {
      isStirred = true;
    },
    wasKilled() {
      isStirred = true;
      watch.killed();
      const known = place.cases().map((document) => JSON.stringify(document));
      for (const { at, posted } of inFlight.splice(0)) {
        if (at < clock.ms() - 5 * 60_000 || known.some((text) => text.includes(`"${posted.id}"`))) continue;
        const text = JSON.stringify(currentVersion(posted).card ?? '');
        unanswered.push({ at: clock.ms(), conversation: posted.conversation, text });
        count('messages sent but not recorded before a kill');
      }
    },
  };
}

function memberOf({ id, objectId, name, role }: { id: string; objectId: string; name: string; role: string }): Member {
  return { id, objectId, name, tenantId: undefined, isGuest: role === 'guest' };
}

export const teamId = general.id;
