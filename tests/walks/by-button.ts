import { actionsIn, headingsIn, unfoldedIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import type { Json } from '../fakes/wire.ts';
import { wordsIn } from './walk.ts';

/** Text or titles of choices, by the beginning of a label. */
type Answers = Record<string, string | string[]>;

/** Somebody who refers by pressing alone. */
export interface Presser {
  who: string;
  /** When they begin, in UTC. */
  start: string;
  /** The first of these buttons that a card has is pressed. */
  presses: string[];
  /** What they fill in, by the heading of the card. */
  answers: Record<string, Answers>;
  /** What they press when it is sent, and what they fill in then. */
  afterwards?: [title: string, filled?: Answers][];
}

/** What a walk was like. `words`: all that stands on the cards unfolded, with every choice and label. */
export interface Pressed {
  cards: Json[];
  headings: string[];
  presses: number;
  words: number;
}

const aboutMe = (agency: string, name: string, phone: string): Answers => ({
  ...{ Agency: agency, 'Your name': name, 'Phone, for': phone },
});

/** A nurse on the short path. */
export const nurse: Presser = {
  who: 'the nurse, the short path',
  start: '2026-06-10T14:00:00.000Z',
  presses: ['No', 'Finish and send', 'They were not asked', 'Submit referral', 'Continue'],
  answers: {
    'Who is referring?': aboutMe('Health', 'Jane Okafor', '01632 960 014'),
    'The child and your worry': {
      'What worries you': 'A burn on her arm. He answers for her and does not know her birthday.',
      'In care?': 'No',
      'Child’s name': 'she says Ana',
      'Age or date': 'about 14',
      'Where are they': 'bay 3',
      'Who are they with': 'me',
      'When will they': 'not before tomorrow',
    },
    'Consent, your decision': { Could: 'Yes', Why: 'he is sat right next to her', 'Does the': 'No, nobody told them' },
  },
};

/** A hostel worker who goes through everything. */
export const hostel: Presser = {
  who: 'the hostel worker, the whole check',
  start: '2026-06-10T21:05:00.000Z',
  presses: ['No', 'Go through more signs', 'They were not asked', 'Submit referral', 'Continue'],
  answers: {
    'Who is referring?': aboutMe('Housing', 'Femi Ade', '01632 960 077'),
    'The child and your worry': {
      'What worries you': 'He keeps her phone and papers. Three other girls in that room, none related.',
      'In care?': 'No',
      'Child’s name': 'they call her Linh',
      'Age or date': 'maybe 15',
      'Where are they': 'in the office with me',
      'Who are they with': 'just me',
      'When will they': 'not known',
    },
    'About the situation': {
      'Did the child come': 'Yes',
      'Living with': 'No',
      'Missing, or': 'No',
      Sexual: 'Not known',
    },
    'Carer and household · Work, money and what for': { Seen: ['1 ·', '2 ·'] },
    'Consent, your decision': { Could: 'Yes', Why: 'he says he is her uncle' },
  },
};

/** A social worker: a boy in care, who then goes missing, and is found. */
export const socialWorker: Presser = {
  who: 'the social worker, then missing',
  start: '2026-06-10T14:10:00.000Z',
  presses: ['No', 'Go through more signs', 'They were not asked', 'Submit referral', 'Continue'],
  answers: {
    'Who is referring?': aboutMe('Children’s Services', 'Sam Rose', '01632 960 031'),
    'The child and your worry': {
      'What worries you': 'He told his carer that he worked in a house with plants. A man rang and asked for him.',
      'In care?': 'Yes',
      'Child’s name': 'Duc N',
      'Age or date': '16',
      'Where are they': 'safe in placement',
      'Who are they with': 'foster carer',
      'When will they': 'not before tomorrow',
    },
    'About the situation': {
      'Did the child come': 'Yes',
      'Missing, or': 'No',
      Sexual: 'No',
    },
    'Consent, your decision': { Could: 'Yes', Why: 'nobody knows who his family are' },
  },
  afterwards: [
    ['Child is missing'],
    ['Tell the MASH', { 'Do the police know?': 'Yes', 'When, their reference': 'CAD 4412, at 16:00' }],
  ],
};

export const pressers = [nurse, hostel, socialWorker];

/**
 * Plays a walk by button, from “hi” to the receipt, and what follows it.
 * @param times how often: the second time the bot knows who refers
 * @returns each walk, and every card of it
 */
export async function press({ start, presses, answers, afterwards = [] }: Presser, times = 1): Promise<Pressed[]> {
  const program = inProcess(start);
  const walks: Pressed[] = [];
  for (let time = 0; time < times; time += 1) {
    const shown = [await program.types('jane', 'hi')];
    const now = () => (shown.at(-1) ?? {}) as Json;
    const next = () => presses.find((title) => actionsIn(now()).some((each) => each.title === title));
    for (let title = next(); title && shown.length < 60; title = next())
      shown.push(await program.presses('jane', now(), title, answers[headingsIn(now())[0] ?? '']));
    for (const [title, filled] of afterwards) shown.push(await program.presses('jane', now(), title, filled));
    const cards = shown.map((card) => card as Json);
    if (process.env.CARDS)
      for (const card of cards)
        console.log(
          `${wordsIn(unfoldedIn(card))} ${headingsIn(card)[0]}\n ${unfoldedIn(card).replaceAll('\n', '\n  ')}`,
        );
    walks.push({
      cards,
      headings: cards.map((card) => headingsIn(card)[0] ?? ''),
      presses: shown.length - 1,
      words: cards.map((card) => wordsIn(unfoldedIn(card))).reduce((all, one) => all + one, 0),
    });
  }
  await program.ends();
  return walks;
}
