import { actionsIn, headingsIn, textIn } from '../fakes/card.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { inProcess } from '../fakes/in-process.ts';
import type { Json } from '../fakes/wire.ts';
import { wordsIn } from './walk.ts';

/** What the hostel worker fills in, by the heading of the card. */
const answers: Record<string, Filled> = {
  'Who is referring?': { Agency: 'Housing', 'Your name': 'Femi Ade', 'Phone, for': '01632 960 077' },
  'The child and your worry': {
    'What worries you': 'He keeps her phone and papers. Three other girls in that room, none related.',
    'In care?': 'No',
    'Child’s name': 'they call her Linh',
    'Age or date': 'maybe 15',
    'Where are they': 'in the office with me',
    'Who are they with': 'just me',
    'When will they': 'not known',
  },
  'About the situation': { 'Did the child come': 'Yes', 'Living with': 'No', 'Missing, or': 'No', Sexual: 'Not known' },
  'Carer and household': { Seen: ['1 ·', '2 ·'] },
  'Consent, your decision': { Could: 'Yes', Why: 'he says he is her uncle' },
};
/** The first of these buttons that a card has is pressed. */
const presses = ['No', 'Go through more signs', 'They were not asked', 'Submit referral', 'Continue'];

/** The whole check by button, from its first card to the receipt. @returns the headings, and how many words they read */
export async function fullCheck(): Promise<{ headings: string[]; presses: number; words: number }> {
  const program = inProcess('2026-06-10T21:05:00.000Z');
  const shown = [await program.presses('jane', await program.types('jane', 'hi'), 'Start a check')];
  const now = () => (shown.at(-1) ?? {}) as Json;
  const titles = () => actionsIn(now()).map(({ title }) => title);
  for (let title = next(); title && shown.length < 60; title = next())
    shown.push(await program.presses('jane', shown.at(-1) ?? {}, title, answers[headingsIn(now())[0] ?? '']));
  await program.ends();
  const cards = shown.map((card) => card as Json);
  const words = cards.map((card) => wordsIn(textIn(card))).reduce((all, one) => all + one, 0);
  return { headings: cards.map((card) => headingsIn(card)[0] ?? ''), presses: shown.length, words };

  function next() {
    return presses.find((title) => titles().includes(title));
  }
}
