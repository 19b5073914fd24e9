import type { Machine } from '../base/machine.ts';
import type { Card } from '../cards/parts.ts';
import { type Teams, TeamsFault } from '../connector/teams.ts';

const mayTakeMs = 2_000;
const postMayTakeMs = 4_000; // an administrator is testing a channel
const goodForMs = 60_000;

interface UnderWay {
  next?: { card: Card; done: PromiseWithResolvers<void> };
}

/**
 * Teams for turns in which somebody is waiting: a call that takes too long fails. If it reads members or channels,
 * its late result is kept for a minute, so that somebody who is told to press again gets the answer at once.
 */
export function promptly(teams: Teams, { after }: Pick<Machine, 'after'>): Teams {
  const pending = new Map<string, Promise<unknown>>();
  const underWay = new Map<string, UnderWay>(); // updates, by the message they change

  function inTime<T>(work: Promise<T>, ms = mayTakeMs, late = () => {}) {
    const limit = Promise.withResolvers<never>();
    const stop = after(ms, () => {
      late();
      limit.reject(new TeamsFault(undefined));
    });
    return Promise.race([work, limit.promise]).finally(stop);
  }

  function ask<T>(key: string[], call: () => Promise<T>) {
    const name = JSON.stringify(key);
    const work = (pending.get(name) as Promise<T> | undefined) ?? call();
    pending.set(name, work);
    let isLate = false;
    const forget = () => pending.get(name) === work && pending.delete(name);
    work.then(() => (isLate ? after(goodForMs, forget) : forget()), forget);
    return inTime(work, mayTakeMs, () => {
      isLate = true;
    });
  }

  /**
   * Updates a message. An earlier update may still arrive after its caller gave up, so the next waits for it, and only
   * the newest card is sent then.
   */
  function update(...[serviceUrl, conversationId, activityId, card]: Parameters<Teams['update']>) {
    const name = JSON.stringify([serviceUrl, conversationId, activityId]);
    const before = underWay.get(name);
    if (before) {
      before.next = { card, done: before.next?.done ?? Promise.withResolvers() };
      return before.next.done.promise;
    }
    const begun: UnderWay = {};
    const goOn = () => {
      underWay.delete(name);
      const { next } = begun;
      if (next) update(serviceUrl, conversationId, activityId, next.card).then(next.done.resolve, next.done.reject);
    };
    underWay.set(name, begun);
    const call = teams.update(serviceUrl, conversationId, activityId, card);
    call.then(goOn, goOn);
    return call;
  }

  return {
    ...teams,
    member: (...where) => ask(['member', ...where], () => teams.member(...where)),
    members: (...where) => ask(['members', ...where], () => teams.members(...where)),
    channels: (...where) => ask(['channels', ...where], () => teams.channels(...where)),
    update: (...what) => inTime(update(...what)),
    openChat: (...whom) => inTime(teams.openChat(...whom)),
    post: (...what) => inTime(teams.post(...what), postMayTakeMs),
  };
}
