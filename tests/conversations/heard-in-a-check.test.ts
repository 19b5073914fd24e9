import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { unsaidIn } from '../../src/features/information/unfiled-state.ts';
import { profiles, referrals } from '../fakes/people.ts';

import { aProgram, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

/** The program, and what Jane types. */
function janeTypes() {
  const world = aProgram();
  const { machine, told, services, types, said } = world;
  return {
    ...world,
    thread: () =>
      told
        .flatMap(({ to, message }) => (to.startsWith(referrals.id) && 'card' in message ? [text(message.card)] : []))
        .join('\n'),
    /** What stands in the boxes of her newest check. */
    values: async () => {
      const own = await services.cases.of(StaffId.parse(profiles.jane.objectId), 10);
      const draft = own.filter(({ progress }) => progress).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0];
      return (draft?.facts.adding ?? draft?.facts.answers)?.values ?? {};
    },
    /** @returns all that the bot answers */
    says: async (...lines: string[]) => {
      const from = said.length;
      for (const each of lines) await types('jane', each);
      await machine.pass(3000);
      return said
        .slice(from)
        .map(({ message }) => ('card' in message ? text(message.card) : message.text))
        .join('\n');
    },
    waiting: async () =>
      unsaidIn(await services.people.load(StaffId.parse(profiles.jane.objectId))).map(({ words }) => words),
  };
}

describe('what is typed at a short box of a call that the MASH waits for', () => {
  const { says, types, presses, thread, values, starts } = janeTypes();
  beforeAll(async () => {
    await starts();
    await types('mo', 'on duty');
    let card = await types('jane', 'start');
    for (const title of ['Yes, now', 'I have phoned']) card = await presses('jane', card, title, {}, 'chat');
  });
  const aboutHer = ['Bedwell Clinic', 'Jane Okafor', 'nurse'];

  it('A question and a sentence are no phone number, name, organisation or role: they go to the MASH', async () => {
    const typed = ['when is someone coming', 'i cant stop shaking', 'hes in the hall', 'is anyone there'];
    for (const words of typed) contains(await says(words), 'Sent to the MASH', 'They are not in your check.');
    await says('01632 960 014', 'health');
    for (const right of aboutHer) contains(await says('someone is at the window', right), 'Sent to the MASH');
    expect(await values()).toMatchObject({ organisation: 'Bedwell Clinic', name: 'Jane Okafor', role: 'nurse' });
    contains(thread(), ...typed);
  });

  it('What a box asks for still goes into it, as a sentence too', async () => {
    await says('skip', 'skip', 'no', 'what do i do', 'Girl Zircon', 'now hes shouting at her', 'she is about 12');
    expect(await values()).toMatchObject({ 'child-name': 'Girl Zircon', 'child-age': 'she is about 12' });
    contains(thread(), 'what do i do', 'now hes shouting at her');
    lacks(thread(), 'Zircon', 'about 12');
  });

  it('No box takes danger or a leaving time that does not answer it', async () => {
    for (const words of ['cant breathe', 'he has a knife']) contains(await says(words), 'Sent to the MASH');
    expect(await values()).not.toHaveProperty('whereabouts');
    await says('hes outside now', 'go on');
    for (const words of ['they go at half ten', 'he took her just now'])
      contains(await says(words), 'Sent to the MASH');
    expect(await values()).not.toHaveProperty('with');
    await says('with uncle Topaz', 'he took her');
    expect(await values()).not.toHaveProperty('leaves-sight');
    contains(
      thread(),
      'cant breathe',
      'he has a knife',
      'they go at half ten',
      'he took her just now',
      'he took her\n',
    );
    lacks(thread(), 'Topaz');
  });

  it('What answers the box goes into it, and to the MASH', async () => {
    contains(await says('they go at four'), 'Sent to the MASH', 'Is the child still in the situation');
    expect(await values()).toMatchObject({
      whereabouts: 'hes outside now',
      'leaves-sight': 'they go at four',
    });
    contains(thread(), 'hes outside now', 'they go at four');
  });
});

describe('what is typed at a short box of a check while the MASH has another referral of its author', () => {
  const { says, types, presses, refers, thread, values, waiting, starts } = janeTypes();
  beforeAll(async () => {
    await starts();
    await refers();
    const card = await types('jane', 'start new');
    await presses('jane', card, 'No', {}, 'chat');
    await says('no');
  });

  it('A question and a sentence go to the MASH without a child, and the box is asked again', async () => {
    contains(await says('when is someone coming'), 'Which child?');
    expect(await waiting()).toEqual(['when is someone coming']);
    expect((await values())['child-name']).toBeUndefined();
    const card = await types('jane', 'he said he would');
    await presses('jane', card, 'This check', {}, 'chat');
    expect(await waiting()).toEqual([]);
  });

  it('Danger that answers the box goes into it and to the MASH; a plain time that it asks for goes into it only', async () => {
    await says('go on', 'Boy Onyx', '12', 'hes outside now');
    expect(await values()).toMatchObject({ 'child-name': 'Boy Onyx', whereabouts: 'hes outside now' });
    expect(await waiting()).toEqual(['hes outside now']);
    await presses('jane', await types('jane', 'he has a knife'), 'This check', {}, 'chat');
    expect((await values()).with).toBeUndefined();
    await says('go on', 'uncle', '22:30');
    expect(await values()).toMatchObject({ with: 'uncle', 'leaves-sight': '22:30' });
    expect(await waiting()).toEqual([]);
    lacks(thread(), 'Onyx');
  });
});
