import { describe, expect, it } from '@jest/globals';
import { advance, timed } from '../../src/referral/advance.ts';
import { CaseRecord } from '../../src/referral/case.ts';
import { ask, take } from '../../src/referral/commands.ts';
import { type Entry, isWaiting } from '../../src/referral/outbox.ts';
import { referralOf } from '../../src/referral/state.ts';
import { aDraft, allSent, aReferral, around, at, mo, pack, pat, sent, then, waiting } from './a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const referral = aReferral(SENT);

describe('writing down what happened', () => {
  const taken = then(referral, take(referralOf(referral.events), { by: pat, now: NOW }), pat, NOW);

  it('puts the event, what must be told and the next time to look at it into one document', () => {
    expect(taken.events.at(-1)).toEqual({ type: 'ReferralTaken', at: NOW, by: 'pat' });
    expect(waiting(taken)).toEqual(['mash: case-card', 'mash: line', 'jane: receipt']);
    expect(taken.wakeAt).toBe(NOW); // the messages wait for nothing
    expect(taken.revision).toBe(referral.revision + 1);
    expect(taken.changedAt).toBe(NOW);
    expect(taken.status).toBe('awaiting-decision');
  });

  it('remembers the name of whoever did it, and keeps those known before', () => {
    expect(taken.facts.names).toEqual({ jane: 'Jane Okafor', pat: 'Pat Lee' });
  });

  it('changes nothing that was there: history and messages are only added to', () => {
    const before = JSON.stringify(referral);
    const asked = then(taken, ask(referralOf(taken.events), 'Who is the uncle?', {}, { by: mo, now: NOW }), mo, NOW);
    expect(JSON.stringify(referral)).toBe(before);
    expect(asked.events.slice(0, taken.events.length)).toEqual(taken.events);
    expect(asked.outbox.slice(0, taken.outbox.length)).toEqual(taken.outbox);
    expect(asked.facts.texts).toEqual({ 'question-1': 'Who is the uncle?' });
  });

  it('numbers messages by their place, by which delivery finds them again', () => {
    const asked = then(taken, ask(referralOf(taken.events), 'Who?', {}, { by: mo, now: NOW }), mo, NOW);
    expect(asked.outbox.map(({ id }) => id)).toEqual(asked.outbox.map((_, place) => place));
  });

  it('lets a line in the thread find its event again', () => {
    const line = taken.outbox.at(-2)?.message;
    expect(line?.kind === 'line' && taken.events[line.event]?.type).toBe('ReferralTaken');
  });

  it('posts the whole written referral when it is sent, in the parts it needs', () => {
    const record = advance(
      aDraft(SENT),
      {
        events: [
          { type: 'ReferralSubmitted', at: NOW, by: mo.id, clockStart: NOW, decisionDue: NOW, checkDone: false },
        ],
      },
      around(NOW, 3),
    );
    expect(waiting(record)).toEqual([
      'mash: case-card',
      'mash: written',
      'mash: written',
      'mash: written',
      'jane: clear-draft',
      'jane: receipt',
    ]);
  });

  it('comes back from the store as it was', () => {
    expect(CaseRecord.parse(JSON.parse(JSON.stringify(taken)))).toEqual(JSON.parse(JSON.stringify(taken)));
  });
});

describe('when a case next needs attention', () => {
  const withEntry = (record: CaseRecord, change: Partial<Entry>): CaseRecord => ({
    ...record,
    outbox: record.outbox.map((entry) => (isWaiting(entry) ? { ...entry, ...change } : entry)),
  });

  it('is the next mark of a clock when no message waits', () => {
    expect(referral.wakeAt).toBe('2026-11-25T02:03:20.000Z');
  });

  it('is the next try of a message when that comes first', () => {
    const waits = withEntry(sent(aDraft(SENT), SENT), { notBefore: at('2026-11-24T14:04:00.000Z') });
    expect(timed(waits, { now: SENT, pack }).wakeAt).toBe('2026-11-24T14:04:00.000Z');
  });

  it('is the clock when the message is put off for longer', () => {
    const waits = withEntry(sent(aDraft(SENT), SENT), { notBefore: at('2026-11-24T14:09:00.000Z') });
    expect(timed(waits, { now: SENT, pack }).wakeAt).toBe('2026-11-24T14:04:20.000Z'); // sixty seconds for the delivery
  });

  it('is not hastened by a message that waits behind a stuck one of the same conversation', () => {
    const [card, ...rest] = sent(aDraft(SENT), SENT).outbox;
    const stuck = card && { ...card, notBefore: at('2026-11-24T14:03:50.000Z') };
    const behind = rest.filter((entry) => 'place' in entry.to);
    const record = { ...referral, outbox: stuck ? [stuck, ...behind] : [] };
    expect(behind.length).toBeGreaterThan(0);
    expect(timed(record, { now: SENT, pack }).wakeAt).toBe('2026-11-24T14:03:50.000Z');
  });

  it('is the end of the lease while somebody holds it, also when it changes meanwhile', () => {
    const until = at('2026-11-24T16:01:00.000Z');
    const held = { ...referral, lease: { by: 'worker-1', until } };
    const taken = then(held, take(referralOf(held.events), { by: pat, now: NOW }), pat, NOW);
    expect(taken.wakeAt).toBe(until);
  });

  it('is what it would be anyway, once a lease has run out: a killed worker holds up nothing', () => {
    const held = { ...referral, lease: { by: 'worker-1', until: NOW } };
    expect(timed(held, { now: NOW, pack }).wakeAt).toBe('2026-11-25T02:03:20.000Z');
  });

  it('is never, when nothing is left to say', () => {
    const decided = advance(
      referral,
      {
        events: [
          {
            type: 'DecisionRecorded',
            at: NOW,
            by: mo.id,
            decision: 'other',
            protection: 'no',
            police: 'no',
            late: false,
          },
        ],
      },
      around(NOW),
    );
    expect(decided.wakeAt).toBe(NOW);
    expect(allSent(decided, NOW)).not.toHaveProperty('wakeAt', expect.anything());
  });
});
