import {
  hasChildCard,
  unfiledCard,
  whichChildCard,
  wordsCard,
} from '../../src/features/information/which-child-cards.ts';
import { aDraft, jane, pack } from '../case/a-case.ts';
import { type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW, SENT } from './sample-cases.ts';

const wordsOf = (sample: Sample) => ({
  at: NOW,
  words: sampleText(sample, 2000) || 'They have left.',
  heard: '1',
  name: sampleText(sample, 40) || jane.name,
});

export function unfiledChatCards(sample: Sample): Cards[] {
  const { awaiting, decided } = cases(sample);
  const [live, words] = [[awaiting, decided], wordsOf(sample)];
  return [
    {
      'which child, with a draft': whichChildCard(words, { drafts: [aDraft(SENT)], live }, pack),
      'which child, without a draft': whichChildCard(words, { drafts: [], live }, pack),
    },
  ];
}

export function unfiledMashCards(sample: Sample): Cards[] {
  const { awaiting, decided } = cases(sample);
  const words = wordsOf(sample);
  return [
    {
      'words without a child': unfiledCard(words, awaiting.id),
      'words without a child, shown': wordsCard({ ...words, from: awaiting.id }, [awaiting.id, decided.id]),
      'words that have their child': hasChildCard(awaiting.id),
    },
  ];
}
