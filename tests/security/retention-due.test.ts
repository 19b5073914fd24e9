import { describe, expect, it } from '@jest/globals';
import { msIn } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import { recordDecision, recordPhoneCall, takeBackPhoneCall, withdraw } from '../../src/case/commands.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { parts } from '../../src/features/list.ts';
import { recordMissing } from '../../src/features/missing/rules.ts';
import { hasFacts, retentionStatus } from '../../src/features/retention/due.ts';
import { withFactsErased } from '../../src/features/retention/erase.ts';
import { releaseHold, setHold } from '../../src/features/retention/hold.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { aDraft, ada, aReferral, at, atTime, caseContext, jane, mo, pack, then, waiting } from '../case/a-case.ts';
import { form } from './stored.ts';

const SENT = at('2020-11-24T14:03:20.000Z');
const DECIDED = at('2020-11-24T15:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const short = { ...pack, retention: { ...pack.retention, ...loadPackOf({ drafts: 'P30D', decided: 'P365D' }) } };
const on = (record: CaseRecord, day: string) =>
  retentionStatus(record, { pack: short, parts, now: at(`${day}T16:00:00.000Z`) });
const more = (record: CaseRecord, events: CaseEvent[], now = DECIDED) => advance(record, { events }, caseContext(now));

function loadPackOf(periods: Record<string, string>) {
  const { retention } = loadPack();
  return { ...retention, ...periods } as typeof retention;
}

function decidedCase(): CaseRecord {
  const record = aReferral(SENT);
  return then(record, recordDecision(referralOf(record.events), form, {}, { by: mo, now: DECIDED }), mo, DECIDED);
}

/** A draft that was nudged as often as the pack says. */
function idleDraft(): CaseRecord {
  const nudged = atTime(aDraft(SENT), at('2020-11-24T17:00:00.000Z'));
  return atTime(nudged, at('2020-11-26T00:00:00.000Z'));
}

describe('the shipped periods', () => {
  it('are long, and say that nobody of the council set them', () => {
    const { source, drafts, decided, accessLog } = loadPack().retention;
    expect(source).toBe('made up: set your council’s own');
    expect(msIn(drafts)).toBeGreaterThanOrEqual(365 * DAY);
    expect(msIn(decided)).toBeGreaterThanOrEqual(25 * 365 * DAY);
    expect(msIn(accessLog)).toBeGreaterThanOrEqual(msIn(decided));
  });

  it('are not those of another partnership', () => {
    const { retention } = loadPack('tests/protocol/northmoor.json');
    expect(retention).toMatchObject({ drafts: 'P180D', decided: 'P3653D', accessLog: 'P3653D' });
  });
});

describe('the facts of a decided case', () => {
  it('are kept until the period is over to the second, and are due then', () => {
    const record = decidedCase();
    expect(retentionStatus(record, { pack: short, parts, now: at('2021-11-24T14:59:59.999Z') })).toEqual({
      kind: 'in-time',
    });
    expect(retentionStatus(record, { pack: short, parts, now: at('2021-11-24T15:00:00.000Z') })).toEqual({
      ...{ kind: 'due', why: 'decided', since: DECIDED, period: 'P365D' },
    });
  });

  it('are kept longer when somebody does something to the case, and not because the bot did', () => {
    const record = decidedCase();
    const told = more(record, [{ type: 'ReferrerTold', at: at('2021-06-01T10:00:00.000Z') }]);
    expect(on(told, '2021-11-25').kind).toBe('due');
    const noted = more(record, [
      { type: 'InformationAdded', at: at('2021-06-01T10:00:00.000Z'), by: jane.id, number: 1 },
    ]);
    expect(on(noted, '2021-11-25').kind).toBe('in-time');
    expect(on(noted, '2022-06-01')).toMatchObject({ kind: 'kept', because: 'clock' }); // nobody of the MASH has read it
    const read = more(noted, [{ type: 'NewsRead', at: at('2021-06-02T10:00:00.000Z'), by: mo.id, upTo: 1 }]);
    expect(on(read, '2022-06-01').kind).toBe('in-time');
    expect(on(read, '2022-06-02').kind).toBe('due');
  });

  it('are kept however old it is while a disagreement is open', () => {
    const raised = more(decidedCase(), [
      { type: 'DisagreementRaised', at: DECIDED, by: jane.id, number: 1, side: 'referrer' },
    ]);
    expect(on(raised, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'disagreement' });
    const settled = more(raised, [{ type: 'DisagreementSettled', at: DECIDED, by: mo.id, number: 1, level: 1 }]);
    expect(on(settled, '2050-01-01').kind).toBe('due');
  });

  it('are kept however old it is while the central authority has not answered', () => {
    const sent = more(decidedCase(), [
      {
        ...{ type: 'CentralReferralRecorded', at: DECIDED, by: mo.id, number: 1 },
        ...{ sentOn: '2020-11-24', pathway: '2016', within: 45 },
      },
    ]);
    expect(on(sent, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'clock' });
    const answered = more(sent, [
      {
        ...{ type: 'CentralOutcomeRecorded', at: DECIDED, by: mo.id, number: 1 },
        ...{ outcome: 'trafficked', heardOn: '2020-12-24' },
      },
    ]);
    expect(on(answered, '2050-01-01').kind).toBe('due');
  });

  it('are never due before there is a decision', () => {
    expect(on(aReferral(SENT), '2050-01-01')).toMatchObject({ kind: 'kept', because: 'undecided' });
  });
});

describe('a draft', () => {
  it('is due when its author was nudged and did nothing for the period', () => {
    expect(on(idleDraft(), '2020-12-23').kind).toBe('in-time');
    expect(on(idleDraft(), '2020-12-24')).toMatchObject({ kind: 'due', why: 'idle-draft', since: SENT });
  });

  it('counts from its last answer, and is kept while a nudge is still to come', () => {
    const answered = { ...idleDraft(), answeredAt: at('2020-12-20T10:00:00.000Z') };
    expect(on(answered, '2020-12-25').kind).toBe('in-time');
    expect(on(aDraft(SENT), '2021-12-25')).toMatchObject({ kind: 'kept', because: 'clock' });
  });

  it('is kept where the MASH was told of it: somebody must send or delete it', () => {
    const own = { author: jane.id, texts: {} };
    const outcome = recordMissing(referralOf(idleDraft().events), { police: 'yes', words: '' }, own, {
      ...{ by: jane, now: DECIDED },
    });
    const waits = then(idleDraft(), outcome, jane, DECIDED);
    expect(on(waits, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'undecided' });
    const by = { by: jane, now: DECIDED };
    const rang = then(idleDraft(), recordPhoneCall(referralOf(idleDraft().events), SENT, by), jane, DECIDED);
    expect(on(rang, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'undecided' });
    const tookBack = then(rang, takeBackPhoneCall(referralOf(rang.events), by), jane, DECIDED);
    expect(tookBack.status).toBe('draft');
    expect(on(tookBack, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'mash-was-told' });
  });

  it('that was deleted is due where something of it was kept, and is no more once it is erased', () => {
    const deleted = then(
      idleDraft(),
      withdraw(referralOf(idleDraft().events), { by: jane, now: DECIDED }),
      jane,
      DECIDED,
    );
    const found = on(deleted, '2021-01-01');
    expect(found).toMatchObject({ kind: 'due', why: 'deleted-draft' });
    if (found.kind !== 'due') throw new Error('not due');
    expect(on(withFactsErased(deleted, found, ada.id, caseContext(DECIDED)), '2050-01-01')).toEqual({ kind: 'erased' });
  });
});

describe('a legal hold', () => {
  const said = (why: string) => ({ why, by: ada.id, now: DECIDED });
  const held = then(decidedCase(), setHold(decidedCase().events, said('Court of 3 May.')), ada, DECIDED);

  it('keeps a case however old it is, until it is released', () => {
    expect(on(held, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'held' });
    const free = then(held, releaseHold(held.events, said('The court is done.')), ada, DECIDED);
    expect(on(free, '2050-01-01').kind).toBe('due');
    const again = then(free, setHold(free.events, said('An appeal.')), ada, DECIDED);
    expect(on(again, '2050-01-01')).toMatchObject({ because: 'held' });
    expect(again.facts.texts).toMatchObject({ 'hold-1': 'Court of 3 May.', 'hold-2': 'An appeal.' });
  });

  it('needs a reason, and comes too late for what is erased', () => {
    expect(setHold(held.events, said(' '))).toMatchObject({ kind: 'refused', why: { kind: 'text-missing' } });
    expect(setHold(held.events, said('Twice.'))).toEqual({ kind: 'nothing-to-do' });
    expect(releaseHold(decidedCase().events, said('Why?'))).toEqual({ kind: 'nothing-to-do' });
    const found = on(decidedCase(), '2050-01-01');
    if (found.kind !== 'due') throw new Error('not due');
    const gone = withFactsErased(decidedCase(), found, ada.id, caseContext(DECIDED));
    expect(setHold(gone.events, said('Late.'))).toMatchObject({ kind: 'refused', why: { kind: 'erased' } });
  });
});

describe('an erased case', () => {
  it('has no fact left, its history whole, nothing of before to be told, and what is shown put right', () => {
    const found = on(decidedCase(), '2050-01-01');
    if (found.kind !== 'due') throw new Error('not due');
    const before = decidedCase();
    const gone = withFactsErased(before, found, ada.id, caseContext(at('2050-01-01T16:00:00.000Z')));
    expect(hasFacts(gone)).toBe(false);
    expect(gone.events.slice(0, -1)).toEqual(before.events);
    expect(gone.events.at(-1)).toMatchObject({ type: 'FactsErased', why: 'decided', period: 'P365D', by: 'ada' });
    expect(waiting(before)).toContain('jane: decision-notice');
    expect(waiting(gone)).toEqual([
      ...['mash: case-card', 'mash: line', 'mash: clear-draft', 'jane: receipt', 'jane: clear-draft'],
    ]);
  });
});
