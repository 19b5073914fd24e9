import { expect, it } from '@jest/globals';
import { type Instant, instantOf, msOf } from '../../src/base/time.ts';
import type { Card } from '../../src/cards/parts.ts';
import { advance, withWakeTime } from '../../src/case/advance.ts';
import { unreachedPeople, unreachedSince } from '../../src/case/alarms.ts';
import { isWaiting } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { textsWith } from '../../src/case/record.ts';
import { submitted } from '../../src/case/standing.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { ada, allSent, aReferral, caseContext, dee, jane, kindOf, meg, mo, pack } from '../case/a-case.ts';
import { textIn } from '../fakes/card.ts';
import type { Json } from '../fakes/wire.ts';
import { aWorker, begin } from './a-worker.ts';

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let all: ReturnType<typeof aWorker>;
let gone: Set<string>;
let id: CaseRecord['id'];

/**
 * Starts with a referral that is in the channel and whose first reminder is due in a second. These people cannot be
 * reached.
 */
async function beforeTheMark(...away: { id: string }[]): Promise<void> {
  all = aWorker();
  gone = new Set(away.map((each) => each.id));
  all.answer(async (conversation) => {
    if (gone.has(conversation)) throw new TeamsFault(403);
  });
  const sentAt = instantOf(msOf(begin) - 12 * hourMs + secondMs);
  const record = allSent(aReferral(sentAt), sentAt);
  await all.cases.create(
    withWakeTime({ ...record, said: { ...record.said, thread: 'mash;messageid=1', card: '1' } }, caseContext(begin)),
  );
  id = record.id;
  all.start();
}

const decided = () => ({
  ...{ type: 'DecisionRecorded' as const, at: all.now(), by: mo.id, decision: 'other' as const },
  ...{ protection: 'no' as const, police: 'no' as const, late: false },
});

const pass = (ms: number) => all.machine.pass(ms);
const now = () => all.load(id);
/** Lets this time pass from a second before the mark on. */
async function atTheMark(ms: number, ...away: { id: string }[]): Promise<void> {
  await beforeTheMark(...away);
  await pass(ms);
}
const decides = () => all.alter(id, (record) => advance(record, { events: [decided()] }, caseContext(all.now())));
const reminders = async () =>
  (await now()).outbox.flatMap(({ to, message, state }) =>
    ['reminder', 'escalation'].includes(kindOf(message)) && 'person' in to ? [`${to.person}: ${state.kind}`] : [],
  );
const toldToRing = async () =>
  (await now()).outbox.flatMap(({ message, state }) => (kindOf(message) === 'nobody-has-it' ? [state.kind] : []));
const text = (card: Card): string => textIn(card as Json);

// A Teams that keeps asking everybody to wait

it('If Teams keeps delaying, the bot does not just wait: within minutes it tries the escalation contact, then the administrators, then raises the alarm, which ends when Teams no longer delays', async () => {
  await beforeTheMark();
  const asked = new Set<string>();
  all.answer(async (conversation) => {
    asked.add(conversation);
    throw new TeamsFault(429, 20 * secondMs);
  });
  await pass(1.5 * minuteMs);
  expect([...asked].filter((person) => [dee.id, ada.id].includes(person as never))).toEqual([]);
  await pass(minuteMs);
  expect(asked).toContain(dee.id);
  await pass(2.5 * minuteMs);
  expect(asked).toContain(ada.id);
  expect(unreachedSince(await now())).toBeUndefined();
  await pass(3 * minuteMs);
  expect(unreachedSince(await now())).toBeDefined();
  expect((await now()).trouble).toBe('nobody-reached');
  all.answer(async () => {});
  await pass(minuteMs);
  expect(await reminders()).toContain('mo: sent');
  expect(unreachedSince(await now())).toBeUndefined();
});

// Somebody who cannot be reached at a mark

it('A manager who cannot be reached is tried after one minute, two, four and so on, and later each hour', async () => {
  await atTheMark(2 * secondMs, mo);
  const tries = () => all.sent.filter((to) => to === mo.id).length;
  const begun = tries();
  await pass(4 * minuteMs);
  expect(tries() - begun).toBe(2);
  await pass(60 * minuteMs);
  expect(tries() - begun).toBe(6);
});

it('A manager who cannot be reached needs no substitute while another manager is reached, and the card and thread say that one person is not reached', async () => {
  await atTheMark(5 * secondMs, mo);
  expect(await reminders()).toEqual(['mo: waiting', 'meg: sent']);
  const record = await now();
  expect(text(caseCard(record, submitted(record), pack))).toMatch(
    /Teams does NOT reach 1 person, since 14:03, Tue 24 Nov/,
  );
  expect(record.events.map(({ type }) => type)).toContain('NotReached');
  gone.clear();
  await pass(minuteMs);
  expect(await reminders()).toEqual(['mo: sent', 'meg: sent']);
  expect(unreachedPeople(await now())).toEqual([]);
});

it('The escalation contact at once replaces managers who cannot be reached, and administrators replace the escalation contact', async () => {
  await atTheMark(5 * secondMs, mo, meg, dee);
  expect(await reminders()).toEqual(['mo: waiting', 'meg: waiting', 'dee: waiting', 'ada: sent']);
  expect(unreachedSince(await now())).toBeUndefined();
});

it('The managers who can be reached again get what waited for them, and the card no longer mentions it', async () => {
  await atTheMark(5 * secondMs, mo, meg);
  gone.clear();
  await pass(minuteMs);
  expect(await reminders()).toEqual(['mo: sent', 'meg: sent', 'dee: sent']);
  const record = await now();
  expect(text(caseCard(record, submitted(record), pack))).not.toContain('NOT reach');
  expect(record.outbox.at(-1)).toMatchObject({ message: { kind: 'case-card' }, state: { kind: 'sent' } });
  expect(record.outbox.filter(({ message }) => message.kind === 'case-card').length).toBeGreaterThan(3);
});

it('A manager who cannot be reached is not tried any more when the case is decided', async () => {
  await atTheMark(5 * secondMs, mo);
  await decides();
  await pass(2 * minuteMs);
  expect(await reminders()).toEqual(['mo: dropped', 'meg: sent']);
});

// A Teams that accepts nothing for ten minutes at the mark

it('A Teams that accepts messages again gets all of them, and nobody is told that somebody else could not be reached', async () => {
  await beforeTheMark();
  let isDown = true;
  all.answer(async () => {
    if (isDown) throw new TeamsFault(503);
  });
  await pass(10 * minuteMs);
  expect(await all.store.countTroubles(textsWith('nobody-reached'))).toBe(1);
  isDown = false;
  await pass(10 * minuteMs);
  expect(await reminders()).toEqual([
    'mo: sent',
    'meg: sent',
    expect.stringMatching('dee'),
    expect.stringMatching('ada'),
  ]);
  expect(await all.store.countTroubles(textsWith('nobody-reached'))).toBe(0);
  const told = (await now()).outbox.filter(({ state }) => state.kind === 'sent').map(({ message }) => message);
  // at most one, which was under way at that moment
  expect(told.filter((message) => 'instead' in message).length).toBeLessThan(2);
});

// A thread of the channel that Teams cannot find

/** Just before it goes up, of which the thread hears. */
async function beforeItGoesUp() {
  await beforeTheMark();
  await all.alter(id, (record) => {
    const events = record.events.map((event) => shifted(event, -10 * hourMs));
    return withWakeTime({ ...record, events }, caseContext(all.now()));
  });
}

const lostThread = async (forMs: number) => {
  await beforeItGoesUp();
  let isLost = true;
  all.answer(async (conversation) => {
    if (isLost && conversation === 'mash;messageid=1') throw new TeamsFault(404);
  });
  all.machine.after(forMs, () => (isLost = false));
  await pass(minuteMs);
};

it('A thread that Teams cannot find for two seconds gets no second card', async () => {
  await lostThread(2 * secondMs);
  expect(all.posted).toEqual([]);
  expect((await now()).outbox.filter(({ message }) => message.kind === 'line').at(-1)?.state.kind).toBe('sent');
});

it('A thread that Teams never finds again is started again with the card', async () => {
  await lostThread(hourMs);
  expect(all.posted).toEqual(['mash']);
});

it('If Teams finds neither a thread nor any new one in its place, the bot does not keep starting threads', async () => {
  await beforeItGoesUp();
  all.answer(async (conversation) => {
    if (conversation.startsWith('mash;')) throw new TeamsFault(404);
  });
  await pass(5 * minuteMs);
  expect(all.posted.length).toBeGreaterThan(0);
  expect(all.posted.length).toBeLessThan(4);
});

// Two marks of which a manager missed the first

it('A manager who missed a mark gets one reminder, not two, if the next mark comes before the retry', async () => {
  await atTheMark(2 * secondMs, mo);
  const earlier = 8 * hourMs - 30 * secondMs; // so that the next mark, eight hours later, is half a minute ahead
  await all.alter(id, (record) =>
    withWakeTime({ ...record, events: record.events.map((event) => shifted(event, -earlier)) }, caseContext(all.now())),
  );
  const tries = all.sent.filter((to) => to === mo.id).length;
  gone.clear();
  await pass(3 * minuteMs);
  expect(all.sent.filter((to) => to === mo.id)).toHaveLength(tries + 1);
  expect((await reminders()).filter((each) => each.startsWith('mo'))).toEqual(['mo: dropped', 'mo: sent']);
});

const moved = (at: Instant, ms: number): Instant => instantOf(msOf(at) + ms);
const shifted = (event: CaseEvent, ms: number): CaseEvent => {
  const at = moved(event.at, ms);
  if (event.type === 'ClockReached') return { ...event, at, upTo: moved(event.upTo, ms) };
  if (event.type !== 'ReferralSubmitted') return { ...event, at };
  return { ...event, at, clockStart: moved(event.clockStart, ms), decisionDue: moved(event.decisionDue, ms) };
};

// When nobody at the MASH can be reached

it('The referrer is told to ring as well if nobody at the MASH can be reached and the child goes missing after the decision', async () => {
  await beforeTheMark(mo, meg, dee, ada);
  await decides();
  await pass(2 * secondMs);
  await all.alter(id, (record) =>
    advance(
      record,
      { events: [{ type: 'ChildMissing', at: all.now(), by: jane.id, number: 1, police: 'yes' }] },
      caseContext(all.now()),
    ),
  );
  await pass(20 * secondMs);
  expect(await all.store.countTroubles(textsWith('nobody-reached'))).toBe(1);
  expect(await toldToRing()).toEqual(['sent']);
});

it('The alarm that nobody is reached ends even if the machine’s clock was fast when it was raised', async () => {
  await atTheMark(10 * secondMs, mo, meg, dee, ada);
  await all.alter(id, (record) => ({
    ...record,
    events: record.events.map((event) => ({ ...event, at: instantOf(msOf(event.at) + hourMs) })),
  }));
  gone.clear();
  await pass(minuteMs);
  expect(await all.store.countTroubles(textsWith('nobody-reached'))).toBe(0);
});

it('A case of which nobody at the MASH can be told has an alarm, the log says so, and the referrer is told to ring, until one of them is reached', async () => {
  await atTheMark(10 * secondMs, mo, meg, dee, ada);
  expect(await all.store.countTroubles(textsWith('nobody-reached'))).toBe(1);
  expect(all.logged.filter(({ event }) => event === 'nobody.reached')).toHaveLength(1);
  expect(all.sent).toContain(jane.id);
  const record = await now();
  expect(await toldToRing()).toEqual(['sent']);
  const receipt = text(receiptCard({ record, referral: submitted(record), pack }));
  expect(receipt).toContain(`The bot could not reach anyone at the MASH. Ring now, and say ${id}:`);
  expect(receipt).not.toContain('is reminding');
  gone.delete(meg.id);
  const receipts = async () => (await now()).outbox.filter(({ message }) => message.kind === 'receipt').length;
  const before = await receipts();
  await pass(minuteMs);
  expect(await all.store.countTroubles(textsWith('nobody-reached'))).toBe(0);
  expect(await receipts()).toBe(before + 1); // the receipt in her chat is corrected
  const after = await now();
  expect(text(receiptCard({ record: after, referral: submitted(after), pack }))).not.toContain(
    'could not reach anyone',
  );
  expect(after.outbox.filter((entry) => isWaiting(entry) && !entry.unreached)).toEqual([]);
});
