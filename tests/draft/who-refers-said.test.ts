import { expect, it } from '@jest/globals';
import type { Instant } from '../../src/base/time.ts';
import { newDraft } from '../../src/draft/draft.ts';
import { toCheckAnswers } from '../../src/draft/move.ts';
import { putsThisRight } from '../../src/draft/numbers-said.ts';
import { saysWhoRefers } from '../../src/draft/ring-said.ts';
import { tellerIn, toldOf } from '../../src/draft/told.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { fieldOf } from '../../src/protocol/pack.ts';

it.each([
  'health, nurse. marie doyle',
  'housing, hostel',
  'marie doyle is my name im the staff nurse',
  '1? no wait sorry its health',
  'my names del',
  'night worker at the hostel',
  'school',
])('Who refers, and no more: %s', (words) => expect(saysWhoRefers(words)).toBe(true));

it.each([
  'police are outside the hostel',
  'he is a nurse',
  'school just rang he wasnt in',
  'nurse hurt',
  'hostel is on fire',
  'the man from the hostel is back',
  'kofi mensah 16 came from croydon',
  'marie doyle',
  'help me nurse',
  'ward 6, man at the door',
  'golf is back outside. same bloke',
])('More than who refers, or perhaps something else: %s', (words) => expect(saysWhoRefers(words)).toBe(false));

const pack = loadPack();
const told = (worry: string, id: string) =>
  toldOf(fieldOf(pack, id), { values: { worry }, ticks: {}, readings: {} }, '2026-06-10T12:00:00.000Z' as Instant);

it.each([
  ['3 housing. im sandra the night worker, ring me on 07700 900431', 'sandra', 'night worker', undefined],
  ['im kath, voluntary, night worker at the beacon on queensway, 07700 900216', 'kath', 'night worker', undefined],
  ['hi im a nurse in a&e at the royal, ive got a boy of 14 here', undefined, 'nurse', 'a&e at the royal'],
  ['PC 2214 oakes, neighbourhood team. at kwik shine', 'PC oakes', 'PC', 'neighbourhood team'],
  ['1 pcso pike eastgate snt', 'pcso pike', 'pcso', 'eastgate snt'],
  ['pcso 7031 dawn pike, eastgate snt. boy washing cars', 'pcso dawn pike', 'pcso', 'eastgate snt'],
  ['dc 881 mark hall, burglary team. lad in cells', 'dc mark hall', 'dc', 'burglary team'],
  ['sgt brown response team. girl found in a flat', 'sgt brown', 'sgt', 'response team'],
  ['im tanya, teaching assistant at oakwood primary', 'tanya', 'teaching assistant', 'oakwood primary'],
  ['im dave the caretaker at st marys', 'dave', 'caretaker', undefined],
  ['its lorna from the night shelter, support worker', 'lorna', 'support worker', undefined],
  ['im priya a paramedic', 'priya', 'paramedic', undefined],
  ['hello, this is owen, youth worker. two lads here', 'owen', 'youth worker', undefined],
  ['im the matron on ward 4 of the general hospital', undefined, 'matron', 'ward 4 of the general hospital'],
  ['my name is bea quill, a school nurse', 'bea quill', 'school nurse', undefined],
])('“%s” tells who refers', (words, name, role, organisation) =>
  expect(tellerIn(words)).toEqual({ name, role, organisation }),
);

it.each([
  'im worried about her',
  'im scared the nurse wont listen',
  'pc oakes is here now',
  'pc oakes told me to ring you',
  'im outside',
  'its the night desk at a hostel',
  'this is urgent, police officer is here',
  'he says hes a nurse',
])('“%s” does not', (words) => expect(tellerIn(words)).toEqual({}));

it('Nobody is called “sandra the”, a team is no child, and no home is an organisation', () => {
  expect(told('im sandra the night worker. girl here', 'name')).toBe('sandra, night worker');
  expect(told('pcso 7031 dawn pike, eastgate snt. boy washing cars', 'child-name')).toBeUndefined();
  expect(told('im jo the night worker at larchwood house', 'organisation')).toBeUndefined();
});

it.each([
  [
    'amber doyle 9 in my class has bruises, im the dinner lady at holly park school',
    { role: 'dinner lady', organisation: 'holly park school', 'child-name': 'amber doyle', 'child-age': '9' },
  ],
  [
    'hi its bex from ward 7, got a girl mirela 15 here with her uncle dean',
    { name: 'bex', organisation: 'ward 7', 'child-name': 'mirela', 'child-age': '15' },
  ],
  ['dylan marsh dob 12.9.2011, says he owes money', { 'child-name': 'dylan marsh', 'child-age': '12.9.2011' }],
])('Of “%s” stands who writes, and of whom', (worry, boxes) =>
  expect(Object.fromEntries(Object.keys(boxes).map((id) => [id, told(worry, id)]))).toEqual(boxes),
);

it('An officer who gave their rank is not asked for the agency', () => {
  const draft = {
    ...newDraft({}),
    answers: { values: { worry: 'pc 12 ray, cid. lad here', danger: 'no' }, ticks: {}, readings: {} },
  };
  expect(toCheckAnswers(draft, pack).answers.values.agency).toBe('police');
});

it.each([
  ['lad working here, papers say 19, i think 15 max. vietnamese', '15'],
  ['boy washing cars, id card says 19 but he looks 14/15', '14/15'],
  ['passport says 20 but looks 16', '16'],
  ['his ID has him as 21, id say 16 tops', '16'],
  ['girl in room 4 says shes 18, i reckon 14', '14'],
  ['shes 15 i think', '15'],
  ['documents show 18, more like 14', '14'],
])('The age in “%s” is what its author thinks', (words, age) => expect(told(words, 'child-age')).toBe(age));

it.each(['eastgate snt', 'sparkle valeting', 'kwik wash', 'marlow nails'])('“%s” is no name of a child', (place) =>
  expect(told(`At the lidl. ${place}. boy here`, 'child-name')).toBeUndefined(),
);

it.each([
  ['jodies 13!! shes just told the police officer her birthday is 4th august', 'jodie, 15'],
  ['no keira is only 13', 'keira, 14'],
  ['omg sams 12, his nan said', 'Sam, 16'],
  ['Linh is actually 14.', 'Linh, 17'],
])('“%s” puts “%s” right', (words, given) => expect(putsThisRight(words, given)).toBe(true));
it.each([
  ['jodies 15', 'jodie, 15'],
  ['megans 14', 'jodie, 15'],
  ['jodies in room 13', 'jodie, 15'],
  ['room 13', 'jodie, 15'],
  ['jodies 10 mins away', 'jodie, 15'],
])('“%s” does not put “%s” right', (words, given) => expect(putsThisRight(words, given)).toBe(false));
