import { expect, it } from '@jest/globals';
import { saidOfNumbers, saidOfReaching } from '../../src/draft/numbers-said.ts';

it.each(['room 9 isnt an address its our room numbers', 'our house number is wrong', 'this bed number has changed'])(
  '“%s” is of no telephone',
  (words) => expect(saidOfNumbers(words)).toEqual([]),
);

it.each(['dont ring our number', 'hes reading my phone', 'its not the house phone', 'my work number is off'])(
  '“%s” is of a telephone',
  (words) => expect(saidOfNumbers(words)).toEqual([words]),
);

it.each([
  'text not ring',
  'txt me dont ring',
  'ring me but before half 3',
  'call me after 5 when hes gone to work',
  'if he answers hang up',
  'dont say why if he picks up',
  'do not say its you',
  'on silent',
  'message only',
  'ask for me at the desk',
  'whatsapp me',
])('“%s” says how to reach them', (words) => expect(saidOfReaching(words)).toEqual([words]));

it.each([
  'he rang her twice',
  'she says he texts her all night',
  'the phone rang and she went white',
  'he picks her up at 3',
  'hes gone silent',
  'she wont say why',
  'her dad answers for her',
  'i dont know what to say',
])('“%s” does not', (words) => expect(saidOfReaching(words)).toEqual([]));
