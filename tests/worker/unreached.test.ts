import { afterEach, describe, expect, it } from '@jest/globals';
import { type Instant, instantOf, msOf } from '../../src/base/time.ts';
import type { Card } from '../../src/cards/parts.ts';
import { advance, withWakeTime } from '../../src/case/advance.ts';
import { type Entry, isWaiting } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { unreachedPeople, unreachedSince } from '../../src/case/unreached.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { submitted } from '../../src/worker/delivered.ts';
import { aDraft, ada, caseContext, dee, jane, meg, mo, pack, sent } from '../case/a-case.ts';
import { textIn } from '../fakes/card.ts';
import type { Json } from '../fakes/wire.ts';
import { aWorker, begin } from './a-worker.ts';

const secondMs = 1000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let all: ReturnType<typeof aWorker>;
let worker: ReturnType<ReturnType<typeof aWorker>['start']>;
let gone: Set<string>;
let id: CaseRecord['id'];

/** A referral that was told of in the channel, and whose first reminder is due in a second; these cannot be reached. */
async function beforeTheMark(...away: { id: string }[]): Promise<void> {
  all = aWorker();
  gone = new Set(away.map((each) => each.id));
  all.answer(async (conversation) => {
    if (gone.has(conversation)) throw new TeamsFault(403);
  });
  const sentAt = instantOf(msOf(begin) - 12 * hourMs + secondMs);
  const record = sent(aDraft(sentAt), sentAt);
  const outbox = record.outbox.map((entry): Entry => ({ ...entry, state: { kind: 'sent', at: sentAt } }));
  const said = { ...record.said, thread: 'mash;messageid=1', card: '1' };
  const told = {
    ...record,
    said,
    outbox,
    events: [...record.events, { type: 'ReferralDelivered' as const, at: sentAt }],
  };
  await all.cases.create(withWakeTime(told, caseContext(begin)));
  id = record.id;
  worker = all.start();
}

const decided = () => ({
  ...{ type: 'DecisionRecorded' as const, at: all.now(), by: mo.id, decision: 'other' as const },
  ...{ protection: 'no' as const, police: 'no' as const, late: false },
});

afterEach(async () => {
  await all.stop(worker);
  await all.end();
});

const now = async (): Promise<CaseRecord> => {
  const record = await all.cases.load(id);
  if (!record) throw new Error('the case is lost');
  return record;
};
const reminders = async () =>
  (await now()).outbox.flatMap(({ to, message, state }) =>
    message.kind === 'reminder' && 'person' in to ? [`${to.person}: ${state.kind}`] : [],
  );
const text = (card: Card): string => textIn(card as Json);

describe('a Teams that asks everybody to wait, on and on', () => {
  it('is no reason for silence: the escalation contact is told after minutes, then the administrators, then it is said that nobody hears', async () => {
    await beforeTheMark();
    const asked = new Set<string>();
    all.answer(async (conversation) => {
      asked.add(conversation);
      throw new TeamsFault(429, 20 * secondMs);
    });
    await all.machine.pass(1.5 * minuteMs);
    expect([...asked].filter((person) => [dee.id, ada.id].includes(person as never))).toEqual([]);
    await all.machine.pass(minuteMs);
    expect(asked).toContain(dee.id);
    await all.machine.pass(2.5 * minuteMs);
    expect(asked).toContain(ada.id);
    expect(unreachedSince(await now())).toBeUndefined();
    await all.machine.pass(3 * minuteMs);
    expect(unreachedSince(await now())).toBeDefined();
    expect((await now()).alarm).toBe('nobody-reached');
  });

  it('reaches them as soon as it asks no longer, and that nobody hears is over', async () => {
    await beforeTheMark();
    all.answer(async () => {
      throw new TeamsFault(429, 20 * secondMs);
    });
    await all.machine.pass(10 * minuteMs);
    all.answer(async () => {});
    await all.machine.pass(minuteMs);
    expect(await reminders()).toContain('mo: sent');
    expect(unreachedSince(await now())).toBeUndefined();
  });
});

describe('a manager whom Teams refuses for two seconds at the mark', () => {
  it('is reminded a minute later', async () => {
    await beforeTheMark(mo);
    all.machine.after(3 * secondMs, () => gone.clear());
    await all.machine.pass(2 * secondMs);
    expect(await reminders()).toEqual(['mo: waiting', 'meg: sent']);
    await all.machine.pass(minuteMs);
    expect(await reminders()).toEqual(['mo: sent', 'meg: sent']);
    expect(unreachedPeople(await now())).toEqual([]);
  });

  it('is looked for after one minute, two, four and so on, and after an hour each hour', async () => {
    await beforeTheMark(mo);
    await all.machine.pass(2 * secondMs);
    const tries = () => all.sent.filter((to) => to === mo.id).length;
    const begun = tries();
    await all.machine.pass(4 * minuteMs);
    expect(tries() - begun).toBe(2);
    await all.machine.pass(60 * minuteMs);
    expect(tries() - begun).toBe(6);
  }, 120_000);
});

describe('who cannot be reached at a mark', () => {
  it('needs nobody in their place while another manager has it; card and thread say who it was', async () => {
    await beforeTheMark(mo);
    await all.machine.pass(5 * secondMs);
    expect(await reminders()).toEqual(['mo: waiting', 'meg: sent']);
    const record = await now();
    expect(text(caseCard(record, submitted(record), pack))).toMatch(
      /Teams does NOT reach 1 person, since 14:03, Tue 24 Nov/,
    );
    expect(record.events.map(({ type }) => type)).toContain('NotReached');
  });

  it('is replaced at once by the escalation contact where no manager can be reached, and by administrators after them', async () => {
    await beforeTheMark(mo, meg, dee);
    await all.machine.pass(5 * secondMs);
    expect(await reminders()).toEqual(['mo: waiting', 'meg: waiting', 'dee: waiting', 'ada: sent']);
    expect(unreachedSince(await now())).toBeUndefined();
  });

  it('is nobody any more once all are there again: what waited for them is told, and the card says nothing of it', async () => {
    await beforeTheMark(mo, meg);
    await all.machine.pass(5 * secondMs);
    gone.clear();
    await all.machine.pass(minuteMs);
    expect(await reminders()).toEqual(['mo: sent', 'meg: sent', 'dee: sent']);
    const record = await now();
    expect(text(caseCard(record, submitted(record), pack))).not.toContain('NOT reach');
    expect(record.outbox.at(-1)).toMatchObject({ message: { kind: 'case-card' }, state: { kind: 'sent' } });
    expect(record.outbox.filter(({ message }) => message.kind === 'case-card').length).toBeGreaterThan(3);
  });

  it('is not looked for any more when the matter is over', async () => {
    await beforeTheMark(mo);
    await all.machine.pass(5 * secondMs);
    await all.cases.change(id, (record) => ({
      record: withWakeTime({ ...record, events: [...record.events, decided()] }, caseContext(all.now())),
      result: undefined,
    }));
    await all.machine.pass(2 * minuteMs);
    expect(await reminders()).toEqual(['mo: dropped', 'meg: sent']);
  });
});

describe('a Teams that takes nothing for ten minutes at the mark', () => {
  it('takes everything afterwards: managers hear of it, and nobody reads that they could not be reached', async () => {
    await beforeTheMark();
    let isDown = true;
    all.answer(async () => {
      if (isDown) throw new TeamsFault(503);
    });
    await all.machine.pass(10 * minuteMs);
    expect(await all.store.countAlarms('nobody-reached')).toBe(1);
    isDown = false;
    await all.machine.pass(10 * minuteMs);
    expect(await reminders()).toEqual([
      'mo: sent',
      'meg: sent',
      expect.stringMatching('dee'),
      expect.stringMatching('ada'),
    ]);
    expect(await all.store.countAlarms('nobody-reached')).toBe(0);
    const told = (await now()).outbox.filter(({ state }) => state.kind === 'sent').map(({ message }) => message);
    expect(told.filter((message) => 'instead' in message).length).toBeLessThan(2); // at most one, which was on its way at that moment
  });
});

describe('a thread of the channel that Teams denies', () => {
  const denied = async (forMs: number) => {
    await beforeTheMark();
    let isDenied = true;
    all.answer(async (conversation) => {
      if (isDenied && conversation === 'mash;messageid=1') throw new TeamsFault(404);
    });
    all.machine.after(secondMs + forMs, () => (isDenied = false));
    await all.machine.pass(minuteMs);
  };

  it('for two seconds gets no second card', async () => {
    await denied(2 * secondMs);
    expect(all.posted).toEqual([]);
    expect((await now()).outbox.filter(({ message }) => message.kind === 'line').at(-1)?.state.kind).toBe('sent');
  });

  it('for good is begun anew, with the card', async () => {
    await denied(hourMs);
    expect(all.posted).toEqual(['mash']);
  });

  it('and each new one too, is not begun anew again and again', async () => {
    await beforeTheMark();
    all.answer(async (conversation) => {
      if (conversation.startsWith('mash;')) throw new TeamsFault(404);
    });
    await all.machine.pass(5 * minuteMs);
    expect(all.posted.length).toBeLessThan(4);
  });
});

describe('two marks of which a manager missed the first', () => {
  it('are one reminder when they are back', async () => {
    await beforeTheMark(mo);
    await all.machine.pass(2 * secondMs);
    const earlier = 8 * hourMs - 30 * secondMs; // so that the next mark, eight hours on, is half a minute ahead
    await all.cases.change(id, (record) => ({
      record: withWakeTime(
        { ...record, events: record.events.map((event) => shifted(event, -earlier)) },
        caseContext(all.now()),
      ),
      result: undefined,
    }));
    const tries = all.sent.filter((to) => to === mo.id).length;
    gone.clear();
    await all.machine.pass(3 * minuteMs);
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
});

describe('when nobody at the MASH can be reached', () => {
  it('and the child goes missing after the decision, the referrer is told to ring as well', async () => {
    await beforeTheMark(mo, meg, dee, ada);
    await all.cases.change(id, (record) => ({
      record: withWakeTime(
        { ...record, events: [...record.events, decided()], status: 'decided' },
        caseContext(all.now()),
      ),
      result: undefined,
    }));
    await all.machine.pass(2 * secondMs);
    await all.cases.change(id, (record) => ({
      record: advance(
        record,
        { events: [{ type: 'ChildMissing', at: all.now(), by: jane.id, number: 1, police: 'yes' }] },
        caseContext(all.now()),
      ),
      result: undefined,
    }));
    await all.machine.pass(20 * secondMs);
    expect(await all.store.countAlarms('nobody-reached')).toBe(1);
    const told = (await now()).outbox.filter(({ message }) => message.kind === 'nobody-has-it');
    expect(told.map(({ state }) => state.kind)).toEqual(['sent']);
  });

  it('does not last because a clock was ahead when it was found', async () => {
    await beforeTheMark(mo, meg, dee, ada);
    await all.machine.pass(10 * secondMs);
    await all.cases.change(id, (record) => ({
      record: {
        ...record,
        events: record.events.map((event) => ({ ...event, at: instantOf(msOf(event.at) + hourMs) })),
      },
      result: undefined,
    }));
    gone.clear();
    await all.machine.pass(minuteMs);
    expect(await all.store.countAlarms('nobody-reached')).toBe(0);
  });

  it('the case has an alarm, the log says so, and the referrer is told to ring', async () => {
    await beforeTheMark(mo, meg, dee, ada);
    await all.machine.pass(10 * secondMs);
    expect(await all.store.countAlarms('nobody-reached')).toBe(1);
    expect(all.logged.filter(({ event }) => event === 'nobody.reached')).toHaveLength(1);
    expect(all.sent).toContain(jane.id);
    const record = await now();
    expect(
      record.outbox.filter(({ message }) => message.kind === 'nobody-has-it').map(({ state }) => state.kind),
    ).toEqual(['sent']);
    const receipt = text(receiptCard(record, submitted(record), pack));
    expect(receipt).toContain(`The bot could not reach anyone at the MASH. Ring now, and say ${id}:`);
    expect(receipt).not.toContain('is reminding');
  });

  it('is over, for the card and whoever watches, when one of them is reached', async () => {
    await beforeTheMark(mo, meg, dee, ada);
    await all.machine.pass(10 * secondMs);
    gone.delete(meg.id);
    const receipts = async () => (await now()).outbox.filter(({ message }) => message.kind === 'receipt').length;
    const before = await receipts();
    await all.machine.pass(minuteMs);
    expect(await all.store.countAlarms('nobody-reached')).toBe(0);
    expect(await receipts()).toBe(before + 1); // what stands in her chat is put right
    const record = await now();
    expect(text(receiptCard(record, submitted(record), pack))).not.toContain('could not reach anyone');
    expect(record.outbox.filter((entry) => isWaiting(entry) && !entry.unreached)).toEqual([]);
  });
});
