import { describe, expect, it } from '@jest/globals';
import { aProgram, minute, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03. The child is to leave the referrer's sight at 15:10.
const decision = {
  Decision: 'Other action',
  'What action': 'A social worker visits.',
  Reasons: 'The burn.',
  'Concern about': 'No',
};
const atTenPast = { child: { 'When will they next': 'at 3.10 pm' } };
const aBoy = { 'Child’s name': 'Boy Topaz' };

describe('words that somebody has left, beside a later time', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;
  const says = async (words: string) => {
    await world.says(words);
  };

  it.each([
    'hes gone out the front',
    'they got in the lift going down, he has hold of her arm',
    'ok hes gone ring me now quick',
  ])('“%s” stands beside the later time as what may be so, and does not replace it', async (words) => {
    const reference = await world.refers({ child: { ...atTenPast.child, ...aBoy } });
    await says(`${reference} ${words}`);
    const card = text(caseCard(reference));
    contains(card, 'May have left 14:03, Wed 10 Jun (not confirmed)', 'Leaves sight 15:10, Wed 10 Jun');
    contains(card, new RegExp(`May have left: they wrote “.*${words}” at 14:03\nNot confirmed: ask them`));
    lacks(card, 'Left sight');
  });

  it.each([
    'theyve gone',
    'left',
    'gone, both of them',
    'theyve left. out the back 2 mins ago',
    'hes gone with the uncle',
    'the boys gone with him just now',
  ])('“%s” ends the later time everywhere, also once the child is back; “no” brings it back', async (words) => {
    const reference = await world.refers({ child: { ...atTenPast.child, ...aBoy } });
    await says(`${reference} ${words}`);
    contains(text(caseCard(reference)), 'May have left', '(not confirmed)');
    lacks(text(caseCard(reference)), 'Leaves sight 15:10', 'before 15:10');
    lacks(text(world.receiptOf(reference)), 'counts as well');
    await world.passes(minute);
    await says(`${reference} hes back!! he ran off from the car hes with me`);
    lacks(text(caseCard(reference)), 'Leaves sight 15:10');
    lacks(text(world.receiptOf(reference)), '15:10');
    await says(`${reference} they come back for him at 4`);
    contains(text(caseCard(reference)), '16:00, Wed 10 Jun');
  });

  it('“no, still here” says that they have not: the later time counts again', async () => {
    const reference = await world.refers({ child: { ...atTenPast.child, ...aBoy } });
    await says(`${reference} theyve gone`);
    await says(`${reference} left: no`);
    contains(text(caseCard(reference)), 'Leaves sight 15:10, Wed 10 Jun');
  });
});

describe('“no”, said of words that somebody has left', () => {
  const world = aProgram({ eachAlone: true });
  const { inChat, caseCard } = world;
  const says = async (typed: string) => {
    await world.says(typed);
  };

  it('brings the later time back, and nothing else is asked about', async () => {
    const reference = await world.refers({ child: { ...atTenPast.child, ...aBoy } });
    await world.says(`I am on it ${reference}`, 'mo');
    await says(`${reference} hes gone out the front`);
    contains(summaryOf(caseCard(reference)), 'act now, may have left 14:03', 'act before 15:10');
    contains(text(world.receiptOf(reference)), 'Has the child left?', '15:10 counts as well');
    await says(`${reference} no`);
    contains(text(caseCard(reference)), 'Leaves sight 15:10, Wed 10 Jun', 'They say that the child has NOT left.');
    contains(text(world.receiptOf(reference)), 'The child leaves at 15:10');
    lacks(text(caseCard(reference)), /left sight/i, 'have left');
    const asked: string[] = [];
    for (let at = 0; at < 68; at += 1) {
      await world.passes(minute);
      const mine = inChat('mo')
        .map(summaryOf)
        .filter((each) => each.includes(reference) && each.includes('safe? Asked'));
      asked.splice(0, asked.length, ...new Set(mine.map((each) => each.slice(-5))));
    }
    expect(asked).toEqual(['15:00', '15:03', '15:10']);
  });
});

describe('words that bring their author the numbers first', () => {
  const world = aProgram({ eachAlone: true });

  it.each(['she took tablets', 'shes bleeding bad', 'cant see her anymore', 'hes filming me'])(
    '“%s” makes the case urgent, and the MASH is asked whether the child is safe',
    async (words) => {
      const reference = await world.refers();
      await world.says(`I am on it ${reference}`, 'mo');
      await world.says(`${reference} ${words}`, 'jane', 31 * minute);
      contains(text(world.caseCard(reference)), 'URGENT');
      contains(world.summaries('mo', reference).join(), 'is the child safe? Asked');
    },
  );
});

describe('a child who goes while nobody has the case', () => {
  const world = aProgram({ eachAlone: true });
  const { summaries } = world;

  it('rings everybody who was rung before, and the preview says that the child may have left', async () => {
    await world.types('mo', 'on duty');
    const reference = await world.refers({ child: { 'When will they next': 'at 2.33 pm' } });
    await world.passes(30 * minute);
    const before = summaries('ana', `URGENT ${reference}`).length;
    expect(before).toBeGreaterThan(0);
    await world.says('they went. white van. took the back gate');
    expect(summaries('ana', `URGENT ${reference}`).slice(before)).toEqual([
      `URGENT ${reference}: act now, may have left 14:33 Wed (not confirmed)`,
    ]);
    contains(text(world.inChat('ana').at(-1)), 'May have left 14:33 (not confirmed)');
    contains(summaryOf(world.caseCard(reference)), 'act now, may have left 14:33');
  });
});

describe('a child who may have gone, in other words', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard } = world;

  it.each([
    ['hes off again. silver audi. reg ends KLM', 'May have left'],
    ['i gave her back to them sorry', 'May have left'],
    ['mum took her early', 'May have left'],
    ['head of yr sent her home allready', 'May have left'],
    ['shes done a runner', 'May have left'],
    ['shes off home in half hr with him', 'Leaves sight 14:33'],
    ['he says 10 more mins', 'Leaves sight 14:13'],
    ['shes not in class', ''],
  ])('“%s” rings who has the case, with the time as it is read', async (words, head) => {
    const reference = await world.refers();
    await world.says(`I am on it ${reference}`, 'mo');
    const before = world.told.length;
    await world.says(`${reference} ${words}`);
    contains(text(caseCard(reference)), head);
    const rang = world.told
      .slice(before)
      .filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert);
    expect(rang).not.toEqual([]);
  });

  it.each([
    'hes not come bk to his room',
    'cant see her now',
    'i cant find him anywere',
    'reported him missin to police log 331 of today',
  ])('“%s” asks its author whether the child is missing, and is news', async (words) => {
    const reference = await world.refers();
    const replies = await world.acts('jane', { type: 'message', text: `${reference} ${words}` });
    await world.passes(1000);
    contains(replies.map(text).join(), 'Is the child missing?');
    contains(text(caseCard(reference)), words);
  });
});

describe('a child who goes after the decision', () => {
  const world = aProgram({ eachAlone: true });
  const { caseCard, summaries } = world;

  it('The head says that the child may have left, and whoever is on it is asked two minutes later', async () => {
    const reference = await world.refers();
    await world.types('jane', `${reference} she leaves at 10 tomorrow`);
    await world.types('jane', 'yes');
    await world.says(`I am on it ${reference}`, 'mo');
    const form = await world.presses('mo', caseCard(reference) ?? {}, 'Record decision');
    await world.presses('mo', form, 'Confirm decision', decision);
    await world.passes(10 * minute);
    const before = summaries('mo', reference).length;
    await world.says(`${reference} hes took her`, 'jane', 3 * minute);
    contains(text(caseCard(reference)), 'May have left 14:13', 'Next leaves sight: 10:00');
    contains(summaries('mo', reference).slice(before).join(), 'is the child safe? Asked at 14:15');
  });
});
