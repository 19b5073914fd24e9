import { expect, it } from '@jest/globals';
import { msIn } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import { recordDecision, recordPhoneCall, takeBackPhoneCall, withdraw } from '../../src/case/commands.ts';
import { recordMissing } from '../../src/case/missing.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { features as parts } from '../../src/features/list.ts';
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
const retentionOn = (record: CaseRecord, day = '2050-01-01') =>
  retentionStatus(record, { pack: short, parts, now: at(`${day}T16:00:00.000Z`) });
/** The case once its facts are erased, because they were due. */
function erased(record: CaseRecord, now = DECIDED): CaseRecord {
  const verdict = retentionOn(record);
  if (verdict.kind !== 'due') throw new Error('not due');
  return withFactsErased(record, verdict, ada.id, caseContext(now));
}
const withEvents = (record: CaseRecord, events: CaseEvent[], now = DECIDED) =>
  advance(record, { events }, caseContext(now));

function retentionWith(periods: Record<string, string>) {
  const { retention } = loadPack();
  return { ...retention, ...periods } as typeof retention;
}

function decidedCase(): CaseRecord {
  const record = aReferral(SENT);
  const outcome = recordDecision(referralOf(record.events), form, {}, { by: mo, now: DECIDED });
  return withOutcome(record, outcome, mo, DECIDED);
}

/** A draft whose author was nudged as often as the pack says. */
function idleDraft(): CaseRecord {
  const nudged = atTime(aDraft(SENT), at('2020-11-24T17:00:00.000Z'));
  return atTime(nudged, at('2020-11-26T00:00:00.000Z'));
}

// The shipped periods

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

// The facts of a decided case

it('The facts of a decided case become due at the exact end of the period', () => {
  const record = decidedCase();
  const statusAt = (now: string) => retentionStatus(record, { pack: short, parts, now: at(now) });
  expect(statusAt('2021-11-24T14:59:59.999Z')).toEqual({ kind: 'in-time' });
  const due = { kind: 'due', why: 'decided', since: DECIDED, period: 'P365D' };
  expect(statusAt('2021-11-24T15:00:00.000Z')).toEqual(due);
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

const byMo = { at: DECIDED, by: mo.id, number: 1 };
it.each<[string, string, CaseEvent, CaseEvent]>([
  [
    'while a disagreement is open',
    'disagreement',
    { type: 'DisagreementRaised', at: DECIDED, by: jane.id, number: 1, side: 'referrer' },
    { type: 'DisagreementSettled', ...byMo, level: 1 },
  ],
  [
    'until the central authority answers',
    'clock',
    { type: 'CentralReferralRecorded', ...byMo, sentOn: '2020-11-24', pathway: '2016', within: 45 },
    { type: 'CentralOutcomeRecorded', ...byMo, outcome: 'trafficked', heardOn: '2020-12-24' },
  ],
])('The facts of a decided case are kept %s, however old it is', (_, because, begun, ended) => {
  const open = withEvents(decidedCase(), [begun]);
  expect(retentionOn(open)).toMatchObject({ kind: 'kept', because });
  expect(retentionOn(withEvents(open, [ended])).kind).toBe('due');
});

it('The facts of an undecided case are never due', () => {
  expect(retentionOn(aReferral(SENT))).toMatchObject({ kind: 'kept', because: 'undecided' });
});

// A draft

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
  const draft = idleDraft();
  const referral = referralOf(draft.events);
  const by = { by: jane, now: DECIDED };
  const own = { author: jane.id, texts: {} };
  const waits = withOutcome(draft, recordMissing(referral, { police: 'yes', words: '' }, own, by), jane, DECIDED);
  expect(retentionOn(waits)).toMatchObject({ kind: 'kept', because: 'undecided' });
  const rang = withOutcome(draft, recordPhoneCall(referral, SENT, by), jane, DECIDED);
  expect(retentionOn(rang)).toMatchObject({ kind: 'kept', because: 'undecided' });
  const tookBack = withOutcome(rang, takeBackPhoneCall(referralOf(rang.events), by), jane, DECIDED);
  expect(retentionOn(tookBack)).toMatchObject({ kind: 'kept', because: 'undecided' });
});

it('A deleted draft that still holds facts is due until it is erased', () => {
  const draft = idleDraft();
  const by = { by: jane, now: DECIDED };
  const deleted = withOutcome(draft, withdraw(referralOf(draft.events), by), jane, DECIDED);
  expect(retentionOn(deleted, '2021-01-01')).toMatchObject({ kind: 'due', why: 'deleted-draft' });
  expect(retentionOn(erased(deleted))).toEqual({ kind: 'erased' });
});

// A legal hold

const holdFor = (why: string) => ({ isSet: true, why, by: ada.id, now: DECIDED });
const release = (why: string) => ({ ...holdFor(why), isSet: false });
const held = withOutcome(decidedCase(), changeHold(decidedCase().events, holdFor('Court of 3 May.')), ada, DECIDED);

it('A legal hold keeps a case until it is released, however old it is', () => {
  expect(retentionOn(held)).toMatchObject({ kind: 'kept', because: 'held' });
  const free = withOutcome(held, changeHold(held.events, release('The court is done.')), ada, DECIDED);
  expect(retentionOn(free).kind).toBe('due');
  const again = withOutcome(free, changeHold(free.events, holdFor('An appeal.')), ada, DECIDED);
  expect(retentionOn(again)).toMatchObject({ because: 'held' });
  expect(again.facts.texts).toMatchObject({ 'hold-1': 'Court of 3 May.', 'hold-2': 'An appeal.' });
});

it('A legal hold needs a reason, and comes too late for an erased case', () => {
  expect(changeHold(held.events, holdFor(' '))).toMatchObject({ kind: 'refused', why: { kind: 'text-missing' } });
  expect(changeHold(held.events, holdFor('Twice.'))).toEqual({ kind: 'nothing-to-do' });
  expect(changeHold(decidedCase().events, release('Why?'))).toEqual({ kind: 'nothing-to-do' });
  const late = changeHold(erased(decidedCase()).events, holdFor('Late.'));
  expect(late).toMatchObject({ kind: 'refused', why: { kind: 'erased' } });
});

// An erased case

it('Erasing a case leaves no fact, keeps the history whole, drops waiting messages and queues corrections of what is shown', () => {
  const before = decidedCase();
  const gone = erased(before, at('2050-01-01T16:00:00.000Z'));
  expect(hasFacts(gone)).toBe(false);
  expect(gone.events.slice(0, -1)).toEqual(before.events);
  expect(gone.events.at(-1)).toMatchObject({ type: 'FactsErased', why: 'decided', period: 'P365D', by: 'ada' });
  expect(waitingMessages(before)).toContain('jane: decision-notice');
  expect(waitingMessages(gone)).toEqual([
    ...['mash: case-card', 'mash: line', 'mash: clear-draft', 'jane: clear-draft', 'jane: receipt'],
  ]);
});
