import { expect, it } from '@jest/globals';
import { emptyAnswers, emptyTicks } from '../../src/draft/draft.ts';
import { mayBePlaced, placedIn, saysPlaced } from '../../src/draft/placed.ts';

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
  'at a hostel',
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
  'the careers office',
  '',
])('“%s” does not say that the child is placed', (words) => expect(saysPlaced(words)).toBe(false));

it('Any answer can say that the child may be placed: in care, in police protection, or in the words or a note', () => {
  const answered = (values: Record<string, string>, note = '') =>
    mayBePlaced({ ...emptyAnswers, values, ticks: { a: { ...emptyTicks, note } } });
  expect(answered({ care: 'yes' })).toBe(true);
  expect(answered({ care: 'no', worry: 'She lives in a refuge.' })).toBe(true);
  expect(answered({ 'protection-when': 'since 9' })).toBe(true);
  expect(answered({}, 'seen near the children’s home')).toBe(true);
  expect(answered({ care: 'not-known', 'protection-when': 'no', worry: 'A burn.' }, 'seen')).toBe(false);
});

it.each([
  ['yes leave it out', 'yes'],
  ['Leave it out please', 'yes'],
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
  ['no thats where we found her', undefined],
  ['yes they leave it out on purpose', undefined],
  ['thats where he lives, the dealer', undefined],
  ['yes', undefined],
])('“%s” says %s of an address', (words, placed) => expect(placedIn(words)).toBe(placed));
