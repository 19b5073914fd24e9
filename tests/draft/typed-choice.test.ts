import { expect, it } from '@jest/globals';
import { isAside } from '../../src/draft/fits.ts';
import { isOfRinging, ringSaid } from '../../src/draft/ring-said.ts';
import { nameIn } from '../../src/draft/typed-box.ts';
import { affirmsDanger, deniesDanger, plainly, readChoice } from '../../src/draft/typed-choice.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { pack } from './a-draft.ts';

const read = (field: string, words: string) => readChoice(words, fieldOf(pack, field).choices ?? []);

it.each([
  ['consent', '2 please just tell someone', 'obtained', true],
  ['consent', '2 sorry', 'obtained', false],
  ['care', '2 ffs', 'no', false],
  ['care', 'ok 2', 'no', false],
  ['care', '2!! like i said', 'no', false],
  ['care', 'sorry no', 'no', false],
  ['care', 'no for fucks sake', 'no', false],
  ['agency', 'health obv', 'health', false],
  ['agency', 'health obv, im a nurse', 'health', true],
  ['agency', 'housing like i said ffs', 'housing', false],
  ['consent', 'i cant phone hes right there. 2', 'obtained', true],
  ['consent', '4 theres nobody', 'nobody', true],
  ['consent', 'nobody to ask', 'nobody', false],
  ['consent', 'theres nobody to ask', 'nobody', false],
  ['consent', 'no one to ask hes in care', 'nobody', true],
  ['agency', 'housing i suppose', 'housing', true],
  ['agency', 'health, im a nurse', 'health', true],
  ['consent-risk', 'maybe', 'not-sure', false],
  ['agency', 'im a nurse', 'health', true],
  ['agency', "I'm a staff nurse", 'health', true],
  ['agency', 'im a teacher', 'education', true],
  ['agency', 'i work in a hostel', 'housing', true],
  ['agency', 'the school', 'education', true],
  ['agency', 'childrens services, Ruth Adeyemi, CLA team', 'childrens-services', true],
  ['consent', '1 - not asked, on advice of my manager', 'not-asked', true],
] as const)('At “%s”, “%s” is the choice %s', (field, words, id, more) =>
  expect(read(field, words)).toEqual({ id, more }),
);

it.each([
  ['consent', '3 men are here'],
  ['consent', '2 sorry girls are here'],
  ['care', 'ok'],
  ['care', 'sorry'],
  ['care', 'ffs'],
  ['care', 'no one picks up'],
  ['care', 'oh no'],
  ['consent', '2 girls'],
  ['consent', 'no. 1 of the men hit her'],
  ['agency', 'im a school nurse'],
  ['agency', 'im scared of the police'],
  ['care', 'i dont know their birthdays'],
])('At “%s”, “%s” is no choice', (field, words) => expect(read(field, words)?.id ?? 'none').toMatch(/none|not-asked/));

it.each([
  ['phone', 'hes putting her coat on her now can i just send'],
  ['phone', 'hes got 2 men with him'],
  ['child-age', 'hes locked out now but hes kicking it'],
  ['child-age', 'a red car'],
  ['child-name', 'van reg KX19 ABC'],
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

it.each([
  ['child-name', '14/03/2011'],
  ['name', 'Kayleigh Marsh, 13'],
  ['whereabouts', 'yes'],
  ['phone', '2 kids male 1 Tuan Le 16 male 2 Arben Hoxha 17'],
])('The box %s does not take “%s”, either', (field, words) => expect(isAside(words, fieldOf(pack, field))).toBe(true));

it('A rank with a number may be who refers, and “like i said” is no part of a name', () => {
  expect(isAside('PC 4471 Daly, W9 ERT', fieldOf(pack, 'name'))).toBe(false);
  expect(nameIn('Carol Whitmore like i said').name).toBe('Carol Whitmore');
});

it.each([
  ['not in care', 'care', 'no'],
  ['no shes not in care!!', 'care', 'no'],
  ['hes not in danger', 'danger', 'no'],
  ['no danger', 'danger', 'no'],
  ['not in danger now with us at stn', 'danger', undefined],
  ['shes missing, not in care', 'care', undefined],
  ['care yes', 'care', undefined],
  ['no shes not missing', 'missing', undefined],
])('“%s” at the question of %s is plainly %s', (words, question, said) =>
  expect(plainly(words, question === 'danger' ? undefined : fieldOf(pack, question))).toBe(said ?? words),
);

it.each([
  'no hes not in danger hes with me',
  'change danger to no',
  'change it to no',
  'she says shes not in danger',
  'the aunt is not in danger',
])('“%s” may deny danger, so the bot asks', (words) => expect(deniesDanger(words)).toBe(true));

it('“no he could come back. so yes now” says yes after all', () => {
  expect(affirmsDanger('no the driver could come back for him and two kids are in a field. so yes now')).toBe(true);
  expect(affirmsDanger('no hes not in danger')).toBe(false);
});

it('“he is in danger” denies nothing', () => expect(deniesDanger('he is in danger')).toBe(false));

it.each([
  ['dont ring me he will hear', 'message', true],
  ['dont ring me ring the head', undefined, true],
  ['pls dont call the office they can hear', 'message', true],
  ['dont ring the desk, ring my mobile 07700 900123', undefined, true],
  ['dont ring the office nurse', undefined, false],
  ['dont ring me. please ring my manager', undefined, true],
] as const)('“%s” wishes %s', (words, wish, rings) =>
  expect([ringSaid(words), isOfRinging(words)]).toEqual([wish, rings]),
);
