import { expect, it } from '@jest/globals';
import { Duration } from '../../src/base/time.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { CouncilFile, councilCsv, councilFile } from '../../src/files/council-file.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { cases, referral } from '../cards/sample-cases.ts';
import { at, jane, mo, pack } from '../case/a-case.ts';
import { referralWith } from './a-copy.ts';

const LATER = at('2026-11-24T16:30:00.000Z');
const fileOf = (record: CaseRecord, own = pack) => councilFile(record, referral(record), own, LATER);
const itemIn = ({ items }: CouncilFile, field: string) => items.find((each) => each.field === field)?.value;

function after(record: CaseRecord, events: CaseEvent[], texts: Record<string, string>): CaseRecord {
  const facts = { ...record.facts, texts: { ...record.facts.texts, ...texts } };
  return { ...record, facts, events: [...record.events, ...events] };
}

it.each(['empty', 'usual', 'full', 'hostile'] as const)(
  'Nothing is lost on the way to the council’s system: each answer, sign and text of the sample %s is in the file, or named as left out',
  async (sample) => {
    for (const record of Object.values(cases(sample))) {
      const file = CouncilFile.parse(JSON.parse(JSON.stringify(fileOf(record))));
      const { values, ticks } = record.facts.answers;
      const names = file.said.map(({ id }) => id);
      const fields = pack.fields.filter(({ id }) => values[id]?.trim());
      const without = fields.filter(({ id }) => !names.includes(id));
      expect(file.leftOut.filter((each) => each.includes('may be placed'))).toHaveLength(without.length);
      for (const { seen, suspected, looked } of Object.values(ticks))
        expect(names).toEqual(expect.arrayContaining([...seen, ...suspected, ...looked]));
      const all = file.said.map(({ text }) => text).join('\n');
      for (const text of Object.values(record.facts.texts)) expect(all).toContain(text.trim());
      const csv = (await councilCsv(file)).replaceAll('""', '"');
      for (const text of [...file.items.map(({ value }) => value), ...file.said.map((each) => each.text)])
        expect(csv).toContain(text);
    }
  },
);

it('What was seen, what is an opinion and what was looked for stand apart, with the ids of the protocol', () => {
  const record = referralWith({});
  const [theme] = pack.groups;
  const [seen = '', suspected = '', looked = ''] = theme?.statements.map(({ id }) => id) ?? [];
  const ticks = {
    seen: [seen],
    suspected: [suspected],
    looked: [seen, suspected, looked],
    shown: [],
    covers: {},
    note: 'By the bus.',
  };
  record.facts.answers.ticks = { [theme?.id ?? '']: ticks };
  const basisOf = (id: string) => fileOf(record).said.find((each) => each.id === id)?.basis;
  expect([seen, suspected, looked, `${theme?.id}-note`].map(basisOf)).toEqual(['seen', 'opinion', 'not-seen', 'said']);
});

it('A referral is a contact to most front doors; the pack has the word', () => {
  const { decided } = cases('usual');
  const contact = fileOf(decided);
  expect(itemIn(contact, 'cont_contact_id')).toBe(decided.id);
  expect(JSON.parse(itemIn(contact, 'cont_contact_outcome_json') ?? '')).toMatchObject({
    NEW_REFERRAL_FLAG: 'Y',
    NFA_FLAG: 'N',
  });
  const asReferral = fileOf(decided, { ...pack, handedOnAs: 'referral' });
  expect(itemIn(asReferral, 'cine_referral_id')).toBe(decided.id);
  expect(itemIn(asReferral, 'cont_contact_id')).toBeUndefined();
  expect(itemIn(fileOf(cases('usual').awaiting), 'cont_contact_outcome_json')).toBeUndefined();
});

it('Where a child in care may live does not leave, and the file says so', () => {
  const facts = { care: 'yes', organisation: 'Flint House', address: '41 Alder Court', whereabouts: 'At Flint House' };
  const file = fileOf(referralWith(facts));
  expect(JSON.stringify(file)).not.toMatch(/Flint|Alder/);
  expect(file.leftOut).toHaveLength(3);
  expect(JSON.stringify(fileOf(referralWith({ ...facts, care: 'no' })))).toMatch(/Flint House.*Alder Court/);
});

it('Words sent by mistake, claims to be family and links stay in the case', () => {
  const when = { at: LATER, by: jane.id };
  const record = after(
    referralWith({}),
    [
      { type: 'InformationAdded', number: 1, ...when },
      { type: 'InformationAdded', number: 2, ...when },
      { type: 'SentByMistake', said: 'information-2', ...when },
      { type: 'FamilyClaimed', number: 1, at: LATER, by: mo.id },
    ],
    { 'information-1': 'A white van.', 'information-2': 'Milk and bread.', 'family-1': 'An uncle rang.' },
  );
  const file = fileOf(record);
  expect(JSON.stringify(file)).toContain('A white van.');
  expect(JSON.stringify(file)).not.toMatch(/Milk|uncle/);
  expect(file.leftOut).toHaveLength(3);
});

it('A disappearance ends when the MASH confirms that the child was seen, not when somebody says so', () => {
  const when = { at: LATER, by: jane.id };
  const gone: CaseEvent = { type: 'ChildMissing', number: 1, police: 'yes', ...when };
  const found = after(referralWith({}), [gone, { type: 'ChildFound', number: 1, ...when }], {});
  expect(itemIn(fileOf(found), 'miss_missing_episode_start_date')).toBe(LATER);
  expect(itemIn(fileOf(found), 'miss_missing_episode_end_date')).toBeUndefined();
});

it('Of an erased case nothing leaves but its reference and times', () => {
  const erasing = { type: 'FactsErased', why: 'decided', period: Duration.parse('P1D'), by: mo.id, at: LATER } as const;
  const file = fileOf(after(cases('usual').decided, [erasing], {}));
  expect(file.said).toEqual([]);
  expect(file.leftOut[0]).toContain('Erased on');
});
