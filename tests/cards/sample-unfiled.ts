import { plus } from '../../src/base/time.ts';
import {
  filedCard,
  inNewChannelCard,
  urgentCaseCard,
  waitNoMoreCard,
  wordsReadCard,
} from '../../src/features/information/cards.ts';
import {
  aboutCheckCard,
  nobodySaidCard,
  whereWordsGoCard,
  wordsMistakeCard,
} from '../../src/features/information/where-words-go.ts';
import { unfiledCard, whichChildCard, wordsCard } from '../../src/features/information/which-child-cards.ts';
import { aDraft, jane, pack } from '../case/a-case.ts';
import { type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW, SENT } from './sample-cases.ts';

const wordsOf = (sample: Sample) => ({
  ...{ at: NOW, since: NOW, heard: '1' },
  words: sampleText(sample, 2000) || 'They have left.',
  name: sampleText(sample, 40) || jane.name,
});

export function unfiledChatCards(sample: Sample): Cards[] {
  const { awaiting, decided } = cases(sample);
  const [live, words] = [
    [awaiting, decided],
    [wordsOf(sample), { ...wordsOf(sample), at: plus(NOW, 1) }],
  ];
  return [
    {
      'which child, with a draft': whichChildCard(words, [aDraft(SENT), ...live], pack),
      'words about a check': aboutCheckCard(aDraft(SENT), [], pack),
      'words about practice': aboutCheckCard({ ...aDraft(SENT), practice: true }, [], pack),
      'words sent by mistake': wordsMistakeCard(wordsOf(sample), pack),
      'where words go, with a draft': whereWordsGoCard([aDraft(SENT), ...live], aDraft(SENT).id, pack),
      'where words go': whereWordsGoCard(live, undefined, pack),
      'which child, without a draft': whichChildCard([{ ...wordsOf(sample), words: 'She is missing.' }], live, pack),
    },
  ];
}

export function unfiledMashCards(sample: Sample): Cards[] {
  const { awaiting, decided } = cases(sample);
  const live = [awaiting, decided];
  const words = { ...wordsOf(sample), from: awaiting.id };
  const shownFor = { case: awaiting.id, page: 0, folded: true };
  const states = (['open', 'practice', 'deleted'] as const).map((is, index) => ({
    ...{
      ...words,
      at: plus(NOW, index),
      filed: { into: awaiting.id, by: awaiting.author, name: words.name, check: is },
      ...(is === 'open' && { mistake: { at: NOW } }),
    },
  }));
  const read = { ...words, read: { at: plus(NOW, 1), by: awaiting.author, name: words.name } };
  const late = { ...words, at: plus(NOW, 1), words: '10 mins now' };
  return [
    {
      'words without a child': unfiledCard([words], live, pack),
      'words without a child, urgent': unfiledCard([words, late], live, pack),
      'words without a child, some read': unfiledCard([read, late], live, pack),
      'words without a child, shown': wordsCard([words, late], live, { ...shownFor, canRead: true }, pack),
      'words about a check that is not sent': unfiledCard(states.slice(0, 1), live, pack),
      'words about checks': unfiledCard(states, live, pack),
      'words about checks, shown': wordsCard(states, live, shownFor, pack),
      'words about another child': wordsCard([words, late], [decided], { ...shownFor, standIn: awaiting.id }, pack),
      'no words to move': wordsCard([], [], { ...shownFor, standIn: awaiting.id }, pack),
      'no words wait': waitNoMoreCard(),
      'words wait in another channel': inNewChannelCard(),
      'words that have their child': waitNoMoreCard([awaiting.id]),
      'words whose case is urgent': urgentCaseCard(awaiting, [awaiting.id], false),
      'words whose case is urgent, in the channel': urgentCaseCard(awaiting, [awaiting.id], true),
      'words filed, and some that were before': filedCard(awaiting.id, 2, 3),
      'words are read, to the author': wordsReadCard([read], pack),
      'nobody has said which child, to the author': nobodySaidCard(awaiting.changedAt, pack),
    },
  ];
}
