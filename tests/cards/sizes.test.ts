import { describe, expect, it } from '@jest/globals';
import { untouchedForm } from '../../src/cards/forms.ts';
import type { Card } from '../../src/cards/parts.ts';
import { additionCard, additionParts, writtenCard, writtenParts } from '../../src/cards/thread.ts';
import { decisionText, doNowLimit } from '../../src/case/decision-record.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import type { SubmittedReferral } from '../../src/case/state.ts';
import type { Answers } from '../../src/draft/draft.ts';
import { informationForm } from '../../src/features/information/cards.ts';
import { missingCard } from '../../src/features/missing/cards.ts';
import { type CaseEvent, textOf } from '../../src/history/events.ts';
import { at, submittedOf } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import { is2026 } from '../fakes/the-pack.ts';
import { everythingOf, lineOf, mashCardOf, questionAt } from './drawn.ts';
import { bytes, wordsOf } from './reader.ts';
import { answersOf, cases, everyStep, pack } from './samples.ts';

/**
 * Texts to fill a card with: an emoji made of two characters of most bytes, `{{DATE(`, which a card splits over two pieces
 * of text so that Teams does not expand it, and line breaks. Any other character takes fewer bytes. The pack of 2026 has a
 * few more statements and contacts, for which the two largest do.
 */
const largest = ['👧🏽', '{{DATE('];
const letters = is2026 ? largest : [...largest, '\n'];

const filled = (letter: string, limit: number): string => [...letter.repeat(limit)].slice(0, limit).join('');

/** Answers with every field and note filled to its limit and every statement ticked. */
function everythingIn(letter: string): Answers {
  const answers = answersOf('full');
  const texts = pack.fields.filter(({ choices }) => !choices).map(({ id, limit }) => [id, filled(letter, limit)]);
  const notes = Object.entries(answers.ticks).map(([id, ticks]) => [id, { ...ticks, note: filled(letter, 1000) }]);
  return {
    values: { ...answers.values, ...Object.fromEntries(texts) },
    ticks: Object.fromEntries(notes),
    readings: answers.readings,
  };
}

const caseWith = (letter: string, state: 'awaiting' | 'decided'): [CaseRecord, SubmittedReferral] => {
  const record = cases('full')[state];
  const limitOf = (name: string) => (name === decisionText('now') ? doNowLimit : 2000);
  const texts = Object.fromEntries(
    Object.keys(record.facts.texts).map((name) => [name, filled(letter, limitOf(name))]),
  );
  const full = { ...record, facts: { ...record.facts, answers: everythingIn(letter), texts } };
  return [full, submittedOf(record)];
};

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** The size by Teams' own count, which takes two bytes for most characters. */
const inTeams = (card: Card): number => 2 * JSON.stringify(card).length;

describe.each(letters)('with every field filled to its limit with %j and every statement ticked', (letter) => {
  it.each([
    ['check-answers', 23],
    ['summary', 20],
  ])(`The card %s, filled with ${JSON.stringify(letter)}, stays under %s KB`, (step, most) =>
    expect(bytes(questionAt(step, everythingIn(letter)))).toBeLessThan(1000 * most),
  );

  it(`Every card before sending, filled with ${JSON.stringify(letter)}, stays under 30 KB`, () => {
    expect(everyStep('full').length).toBeGreaterThan(25);
    const answers = everythingIn(letter);
    const sizes = everyStep('full').map(({ step: { id }, agency }) => {
      return [id, bytes(questionAt(id, { ...answers, values: { ...answers.values, agency } }))] as const;
    });
    expect(sizes.filter(([, size]) => size >= 30_000)).toEqual([]);
  });

  it(`The cards of a draft and a missing child, filled with ${JSON.stringify(letter)}, fit into Teams’ limit`, () => {
    const [record] = caseWith(letter, 'awaiting');
    const [begun] = record.events;
    if (!begun) throw new Error('the sample is not begun');
    const gone: CaseEvent = {
      type: 'ChildMissing',
      at: record.changedAt,
      by: record.author,
      number: 1,
      police: 'yes',
    };
    const texts = { [textOf.missing(1)]: filled(letter, 2000) };
    const at = record.changedAt;
    const waits: CaseEvent = { type: 'WaitsUnwritten', at, by: record.author, clockStart: at, decisionDue: at };
    const missing = { ...record, events: [begun, gone, waits], facts: { ...record.facts, texts } };
    const cards = [
      mashCardOf(missing),
      missingCard(missing, pack, { ...untouchedForm, typed: { police: filled(letter, 2000) } }),
      informationForm(record, pack, { ...untouchedForm, typed: { information: filled(letter, 2000) } }),
    ];
    expect(cards.map((card) => [card.fallbackText, inTeams(card) <= 80_000])).toEqual(
      cards.map((card) => [card.fallbackText, true]),
    );
  });

  it.each(['awaiting', 'decided'] as const)(
    `Every card of a case that is %s, filled with ${JSON.stringify(letter)}, fits into Teams’ limit`,
    (state) => {
      const [record, _referral] = caseWith(letter, state);
      const check = { type: 'CheckAdded', at: at('2026-11-24T16:00:00.000Z'), by: record.author } as const;
      const more: CaseEvent[] = [
        ...upTo(4).map((number): CaseEvent => ({ ...check, type: 'ChildMissing', number, police: 'yes' })),
        { ...check, type: 'ChildFound', number: 4 },
        ...upTo(25).map((number): CaseEvent => ({ ...check, type: 'InformationAdded', number })),
      ];
      const names = [...upTo(4).map(textOf.missing), textOf.found(4), ...upTo(25).map(textOf.information)];
      const words = names.map((name) => [name, filled(letter, 2000)]);
      const texts = { ...record.facts.texts, ...Object.fromEntries(words) };
      const added = { ...record, events: [...record.events, ...more], facts: { ...record.facts, texts } };
      const stillMissing = { ...added, events: added.events.filter(({ type }) => type !== 'ChildFound') };
      const cards = [
        ...[added, stillMissing].flatMap((each) => [
          mashCardOf(each),
          everythingOf(each),
          missingCard(each, pack, { ...untouchedForm, typed: { police: filled(letter, 2000) } }),
        ]),
        mashCardOf(record),
        everythingOf(record),
        ...more.filter(hasLine).map((event) => lineOf(added, event)),
        ...record.events.filter(hasLine).map((event) => lineOf(record, event)),
        lineOf(record, check),
        ...additionParts(record, pack).map((_, index) => additionCard(record, pack, index + 1, check.at)),
        ...writtenParts(record, pack).map((_, index) => writtenCard(record, pack, index + 1)),
      ];
      const large = cards.filter((card) => inTeams(card) > 80_000 || bytes(card) > 80_000);
      expect(large.map((card) => [card.fallbackText, inTeams(card)])).toEqual([]);
    },
  );
});

// What is added after sending

it('An added check loses no word of any note, however many parts it has', () => {
  const [record] = caseWith('👧', 'awaiting');
  const parts = additionParts(record, pack).map((_, index) => additionCard(record, pack, index + 1, record.changedAt));
  expect(parts.length).toBeGreaterThan(1);
  const all = parts.map(wordsOf).join('\n');
  for (const { title, statements } of pack.groups) {
    expect(all).toContain(title);
    for (const { text } of statements) expect(all).toContain(text.replace(/\.$/, ''));
  }
  expect(all.match(/👧/g)).toHaveLength(1000 * pack.groups.length);
  expect(wordsOf(parts[0] as Card)).toContain(`indicator check, 1 of ${parts.length}`);
});

it('A short added check is one message in the thread, with the answers about the child’s situation', () => {
  const [record, _referral] = caseWith('a', 'awaiting');
  const answers = { values: { care: 'yes' }, ticks: {}, readings: {} };
  const short = { ...record, facts: { ...record.facts, answers } };
  const event = { type: 'CheckAdded', at: at('2026-11-24T16:00:00.000Z'), by: record.author } as const;
  expect(wordsOf(lineOf(short, event))).toMatch(
    /Added by the referrer: indicator check\nIn care\nYes\n16:00, Tue 24 Nov$/,
  );
});
