import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { ticksInWords } from '../../src/cards/referral-text.ts';
import { tickCards } from '../../src/draft/tick-cards.ts';
import { typedAnswer } from '../../src/draft/typed.ts';
import { findDescribed } from '../../src/understanding/search.ts';
import { answerContext, at, draftAt, pack, pressed } from './a-draft.ts';

// “Their words find the signs”: the first card of the check

/** Pairs of words and statements. `sealed`: by others, labelled before anything had searched them, and searched once. */
const pairsIn = (name: 'known' | 'sealed') =>
  readFileSync(new URL(`../understanding/described/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes(' | '))
    .map((line) => line.split(' | '))
    .map(([worry = '', ids = '']) => ({ worry, ids: ids.split(' ') }));
const [known, sealed] = [pairsIn('known'), pairsIn('sealed')];

/** Everything may fit: no answer about the situation settles a statement. */
const open = { agency: 'other', abroad: 'yes', care: 'yes', kin: 'yes', missing: 'not-known', cse: 'not-known' };
const all = pack.groups.flatMap(({ statements }) => statements);
const sayTheSame = (one: string, other: string) =>
  all.some(({ id, sameAs }) => (id === one && sameAs.includes(other)) || (id === other && sameAs.includes(one)));
const cards = (worry: string, values: Record<string, string> = open, isRest = false) =>
  tickCards({ values: { ...values, worry }, ticks: {}, readings: {} }, pack, isRest);
const firstCard = (worry: string, values?: Record<string, string>) =>
  cards(worry, values).find(({ id }) => id === 'ticks-described');
const idsOf = (card: ReturnType<typeof firstCard>) => card?.group.statements.map(({ id }) => id) ?? [];

it.each([
  ['of which some were written with the sayings in view', known, 120, 0.9],
  ['that were sealed', sealed, 60, 0.8],
])('Of pairs of words and statements %s, most are among the ten', (_, pairs, least, share) => {
  const each = pairs.flatMap(({ worry, ids }) => {
    const found = idsOf(firstCard(worry));
    return ids.map((id) => found.some((one) => one === id || sayTheSame(one, id)));
  });
  expect(each.length).toBeGreaterThan(least);
  expect(each.filter(Boolean).length / each.length).toBeGreaterThan(share);
});

it('A longer worry still finds most of what it describes', () => {
  const longer = known.flatMap((one, index) => {
    const [second, third] = [known[index + 1], known[index + 2]];
    return index % 3 === 0 && second && third ? [[one, second, third]] : [];
  });
  const each = longer.flatMap((three) => {
    const found = idsOf(firstCard(three.map(({ worry }) => worry).join('. ')));
    return three.flatMap(({ ids }) => ids).map((id) => found.some((one) => one === id || sayTheSame(one, id)));
  });
  expect(each.filter(Boolean).length / each.length).toBeGreaterThan(0.8);
});

it('The first card lists at most ten, in the order of the protocol, each once, and beside each the words as they were written', () => {
  for (const { worry } of [...known, ...sealed]) {
    const card = firstCard(worry);
    const ids = idsOf(card);
    expect(ids.length).toBeLessThanOrEqual(10);
    expect(ids).toEqual(all.filter(({ id }) => ids.includes(id)).map(({ id }) => id));
    for (const id of ids) expect(worry).toContain(card?.quotes?.[id] ?? 'none');
    expect(ids.filter((id) => ids.some((other) => sayTheSame(id, other)))).toEqual([]);
  }
});

it('Whatever the words find, each statement stands on one card, at first or below “Signs I may have missed”', () => {
  const ids = all.map(({ id }) => id).sort();
  for (const { worry } of known)
    for (const agency of ['health', 'education', 'youth']) {
      const values = { ...open, agency };
      const shown = [...cards(worry, values), ...cards(worry, values, true)].flatMap((card) => idsOf(card));
      expect(shown.sort()).toEqual(ids);
      const first = cards(worry, values).flatMap((card) => idsOf(card));
      expect(first.filter((id) => first.some((other) => sayTheSame(id, other)))).toEqual([]);
    }
});

it('Words that describe nothing give no card, and neither does what was said beside the questions', () => {
  for (const worry of ['', 'hello', 'xyzzy', 'Said beside the questions: “he has two new phones”'])
    expect(firstCard(worry)).toBeUndefined();
});

it('A child from here is not asked about immigration, whatever the words', () => {
  const here = { ...open, abroad: 'no' };
  expect(idsOf(firstCard('asks me am i going to be sent back, no visa', here))).not.toContain('G17');
  expect(idsOf(firstCard('asks me am i going to be sent back, no visa'))).toContain('G17');
});

const worry = 'new trainers every week, two phones. uncle keeps her passport in a drawer';
const values = { ...open, worry };

it('A tick on it is kept with the theme of its statement, and “I saw none of the others” means only what stood on it', () => {
  const noted = pressed(draftAt('ticks-work', values), {
    ticks: { seen: [], suspected: [], note: 'At school.', looked: false },
  });
  const ticks = { seen: ['G22'], suspected: ['G09'], note: '', looked: true };
  const { answers } = pressed({ ...noted, progress: { ...noted.progress, at: 'ticks-described' } }, { ticks });
  expect(answers.ticks.work).toMatchObject({ seen: ['G22'], note: 'At school.' });
  expect(answers.ticks.movement).toMatchObject({ suspected: ['G09'], note: '' });
  expect(Object.keys(answers.ticks).filter((id) => !pack.groups.some((theme) => theme.id === id))).toEqual([]);
  const looked = Object.values(answers.ticks).flatMap((each) => each.looked);
  expect(looked.sort()).toEqual(idsOf(firstCard(worry)).sort());
  expect(JSON.stringify(ticksInWords(answers, pack))).toContain('Note: At school.');
});

it('It can be typed: numbers tick and go on, and other words change nothing of the list', () => {
  const draft = draftAt('ticks-described', values);
  const place = (id: string) => idsOf(firstCard(worry)).indexOf(id) + 1;
  const typed = typedAnswer(draft, `${place('G22')} suspect ${place('G09')}`, answerContext);
  if (typed.kind !== 'answered') throw new Error(typed.kind);
  expect(typed.draft.answers.ticks.work?.seen).toEqual(['G22']);
  expect(typed.draft.answers.ticks.movement?.suspected).toEqual(['G09']);
  expect(at(typed.draft)).not.toBe('ticks-described');
  expect(typedAnswer(draft, 'he is always hungry', answerContext).kind).toBe('unclear');
});

it('Nothing of the search is kept: no place in a list, and no number', () => {
  const after = pressed(draftAt('ticks-described', values), {});
  expect(after.answers.values).toEqual(values);
  expect(Object.values(after.answers.ticks).flatMap(({ seen, suspected }) => [...seen, ...suspected])).toEqual([]);
  const [found] = findDescribed('a new phone', all);
  expect(Object.keys(found ?? {})).toEqual(['id', 'words']);
});
