import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import { papersSay } from '../../src/cards/later-facts.ts';
import { writtenSections } from '../../src/cards/referral-text.ts';
import { sentReferral } from '../../src/case/standing.ts';
import { consentTold, ofCarer } from '../../src/draft/consent.ts';
import { emptyAnswers } from '../../src/draft/draft.ts';
import { says, saysFound, saysMistake } from '../../src/draft/says.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import type { Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// What the referrer types later makes something that stands on the card doubtful.
const world = aProgram();
const pack = loadPack();
const { machine, caseCard } = world;
beforeAll(() => world.types('mo', 'on duty'));
let reference: string;
const begins = async (who: Who) => {
  reference = await sendsReferral(world, who);
  await world.types('mo', `I am on it ${reference}`);
  await machine.pass(3 * minute);
};
const types = async (who: Who, words: string) => {
  const answer = await world.types(who, words);
  await machine.pass(3000);
  return answer;
};

describe('what the carer knows', () => {
  it.each([
    ['her mums rung the office now she knows', 'knows'],
    ['mums here, shes taking her home', 'here'],
    ['mum n dad back in vietnam dont know hes here', 'not'],
    ['rang mums number twice no answer so she dosent know yet far as i can tell', 'not'],
    ['he says dad knows where he is n gets sent the money. mum doesnt', 'some'],
    ['dad knows where he is, mum doesnt', 'some'],
    ['mum thinks shes at her dads', 'not'],
    ['her nan in york thinks shes at a sleepover', 'not'],
    ['i dont think her dad knows', 'not'],
    ['havent told her mum', 'not'],
    ['no one has told the parents', 'not'],
    ['foster carer isnt aware of any of this', 'not'],
    ['her auntie has no idea', 'not'],
    ['school phoned dad so he knows now', 'knows'],
    ['the parents were told by the school', 'knows'],
    ['his dad just turned up', 'here'],
    ['mother is on her way in', 'here'],
    ['stepdads at reception', 'here'],
    ['nan knows what hes doing but mum doesnt', 'some'],
    ['should i tell mum?', undefined],
    ['does her mum know?', undefined],
    ['she doesnt know where she lives', undefined],
    ['mum i dont know what to do', undefined],
    ['mum doesnt know english', undefined],
    ['scared her nan will go mad', undefined],
    ['uncles not here', undefined],
    ['mum called the police last week', undefined],
    ['her dad told me she is 14', undefined],
  ])('is read in “%s” as %s', (words, is) => expect(ofCarer(words)?.is).toBe(is));

  it('stands quoted on the card instead of “not known”', async () => {
    await begins('pat');
    await types('pat', 'mum thinks shes at her dads');
    contains(
      text(caseCard(reference)),
      /THE CARER MAY NOT KNOW\. The referrer wrote, .*\nmum thinks shes at her dads\n/,
    );
    await types('pat', 'her mums rung the office now she knows');
    await types('pat', 'mums here now');
    const card = text(caseCard(reference));
    contains(
      card,
      /THE CARER MAY KNOW NOW\. The referrer wrote, .*\nher mums rung the office now she knows\n/,
      /They also wrote, .*\nmum thinks shes at her dads\nThey also wrote, .*\nmums here now\n/,
    );
    lacks(card, 'NOT KNOWN IF', 'Treat them as not told');
  });
});

describe('what the child said to being referred', () => {
  it.each([
    'told him yea, he nodded, wants help',
    'hes ok with you lot knowing he told me yes',
    'shes ok with you lot knowing but not about the hotel',
    'she doesnt mind you knowing everything but shes scared her nan will go mad',
    'keira says she doesnt want us telling her mum about the hotel',
    'spoke to him with the interpreter and he agreed to it',
    'explained it all to her, she said its fine',
    'hes happy for me to tell you',
    'she dosent mind me ringing u',
    'they said i can share it',
    'asked the lad, he shook his head',
    'mum gave verbal consent',
    'she wants help but is frightened',
    'the boy is fine about the referral',
  ])('“%s” tells it, and says neither safe nor back', (words) => {
    expect(consentTold(words)).toBe(words);
    expect(saysFound(words)).toBe(false);
  });
  it.each([
    'do i need his consent to take him off site?',
    'im happy with that thanks',
    'i dont mind you ringing me',
    'told him to wait in the office',
    'hes told reception theyre off at 3',
    'he told me to get lost',
    'she doesnt want to go home',
    'shes ok now',
    'asked her name, she wont say',
  ])('“%s” does not', (words) => expect(consentTold(words)).toBeUndefined());
  it.each(['shes ok with me', 'hes ok now', 'shes fine with us in the office'])('“%s” may still say safe', (words) =>
    expect(saysFound(words)).toBe(true),
  );

  it('stands whole at the line of consent, with when it was told', async () => {
    const words =
      'shes ok with you lot knowing everything that she told me tonight about the car and the two men, but not about the hotel';
    await types('pat', words);
    const card = text(caseCard(reference));
    contains(
      card,
      `Consent\nThey were not asked`,
      /\nThey wrote, \d\d:\d\d, [^:]*: “shes ok with you lot [^”…]* but not about the hotel”/,
    );
    lacks(card, 'Said to be safe', 'Said to be back');
  });
});

describe('the name and the age of the child, told later', () => {
  it('stand beside what the form has, and a man is no child', async () => {
    await types('pat', 'the boss says hes called Tony Tran');
    lacks(text(caseCard(reference)), 'said later');
    await types('pat', 'interpreter here now. he says hes called Ardit. no phone credit');
    contains(text(caseCard(reference)), /Girl Zircon · said later, \d\d:\d\d: “he says hes called Ardit”/);
  });

  it('what papers say stands beside the age that their reader thinks', async () => {
    const child = {
      'Age or date of birth': '15',
      'What worries you': 'Washes cars. papers say 19, i think 15 max.',
    };
    const sent = await sendsReferral(world, 'gus', { child });
    contains(text(caseCard(sent)), 'Girl Zircon, 15, they wrote “papers say 19”');
  });
});

describe('what no box holds and the worry tells', () => {
  const tells = (id: string, title: string, worry: string) =>
    writtenSections({ values: { worry }, ticks: {}, readings: {} }, pack)[id]?.find((each) => each.title === title);
  const child = 'The child and the worry';
  it.each([
    [child, 'Where now', 'lad at the car wash on marsh lane'],
    [child, 'Where now', 'she is upset, in the toilets at reception'],
    [child, 'Where now', 'sleeps in a caravan, house behind the farm'],
    [child, 'Child is with', 'in his room now with him'],
    [child, 'Child is with', 'boss here watching'],
    [child, 'Next leaves sight', 'hes here till they shut at 7'],
    ['Consent', 'Consent', 'told him yea, he nodded, wants help'],
    ['Consent', 'Parent or carer knows', 'mum doesnt know yet'],
  ])('of %s, “%s” is not called unasked: “%s”', (id, title, worry) =>
    expect(tells(id, title, worry)).toEqual({ title, text: 'On no form: read the worry' }),
  );
  it.each([
    [child, 'Where now'],
    [child, 'Child is with'],
    ['Consent', 'Parent or carer knows'],
  ])('of %s, “%s” is, where it tells nothing', (id, title) =>
    expect(tells(id, title, 'A burn that looks new.')).toMatchObject({ gap: 'Not asked' }),
  );
});

describe('that the carer knows', () => {
  it.each([
    'i told her mum by accident',
    'mum knows now',
    'mum knows shes been reported',
    'her dad found out',
    'school told mum',
    'darren knows i told you',
    'i told the man we were worried',
    'mum knows i called',
    'i think they know its me',
    'he found out',
    'he has seen my messages',
    'ive told him im reporting it',
  ])('“%s” may say so', (words) => expect(says('carerKnows', words)).toBe(true));
  it.each([
    'will mum know?',
    'mum knows him',
    'mum knows shes out she thinks shes at her nans',
    'mum knows hes skipping but not that ive told u',
    'mum told me',
    'he found out where she lives',
    'if he finds out i told you hell hit her',
    'dont let him know i told you',
    'he doesnt know i called',
    'the teacher knows i called',
    'i told the head we were worried',
    'nobody knows i told you',
  ])('“%s” does not', (words) => expect(says('carerKnows', words)).toBe(false));

  it('stands instead of “NOT KNOWN IF THE CARER KNOWS”, also in a form, rings, and its author reads the number and that it was heard', async () => {
    await begins('jane');
    const from = world.told.length;
    const answer = text(await types('jane', 'i told her mum by accident'));
    contains(answer, 'Ring 999 now', '0300 123 4043');
    lacks(text(world.receiptOf(reference)), 'Please do not tell them');
    contains(text(world.receiptOf(reference)), /You wrote at .* that the parent or carer may know/);
    const mark = /THE CARER MAY KNOW NOW\. The referrer wrote, .*\ni told her mum by accident\n.*/;
    contains(text(caseCard(reference)), mark);
    const form = await world.presses('mo', caseCard(reference) ?? {}, 'Tell the referrer');
    contains(text(form), mark);
    lacks(text(form), 'NOT KNOWN IF');
    const loud = world.told
      .slice(from)
      .flatMap(({ message }) => ('card' in message && message.alert ? [message.card] : []));
    expect(loud.map(summaryOf)).toContainEqual(
      expect.stringMatching(
        `^${reference}: THE CARER MAY KNOW, written \\d\\d:\\d\\d\\. NEW INFORMATION, not read yet$`,
      ),
    );
  });
});

describe('words that take others back', () => {
  it.each(['oh god wrong chat', 'delete that please', 'scrap that', 'sorry 1 o clock was wrong ignore me'])(
    '“%s” may do so',
    (words) => expect(saysMistake(words)).toBe(true),
  );
  it.each(['he told her to delete the app', 'something is not right with her', 'she said to forget him'])(
    '“%s” does not',
    (words) => expect(saysMistake(words)).toBe(false),
  );

  it('mark nothing, but say what to type, which then marks what was sent before them', async () => {
    await begins('tom');
    await types('tom', 'she likes a boy in year 10');
    const card = await types('tom', 'oh god wrong chat');
    contains(text(card), /Was “she likes a boy in year 10”, sent at \d\d:\d\d, a mistake\? Type “sent by mistake”\./);
    lacks(summaryOf(card), 'boy');
    expect(titles(card).join()).toMatch(/Mistake: \d\d:\d\d/);
    lacks(text(caseCard(reference)), 'SENT BY MISTAKE');
    await types('tom', 'sent by mistake');
    contains(
      text(caseCard(reference)),
      /SENT BY MISTAKE, says the referrer.*\nThe words stand in the thread/,
      'oh god wrong chat',
    );
  });

  it('mean the only line of which they name something', async () => {
    await begins('tom');
    const lines = ['that was for my sister wrong chat. gas bill is 84 quid', 'she has a red coat', 'he is back'];
    for (const each of lines) await types('tom', `${reference} ${each}`);
    await machine.pass(20 * minute);
    contains(
      text(await types('tom', `${reference} the gas bill one was a mistake take it off`)),
      'Was “that was for my sister',
    );
    await types('tom', `${reference} sent by mistake`);
    const record = await world.services.cases.load(reference as CaseId);
    const names = Object.keys((record && sentReferral(record)?.mistakes) ?? {});
    expect(names.map((name) => record?.facts.texts[name])).toEqual([lines[0]]);
  });
});

it('“ignore last bit re bruise” offers the line of the bruise', async () => {
  await begins('liz');
  await types('liz', 'bruise is r wrist not left');
  await types('liz', 'do i need to do nrm or u');
  const card = await types('liz', 'ignore last bit re bruise she says it was door not him');
  contains(text(card), 'Was “bruise is r wrist not left”');
  expect(titles(card)[0]).toMatch(/^Mistake: /);
});

it('An earlier time rings', async () => {
  await begins('bea');
  await types('bea', 'nadia says tonite ray is takin her to luton, pickup at half 6 from the chippy on moor rd');
  await machine.pass(40_000);
  const from = world.told.length;
  await types('bea', 'shit sorry not half 6, half 5');
  const rang = world.told.slice(from).filter(({ message }) => 'card' in message && message.alert);
  expect(rang.map(({ to }) => to)).toContain('a:mo');
  contains(text(caseCard(reference)), '17:30');
});

it('“papers and rings the front desk if shes 5 min late” says no age', () => {
  const worry = 'he keeps her phone and papers and rings the front desk if shes 5 min late';
  expect(papersSay({ ...emptyAnswers, values: { 'child-age': '15', worry } })).toBeUndefined();
  expect(papersSay({ ...emptyAnswers, values: { 'child-age': '15', worry: 'ID says 19, looks 15' } })).toBe(
    'ID says 19',
  );
});
