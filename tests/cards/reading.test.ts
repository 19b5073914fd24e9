import { describe, expect, it } from '@jest/globals';
import { fieldOf } from '../../src/protocol/pack.ts';
import { is2026 } from '../fakes/the-pack.ts';
import { codeLines, ownLines, packLines, statements, wordsOfTheLaw } from './own-words.ts';
import { strings } from './reader.ts';
import { ageOf, sentencesOf, wordsIn } from './reading.ts';
import type { Named } from './sample-answers.ts';
import { allCards, chatCards, mashCards, noticeCards, pack, type Sample, wizardCards } from './samples.ts';

/**
 * Readers have little time and are worried. Labels, buttons and headings lower the age of a whole card, so its sentences
 * are also measured without them. A single hard sentence is found separately.
 */
const CALM = 9; // where a child may be in danger, consent is asked, or what was sent is told
const USUAL = 11;
const QUOTED = 14; // the statements are the protocol's: we can shorten them but not change their meaning
const ENOUGH = 20; // words: the age of fewer means nothing
const HARD = 15; // the limit for one sentence of eight words or more
const LONGEST = 25; // words, the limit of GOV.UK

const limitOf = (name: string) => (/danger|consent|receipt/.test(name) ? CALM : USUAL);

/** The lines of the cards. Cards with the same lines are measured once. */
function linesOfCards(cards: (sample: Sample) => Named[], samples: Sample[]): { name: string; lines: string[] }[] {
  const all = samples.flatMap((sample) =>
    cards(sample).map(({ name, card }) => ({ name: `${name}, ${sample}`, lines: ownLines(card) })),
  );
  return [...new Map(all.map((each) => [each.lines.join('\n'), each])).values()];
}

const proseOf = (lines: string[]): string[] => sentencesOf(lines).filter((sentence) => wordsIn(sentence).length >= 5);

const worst = (lines: string[]): string =>
  proseOf(lines)
    .map((sentence) => ({ sentence, age: ageOf([sentence]) }))
    .sort((one, other) => other.age - one.age)
    .slice(0, 3)
    .map(({ sentence, age }) => `${age.toFixed(1)} “${sentence}”`)
    .join(', ');

/** The texts that are too hard as a whole, with their reading age and their hardest sentences. */
function tooHard(name: string, lines: string[], limit = limitOf(name)): string[] {
  const once = [...new Set(sentencesOf(lines))];
  return [
    { what: 'everything on it', measured: once },
    { what: 'its sentences', measured: proseOf(once) },
  ]
    .filter(({ measured }) => measured.flatMap(wordsIn).length >= ENOUGH && ageOf(measured) > limit)
    .map(({ what, measured }) => `${name}: ${what} ${ageOf(measured).toFixed(1)}. Hardest: ${worst(measured)}`);
}

/** The sentences that are too hard or too long by themselves. */
function hardSentences(lines: string[]): string[] {
  const each = sentencesOf(lines.filter((line) => !wordsOfTheLaw.has(line)));
  return [...new Set(each)].flatMap((sentence) => {
    const words = wordsIn(sentence).length;
    const age = ageOf([sentence]);
    return words > LONGEST || (words >= 8 && age > HARD) ? [`age ${age.toFixed(1)}, ${words} words: ${sentence}`] : [];
  });
}

// In the channel only the empty card is measured: a full one repeats choices, which are measured before sending.
describe.each<[string, (sample: Sample) => Named[], Sample[]]>([
  ['before sending', wizardCards, ['empty', 'full']],
  ['in the referrer’s chat after sending', chatCards, ['empty', 'full']],
  ['in the MASH channel', mashCards, ['empty']],
  ['to managers, the escalation contact and administrators', noticeCards, ['empty']],
])('a card %s', (where, cards, samples) => {
  it(`A card ${where} has a reading age of 9 about danger, consent and receipts, and of 11 elsewhere`, () =>
    expect(linesOfCards(cards, samples).flatMap(({ name, lines }) => tooHard(name, lines))).toEqual([]));

  it(`A card ${where} has no hard or long sentence`, () =>
    expect(hardSentences(linesOfCards(cards, samples).flatMap(({ lines }) => lines))).toEqual([]));
});

describe.each([
  ['the protocol pack without its statements', packLines],
  ...(is2026 ? [] : [['the code', codeLines] as const]), // the same under each pack
])('the words of %s', (name, lines) => {
  it(`The words of ${name} have a reading age of 11`, () => {
    expect(lines.length).toBeGreaterThan(100);
    expect(tooHard(name, lines)).toEqual([]);
  });

  it(`The words of ${name} have no hard or long sentence`, () => expect(hardSentences(lines)).toEqual([]));
});

// The statements of the protocol, all together

it('The statements of the protocol are for a reading age of 14', () => {
  expect(statements.length).toBeGreaterThan(100);
  expect(tooHard('statements', statements, QUOTED)).toEqual([]);
});

// The words of the bot

/** All words of the product itself, on any card and in the protocol pack. */
const ourWords = [...allCards('empty'), ...allCards('full')]
  .flatMap(({ name, card }) => strings(card).map(({ value }) => ({ where: name, value })))
  .concat(strings(pack).map(({ at, value }) => ({ where: at.join('.'), value })));
const saying = (forbidden: RegExp) => ourWords.filter(({ value }) => forbidden.test(value));

it('No card uses words that judge the child or the referrer', () => {
  expect(ourWords.length).toBeGreaterThan(1000);
  expect(
    saying(
      /\b(scores?|scored|ratings?|rated|thresholds?|low[ -]risk|medium risk|high risk|willing(ly)?|illegal child|consented|points)\b/i,
    ),
  ).toEqual([]);
});

it('The bot calls the carer a person acting as carer, and never a suspect or an offender', () => {
  expect(fieldOf(pack, 'carer').label).toContain('person acting as carer');
  expect(saying(/\b(suspects|the suspect|perpetrators?|offenders?|abusers?|culprits?)\b/i)).toEqual([]);
});

it('No word of the bot blames a child', () =>
  expect(
    saying(
      /\b(willing(ly)?|lifestyle|promiscuous|risky|streetwise|prostitut\w*|runaways?|attention.seeking|manipulative)\b/i,
    ),
  ).toEqual([]));

it('The bot never says that a child is or is not a victim, and never advises to wait or not to refer', () =>
  expect(
    saying(
      /not (a victim|trafficked)|\bis a victim\b|confirmed victim|no need to refer|(do|need) not refer|should not refer|wait (and|to) see|below (the )?threshold|does not meet/i,
    ),
  ).toEqual([]));

it('The bot never claims that it rang anybody, or told the police or anybody who decides about trafficking', () => {
  const saidByTheReferrer = [
    'Unsure: I have rung the advice line',
    'I have phoned',
    'Yes, I rang',
    'Or type “yes I rang” or “not yet”.',
    'When you have rung, press or type “I rang”.',
  ];
  const claims = saying(/\bI (have )?(called(?! nobody)|rung|rang|phoned|informed|alerted|told the police)\b/i);
  expect(claims.filter(({ value }) => !saidByTheReferrer.includes(value))).toEqual([]);
  expect(saying(/\b(referred|reported|sent) to the (NRM|UKHTC|police|Home Office)\b/i)).toEqual([]);
});

// The measure

it('The reading age is the mean of two formulas over every line, five years above the school year', () => {
  // 6 words of one syllable and 17 letters in one sentence:
  // 0.39 × 6 + 11.8 × 1 − 15.59 = −1.45, and 4.71 × 17 ÷ 6 + 0.5 × 6 − 21.43 = −5.085
  expect(ageOf(['The cat sat on the mat.'])).toBeCloseTo(1.73, 2);
  // 4 words in two sentences, 5 syllables, 22 letters:
  // 0.39 × 2 + 11.8 × 1.25 − 15.59 = −0.06, and 4.71 × 22 ÷ 4 + 0.5 × 2 − 21.43 = 5.475
  expect(ageOf(['Trafficked child', 'Ring 999. (§8.2)'])).toBeCloseTo(7.71, 2);
});

it('The measure finds official language and long sentences', () => {
  const office =
    'Practitioners should ascertain whether parental consent has been obtained prior to initiating a referral.';
  expect(hardSentences([office])).toHaveLength(1);
  const letter = [office, `Likewise, ${office}`, `Additionally, ${office}`];
  expect(tooHard('a letter', letter)).toHaveLength(2);
  const long =
    'If you saw him go in and he did not come out and the man who was with him said that he had gone home then ring us.';
  expect(hardSentences([long])).toHaveLength(1);
});
