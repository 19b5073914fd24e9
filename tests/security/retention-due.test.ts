import { describe, expect, it } from '@jest/globals';
import { msIn } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import { recordDecision, recordPhoneCall, takeBackPhoneCall, withdraw } from '../../src/case/commands.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { features as parts } from '../../src/features/list.ts';
import { recordMissing } from '../../src/features/missing/rules.ts';
import { changeHold, hasFacts, retentionStatus, withFactsErased } from '../../src/features/retention/rules.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import {
  aDraft,
  ada,
  aReferral,
  at,
  atTime,
  caseContext,
  jane,
  mo,
  pack,
  waitingMessages,
  withOutcome,
} from '../case/a-case.ts';
import { form } from './stored.ts';

const SENT = at('2020-11-24T14:03:20.000Z');
const DECIDED = at('2020-11-24T15:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const short = { ...pack, retention: { ...pack.retention, ...retentionWith({ drafts: 'P30D', decided: 'P365D' }) } };
const retentionOn = (record: CaseRecord, day: string) =>
  retentionStatus(record, { pack: short, parts, now: at(`${day}T16:00:00.000Z`) });
const withEvents = (record: CaseRecord, events: CaseEvent[], now = DECIDED) =>
  advance(record, { events }, caseContext(now));

function retentionWith(periods: Record<string, string>) {
  const { retention } = loadPack();
  return { ...retention, ...periods } as typeof retention;
}

function decidedCase(): CaseRecord {
  const record = aReferral(SENT);
  return withOutcome(
    record,
    recordDecision(referralOf(record.events), form, {}, { by: mo, now: DECIDED }),
    mo,
    DECIDED,
  );
}

/** A draft whose author was nudged as often as the pack says. */
function idleDraft(): CaseRecord {
  const nudged = atTime(aDraft(SENT), at('2020-11-24T17:00:00.000Z'));
  return atTime(nudged, at('2020-11-26T00:00:00.000Z'));
}

describe('the shipped periods', () => {
  it('The shipped retention periods are long and say that no council set them', () => {
    const { source, drafts, decided, accessLog } = loadPack().retention;
    expect(source).toBe('made up: set your council’s own');
    expect(msIn(drafts)).toBeGreaterThanOrEqual(365 * DAY);
    expect(msIn(decided)).toBeGreaterThanOrEqual(25 * 365 * DAY);
    expect(msIn(accessLog)).toBeGreaterThanOrEqual(msIn(decided));
  });

  it('Another partnership’s pack has its own retention periods', () => {
    const { retention } = loadPack('tests/protocol/northmoor.json');
    expect(retention).toMatchObject({ drafts: 'P180D', decided: 'P3653D', accessLog: 'P3653D' });
  });
});

describe('the facts of a decided case', () => {
  it('The facts of a decided case become due at the exact end of the period', () => {
    const record = decidedCase();
    expect(retentionStatus(record, { pack: short, parts, now: at('2021-11-24T14:59:59.999Z') })).toEqual({
      kind: 'in-time',
    });
    expect(retentionStatus(record, { pack: short, parts, now: at('2021-11-24T15:00:00.000Z') })).toEqual({
      ...{ kind: 'due', why: 'decided', since: DECIDED, period: 'P365D' },
    });
  });

  it('The period of a decided case starts again when a person acts on it, but not when the bot does', () => {
    const record = decidedCase();
    const told = withEvents(record, [{ type: 'ReferrerTold', at: at('2021-06-01T10:00:00.000Z') }]);
    expect(retentionOn(told, '2021-11-25').kind).toBe('due');
    const noted = withEvents(record, [
      { type: 'InformationAdded', at: at('2021-06-01T10:00:00.000Z'), by: jane.id, number: 1 },
    ]);
    expect(retentionOn(noted, '2021-11-25').kind).toBe('in-time');
    // nobody at the MASH has read the news
    expect(retentionOn(noted, '2022-06-01')).toMatchObject({ kind: 'kept', because: 'clock' });
    const read = withEvents(noted, [{ type: 'NewsRead', at: at('2021-06-02T10:00:00.000Z'), by: mo.id, upTo: 1 }]);
    expect(retentionOn(read, '2022-06-01').kind).toBe('in-time');
    expect(retentionOn(read, '2022-06-02').kind).toBe('due');
  });

  it('The facts of a decided case are kept while a disagreement is open, however old it is', () => {
    const raised = withEvents(decidedCase(), [
      { type: 'DisagreementRaised', at: DECIDED, by: jane.id, number: 1, side: 'referrer' },
    ]);
    expect(retentionOn(raised, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'disagreement' });
    const settled = withEvents(raised, [{ type: 'DisagreementSettled', at: DECIDED, by: mo.id, number: 1, level: 1 }]);
    expect(retentionOn(settled, '2050-01-01').kind).toBe('due');
  });

  it('The facts of a decided case are kept until the central authority answers, however old it is', () => {
    const sent = withEvents(decidedCase(), [
      {
        ...{ type: 'CentralReferralRecorded', at: DECIDED, by: mo.id, number: 1 },
        ...{ sentOn: '2020-11-24', pathway: '2016', within: 45 },
      },
    ]);
    expect(retentionOn(sent, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'clock' });
    const answered = withEvents(sent, [
      {
        ...{ type: 'CentralOutcomeRecorded', at: DECIDED, by: mo.id, number: 1 },
        ...{ outcome: 'trafficked', heardOn: '2020-12-24' },
      },
    ]);
    expect(retentionOn(answered, '2050-01-01').kind).toBe('due');
  });

  it('The facts of an undecided case are never due', () => {
    expect(retentionOn(aReferral(SENT), '2050-01-01')).toMatchObject({ kind: 'kept', because: 'undecided' });
  });
});

describe('a draft', () => {
  it('A draft is due when its author was nudged and did nothing for the period', () => {
    expect(retentionOn(idleDraft(), '2020-12-23').kind).toBe('in-time');
    expect(retentionOn(idleDraft(), '2020-12-24')).toMatchObject({ kind: 'due', why: 'idle-draft', since: SENT });
  });

  it('The period of a draft counts from its last answer, and a draft is kept while a nudge is still to come', () => {
    const answered = { ...idleDraft(), answeredAt: at('2020-12-20T10:00:00.000Z') };
    expect(retentionOn(answered, '2020-12-25').kind).toBe('in-time');
    expect(retentionOn(aDraft(SENT), '2021-12-25')).toMatchObject({ kind: 'kept', because: 'clock' });
  });

  it('A draft that the MASH was told of is kept until somebody sends or deletes it', () => {
    const own = { author: jane.id, texts: {} };
    const outcome = recordMissing(referralOf(idleDraft().events), { police: 'yes', words: '' }, own, {
      ...{ by: jane, now: DECIDED },
    });
    const waits = withOutcome(idleDraft(), outcome, jane, DECIDED);
    expect(retentionOn(waits, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'undecided' });
    const by = { by: jane, now: DECIDED };
    const rang = withOutcome(idleDraft(), recordPhoneCall(referralOf(idleDraft().events), SENT, by), jane, DECIDED);
    expect(retentionOn(rang, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'undecided' });
    const tookBack = withOutcome(rang, takeBackPhoneCall(referralOf(rang.events), by), jane, DECIDED);
    expect(tookBack.status).toBe('draft');
    expect(retentionOn(tookBack, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'mash-was-told' });
  });

  it('A deleted draft that still holds facts is due until it is erased', () => {
    const deleted = withOutcome(
      idleDraft(),
      withdraw(referralOf(idleDraft().events), { by: jane, now: DECIDED }),
      jane,
      DECIDED,
    );
    const verdict = retentionOn(deleted, '2021-01-01');
    expect(verdict).toMatchObject({ kind: 'due', why: 'deleted-draft' });
    if (verdict.kind !== 'due') throw new Error('not due');
    expect(retentionOn(withFactsErased(deleted, verdict, ada.id, caseContext(DECIDED)), '2050-01-01')).toEqual({
      kind: 'erased',
    });
  });
});

describe('a legal hold', () => {
  const holdFor = (why: string) => ({ isSet: true, why, by: ada.id, now: DECIDED });
  const release = (why: string) => ({ ...holdFor(why), isSet: false });
  const held = withOutcome(decidedCase(), changeHold(decidedCase().events, holdFor('Court of 3 May.')), ada, DECIDED);

  it('A legal hold keeps a case until it is released, however old it is', () => {
    expect(retentionOn(held, '2050-01-01')).toMatchObject({ kind: 'kept', because: 'held' });
    const free = withOutcome(held, changeHold(held.events, release('The court is done.')), ada, DECIDED);
    expect(retentionOn(free, '2050-01-01').kind).toBe('due');
    const again = withOutcome(free, changeHold(free.events, holdFor('An appeal.')), ada, DECIDED);
    expect(retentionOn(again, '2050-01-01')).toMatchObject({ because: 'held' });
    expect(again.facts.texts).toMatchObject({ 'hold-1': 'Court of 3 May.', 'hold-2': 'An appeal.' });
  });

  it('A legal hold needs a reason, and comes too late for an erased case', () => {
    expect(changeHold(held.events, holdFor(' '))).toMatchObject({ kind: 'refused', why: { kind: 'text-missing' } });
    expect(changeHold(held.events, holdFor('Twice.'))).toEqual({ kind: 'nothing-to-do' });
    expect(changeHold(decidedCase().events, release('Why?'))).toEqual({ kind: 'nothing-to-do' });
    const verdict = retentionOn(decidedCase(), '2050-01-01');
    if (verdict.kind !== 'due') throw new Error('not due');
    const gone = withFactsErased(decidedCase(), verdict, ada.id, caseContext(DECIDED));
    expect(changeHold(gone.events, holdFor('Late.'))).toMatchObject({ kind: 'refused', why: { kind: 'erased' } });
  });
});

describe('an erased case', () => {
  it('Erasing a case leaves no fact, keeps the history whole, drops waiting messages and queues corrections of what is shown', () => {
    const verdict = retentionOn(decidedCase(), '2050-01-01');
    if (verdict.kind !== 'due') throw new Error('not due');
    const before = decidedCase();
    const gone = withFactsErased(before, verdict, ada.id, caseContext(at('2050-01-01T16:00:00.000Z')));
    expect(hasFacts(gone)).toBe(false);
    expect(gone.events.slice(0, -1)).toEqual(before.events);
    expect(gone.events.at(-1)).toMatchObject({ type: 'FactsErased', why: 'decided', period: 'P365D', by: 'ada' });
    expect(waitingMessages(before)).toContain('jane: decision-notice');
    expect(waitingMessages(gone)).toEqual([
      ...['mash: case-card', 'mash: line', 'mash: clear-draft', 'jane: clear-draft', 'jane: receipt'],
    ]);
  });
});
