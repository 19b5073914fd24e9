import type { Typed } from '../../actions/typed.ts';
import { advice, contacts, speaking } from './verbs.ts';

export const typed: Typed[] = [
  {
    band: 'always',
    words: ['contacts', 'contact', 'numbers', 'phone numbers'],
    does: (_, { press }) => press(contacts, {}),
  },
  { band: 'always', words: ['advice', 'i only want advice'], does: (_, { press }) => press(advice, {}) },
  {
    band: 'always',
    words: ['before you speak', 'before you speak to the child', 'before i speak', 'speak to the child'],
    does: (_, { press }) => press(speaking, {}),
  },
];
