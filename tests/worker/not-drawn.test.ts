import { expect, it } from '@jest/globals';
import type { Feature } from '../../src/actions/feature.ts';
import { instantOf, msOf } from '../../src/base/time.ts';
import type { Notice, NoticeView } from '../../src/cards/meaning.ts';
import { advance, withWakeTime } from '../../src/case/advance.ts';
import type { Entry } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { textsWith } from '../../src/case/record.ts';
import { features } from '../../src/features/list.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { aDraft, allSent, aReferral, caseContext, dee, jane, meg, messageInShort, mo } from '../case/a-case.ts';
import { aWorker, begin } from './a-worker.ts';

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let all: ReturnType<typeof aWorker>;
let worker: ReturnType<ReturnType<typeof aWorker>['start']>;
let id: CaseRecord['id'];

/** Which notices a bug of the program keeps from being drawn. */
let isBroken: (as: string, view: NoticeView) => boolean;

const withBugIn = (name: string, notices: Record<string, Notice<CaseEvent>>) =>
  Object.fromEntries(
    Object.entries(notices).map(([key, notice]) => [
      key,
      {
        ...notice,
        card(event: CaseEvent, view: NoticeView) {
          if (isBroken(`${name}/${key}`, view)) throw new TypeError('cannot read properties of undefined');
          return notice.card(event, view);
        },
      },
    ]),
  );

/** The features with that bug in their cards. */
const withBug = features.map((feature): Feature => {
  const bugged = <All extends object>(declared: All | undefined): All | undefined =>
    declared &&
    (Object.fromEntries(
      Object.entries(declared).map(([key, meaning]) => [
        key,
        { ...meaning, ...(meaning.notices && { notices: withBugIn(feature.name, meaning.notices) }) },
      ]),
    ) as All);
  const { events, clocks, hears } = feature;
  return { ...feature, ...{ events: bugged(events), clocks: bugged(clocks), hears: bugged(hears) } };
});

/** Starts the worker on this case, and lets time pass. @param broken which notices cannot be drawn */
async function runs(record: CaseRecord, ms: number, broken: typeof isBroken = () => false): Promise<void> {
  isBroken = broken;
  all = aWorker();
  all.deps.caseContext = () => ({ ...caseContext(all.now()), parts: withBug });
  await all.cases.create(withWakeTime(record, caseContext(begin)));
  id = record.id;
  worker = all.start();
  await pass(ms);
}

/** A referral that is in the channel, and whose first reminder is due in a second. */
function beforeTheMark(): CaseRecord {
  const sentAt = instantOf(msOf(begin) - 12 * hourMs + secondMs);
  const record = allSent(aReferral(sentAt), sentAt);
  return { ...record, said: { ...record.said, thread: 'mash;messageid=1', card: '1', receipt: '2' } };
}

/** A referral in the channel, and a question to the referrer that is not sent yet. */
function asked(): CaseRecord {
  const question: CaseEvent = { type: 'QuestionAsked', at: begin, by: mo.id, question: 1 };
  const before = beforeTheMark();
  return advance(
    { ...before, events: before.events.map((event) => ({ ...event, at: begin })) },
    { events: [{ type: 'ReferralTaken', at: begin, by: mo.id }, question] },
    caseContext(begin),
  );
}

const pass = (ms: number) => all.machine.pass(ms);
const now = () => all.load(id);
const statesOf = async (isWanted: (entry: Entry) => boolean) =>
  (await now()).outbox.filter(isWanted).map((entry) => `${messageInShort(entry)} ${entry.state.kind}`);
const isQuestion = ({ message }: Entry) => message.kind === 'notice' && message.as === 'question/asked';
const isReminder = ({ message }: Entry) => message.kind === 'notice' && message.alarm === true;
const happened = async (type: CaseEvent['type']) => (await now()).events.filter((event) => event.type === type);

// A message that the program cannot make

it('The message waits, later ones pass it, nobody counts as unreached, and an operator is alarmed, until a new version of the program sends it', async () => {
  await runs(asked(), hourMs, (as) => as === 'question/asked');
  expect(await statesOf(isQuestion)).toEqual(['jane: question waiting']);
  expect(await statesOf(({ message }) => message.kind === 'receipt')).toContain('jane: receipt sent');
  const record = await now();
  expect(record.outbox.filter(({ unreached }) => unreached)).toEqual([]);
  expect(await happened('NotReached')).toEqual([]);
  expect(record.trouble).toBe('not-drawn');
  expect(await all.store.countTroubles(textsWith('not-drawn'))).toBe(1);
  const logged = all.logged.filter(({ event }) => event === 'message.not-drawn');
  expect(logged[0]).toMatchObject({ ref: id, kind: 'question/asked', err: { message: expect.any(String) } });
  expect(logged.length).toBeGreaterThan(8); // it is tried every five minutes
  expect(logged.length).toBeLessThan(15);
  await all.stop(worker);
  isBroken = () => false;
  worker = all.start();
  await pass(5 * minuteMs);
  expect(await statesOf(isQuestion)).toEqual(['jane: question sent']);
  expect((await now()).trouble).toBeUndefined();
  expect(await happened('NotReached')).toEqual([]);
});

it('A message that no feature knows waits in the same way', async () => {
  const record = asked();
  const outbox = record.outbox.map(
    (entry): Entry =>
      isQuestion(entry) && entry.message.kind === 'notice'
        ? { ...entry, message: { ...entry.message, as: 'question/forgotten' } }
        : entry,
  );
  await runs({ ...record, outbox }, hourMs);
  expect(await statesOf(({ message }) => message.kind === 'notice')).toContain('jane: stage-notice waiting');
  expect((await now()).trouble).toBe('not-drawn');
  expect(all.logged.filter(({ event }) => event === 'case.failed')).toEqual([]);
});

// A card of the Assessment team that the program cannot make

it('The MASH is told, because otherwise it would believe that the team has the case', async () => {
  const record = aDraft(begin); // there is no such card of a draft
  const entry: Entry = {
    ...{ id: 0, addedAt: begin, attempts: 0, notBefore: begin, state: { kind: 'waiting' } },
    ...{ to: { place: 'assessment' }, message: { kind: 'assessment-card' } },
  };
  await runs({ ...record, outbox: [entry] }, minuteMs);
  expect(await happened('AssessmentNotPosted')).toHaveLength(1);
  expect((await now()).trouble).toBe('not-drawn');
});

// An alarm that the program cannot make

it('If one manager’s reminder cannot be made, the other one’s is enough', async () => {
  await runs(beforeTheMark(), minuteMs, (as, { to }) => as === 'alarm/reminder' && to === mo.id);
  expect(await statesOf(isReminder)).toEqual(['mo: reminder waiting', 'meg: reminder sent']);
  expect((await now()).trouble).toBe('not-drawn');
});

it('If no manager’s reminder can be made, those who stand in are told, and no manager counts as unreached', async () => {
  await runs(beforeTheMark(), minuteMs, (as, { to }) => as === 'alarm/reminder' && [mo.id, meg.id].includes(to));
  expect(await statesOf(isReminder)).toEqual(['mo: reminder waiting', 'meg: reminder waiting', 'dee: reminder sent']);
  expect((await now()).outbox.find(({ to }) => 'person' in to && to.person === dee.id)?.message).toMatchObject({
    instead: 'desk',
  });
  expect(await happened('NotReached')).toEqual([]);
  expect((await now()).trouble).toBe('not-drawn');
});

it('If nobody’s alarm can be made, the referrer is told to ring, as when nobody can be reached, until it can be made', async () => {
  await runs(beforeTheMark(), minuteMs, (as) => as === 'alarm/reminder');
  expect(await statesOf(isReminder)).toEqual([
    ...['mo: reminder waiting', 'meg: reminder waiting', 'dee: reminder waiting'],
    'ada: reminder waiting',
  ]);
  expect(await happened('NobodyReached')).toHaveLength(1);
  expect(await statesOf(({ to }) => 'person' in to && to.person === jane.id)).toContain('jane: nobody-has-it sent');
  expect((await now()).trouble).toBe('nobody-reached not-drawn');
  isBroken = () => false;
  await pass(6 * minuteMs);
  expect((await statesOf(isReminder)).slice(0, 2)).toEqual(['mo: reminder sent', 'meg: reminder sent']);
  expect(await happened('SomebodyReached')).toHaveLength(1);
  expect((await now()).trouble).toBeUndefined();
});

it('A stopped reminder says nothing about a draft of its author', async () => {
  await runs(aDraft(instantOf(msOf(begin) - 3 * hourMs)), 10 * minuteMs, (as) => as === 'wizard/unfinished');
  expect(await happened('NotReached')).toEqual([]);
  expect((await now()).trouble).toBe('not-drawn');
});
