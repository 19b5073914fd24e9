import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advance } from '../../src/case/advance.ts';
import type { Outcome } from '../../src/case/outcome.ts';
import { type CaseRecord, withoutDraft } from '../../src/case/record.ts';
import { emptyAnswers } from '../../src/draft/draft.ts';
import { genesis, hashOf } from '../../src/evidence/link.ts';
import { differenceInWords, verdictOn } from '../../src/evidence/verify.ts';
import { casesIn } from '../../src/store/cases.ts';
import type { Store } from '../../src/store/port.ts';
import { aDraft, caseContext, jane, meg, mo, OTHER_REFERENCE, pat, REFERENCE, sent } from '../case/a-case.ts';
import { bothStores } from '../fakes/both-stores.ts';
import * as a from './stored.ts';

const { kinds, openStore } = await bothStores();
const verdict = async (store: Store, id: string = REFERENCE) => verdictOn(id, (await store.read('case', id))?.document);

type Change = [what: string, change: (raw: a.RawCase) => void, differenceInWords: string];
const swapped = <T>(list: T[], one: number, other: number) => {
  const [a, b] = [list[one], list[other]];
  if (a === undefined || b === undefined) throw new Error('nothing to swap');
  list.splice(one, 1, b);
  list.splice(other, 1, a);
};
const event = (raw: a.RawCase, number: number) => raw.events[number - 1] ?? {};
// The events are DraftStarted, ReferralSubmitted, ReferralDelivered, ReferralTaken, QuestionAsked, QuestionAnswered
// and DecisionRecorded.
const changes: Change[] = [
  ['who decided', (raw) => Object.assign(event(raw, 7), { by: 'meg' }), 'event 7 (DecisionRecorded) is not what'],
  [
    'the time of sending by a millisecond',
    (raw) => Object.assign(event(raw, 2), { at: '2020-11-24T14:03:20.001Z' }),
    'event 2 (ReferralSubmitted) is not what',
  ],
  [
    'that the decision was late',
    (raw) => Object.assign(event(raw, 7), { late: true }),
    'event 7 (DecisionRecorded) is not what',
  ],
  ['the order of two events', ({ events }) => swapped(events, 3, 4), 'event 4 (QuestionAsked) is not what'],
  [
    'the history by removing an event in the middle',
    ({ events }) => void events.splice(4, 1),
    'event 5 (QuestionAnswered) is not what',
  ],
  [
    'the history by removing an event in the middle with its link',
    ({ events, chain }) => {
      events.splice(4, 1);
      chain?.splice(4, 1);
    },
    'event 5 (QuestionAnswered) is not what',
  ],
  [
    'the history by removing the last event',
    (raw) => {
      raw.events.pop();
      raw.status = 'awaiting-decision';
    },
    'event 7 (gone) is not what',
  ],
  [
    'the history by inserting an event',
    ({ events }) => void events.splice(3, 0, { type: 'ReferralSeen', at: a.SENT, by: 'pat' }),
    'event 4 (ReferralSeen) is not what',
  ],
  [
    'the history by adding an event at its end',
    ({ events }) => void events.push({ type: 'ReferrerTold', at: a.DECIDED }),
    'event 8 (ReferrerTold) is not what',
  ],
  [
    'the salted hash of a fact in a link of the chain',
    ({ chain }) => Object.assign(chain?.[6]?.facts ?? {}, { 'text:decision-reasons': 'a'.repeat(64) }),
    'event 7 (DecisionRecorded) is not what',
  ],
  [
    'the reasons of the decision',
    ({ facts }) => Object.assign(facts.texts, { 'decision-reasons': 'Jasper burm.' }),
    'the fact text:decision-reasons is not what was written',
  ],
  [
    'an answer of the referral',
    ({ facts }) => Object.assign(facts.answers.values, { worry: 'Nothing.' }),
    'the fact answers is not what was written',
  ],
  ['a name', ({ facts }) => Object.assign(facts.names, { mo: 'Meg Hall' }), 'the fact name:mo is not what was written'],
  [
    'a salt',
    ({ facts: { salts } }) => Object.assign(salts, { answers: salts['name:mo'] }),
    'the fact answers is not what was written',
  ],
  [
    'the facts by removing a text',
    ({ facts }) => void delete facts.texts['answer-1'],
    'the fact text:answer-1 is gone',
  ],
  [
    'the answers by emptying them',
    ({ facts }) => Object.assign(facts, { answers: emptyAnswers }),
    'the fact answers is gone',
  ],
  [
    'the facts by adding one',
    ({ facts }) => Object.assign(facts.texts, { 'information-1': 'He was kind.' }),
    'the fact text:information-1 came without an event',
  ],
];

// The history of a case

it.each(kinds)('The history of a case in %s is whole, with one link for each event', async (_, open) => {
  const store = await open();
  await a.storeDecidedCase(store);
  const found = await verdict(store);
  expect(found.kind === 'whole' && found.hashes).toHaveLength(7);
});

it.each(changes)(
  'The history of a case shows that somebody changed %s, even after the next write of the program',
  async (_what, change, words) => {
    const store = openStore();
    const cases = await a.storeDecidedCase(store);
    await a.tamper(store, change);
    const found = await verdict(store);
    expect(found.kind === 'broken' && differenceInWords(found.difference)).toContain(words);
    await a.act(cases, () => information, jane, a.DECIDED);
    expect((await verdict(store)).kind).toBe('broken');
  },
);

const information: Outcome = {
  kind: 'happened',
  events: [{ type: 'InformationAdded', at: a.DECIDED, by: jane.id, number: 2 }],
  texts: { 'information-2': 'More.' },
};

it('The history shows when a case is put under the reference of another', async () => {
  const store = openStore();
  await a.storeDecidedCase(store);
  const { document } = (await store.read('case', REFERENCE)) ?? {};
  expect(verdictOn(OTHER_REFERENCE, document)).toEqual({ kind: 'broken', difference: { what: 'another-case' } });
  const renamed = { ...(document as object), id: OTHER_REFERENCE };
  expect(verdictOn(OTHER_REFERENCE, renamed)).toMatchObject({ difference: { what: 'event-changed', event: 1 } });
});

it('Only a saved head reveals that the whole chain was computed again', async () => {
  const store = openStore();
  await a.storeDecidedCase(store);
  const before = await verdict(store);
  await a.tamper(store, (raw) => {
    Object.assign(raw.events[6] ?? {}, { by: 'meg' });
    let previous = genesis({ id: REFERENCE, organisation: 'HT' });
    raw.chain = raw.events.map((event, place) => {
      const facts = raw.chain?.[place]?.facts;
      previous = hashOf(previous, event, facts);
      return { hash: previous, ...(facts ? { facts } : {}) };
    });
  });
  const after = await verdict(store);
  if (before.kind !== 'whole' || after.kind !== 'whole') throw new Error('not whole');
  expect(after.hashes).not.toContain(before.hashes.at(-1));
  expect(after.hashes.slice(0, 6)).toEqual(before.hashes.slice(0, 6));
});

// Events and chain

it('Events and chain hold no fact, and each fact has its own salt', async () => {
  const store = openStore();
  const cases = await a.storeDecidedCase(store);
  const { facts, ...rest } = (await cases.load(REFERENCE)) as CaseRecord;
  expect(JSON.stringify(facts)).toMatch(a.anyFact);
  expect(JSON.stringify(rest)).not.toMatch(a.anyFact);
  const salts = facts.salts ?? {};
  const texts = Object.keys(facts.texts).map((name) => `text:${name}`);
  const names = Object.keys(facts.names).map((id) => `name:${id}`);
  expect(Object.keys(salts).sort()).toEqual(['answers', ...names, ...texts].sort());
  const saltValues = Object.values(salts);
  expect(new Set(saltValues).size).toBe(saltValues.length);
  for (const salt of saltValues) expect(Buffer.from(salt, 'base64url')).toHaveLength(32);
});

it('The chains of two cases commit to the same words differently, so nobody can compare them', async () => {
  const store = openStore();
  await a.storeDecidedCase(store);
  const cases = await a.storeDecidedCase(store, OTHER_REFERENCE);
  const commitments = async (id: typeof REFERENCE) =>
    ((await cases.load(id))?.chain ?? []).flatMap(({ facts }) => Object.values(facts ?? {}));
  const [one, other] = await Promise.all([commitments(REFERENCE), commitments(OTHER_REFERENCE)]);
  expect(one.length).toBeGreaterThan(8);
  expect(one.filter((each) => other.includes(each))).toEqual([]);
});

it('Deleting a draft removes the salts with the facts, and the history stays whole', async () => {
  const store = openStore();
  const cases = await a.storeDraft(store);
  await a.act(cases, () => missing, jane, a.SENT);
  expect(Object.keys((await cases.load(REFERENCE))?.facts.salts ?? {})).toContain('text:missing-1');
  await cases.change(REFERENCE, (record) => {
    const { facts, ...rest } = withoutDraft(record, { keep: false });
    const emptied = { ...rest, facts: { answers: emptyAnswers, texts: {}, names: facts.names } };
    const events = [{ type: 'DraftWithdrawn' as const, at: a.SENT, by: jane.id }];
    return { record: advance(emptied, { events }, caseContext(a.SENT)), result: undefined };
  });
  expect(await verdict(store)).toMatchObject({ kind: 'whole' });
  expect(Object.keys((await cases.load(REFERENCE))?.facts.salts ?? {})).toEqual(['name:jane']);
});

const missing: Outcome = {
  kind: 'happened',
  events: [{ type: 'ChildMissing', at: a.SENT, by: jane.id, number: 1, police: 'yes' }],
  texts: { 'missing-1': 'Gone since noon.' },
};

it('A case whose chain was taken away cannot be read, and no write gives it a new one', async () => {
  const store = openStore();
  const cases = await a.storeDecidedCase(store);
  await a.tamper(store, (raw) => {
    raw.chain = undefined;
  });
  expect(await verdict(store)).toEqual({ kind: 'broken', difference: { what: 'unreadable' } });
  await expect(cases.change(REFERENCE, (record) => ({ record, result: undefined }))).rejects.toThrow('chain');
});

it('The chain accepts a fact with half a character (a lone surrogate)', async () => {
  const store = openStore();
  const cases = casesIn(store, () => {});
  const draft = aDraft(a.BEGUN);
  await cases.create({ ...draft, facts: { ...draft.facts, texts: { 'missing-1': 'gone \ud83d' } } });
  expect(await verdict(store)).toMatchObject({ kind: 'whole' });
});

// Any history

const steps = fc.array(
  fc.record({
    decide: fc.constantFrom(a.taking, a.asking, a.answering, a.deciding),
    by: fc.constantFrom(jane, pat, mo, meg),
  }),
  { maxLength: 12 },
);

it('A history is whole after any commands by anybody, and broken once any letter changes', async () => {
  const store = openStore();
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), async (commands, which) => {
      cases += 1;
      const id = `HT-${String(cases).padStart(4, '0')}-AAA` as typeof REFERENCE;
      const written = await a.storeDraft(store, id);
      await written.change(id, (record) => ({ record: sent(record, a.SENT), result: undefined }));
      for (const { decide, by } of commands) await a.act(written, decide, by, a.DECIDED, id);
      expect((await verdict(store, id)).kind).toBe('whole');
      await a.tamper(store, ({ events, facts }) => void oneLetter({ events, facts }, which), id);
      expect((await verdict(store, id)).kind).toBe('broken');
    }),
    { numRuns: 60 },
  );
});

/** Changes the first letter of one text anywhere in the value. */
function oneLetter(value: unknown, which: number): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return;
    for (const [name, inside] of Object.entries(each)) {
      if (typeof inside === 'string') places.push([each as Record<string, unknown>, name]);
      else walk(inside);
    }
  };
  walk(value);
  const [owner, name] = places[which % places.length] ?? [];
  if (owner && name !== undefined) owner[name] = `~${String(owner[name]).slice(1)}`;
}
