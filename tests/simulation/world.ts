import { instantOf, msOf } from '../../src/base/time.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { Member } from '../../src/connector/teams.ts';
import { Heartbeats } from '../../src/store/heartbeats.ts';
import type { Document } from '../../src/store/port.ts';
import { assessments, general, mashTeam, referrals } from '../fakes/people.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Chats, chatsOf, type Posted, shownNow } from './chats.ts';
import { type Clock, worldClock } from './clock.ts';
import type { TeamsWorld } from './fences.ts';
import { memoryPlace, type Place } from './memory-store.ts';
import { type Staff, staffOf } from './staff.ts';
import { type Story, storyFrom } from './story.ts';
import { type Climate, type Weather, weatherOf } from './weather.ts';

/** What is told of what happens, for who watches. */
export interface Watch {
  wrote(after: CaseRecord, before: CaseRecord | undefined): void;
  heard(posted: Posted): void;
  killed(): void;
}

/** All that there is outside the program. */
export interface World {
  seed: number;
  chance: Chance;
  clock: Clock;
  story: Story;
  place: Place;
  chats: Chats;
  weather: Weather;
  staff: Staff;
  /** What Teams took and did not answer, by the reference in it: that often it may be said once more. */
  unanswered: { at: number; conversation: string; text: string }[];
  /** Calls that living programs wait for, and turns that wait for them. */
  asking: Set<object>;
  /** The lives of programs that go on, by name. */
  living: Set<string>;
  /** Whether the council has text messages, as a second way out. */
  hasTexts: boolean;
  /** Text messages that went out, by reference and to whose telephone. */
  texted: { at: number; reference: string; to: string }[];
  /** How far the clock of the machine that is wrong most is ahead, or behind. */
  skews: Map<string, number>;
  /** What went wrong or was done, by name. */
  counts: Map<string, number>;
  count(what: string, by?: number): void;
  teams: TeamsWorld;
  /** Something has been done to a program, or its clock. */
  stir(): void;
  /** A life of the program has ended by force: what it had said and not recorded may be said once more. */
  lost(): void;
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
    if (after.id !== 'heartbeats') isStirred = true;
    if (isCase(after)) watch.wrote(after, isCase(before) ? before : undefined);
  });
  /** Something was written, or Teams is asked something, or somebody has done something to a program. */
  function stirs(): boolean {
    const does = isStirred || wasAsking || asking.size > 0;
    [isStirred, wasAsking] = [false, asking.size > 0];
    return does;
  }
  /** The first moment at which the clock of any machine finds a case due. */
  function due(): number | undefined {
    const first = place.nextWake();
    return first && msOf(first) - Math.max(0, ...skews.values());
  }
  const asking = new Set<object>();
  const living = new Set<string>();
  /** Somebody waits for an answer, or hearts that cannot be written down make others believe that they have stopped. */
  const isBusy = (): boolean => asking.size > 0 || (living.size > 1 && clock.ms() - weather.storeFairSince() < 60_000);
  /** While nothing happened the hearts went on beating: it was passed over, and is written here. */
  function beating(ms: number): boolean {
    weather.calms();
    place.alter('settings', 'heartbeats', (document) => {
      const { beats, ...rest } = Heartbeats.parse(document);
      const went = beats.map((each) => {
        const isDead = !living.has(each.instance.split('-')[0] ?? '');
        return isDead ? each : { ...each, at: instantOf(msOf(each.at) + ms), count: each.count + 1 };
      });
      return { ...rest, beats: went };
    });
    return living.size > 1;
  }
  const clock = worldClock(start, { due, takeStirred: stirs, isBusy, passedOver: beating });
  const story = storyFrom(clock.now);
  const staff = staffOf(chance.apart('staff'), { start, end });
  const chats = chatsOf(clock, watch.heard);
  const places = [referrals.id, assessments.id, ...staff.all().map(({ chat }) => chat)];
  const weather = weatherOf(climate, { from: start, until: faultsUntil }, places, {
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
      ...{ asking, living, hasTexts: chance.apart('texts').happens(0.5) },
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
      said: (posted) => void inFlight.push({ at: clock.ms(), posted }),
      unanswered({ conversation, card }) {
        unanswered.push({ at: clock.ms(), conversation, text: JSON.stringify(card ?? '') });
        count('taken, and the answer got lost');
      },
    },
    stir() {
      isStirred = true;
    },
    lost() {
      isStirred = true;
      watch.killed();
      const known = place.cases().map((document) => JSON.stringify(document));
      for (const { at, posted } of inFlight.splice(0)) {
        if (at < clock.ms() - 5 * 60_000 || known.some((text) => text.includes(`"${posted.id}"`))) continue;
        const text = JSON.stringify(shownNow(posted).card ?? '');
        unanswered.push({ at: clock.ms(), conversation: posted.conversation, text });
        count('said, and not recorded before the end');
      }
    },
  };
}

function memberOf({ id, objectId, name, role }: { id: string; objectId: string; name: string; role: string }): Member {
  return { id, objectId, name, tenantId: undefined, isGuest: role === 'guest' };
}

export const teamId = general.id;
