import { expect, it } from '@jest/globals';
import { emptyAnswers, emptyTicks } from '../../src/draft/draft.ts';
import { mayBePlaced, saysPlaced } from '../../src/draft/placed.ts';
import { isFamilyHome, placedIn, saidOfAddress } from '../../src/draft/whose.ts';

it.each([
  'she is in foster care now',
  'he went into care on Monday',
  'with a foster carer',
  'they took her to a refuge',
  'police used their power of police protection',
  'she is under section 46',
  'back at the children’s home',
  "at the kids' home",
  'an emergency protection order was made',
  'placed with his aunt by social services',
  'the placement rang',
  'he is looked-after',
  'a LAC child',
  'in LA care',
  'in local authority care',
  'with foster-carers',
  'the police have her under their protection',
  'social services placed her',
  'in emergency accommodation',
  'the social worker accommodated her',
  'in  care',
  'in\ncare',
  'sec 46',
  'a PPO',
  'the EPO',
  'CLA',
  'in the care of the council',
  'supported living',
  'not fostered, in a secure unit', // in doubt it is so
])('“%s” may mean that the child is placed', (words) => expect(saysPlaced(words)).toBe(true));

it.each([
  'take care of her',
  'he is not in care',
  "she isn't in care",
  'she goes to day care',
  'placed at risk by the uncle',
  'it’s 20 past nine',
  'placed her hand on the door',
  'home from school',
  'outside the hostel',
  'she lives in a hostel',
  'the careers office',
  '',
])('“%s” does not say that the child is placed', (words) => expect(saysPlaced(words)).toBe(false));

it.each([
  'kians half sister Leah lives with foster carers at 9 Marlowe Drive dont let darren know',
  'his brother Jack is in care with the Smiths',
  'mum has 3 other kids in care already',
  'theres a brother in a childrens home, kevin',
  'ss placed her twin brother with carers',
  'jack (his brother) is in care',
  'her cousin is looked after, lives at 5 Elm Row with foster mum',
  'his brother and sister are in foster care',
  'its leah thats in care',
  'he doesnt live in care its his nans flat',
  'no kian isnt in foster care',
])('“%s” does not say so of Kian', (words) => expect(saysPlaced(words, 'Kian Doyle')).toBe(false));

it.each([
  'Kian is in foster care',
  'he lives with his brother in foster care',
  'his sister is in care too',
  'his brother is in care and so is he',
  'her sister rang her foster carer',
  'hes curently in care',
  'his sister is in care. hes fostered',
  'his foster brother is in care',
  'his brother is in a refuge',
  'mums youngest is in foster care',
  'she isnt in her placement',
  'kian is fostered, his brother isnt',
])('“%s” may say so of Kian', (words) => expect(saysPlaced(words, 'Kian Doyle')).toBe(true));

it('Where nobody knows the name, a name may be the child’s', () =>
  expect(saysPlaced('Leah is in foster care')).toBe(true));

it('Any answer can say that the child may be placed: in care, in police protection, or in the words or a note', () => {
  const answered = (values: Record<string, string>, note = '') =>
    mayBePlaced({ ...emptyAnswers, values, ticks: { a: { ...emptyTicks, note } } });
  expect(answered({ care: 'yes' })).toBe(true);
  expect(answered({ care: 'no', worry: 'She lives in a refuge.' })).toBe(true);
  expect(answered({ 'protection-when': 'since 9' })).toBe(true);
  expect(answered({ worry: 'She lives in a hostel.' })).toBe(false);
  expect(answered({ care: 'yes', worry: 'She lives in a hostel.' })).toBe(true);
  expect(answered({ care: 'no', worry: 'The council placed her in a hostel.' })).toBe(true);
  expect(answered({ care: 'no', worry: 'A placement in a hostel.' })).toBe(true);
  expect(answered({}, 'seen near the children’s home')).toBe(true);
  expect(answered({ care: 'not-known', 'protection-when': 'no', worry: 'A burn.' }, 'seen')).toBe(false);
});

it.each([
  ['yes leave it out', 'yes'],
  ['Leave it out please', undefined],
  ['yes thats his placement', 'yes'],
  ['address: yes. its his placement', 'yes'],
  ['yes that’s where she lives', 'yes'],
  ['yes he is placed there', 'yes'],
  ['yes he is placed here', 'yes'],
  ['he lives here yes', 'yes'],
  ['yes its his placement so yes', 'yes'],
  ['no he lives here not there', undefined],
  ['no the mash may read it', 'no'],
  ['no shes not placed there', 'no'],
  ['no its just where we are, the hostel', 'no'],
  ['its just where we are', undefined],
  ['no its where she is', undefined],
  ['no thats where we found her', undefined],
  ['yes they leave it out on purpose', undefined],
  ['thats where he lives, the dealer', undefined],
  ['yes', undefined],
])('“%s” says %s of an address', (words, placed) => expect(placedIn(words)).toBe(placed));

it.each([
  ...[
    'no dont share it',
    'no dont share it with anyone',
    'address: no dont tell them',
    'no keep it secret',
    'nope leave it out',
  ],
  ...[
    'dont put it on there',
    'yes its where she lives, leave it out',
    'do not tell anyone',
    'can u leave it out',
    'take it out',
  ],
  ...['no one can know', 'please keep the address private', 'no dont show them', 'delete it', 'never give it to them'],
])('“%s” says to leave the address out', (words) => expect(saidOfAddress(words)).toBe('keep'));

it.each([
  ['yes address leave it all out', 'keep'],
  ['no leave both out', 'keep'],
  ['no she is placed there thats the point', 'unsure'],
  ['no thats her foster mum', 'unsure'],
  ['dont leave it out', 'unsure'],
  ['no dont leave it out', 'unsure'],
  ['no dont tell them, you can read it', 'unsure'],
  ['its the traffickers hotel', 'no'],
  ['no hang on the hotel isnt where shes placed its the traffickers hotel', 'no'],
  ['the hotel is where the men are, you need to read it. not her placement', 'no'],
  ['no she doesnt live there', 'no'],
  ['yes you can read it', 'no'],
  ['yes the hotel', undefined],
  ['yes you can read it leave it out', 'unsure'],
  ['no she isnt placed there its the flat where he keeps her!!', 'no'],
  ['2 she doesnt live there normally the mash can read it for gods sake', 'no'],
  ['she doesnt live there, dont tell them', 'unsure'],
  ['shes not placed there', 'no'],
  ['this place isnt where hes placed he walked in off the street', 'no'],
  ['Ravi is NOT placed here ffs, read the address', 'no'],
  ['nah she doesnt live here they can have the address', 'no'],
  ['shes not housed here. read the address', 'no'],
  ['my colleague doesnt live here', 'unsure'],
  ['he doesnt live with his mum', undefined],
  ['they dont live here, the two in the van', 'unsure'],
  ['he isnt placed here yet', 'unsure'],
  ['hes not placed here but hes living here now', 'unsure'],
  ['not sure if hes placed here', 'unsure'],
  ['no', undefined],
  ['she has a bruise', undefined],
  ['keep her out of school', undefined],
  ['she dont tell me much', undefined],
  ['dont tell mum', undefined],
])('“%s” says %s of the address', (words, said) => expect(saidOfAddress(words)).toBe(said));

it.each([
  ['its where they live with mum, they have to know that', true],
  ['its mums house', true],
  ['no its the family home', true],
  ['its where she lives with foster mum', false],
  ['its where they live', false],
  ['its where he keeps her', false],
])('“%s” says of an address that it is the home of the family: %s', (words, isHome) => {
  expect(isFamilyHome(words, emptyAnswers)).toBe(isHome);
  expect(isFamilyHome(words, { ...emptyAnswers, values: { care: 'yes' } })).toBe(false);
});
