import { describe, expect, it } from '@jest/globals';
import { aTypedCheck } from './a-typed-check.ts';
import { contains, lacks } from './expecting.ts';

// An unsent first check, and words of a second child. The MASH has no case of their author

const before = ['no', '2', 'Carol Webb', '01632 960 111', 'A man waits for her outside.', 'no', 'Linh'];
const several = 'You write of more than one child.';

describe.each([
  'theres another girl at the house, mai, 12',
  'theres another girl here too shes called mai 12',
  'and theres a second girl, mai, about 12',
  'weve found another child with her, mai, shes 12',
  'her aunts got another girl as well, mai 12',
  'the other girl is mai, 12',
])('“%s”', (words) => {
  const { says, values } = aTypedCheck(...before);

  it('answers nothing of the first child, and the bot says so before the question', async () => {
    const { worry: _, ...known } = await values();
    const answer = await says(words);
    contains(answer, several, 'type “next child”');
    expect(answer.indexOf(several)).toBeLessThan(answer.indexOf('Age or date of birth'));
    const { worry, ...after } = await values();
    expect(after).toEqual(known);
    expect(worry).toContain(`“Of another child: ${words}”`);
  });

  it('what is said of her later answers nothing, either', async () => {
    await says('15');
    const { worry: _, ...known } = await values();
    contains(await says('mai is at the flat'), several);
    const { worry, ...after } = await values();
    expect([after, known['child-age']]).toEqual([known, '15']);
    expect(worry).toContain('mai is at the flat');
    await says('Linh is at school');
    expect((await values()).whereabouts).toBe('Linh is at school');
  });
});

describe.each(['another girl told me shes 14', '15, like another boy in her class', 'about 15, the other ones older'])(
  '“%s”',
  (words) => {
    const { says } = aTypedCheck(...before);

    it('tells of no second child', async () => {
      lacks(await says(words), several);
    });
  },
);

describe('danger of a second child', () => {
  const { says, values } = aTypedCheck(...before, 'theres another girl at the house, mai, 12');

  it('brings the numbers and asks, as any danger does; “yes” asks whether they rang', async () => {
    contains(await says('mai is bleeding'), 'Ring 999 now', 'Type “yes” to mark the child as in danger', several);
    expect((await values()).worry).toContain('“Of another child: mai is bleeding”');
    contains(await says('yes'), 'Type 1 if you have phoned');
  });

  it('also where the first child is in danger already', async () => {
    await says('2');
    contains(await says('theyre hitting mai, theres another girl too'), 'Ring 999 now');
  });
});

describe('a story of two children', () => {
  const { says, values } = aTypedCheck(...before.slice(0, 4));

  it('is the worry, and the bot says that they are several', async () => {
    const story = 'A man waits for Linh. Theres another girl at the house, mai, 12.';
    contains(await says(story), several, 'You wrote: Child: L….');
    expect((await values()).worry).toBe(story);
  });
});
