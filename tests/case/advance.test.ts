import { describe, expect, it } from '@jest/globals';
import { advance, timed, withCaseCard } from '../../src/case/advance.ts';
import { askReferrer, takeReferral } from '../../src/case/commands.ts';
import { type Entry, isWaiting } from '../../src/case/outbox.ts';
import { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { parts } from '../../src/features/list.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  atTime,
  caseContext,
  inShort,
  jane,
  mo,
  pack,
  pat,
  SISTER,
  sent,
  then,
  waiting,
} from './a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
const referral = aReferral(SENT);

describe('writing down what happened', () => {
  const taken = then(referral, takeReferral(referralOf(referral.events), { by: pat, now: NOW }), pat, NOW);

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
    const asked = then(
      taken,
      askReferrer(referralOf(taken.events), 'Who is the uncle?', {}, { by: mo, now: NOW }),
      mo,
      NOW,
    );
    expect(JSON.stringify(referral)).toBe(before);
    expect(asked.events.slice(0, taken.events.length)).toEqual(taken.events);
    expect(asked.outbox.slice(0, taken.outbox.length)).toEqual(taken.outbox);
    expect(asked.facts.texts).toEqual({ 'question-1': 'Who is the uncle?' });
  });

  it('numbers messages by their place, by which delivery finds them again', () => {
    const asked = then(taken, askReferrer(referralOf(taken.events), 'Who?', {}, { by: mo, now: NOW }), mo, NOW);
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
      caseContext(NOW, 3),
    );
    expect(waiting(record)).toEqual([
      'mash: case-card',
      'mash: written',
      'mash: written',
      'mash: written',
      'jane: clear-draft',
      'jane: receipt',
      'cases: look-for-links',
    ]);
  });

  it('tells the case of a brother or sister that this one is sent, when it was begun for them', () => {
    const draft = aDraft(SENT);
    const linked = advance(draft, { events: [{ type: 'CaseLinked', at: SENT, to: SISTER }] }, caseContext(SENT));
    expect(waiting(linked)).toEqual([]);
    const links = sent(linked, NOW).outbox.filter(({ message }) => message.kind === 'link');
    expect(links.map(({ to, message }) => ({ to, message }))).toEqual([
      { to: { place: 'cases' }, message: { kind: 'link', to: SISTER } },
    ]);
  });

  it('shows the other case the link, when it hears of it: on the card and in the thread', () => {
    const heard = advance(referral, { events: [{ type: 'CaseLinked', at: NOW, to: SISTER }] }, caseContext(NOW));
    expect(waiting(heard)).toEqual(['mash: case-card', 'mash: line']);
  });

  it('comes back from the store as it was', () => {
    expect(CaseRecord.parse(JSON.parse(JSON.stringify(taken)))).toEqual(JSON.parse(JSON.stringify(taken)));
  });
});

describe('a draft', () => {
  const called: CaseEvent = { type: 'PhoneCallRecorded', at: SENT, by: jane.id, calledAt: SENT };
  const gone: CaseEvent = { type: 'DraftWithdrawn', at: NOW, by: jane.id };
  const missing: CaseEvent = { type: 'ChildMissing', at: SENT, by: jane.id, number: 1, police: 'no' };
  const found: CaseEvent = { type: 'ChildFound', at: SENT, by: jane.id, number: 1 };
  const after = (events: CaseEvent[], record = aDraft(SENT)) => advance(record, { events }, caseContext(NOW));

  it('that is let go before the MASH saw anything of it is told to nobody but its author', () => {
    const record = after([gone]);
    expect(record.status).toBe('withdrawn');
    expect(waiting(record)).toEqual(['jane: clear-draft']);
  });

  it('that is let go after its author was reminded of it is told to nobody but its author either', () => {
    const then = at('2026-11-24T16:03:20.000Z');
    const reminded = allSent(atTime(aDraft(SENT), then), then);
    expect(reminded.outbox.map(inShort)).toEqual(['jane: reminder']);
    expect(waiting(after([gone], reminded))).toEqual(['jane: clear-draft']);
  });

  it.each<[string, CaseEvent]>([
    ['a call', called],
    ['that the child is missing', missing],
  ])('that is let go after the MASH saw %s is told to the MASH, also while that waits to be posted', (_, event) => {
    const seen = after([event]);
    const told = ['mash: case-card', 'mash: line', 'jane: clear-draft'];
    expect(waiting(after([gone], allSent(seen, SENT)))).toEqual(told);
    expect(waiting(after([gone], seen)).slice(-3)).toEqual(told);
  });

  it('of which the child is missing alerts every manager, and the MASH by the card of the case', () => {
    const alerts = ['mo: missing-alert', 'meg: missing-alert'];
    expect(waiting(after([missing]))).toEqual(['mash: case-card', ...alerts, 'mash: line']);
  });

  it('puts what was said of a missing child into the thread, in its order and once', () => {
    const said = allSent(after([called, missing, found, { ...missing, number: 2 }]), NOW);
    const lines = sent(said, NOW).outbox.flatMap(({ to, message }) =>
      message.kind === 'line' && 'place' in to ? [said.events[message.event]?.type] : [],
    );
    expect(lines).toEqual(['ChildMissing', 'ChildFound', 'ChildMissing']);
  });

  it('of which an earlier program told that the child is missing puts that into the thread when it is sent', () => {
    const old = aDraft(SENT);
    const said = { ...old, events: [...old.events, called, missing, found] };
    const lines = sent(said, NOW).outbox.flatMap(({ message }) =>
      message.kind === 'line' ? [said.events[message.event]?.type] : [],
    );
    expect(lines).toEqual(['ChildMissing', 'ChildFound']);
  });

  it('of which a call was told keeps its one thread: the referral is the same card, later', () => {
    const posted = { ...allSent(after([called]), NOW), said: { draft: [], thread: '19:x', card: '1' } };
    expect(sent(posted, NOW).said).toEqual(posted.said);
    expect(waiting(sent(posted, NOW))[0]).toBe('mash: case-card');
  });
});

describe('a made-up case to practise on', () => {
  const practice = { ...aDraft(SENT), training: true };

  it('tells nobody anything, whatever happens in it, and only clears the chat in which it was played', () => {
    const events: CaseEvent[] = [
      { type: 'PhoneCallRecorded', at: NOW, by: jane.id, calledAt: SENT },
      { type: 'PhoneCallTakenBack', at: NOW, by: jane.id },
      { type: 'ChildMissing', at: NOW, by: jane.id, number: 1, police: 'yes' },
      { type: 'ChildFound', at: NOW, by: jane.id, number: 1 },
      { type: 'ReferralSubmitted', at: NOW, by: jane.id, clockStart: NOW, decisionDue: NOW, checkDone: true },
      { type: 'InformationAdded', at: NOW, by: jane.id, number: 1 },
    ];
    const record = advance(practice, { events }, caseContext(NOW));
    expect(record.outbox.map(inShort)).toEqual(['jane: clear-draft']);
    expect(allSent(record, NOW).wakeAt).toBeUndefined();
    const deleted = advance(practice, { events: [{ type: 'DraftWithdrawn', at: NOW, by: jane.id }] }, caseContext(NOW));
    expect(deleted.outbox.map(inShort)).toEqual(['jane: clear-draft']);
    expect(withCaseCard(practice, { now: NOW, pack, parts }).outbox).toEqual([]);
  });
});

describe('a card that is due to be shown anew without an event', () => {
  it('is one message more, and the case is woken for it', () => {
    const record = withCaseCard(aDraft(SENT), { now: NOW, pack, parts });
    expect(waiting(record)).toEqual(['mash: case-card']);
    expect(record.wakeAt).toBe(NOW);
    expect(record.events).toEqual(aDraft(SENT).events);
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
    const waits = withEntry(sent(aDraft(SENT), SENT), {
      attempts: 6,
      notBefore: at('2026-11-24T14:04:00.000Z'),
    });
    expect(timed(waits, { now: SENT, pack, parts }).wakeAt).toBe('2026-11-24T14:04:00.000Z');
  });

  it('is the clock when the message is put off for longer', () => {
    const waits = withEntry(sent(aDraft(SENT), SENT), {
      attempts: 10,
      notBefore: at('2026-11-24T14:08:00.000Z'),
    });
    expect(timed(waits, { now: SENT, pack, parts }).wakeAt).toBe('2026-11-24T14:04:20.000Z'); // sixty seconds for the delivery
  });

  it('is not hastened by a message that waits behind a stuck one of the same conversation', () => {
    const [card, ...rest] = sent(aDraft(SENT), SENT).outbox;
    const stuck = card && { ...card, attempts: 5, notBefore: at('2026-11-24T14:03:50.000Z') };
    const behind = rest.filter(({ to }) => 'place' in to && to.place === 'mash');
    const record = { ...referral, outbox: stuck ? [stuck, ...behind] : [] };
    expect(behind.length).toBeGreaterThan(0);
    expect(timed(record, { now: SENT, pack, parts }).wakeAt).toBe('2026-11-24T14:03:50.000Z');
  });

  it('is the same whoever holds the case, so that one whose holder died is found', () => {
    const until = at('2026-11-24T16:01:00.000Z');
    const held = { ...referral, lease: { by: 'worker-1', until } };
    expect(timed(held, { now: NOW, pack, parts }).wakeAt).toBe('2026-11-25T02:03:20.000Z');
  });

  it('is now, where a clock that was wrong put the message off for longer than anything waits', () => {
    const waits = withEntry(sent(aDraft(SENT), SENT), { notBefore: at('2026-11-24T15:04:00.000Z') });
    expect(timed(waits, { now: SENT, pack, parts }).wakeAt).toBe(SENT);
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
      caseContext(NOW),
    );
    expect(decided.wakeAt).toBe(NOW);
    expect(allSent(decided, NOW)).not.toHaveProperty('wakeAt', expect.anything());
  });
});
