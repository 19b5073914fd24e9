import type { Typed } from '../../actions/typed.ts';
import { contacts } from '../../cards/verbs.ts';
import { advice, learn, speaking } from './verbs.ts';

const words = [
  [contacts, ['contacts', 'contact', 'numbers', 'phone numbers']],
  [learn, ['learn', 'training']],
  [advice, ['advice', 'i only want advice']],
  [speaking, ['before you speak', 'before you speak to the child', 'before i speak', 'speak to the child']],
] as const;

export const typed: Typed[] = words.map(([verb, words]) => ({
  band: 'always',
  words,
  does: (_, { press }) => press(verb, {}),
}));
