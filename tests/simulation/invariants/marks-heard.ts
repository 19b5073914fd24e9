import { msOf } from '../../../src/base/time.ts';
import { clockOfAlarm, hasActed, isAlarming, lastAnswer } from '../../../src/case/alarms.ts';
import type { Entry } from '../../../src/case/outbox.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import type { EventOf } from '../../../src/history/events.ts';
import type { Colleague } from '../staff.ts';
import { allOf, caseOf, type Invariant, isDigest, type Scene } from './scene.ts';

const minuteMs = 60_000;
const soonMs = 5 * minuteMs; // the time to tell somebody whom Teams can reach
const aloneMs = 40 * minuteMs; // after this, when nobody can be reached, the council's monitoring must see an alarm

const staffClocks = ['decision', 'urgent', 'leavesSight', 'childSafe'];
type Mark = EventOf<'ClockReached'>;

/**
 * Somebody hears of each mark at once, and everybody present at the desk hears of one that escalates. When nobody can
 * be reached, the council's monitoring sees an alarm.
 */
export const marksHeard: Invariant = {
  name: 'somebody present hears of every mark, or monitoring sees an alarm',
  source: 'SR5; Protocol 8.2',
  watch(scene, { checked, broken }) {
    const { world } = scene;
    const open: { id: string; mark: Mark; index: number }[] = [];

    /** @returns whether the verdict on this mark is final */
    function isJudged({ id, mark, index }: (typeof open)[number]): boolean {
      const record = caseOf(scene, id);
      const isAsk = mark.clock === 'childSafe'; // a decision answers none
      if (!record || record.status === 'joined' || (record.status === 'decided' && !isAsk)) return true;
      const now = world.clock.ms();
      const since = Math.max(msOf(mark.at), scene.wellSince());
      if (now - since < soonMs) return false;
      if (isAsk ? lastAnswer(record.events) > index : hasActed(record.events.slice(index))) return true;
      const sent = entriesOf(record, mark, index);
      const isTexted = world.texted.some(({ at, reference }) => reference.includes(id) && at >= msOf(mark.at));
      const reached = isTexted || sent.some(({ state }) => state.kind === 'sent' || state.kind === 'dropped');
      const desk = deskOf(scene, now);
      if (!reached) {
        const reachable = desk.filter(({ chat }) => now - scene.teamsWellSince(chat) > soonMs);
        const addressees = reachable.filter(({ profile }) => sent.some((entry) => toWhom(entry) === profile.objectId));
        checked();
        if (addressees.length > 0) return says(`${addressees.map(nameOf)} could be reached but heard nothing of it`);
        if (now - since < aloneMs) return false;
        if (reachable.length > 0)
          return says(`${reachable.map(nameOf)} could be reached, but were not told in place of those who could not`);
        if (!scene.hasAlarmedSince(msOf(mark.at))) return says('nobody can be reached, and monitoring sees no alarm');
        return true;
      }
      checked();
      for (const entry of sent) {
        const digest = entry.state.kind === 'sent' && entry.state.digest;
        const goesUp = entry.message.kind === 'notice' && entry.message.goesUp;
        const posted = digest ? world.chats.called(digest) : undefined;
        const [first] = posted?.versions ?? [];
        if (!digest) continue;
        world.count('marks told by a digest');
        if (!posted?.alert || !isDigest(first?.card) || !allOf(first?.card ?? {}).includes(id))
          return says(`the message that told it to ${toWhom(entry)} did not ring, or does not name the case`);
        if ((first?.at ?? 0) < msOf(mark.upTo) - (goesUp ? 4 : 2) * 60 * minuteMs - soonMs)
          return says(`the message that told it to ${toWhom(entry)} came hours before`);
      }
      const isForEverybody =
        mark.clock === 'urgent'
          ? mark.escalate || mark.overdue
          : isAsk
            ? mark.overdue
            : mark.clock === 'decision' && mark.escalate;
      if (!isForEverybody) return true;
      const all = record.outbox.filter(
        ({ message }) => isAlarming(message) && clockOfAlarm(record, message) === mark.clock,
      );
      const missed = desk.filter((person) => {
        const isThere = world.staff.hears(person, now) && world.staff.hears(person, msOf(mark.at));
        const isWell = now - scene.teamsWellSince(person.chat) > soonMs;
        const has = all.some(
          (entry) => toWhom(entry) === person.profile.objectId && ['sent', 'dropped'].includes(entry.state.kind),
        );
        return isThere && isWell && !has && record.rolled === undefined;
      });
      checked();
      return (
        missed.length === 0 || says(`it escalated, but ${missed.map(nameOf)}, who is present, has not heard of it`)
      );

      function says(what: string): true {
        broken(`${id}: the mark ${mark.clock} of ${mark.upTo}: ${what}`);
        return true;
      }
    }

    return {
      wrote(after, before) {
        const wasGivenUp = (id: number) => before?.outbox.find((each) => each.id === id)?.state.kind === 'failed';
        for (const entry of after.outbox) {
          if (entry.state.kind !== 'failed' || !('person' in entry.to) || wasGivenUp(entry.id)) continue;
          checked();
          broken(`${after.id}: ${entry.message.kind} to a person was given up before the simulated week was over`);
        }
        after.events.slice(before?.events.length ?? 0).forEach((event, place) => {
          if (event.type !== 'ClockReached' || !staffClocks.includes(event.clock)) return;
          if (!event.remind && !event.escalate && !event.overdue) return;
          world.count(`marks of ${event.clock}`);
          open.push({ id: after.id, mark: event, index: (before?.events.length ?? 0) + place });
        });
      },
      looks() {
        for (const each of [...open]) if (isJudged(each)) open.splice(open.indexOf(each), 1);
      },
    };
  },
};

const nameOf = ({ profile }: Colleague): string => profile.name;
const toWhom = ({ to }: Entry): string | undefined => ('person' in to ? to.person : undefined);
/** The outbox entries for this mark, including those to substitutes for people who could not be reached. */
const entriesOf = (record: CaseRecord, mark: Mark, index: number): Entry[] =>
  record.outbox.filter(
    ({ message, addedAt }) =>
      isAlarming(message) &&
      clockOfAlarm(record, message) === mark.clock &&
      (mark.clock === 'urgent' ? message.event === index : addedAt >= mark.at),
  );

/** The managers and the escalation contact who are still here. */
export const deskOf = ({ world }: Pick<Scene, 'world'>, at: number): Colleague[] =>
  [...world.staff.of('manager'), ...world.staff.of('escalation')].filter(({ leftAt }) => at < leftAt);
