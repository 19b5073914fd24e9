import { expect, it } from '@jest/globals';
import { isAside } from '../../src/draft/aside.ts';
import { readChoice } from '../../src/draft/typed-choice.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { pack } from './a-draft.ts';

const read = (field: string, words: string) => readChoice(words, fieldOf(pack, field).choices ?? []);

it.each([
  ['consent', '2 please just tell someone', 'obtained', true],
  ['consent', 'i cant phone hes right there. 2', 'obtained', true],
  ['consent', '4 theres nobody', 'nobody', true],
  ['consent', 'nobody to ask', 'nobody', false],
  ['consent', 'theres nobody to ask', 'nobody', false],
  ['consent-risk', 'maybe', 'not-sure', false],
  ['agency', 'im a nurse', 'health', true],
  ['agency', "I'm a staff nurse", 'health', true],
  ['agency', 'im a teacher', 'education', true],
  ['agency', 'i work in a hostel', 'housing', true],
] as const)('At “%s”, “%s” is the choice %s', (field, words, id, more) =>
  expect(read(field, words)).toEqual({ id, more }),
);

it.each([
  ['consent', '3 men are here'],
  ['consent', '2 girls'],
  ['consent', 'no. 1 of the men hit her'],
  ['agency', 'im a school nurse'],
  ['agency', 'im scared of the police'],
])('At “%s”, “%s” is no choice', (field, words) => expect(read(field, words)?.id ?? 'none').toMatch(/none|not-asked/));

it.each([
  ['phone', 'hes putting her coat on her now can i just send'],
  ['phone', 'hes got 2 men with him'],
  ['child-age', 'hes locked out now but hes kicking it'],
  ['child-age', 'a red car'],
])('The box %s does not take “%s”', (field, words) => expect(isAside(words, fieldOf(pack, field))).toBe(true));

it.each([
  ['phone', '01632 960 014'],
  ['phone', 'bleep 4412'],
  ['phone', 'none'],
  ['phone', 'i have no phone'],
  ['child-age', 'about 14'],
  ['child-age', 'fifteen maybe'],
  ['child-age', 'young teenager'],
  ['child-age', 'dunno'],
])('The box %s takes “%s”', (field, words) => expect(isAside(words, fieldOf(pack, field))).toBe(false));
