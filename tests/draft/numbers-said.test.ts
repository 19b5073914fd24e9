import { expect, it } from '@jest/globals';
import { saidOfNumbers } from '../../src/draft/numbers-said.ts';

it.each(['room 9 isnt an address its our room numbers', 'our house number is wrong', 'this bed number has changed'])(
  '“%s” is of no telephone',
  (words) => expect(saidOfNumbers(words)).toEqual([]),
);

it.each(['dont ring our number', 'hes reading my phone', 'its not the house phone', 'my work number is off'])(
  '“%s” is of a telephone',
  (words) => expect(saidOfNumbers(words)).toEqual([words]),
);
