import { expect, it } from '@jest/globals';
import { othersNumbers, saidOfNumbers, saidOfReaching, speaksAgainst } from '../../src/draft/numbers-said.ts';
import { ownNumbers, ringSaid } from '../../src/draft/ring-said.ts';

it.each(['room 9 isnt an address its our room numbers', 'our house number is wrong', 'this bed number has changed'])(
  '“%s” is of no telephone',
  (words) => expect(saidOfNumbers(words)).toEqual([]),
);

it.each(['dont ring our number', 'hes reading my phone', 'its not the house phone', 'my work number is off'])(
  '“%s” is of a telephone',
  (words) => expect(saidOfNumbers(words)).toEqual([words]),
);

const own = '07700900456';

it.each([
  'his mate reece 07700 900123 might know',
  'yes a mate called reece 07700900123',
  'reece’s number is 07700900123',
  'ring his mate reece on 07700 900123',
  '07700 900123 thats his mate',
  'she has a friend, zara, 07700900123',
  'her boyfriends number 07700900123',
  'he texted from 07700900123',
  'social worker is jane obi 07700900123',
])('“%s”: is nobody’s number to ring the referrer, and says nothing against theirs', (words) => {
  const others = othersNumbers([words], [own]);
  expect([...others]).toEqual(['07700900123']);
  expect(saidOfNumbers(words, [own], others)).toEqual([]);
  expect(speaksAgainst(words, own, [own], others)).toBe(false);
});

it.each([
  'ring me on my mums phone 07700900123',
  'my mate is here use 07700900123',
  'mum is in the room 07700900123',
  'dont ring me ring his mum 07700900123',
  'the wards number is 07700900123',
  'hes listening ring 07700900123',
  '07700900456 is his mates number not mine',
])('“%s”: may be the referrer’s', (words) => expect(othersNumbers([words], [own]).size).toBe(0));

it('a correction takes the number before it away, and says nothing against the referrer’s own', () => {
  const said = ['try 07700900123', 'that number was reece not mine, mines the 456 one'];
  const others = othersNumbers(said, [own]);
  expect(saidOfNumbers(said[0] ?? '', [own], others)).toEqual([]);
  expect(speaksAgainst(said[1] ?? '', own, [own], others)).toBe(false);
  expect(speaksAgainst('that number is not mine', own, [own], othersNumbers(['that number is not mine'], [own]))).toBe(
    true,
  );
});

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
  'do i need to stay up for someone to message me',
])('“%s” does not', (words) => expect(saidOfReaching(words)).toEqual([]));

it.each([
  ['ring me only after 4 on my mobile', '07700900456', false],
  ['use my mobile not the ward line', '07700900456', false],
  ['use my mobile not the ward line', '01632960111', true],
  ['only he answers my mobile', '07700900456', true],
])('“%s” speaks against %s: %s', (words, number, is) => expect(speaksAgainst(words, number, [number])).toBe(is));

it.each([
  'i rung 999 theyre sending someone. log 0412',
  'cad 0412',
  'crime ref 41/0412/26',
  'log number 20261130-0412',
])('“%s” is of no telephone, though theirs ends so', (words) =>
  expect(saidOfNumbers(words, ['07700 900412'])).toEqual([]),
);

it.each([
  '07700 900456 but writing is better hes sat right next to me',
  'im in the office at elm court 07700900456',
  'its 07700900456',
  'you can get me on 07700 900456 till 6',
  '07700 900456 text only please',
])('“%s” gives the author’s own number', (words) => expect(ownNumbers(words)).toHaveLength(1));

it.each([
  'a man rings her from 07700 900456 every night',
  'his mobile is 07700 900456',
  'someone left 07700 900456 for the boy',
  'police rang me on 07700 900456',
  '07700 900456 is the number on the van',
])('“%s” gives no number of theirs', (words) => expect(ownNumbers(words)).toEqual([]));

it.each([
  'writing is better shes sat right next to me',
  'pls dont ring my mobile just type, shes still about',
  'just type to me',
  'typing is safer, dad is in the next room',
  'id rather type',
])('“%s”: a message only', (words) => expect(ringSaid(words)).toBe('message'));

it.each(['she types to him all day', 'he writes to her on snapchat', 'do i just type it here'])(
  '“%s” says nothing of ringing',
  (words) => expect(ringSaid(words)).toBeUndefined(),
);
