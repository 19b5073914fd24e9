import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03. Mo is on duty, Ana and the other managers are not.

const noTime = 'no leaving time is known';

function onDuty() {
  const world = aProgram();
  beforeAll(() => world.types('mo', 'on duty'));
  return world;
}

/** Jane sends a referral with this in the box, or this choice; the box is asked a second time where it cannot be read. */
function janeRefers(world: ReturnType<typeof onDuty>) {
  const { types, presses, machine, receiptOf } = world;
  return async ({ words, choice, child = {} }: { words?: string; choice?: string; child?: Record<string, string> }) => {
    let card = await types('jane', 'start');
    const press = async (title: string, inputs = {}) => {
      card = await presses('jane', card, title, inputs, 'chat');
    };
    if (titles(card).includes('Start a new one')) await press('Start a new one');
    await press('No');
    if (text(card).includes('Who is referring?'))
      await press('Continue', { Agency: 'Health', 'Your name': 'Jane Okafor', 'Phone, for': '01632 960 014' });
    const leaves = { ...(words && { 'When will they next': words }), ...(choice && { 'Or choose': choice }) };
    await press('Finish and send', { 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn.', ...leaves, ...child });
    const asked = text(card);
    const isAsked = asked.includes('The child and your worry');
    if (isAsked) await press('Finish and send');
    await press('They were not asked');
    await press('Continue', { Could: 'Yes', Why: 'He may be involved.' });
    await press('Submit referral');
    const reference = /HT-\w{4}-\w{3}/.exec(text(card))?.[0] ?? 'no reference';
    await machine.settle();
    await machine.pass(1000);
    return { reference, asked: isAsked ? asked : '', receipt: () => text(receiptOf(reference)) };
  };
}

/** What rings at Mo’s within a second of sending, and whether anybody else hears of it. */
const rung = (world: ReturnType<typeof onDuty>, reference: string) =>
  world.summaries('mo', reference).filter((summary) => summary.includes(noTime) || summary.startsWith('URGENT'));

describe('a leaving time as people write it', () => {
  const world = onDuty();
  const refers = janeRefers(world);

  it.each([
    'maybe 40 mins',
    'now',
    'shes getting her coat',
    'any minute',
    'already gone',
    'mum picks her up at half 3',
    'in an hour or so',
    'before 4',
    'theyre just going',
    'she left 10 minutes ago with him',
    'quarter past 3 i think',
    'he took her',
    '15.20',
  ])('“%s” rings as urgent, and nobody is asked again', async (words) => {
    const { reference, asked } = await refers({ words });
    expect(asked).toBe('');
    expect(rung(world, reference)).toEqual([expect.stringContaining(`URGENT ${reference}`)]);
  });

  it.each([
    'soon',
    'as soon as hes been seen',
    'when the doctor is done',
    'after lunch',
    'when mum gets here',
    'end of the day',
    'she is not leaving now',
    'later today',
    'depends on the uncle',
    'whenever he turns up',
    'if his dad comes',
    '?',
  ])('“%s” is asked once more on the same card, with the choices; then it rings once who is on duty', async (words) => {
    const { reference, asked, receipt } = await refers({ words });
    contains(asked, 'I could not read when the child leaves. Choose, or write a time.', 'The child is not with me');
    expect(rung(world, reference)).toEqual([`${reference}: ${noTime}`]);
    contains(text(world.caseCard(reference)), /Next leaves sight: No time known,.* said 14:/, `(“${words}”)`);
    contains(receipt(), `You wrote “${words}”`, 'No time is known.');
    lacks(text(world.caseCard(reference)), 'URGENT');
  });

  it.each(['dunno', 'I do not know', 'no idea'])(
    '“%s” is asked no more, and rings once who is on duty',
    async (words) => {
      const { reference, asked } = await refers({ words });
      expect(asked).toBe('');
      expect(rung(world, reference)).toEqual([`${reference}: ${noTime}`]);
      expect(world.summaries('ana', reference)).toEqual([]);
    },
  );

  it.each(['not till tomorrow', 'shes staying overnight', 'tomorrow at 9 with her aunt', 'she lives with us'])(
    '“%s” rings nobody',
    async (words) => {
      const { reference, asked } = await refers({ words });
      expect([asked, rung(world, reference)]).toEqual(['', []]);
    },
  );
});

describe('a leaving time by choice', () => {
  const world = onDuty();
  const refers = janeRefers(world);

  it('Now rings at once, and every place says so, with the moment', async () => {
    const { reference, receipt } = await refers({ choice: 'Now' });
    expect(rung(world, reference)).toEqual([`URGENT ${reference}: act now`]);
    contains(text(world.inChat('mo').at(-1)), 'The child leaves now, said 14:0');
    contains(text(world.caseCard(reference)), 'Leaves sight now, said 14:0');
    contains(receipt(), 'The child leaves now, before the MASH may have decided.');
    const [listed] = await world.acts('mo', { type: 'message', text: 'board' }, true);
    contains(text(listed), 'Leaves sight now, said 14:0');
  });

  it('Within an hour rings at once, with that time', async () => {
    const { reference } = await refers({ choice: 'Within an hour', words: 'with her uncle' });
    expect(rung(world, reference)).toHaveLength(1);
    contains(text(world.caseCard(reference)), /Leaves sight 15:\d\d, Wed 10 Jun \(“within an hour”, said 14:\d\d\)/);
  });

  it('Later today takes its time from the box, and asks for it once', async () => {
    const timed = await refers({ choice: 'Later today', words: '18:30' });
    contains(text(world.caseCard(timed.reference)), 'Leaves sight 18:30, Wed 10 Jun');
    expect([timed.asked, rung(world, timed.reference)]).toEqual(['', []]);
    const { asked, reference } = await refers({ choice: 'Later today' });
    contains(asked, 'I could not read when the child leaves.');
    expect(rung(world, reference)).toEqual([`${reference}: ${noTime}`]);
  });

  it('Not before tomorrow rings nobody, and the words beside it are kept', async () => {
    const { reference, asked } = await refers({ choice: 'Not before tomorrow', words: 'with her carer' });
    expect([asked, rung(world, reference)]).toEqual(['', []]);
    contains(
      text(world.caseCard(reference)),
      'Next leaves sight: Not before tomorrow, said 14:0',
      '(“Not before tomorrow: with her carer”)',
    );
  });

  it('A calm choice with words of leaving beside it is not calm', async () => {
    const { reference } = await refers({ choice: 'Not before tomorrow', words: 'he is here to take her now' });
    expect(rung(world, reference)).toHaveLength(1);
  });

  it('The child is not with me asks where they are believed to be, and rings nobody', async () => {
    const { reference, asked } = await refers({ choice: 'The child is not with me' });
    contains(asked, 'Where are they believed to be? Write no address of a placement.');
    expect(rung(world, reference)).toEqual([]);
    contains(text(world.caseCard(reference)), 'Next leaves sight: The child is not with the referrer, said 14:0');
    const known = await refers({ choice: 'The child is not with me', child: { 'Where are they': 'at home, I think' } });
    expect(known.asked).toBe('');
  });

  it('A box that was shown and left empty asks its author nothing, and is “I do not know” to the MASH', async () => {
    const { reference, asked } = await refers({});
    expect([asked, rung(world, reference)]).toEqual(['', [`${reference}: no leaving time is known`]]);
    contains(text(world.caseCard(reference)), 'Next leaves sight: No time known, left empty 14:0');
  });
});

describe('a child of whom no leaving time is known', () => {
  const world = onDuty();
  const { machine, inChat, caseCard } = world;
  const refers = janeRefers(world);
  const asks = () => inChat('mo').filter((card) => text(card).includes('Is the child safe?'));

  it('After an hour who has it is asked once whether the child is safe; an answer ends it', async () => {
    const { reference } = await refers({ choice: 'I do not know', words: 'he wont say' });
    contains(text(inChat('mo').at(-1)), 'Leaves sight: No time known, said 14:03', 'I ask in an hour');
    await world.types('mo', `I am on it ${reference}`);
    contains(text(caseCard(reference)), 'I ask whether the child is safe at 15:03');
    await machine.pass(58 * minute);
    expect(asks()).toEqual([]);
    await machine.pass(2 * minute);
    contains(text(asks().at(-1)), 'Leaves sight: No time known, said 14:03');
    await world.types('mo', `still on it ${reference}: ringing the ward`);
    const before = asks().length;
    await machine.pass(120 * minute);
    expect(asks()).toHaveLength(before);
    contains(text(caseCard(reference)), '(“I do not know: he wont say”)');
  });

  it('Nobody has it: who is on duty is asked, and then everybody', async () => {
    const { reference } = await refers({ choice: 'I do not know' });
    await machine.pass(75 * minute);
    contains(world.summaries('ana', reference).join(), 'is the child safe?');
  });

  it('A time that is said afterwards takes its place', async () => {
    const { reference } = await refers({ choice: 'I do not know' });
    await world.types('jane', `${reference} they go at 6.30pm`);
    await machine.pass(minute);
    contains(text(caseCard(reference)), 'Leaves sight 18:30');
    lacks(text(caseCard(reference)), 'No time known');
  });
});

describe('when they leave, by typing only', () => {
  const world = onDuty();
  /** Types these. @returns the last question in words */
  const says = async (...all: string[]) => {
    for (const each of all) await world.types('jane', each);
    return world.said.flatMap(({ message }) => ('text' in message ? [message.text] : [])).at(-1);
  };

  it('The question names its choices without numbers, and what cannot be read is asked once', async () => {
    await says('start', 'no', 'health', 'Jane Okafor', '01632 960 014', 'A burn.');
    contains(
      await says('no', 'Girl Zircon', '12', 'skip', 'uncle'),
      'When will they next leave your sight?',
      'Type a time or your own words, or “skip”. Or: “Now”, “Within an hour”, “Not before tomorrow”,',
    );
    const asked = await says('when hes been seen');
    contains(asked, 'I could not read when the child leaves. Choose, or write a time. Your words are kept.');
    lacks(asked, 'been seen');
    contains(await says('once the doctor says'), 'Did the child come from abroad?');
  });

  it.each([
    ['Now', 'now'],
    ['any second, hes at the door with her', 'now'],
    ['theyre walking out', 'now'],
    ['within an hour', 'within-hour'],
    ['he took her at 2', 'gone'],
    ['4', 'ahead'],
    ['3.30 when her shift ends', 'ahead'],
    ['not before tomorrow', 'not-before-tomorrow'],
    ['inpatient, not going home', 'not-before-tomorrow'],
    ['i do not know', 'unknown'],
    ['not sure', 'unknown'],
  ])('“%s”, typed, is %s, and its words are kept', async (words, leaves) => {
    contains(await says('change leaves sight', words), 'Did the child come from abroad?');
    const [own] = await world.services.cases.of(StaffId.parse(profiles.jane.objectId), 1);
    const { values, readings } = own?.facts.adding ?? own?.facts.answers ?? {};
    expect([values?.['leaves-sight'], readings?.['leaves-sight']?.leaves]).toEqual([words, leaves]);
  });

  it('“not with me” asks where they are believed to be, and goes on after that', async () => {
    contains(await says('change leaves sight', 'not with me'), 'Where are they believed to be?', 'Where are they now?');
    contains(await says('at his aunts in Luton'), 'Did the child come from abroad?');
  });
});
