import { describe, expect, it } from '@jest/globals';
import { minute, text, titles } from './a-program.ts';
import { aSentReferral } from './a-sent-referral.ts';
import { contains, lacks } from './expecting.ts';

const hour = 60 * minute;

describe('words that may say that the child is in danger or missing', () => {
  const { machine, heard, types, caseCard, presses, goes, reference } = aSentReferral('2026-06-10T13:03:00.000Z', {});
  const newest = () => heard('mo', reference()).at(-1)?.card ?? {};
  const asks = () => heard('mo', 'is the child safe?').filter(({ isNew }) => isNew);

  it('They ring and say so; the words, and the press that says whether it is so, come with “Show the words”', async () => {
    await types('jane', 'cant find her anywhere');
    await machine.pass(5000);
    contains(text(newest()), 'Read these words: they may say that the child is');
    lacks(text(newest()), 'find her');
    const shown = await presses('mo', newest(), 'Show the words', {}, 'chat');
    contains(text(shown), '“cant find her anywhere”');
    expect(titles(shown)).toContain('No, it is not');
    contains(text(caseCard()), 'URGENT', '“cant find her anywhere”');
  });

  it('“I have read it” ends no such label: it is asked about again', async () => {
    await goes(['I have read it']);
    await types('mo', `I am on it ${reference()}`);
    await machine.pass(40 * minute);
    contains(text(caseCard() ?? {}), 'URGENT');
    expect(asks().length).toBeGreaterThan(0);
    contains(text(asks().at(-1)?.card ?? {}), 'May be in danger, written 14:04');
  });

  it('“No, it is not” ends the label, the ringing and the asking of these words, with who said so; they stay', async () => {
    await goes(['No, it is not']);
    lacks(text(caseCard() ?? {}), 'URGENT');
    contains(text(caseCard() ?? {}), 'cant find her anywhere');
    await machine.pass(2 * hour);
    expect([...asks(), ...heard('mo', 'URGENT')]).toEqual([]);
  });

  it('“No” about one line ends nothing of another, and “Yes, missing” is recorded as by the MASH', async () => {
    await types('jane', 'she has run off, we cant find her');
    await machine.pass(2 * minute);
    await types('jane', 'somebody has taken her');
    await machine.pass(5000);
    const shown = await presses('mo', newest(), 'Show the words', {}, 'chat');
    await presses('mo', shown, 'No, it is not', {}, 'chat');
    await machine.pass(5000);
    contains(text(caseCard() ?? {}), 'URGENT');
    await presses('mo', caseCard() ?? {}, 'Yes, missing');
    await machine.pass(5000);
    contains(text(caseCard() ?? {}), 'CHILD MISSING', 'The MASH has not said whether the police know');
    expect(heard('ana', 'CHILD MISSING').length).toBeGreaterThan(0);
    await types('mo', `still on it ${reference()}: police called, ref to follow`);
    await machine.pass(5000);
    contains(text(caseCard()), /Mo Hussain wrote “police called, ref to follow”, 16:\d\d[^\n]*Do the police know/);
    lacks(text(caseCard()), 'has not said whether the police know');
  });
});

describe('“Show the words” in somebody’s own chat', () => {
  const { machine, heard, adds, caseCard, receipt, presses, reference } = aSentReferral('2026-06-10T13:03:00.000Z', {});
  const newest = () => heard('mo', reference()).at(-1)?.card ?? {};
  const shows = () => presses('mo', newest(), 'Show the words', {}, 'chat');
  let shown: Awaited<ReturnType<typeof shows>> = {};
  const said = [
    'hes at our classroom door',
    'mrs patel is stalling him',
    'shes got 20 mins tops',
    'anyone reading this',
  ];

  it('shows all that nobody has read, the newest first, each with its time; the message itself has no word and no “I have read it”', async () => {
    for (const words of said) {
      await adds(words);
      await machine.pass(minute);
    }
    lacks(text(newest()), ...said);
    expect(titles(newest())).not.toContain('I have read it');
    contains(text(newest()), /NEW WORDS, written 14:07/);
    shown = await shows();
    contains(
      text(shown),
      /14:07[^\n]*“anyone reading this”\n14:06[^\n]*“shes got 20 mins tops”\n14:05[^\n]*“mrs patel[^\n]*\n14:04[^\n]*“hes at our/,
    );
  });

  it('“I have read it” below them is of no later words: their author reads which are read', async () => {
    await adds('he has a knife');
    await machine.pass(minute);
    await presses('mo', shown, 'I have read it', {}, 'chat');
    await machine.pass(5000);
    contains(text(receipt()), /○ {2}What you told us at 14:08: [^\n]*not read yet/);
    contains(text(caseCard()), 'NEW INFORMATION since 14:08', '“he has a knife”');
    lacks(text(await shows()), 'anyone reading');
  });
});

describe('danger that the referrer pressed', () => {
  const { machine, adds, caseCard, goes, heard } = aSentReferral('2026-06-10T13:03:00.000Z', { danger: 'Yes, now' });

  it('is no guess: “no” about later words leaves the case urgent', async () => {
    await goes(['Take this referral']);
    await adds('he is hitting her');
    await machine.pass(5000);
    await goes(['No, it is not']);
    contains(text(caseCard() ?? {}), 'URGENT');
  });

  it('When the MASH has said so since, its cards give both times', async () => {
    await adds('he has a knife');
    await machine.pass(5000);
    await goes(['Yes, in danger']);
    await machine.pass(40 * minute);
    contains(
      text(heard('mo', 'is the child safe?').at(-1)?.card),
      'In danger, said 14:03, Wed 10 Jun; the MASH says so, 14:04',
    );
  });
});
