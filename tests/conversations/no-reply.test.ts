import { describe, expect, it } from '@jest/globals';
import { minute, text } from './a-program.ts';
import { aSentReferral } from './a-sent-referral.ts';
import { contains, lacks } from './expecting.ts';

describe('a question and a message of the MASH about a child in danger, without a reply', () => {
  const { machine, heard, goes, types, reference } = aSentReferral('2026-06-10T13:03:00.000Z', { danger: 'Yes, now' });

  it('After half an hour the referrer gets both once more, with only the reference in the preview', async () => {
    await goes(['Take this referral']);
    await goes(['Ask the referrer'], ['Send question', { 'Your question': 'Which school?' }]);
    await goes(['Tell the referrer'], ['Send message', { 'Your message': 'Keep her there.' }]);
    const [question, message] = ['has a question', 'has a message'].map((words) => () => heard('jane', words));
    await machine.pass(29 * minute);
    expect([question?.(), message?.()].map((each) => each?.length)).toEqual([1, 1]);
    await machine.pass(minute);
    const again = [question?.().at(-1), message?.().at(-1)];
    for (const each of again) expect(each).toMatchObject({ alert: true });
    contains(again.map((each) => text(each?.card)).join('\n'), 'Which school?', 'Keep her there.');
    lacks(again.map((each) => each?.summary).join(), /school|Keep/);
    expect([question?.(), message?.()].map((each) => each?.length)).toEqual([2, 2]);
  });

  it('After as long again, who wrote is told to ring, unless the reply has come', async () => {
    await types('jane', 'answer: Hillside.');
    await machine.pass(31 * minute);
    const [ring, ...more] = heard('mo', 'please ring the referrer');
    expect([ring?.alert, more]).toEqual([true, []]);
    contains(text(ring?.card), reference(), 'Not read yet');
  });
});
