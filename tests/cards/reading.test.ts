import { describe, expect, it } from '@jest/globals';
import { codeLines, ownLines, packLines, statements, wordsOfTheLaw } from './own-words.ts';
import { gradeOf, sentencesOf, wordsIn } from './reading.ts';
import type { Named } from './sample-answers.ts';
import { chatCards, mashCards, noticeCards, type Sample, wizardCards } from './samples.ts';

/**
 * Whoever reads this has a minute and a worry. A reading age of 12 is grade 7. Labels, buttons and headings keep the grade of a whole
 * card low, so its sentences are measured without them too; and one hard sentence among easy ones is found on its own.
 */
const AGE_12 = 7;
const AGE_14 = 9; // the statements are the protocol's: we shorten them, and may not say something else
const ENOUGH = 30; // a grade means nothing over a few words
const HARD = 12; // for one sentence of eight words or more
const LONGEST = 25; // words, as GOV.UK counts

/** What the cards say; most steps say the same to every agency, which is measured once. */
function shown(cards: (sample: Sample) => Named[], known: Sample[]): { name: string; lines: string[] }[] {
  const all = known.flatMap((sample) =>
    cards(sample).map(({ name, card }) => ({ name: `${name}, ${sample}`, lines: ownLines(card) })),
  );
  return [...new Map(all.map((each) => [each.lines.join('\n'), each])).values()];
}

const proseOf = (lines: string[]): string[] => sentencesOf(lines).filter((sentence) => wordsIn(sentence).length >= 5);

const worst = (lines: string[]): string =>
  proseOf(lines)
    .map((sentence) => ({ sentence, grade: gradeOf([sentence]) }))
    .sort((one, other) => other.grade - one.grade)
    .slice(0, 3)
    .map(({ sentence, grade }) => `${grade.toFixed(1)} “${sentence}”`)
    .join(', ');

/** What is too hard as a whole, with its grade and where to begin. */
function tooHard(name: string, lines: string[], limit = AGE_12): string[] {
  const once = [...new Set(sentencesOf(lines))];
  return [
    { what: 'everything on it', said: once },
    { what: 'its sentences', said: proseOf(once) },
  ]
    .filter(({ said }) => said.flatMap(wordsIn).length >= ENOUGH && gradeOf(said) > limit)
    .map(({ what, said }) => `${name}: ${what} ${gradeOf(said).toFixed(1)}. Hardest: ${worst(said)}`);
}

/** Single sentences that are too hard or too long. */
function hardSentences(lines: string[]): string[] {
  const each = sentencesOf(lines.filter((line) => !wordsOfTheLaw.has(line)));
  return [...new Set(each)].flatMap((sentence) => {
    const words = wordsIn(sentence).length;
    const grade = gradeOf([sentence]);
    return words > LONGEST || (words >= 8 && grade > HARD)
      ? [`grade ${grade.toFixed(1)}, ${words} words: ${sentence}`]
      : [];
  });
}

// In the channel, a full card repeats what was chosen from lists: there the words are judged where they are chosen.
describe.each<[string, (sample: Sample) => Named[], Sample[]]>([
  ['before sending', wizardCards, ['empty', 'full']],
  ['in the referrer’s chat after sending', chatCards, ['empty', 'full']],
  ['in the MASH channel', mashCards, ['empty']],
  ['to managers, the escalation contact and administrators', noticeCards, ['empty']],
])('a card %s', (_, cards, known) => {
  it('is for a reading age of 12', () => {
    expect(shown(cards, known).flatMap(({ name, lines }) => tooHard(name, lines))).toEqual([]);
  });

  it('has no sentence that one must read twice', () => {
    expect(hardSentences(shown(cards, known).flatMap(({ lines }) => lines))).toEqual([]);
  });
});

describe.each([
  ['the protocol pack, but for its statements', packLines],
  ['the code: answers to a press and text messages too', codeLines],
])('what is said in %s', (name, lines) => {
  it('is for a reading age of 12', () => {
    expect(lines.length).toBeGreaterThan(100);
    expect(tooHard(name, lines)).toEqual([]);
  });

  it('has no sentence that one must read twice', () => {
    expect(hardSentences(lines)).toEqual([]);
  });
});

describe('the statements of the protocol, all together', () => {
  it('are for a reading age of 14', () => {
    expect(statements.length).toBeGreaterThan(100);
    expect(tooHard('statements', statements, AGE_14)).toEqual([]);
  });
});

describe('the measure', () => {
  it('is that of Flesch and Kincaid, over every line', () => {
    // 6 words of one syllable in one sentence: 0.39 × 6 + 11.8 × 1 − 15.59
    expect(gradeOf(['The cat sat on the mat.'])).toBeCloseTo(-1.45, 2);
    // 4 words in two sentences, 5 syllables: 0.39 × 2 + 11.8 × 1.25 − 15.59
    expect(gradeOf(['Trafficked child', 'Ring 999. (§8.2)'])).toBeCloseTo(-0.06, 2);
  });

  it('finds what the protocol and offices like to write', () => {
    const office =
      'Practitioners should ascertain whether parental consent has been obtained prior to initiating a referral.';
    expect(hardSentences([office])).toHaveLength(1);
    const letter = [office, `Likewise, ${office}`, `Additionally, ${office}`];
    expect(tooHard('a letter', letter)).toHaveLength(2);
    const long =
      'If you saw him go in and he did not come out and the man who was with him said that he had gone home then ring us.';
    expect(hardSentences([long])).toHaveLength(1);
  });
});
