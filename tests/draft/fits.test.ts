import { describe, expect, it } from '@jest/globals';
import type { Draft } from '../../src/draft/draft.ts';
import { isAge, isAside } from '../../src/draft/fits.ts';
import { toAsk } from '../../src/draft/move.ts';
import { speaksAgainst } from '../../src/draft/numbers-said.ts';
import { mayBeOtherCall } from '../../src/draft/ring-said.ts';
import { stepNow } from '../../src/draft/steps.ts';
import { typedAnswer } from '../../src/draft/typed.ts';
import { nameIn } from '../../src/draft/typed-box.ts';
import { asksToSend } from '../../src/draft/typed-words.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { answerContext, draftAt, pack } from './a-draft.ts';

// Which words fit a box

const worried = { danger: 'no', agency: 'health', name: 'Jane', phone: '020 7946 0014', worry: 'A burn.', care: 'no' };

/** A draft that asks for this, and nothing of it is answered. */
function asking(field: string): Draft {
  const [at, values] = field === 'name' ? ['about-you', { danger: 'no' }] : ['child', worried];
  const draft = draftAt(at, values);
  const step = stepNow(draft, pack);
  const cursor = step.kind === 'form' ? step.form.fields.indexOf(field) : 0;
  return toAsk(draft, { at, cursor }, pack);
}

/** What stands in the box after these words; undefined if they do not fit it. */
function written(field: string, words: string) {
  const outcome = typedAnswer(asking(field), words, answerContext);
  return outcome.kind === 'answered' ? outcome.draft.answers.values[field] : undefined;
}

it.each([
  ['grey golf, no plate, bloke about 30 gold tooth', false],
  ['the man is about 40', false],
  ['red astra ends 4kt', false],
  ['14', true],
  ['she is 14, the man says 18', true],
  ['uncle says 18', true],
  ['about 15 or 16', true],
  ['12.3.2011', true],
  ['year 9', true],
  ['room 12', false],
  ['since 2021', false],
  ['2 men are here', false],
  ['14 woodland road', false],
  ['he picks her up at 3', false],
  ['hes 40', false],
  ['not known', true],
])('“%s” holds an age: %s', (words, holds) => expect(isAge(words)).toBe(holds));

describe.each([
  [
    'child-name',
    [
      'placed since march, hes our looked after child, section 20',
      'phones, cash, nails done, hotel key card in zoes bag',
      'no parents that we know of',
      'rung 101 log 882',
      'tash p i dont know anything about tash just that she goes with them',
      'told the police already',
      'hes upstairs',
      'carers know yes, mum doesnt',
      'because she asked me not to',
      'wasnt in after lunch',
      'they took him out of school at two',
      ...['thats private', 'already put that', 'this is taking too long', 'the older man said no', 'scroll up'],
      ...['her phone is in her bag', 'front office', 'no consent', 'wrong button sorry', 'my shift ends at 8'],
    ],
    [
      'Said Ahmed',
      'lien nguyen, 15 she says, chart says 17',
      'zoe bell shes 13',
      'girl in a red coat',
      'dont know her name, small girl with plaits',
      'female vietnamese approx 16, calls herself mai, black hair, pink hoodie',
      'kofi mensah, came from croydon 3 wks ago',
      'amira khan i think',
      'Hope Will Marsh',
      'she says Ana',
      'May Said',
      'Office Obi',
      'they call her Linh',
      'calls himself Duc',
    ],
  ],
  [
    'whereabouts',
    [
      'rung 101 log 882, they graded it medium',
      'placed since march, hes our looked after child, section 20',
      'phones, cash, nails done, hotel key card in zoes bag',
      'no parents that we know of',
      'reported it to the police ref 4471',
      'oh and i dont know if shes in care i typed 2 for write',
      ...[
        'shes crying',
        'he said no',
        'her bruises are on her arm',
        'the man is about 40',
        'thanks',
        'he drives a red ford',
      ],
    ],
    [
      'at school',
      'in foster care in Hale',
      'with carers',
      'upstairs in room, police took a statement',
      'hospital, ward 6',
      ...[
        'i have her in my room',
        'he took her to luton',
        'she is staying at bridge house',
        'on the 14 bus',
        'they have gone',
      ],
    ],
  ],
  [
    'with',
    [...['rang the police', 'phones, cash', 'shes crying', 'in the office', 'tomorrow', 'she has bruises', 'at 3pm']],
    [
      'mum, and an older lad called Dex drops her at the gate',
      'no parents, on her own',
      'the manager, calls himself Tony',
      ...['hes with me', 'my colleague tariq', 'a woman about 30', 'on own'],
    ],
  ],
  [
    'name',
    ['police obviously', 'the girl is mai', 'shes called mai', 'its for a girl called amira', 'school'],
    ['tom reeve collar 4471', 'priya anand', 'PC 4471 Reeve'],
  ],
] as const)('the box “%s”', (field, asides, answers) => {
  it.each(asides)('does not take “%s”', (words) => expect(written(field, words)).toBeUndefined());
  it.each(answers)('takes “%s”', (words) => expect(written(field, words)).toBe(words));
});

describe('when the child leaves', () => {
  it.each([
    'phones, cash, nails done, hotel key card in zoes bag',
    'no parents that we know of',
    'placed since march',
    'section twenty',
    'black north face, grey joggers',
    'dunno ask mum',
  ])('“%s” is kept beside the question, which stands, and no time is known', (words) => {
    const outcome = typedAnswer(asking('leaves-sight'), words, answerContext);
    const { values, readings } = outcome.kind === 'answered' ? outcome.draft.answers : (worried as never);
    expect(values['leaves-sight']).toBe('');
    expect(values.worry).toBe(`A burn.\nSaid beside the questions: “${words}”`);
    expect(readings['leaves-sight']).toMatchObject({ leaves: 'unknown' });
    expect(outcome).toMatchObject({ problems: [{ field: 'leaves-sight', kind: 'no-time' }] });
  });

  it.each([
    'when the doctor has seen him',
    'tonight probly',
    'after tea',
    'mum is picking her up',
    'soon',
    'he took her',
  ])('“%s” is an answer', (words) => expect(written('leaves-sight', words)).toBe(words));
});

it.each([
  ['name', 'its tom reeve', 'tom reeve'],
  ['name', 'jane okafor, front office, 555 0142', 'jane okafor'],
  ['child-name', 'amira. i told you', 'amira'],
  ['child-age', '14 like i said', '14'],
  ['child-name', 'linh tran i told you', 'linh tran'],
])('%s: of “%s” stands “%s”', (field, words, right) => expect(written(field, words)).toBe(right));

const named = (name: string, worry: string) =>
  typedAnswer(draftAt('about-you', { danger: 'no', agency: 'health', worry }), name, answerContext).kind;

it.each([
  ['kofi mensah', 'kofi mensah hes 16, he has burns'],
  ['mia jones', 'mia jones, 14'],
  ['mia', 'the girl, mia, is crying'],
  ['mia', 'they took mia'],
])('“%s” is not taken for the referrer’s own name after “%s”, until it is typed again', (name, worry) => {
  expect(named(name, worry)).toBe('unclear');
  expect(named(name, `${worry}\nSaid beside the questions: “${name}”`)).toBe('answered');
});

it.each([
  'im jane okafor, a girl here has burns',
  'Jane Okafor, school nurse',
  'jane okafor school nurse 01632 960 014',
  'school nurse, jane okafor',
  'Jane Okafor. School nurse. A girl here has burns.',
  'name: jane okafor, role: nurse',
  'jane okafor from st marys, a girl here is 14',
])('“Jane Okafor” is, after “%s”', (worry) => {
  expect(named('Jane Okafor', worry)).toBe('answered');
  expect(named('Jane Okafor', `Said beside the questions: “${worry}”`)).toBe('answered');
});

it.each(['16 ish', 'bout 15', 'abt 15', '12.9.2011', 'about 14'])('“%s” is read as an age', (words) => {
  const outcome = typedAnswer(asking('child-age'), words, answerContext);
  expect(outcome).toMatchObject({ draft: { answers: { readings: { 'child-age': expect.anything() } } } });
});

it.each([
  ['dylan marsh dob 12.9.2011', '12.9.2011'],
  ['amira khan dob 4/2/2011 i think', '4/2/2011'],
  ['amira khan, 16 ish', '16'],
  ['amy, room 9', undefined],
])('“%s” tells the age as well: %s', (words, age) => {
  const outcome = typedAnswer(asking('child-name'), words, answerContext);
  expect(outcome.kind === 'answered' && outcome.draft.answers.values['child-age']).toBe(age);
});

it.each(['yes', 'no', 'yeah'])('“%s” is no reason', (words) => {
  const draft = draftAt('consent', { ...worried, consent: 'not-asked', 'consent-risk': 'yes' });
  const outcome = typedAnswer(draft, words, answerContext);
  expect(outcome.kind === 'answered' && outcome.draft.answers.values['consent-why']).toBeFalsy();
});

describe('asking to send', () => {
  it.each([
    ...['send', 'submit', 'send pls', 'send it pls', 'ok send', 'pls send now', 'submit it', 'send it now please'],
    ...[
      'yes send it',
      'can i send it now',
      'just send it',
      'ok please send the form',
      'send the referral now',
      'SEND!!',
    ],
  ])('“%s” does', (words) => expect(asksToSend(words)).toBe(true));
  it.each([
    'send help',
    'send someone',
    'send police now',
    'dont send it',
    'send her home',
    'i will send it later',
    'sent',
    'submit?',
  ])('“%s” does not', (words) => expect(asksToSend(words)).toBe(false));

  it('“send lillys one now please” does in the check of Lilly, and in no other', () => {
    expect(asksToSend('send lillys one now please', 'lilly dawson')).toBe(true);
    expect(asksToSend('send lillys one now please', 'Kezia')).toBe(false);
  });
});

describe('“I have phoned”', () => {
  it.each([
    ['i have phoned. just said', 'ok ive rung 999 theyre sending someone'],
    ['i have phoned', 'Said beside the questions: “rang the site manager and social care out of hours, on hold”'],
    ['rang them nobody picked up', ''],
    ['i rang, still ringing', ''],
    ['rang, got voicemail', ''],
    ['phoned 101', ''],
    ['i called but couldnt get through', ''],
    ['ive phoned', 'I rang the police'],
  ])('“%s”, after “%s”, may be of somebody else than the MASH', (said, before) =>
    expect(mayBeOtherCall(said, before)).toBe(true),
  );
  it.each([
    ['i have phoned', 'A burn.'],
    ['yes i rang the mash', 'ive rung 999'],
    ['ive rung 999 and childrens services', ''],
    ['they answered, spoke to a woman', 'on hold to social care'],
    ['i rang the duty team 10 mins ago', 'he rang her phone'],
    ['have phoned', 'he keeps calling her'],
  ])('“%s”, after “%s”, is not', (said, before) => expect(mayBeOtherCall(said, before)).toBe(false));
});

it.each([
  ['mums number was in her shoe 07700 900188', false],
  ['his phone is off', false],
  ['dont ring her mobile', false],
  ['hes got my number', true],
  ['dont ring the ward phone', true],
  ['hes reading my phone', true],
])('“%s” speaks against the number of the ward: %s', (words, is) =>
  expect(speaksAgainst(words, '01204 555731', ['01204 555731'])).toBe(is),
);

it.each([
  ['jess moore teaching assistant', 'jess moore', 'teaching assistant', undefined],
  ['lena marsh ta at st josephs', 'lena marsh', 'ta', 'st josephs'],
  ['pc dan oakes herts police', 'pc dan oakes', undefined, 'herts police'],
  ['im sarah brown school nurse', 'sarah brown', 'school nurse', undefined],
  ['mary jane watson hospital porter', 'mary jane watson', 'hospital porter', undefined],
  ['karen okoro health visitor', 'karen okoro', 'health visitor', undefined],
])('“%s” is the name %s and what they are', (said, name, role, organisation) =>
  expect(nameIn(said)).toMatchObject({ name, ...(role && { role }), ...(organisation && { organisation }) }),
);

it.each([
  ...['night porter', 'jane porter', 'paediatric oncology nurse', 'grange park primary school', 'herts police'],
  ...['our teaching assistant', 'the man is a taxi driver', 'abdul the porter took her', 'hotel manager took her'],
])('“%s” is no name with a job behind it', (said) => expect(nameIn(said)).toEqual({ name: said }));

it.each(['dunno his name', 'i dont know what hes called', 'no idea who he is'])('“%s” is no worker’s name', (said) =>
  expect(isAside(said, fieldOf(pack, 'name'))).toBe(true),
);
