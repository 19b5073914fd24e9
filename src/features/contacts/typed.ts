import type { Typed } from '../../actions/typed.ts';
import { contacts } from '../../cards/verbs.ts';
import { advice, learn, speaking } from './verbs.ts';

export const typed: Typed[] = [
  {
    band: 'always',
    words: ['contacts', 'contact', 'numbers', 'phone numbers'],
    does: (_, { press }) => press(contacts, {}),
  },
  { band: 'always', words: ['learn', 'training'], does: (_, { press }) => press(learn, {}) },
  { band: 'always', words: ['advice', 'i only want advice'], does: (_, { press }) => press(advice, {}) },
  {
    band: 'always',
    words: ['before you speak', 'before you speak to the child', 'before i speak', 'speak to the child'],
    does: (_, { press }) => press(speaking, {}),
  },
];
