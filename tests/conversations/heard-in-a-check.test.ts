import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { CaseId } from '../../src/base/reference.ts';
import { unsaidIn } from '../../src/store/people.ts';
import { profiles, referrals } from '../fakes/people.ts';

import { aProgram, minute, sendsReferral, summaryOf, text } from './a-program.ts';
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
  const { says, types, presses, thread, values } = janeTypes();
  beforeAll(async () => {
    await types('mo', 'on duty');
    let card = await types('jane', 'start');
    for (const title of ['Yes, now', 'I have phoned']) card = await presses('jane', card, title, {}, 'chat');
  });
  const aboutHer = ['Jane Okafor'];

  it('A question and a sentence are no phone number and no name: they go to the MASH', async () => {
    const typed = ['when is someone coming', 'i cant stop shaking', 'hes in the hall', 'is anyone there'];
    for (const words of typed)
      contains(await says(words), 'Sent to the MASH', 'In your check is only what I called “saved”.');
    await says('01632 960 014', 'health');
    for (const right of aboutHer) contains(await says('someone is at the window', right), 'Sent to the MASH');
    expect(await values()).toMatchObject({ name: 'Jane Okafor', phone: '01632 960 014' });
    contains(thread(), ...typed);
  });

  it('What a box asks for still goes into it, as a sentence too', async () => {
    await says('skip', 'no', 'what do i do', 'Girl Zircon', 'now hes shouting at her', 'she is about 12');
    expect(await values()).toMatchObject({ 'child-name': 'Girl Zircon', 'child-age': 'she is about 12' });
    contains(thread(), 'what do i do', 'now hes shouting at her', 'Girl Zircon', 'she is about 12'); // of a child in danger, the MASH reads the draft
  });

  it('“carry on” shows the open question, and leaves no page out', async () => {
    contains(await says('i cant stop shaking', 'carry on'), 'Where are they now?');
  });

  it('No box takes danger or a leaving time that does not answer it', async () => {
    for (const words of ['cant breathe', 'he has a knife']) contains(await says(words), 'Sent to the MASH');
    expect(await values()).not.toHaveProperty('whereabouts');
    await says('hes outside now', 'go on');
    for (const words of ['they go at half ten', 'he took her just now'])
      contains(await says(words), 'Sent to the MASH');
    expect(await values()).not.toHaveProperty('with');
    await says('with uncle Topaz', 'he took her');
    expect(await values()).toMatchObject({ 'leaves-sight': 'he took her' }); // they have gone
    contains(
      thread(),
      'cant breathe',
      'he has a knife',
      'they go at half ten',
      'he took her just now',
      'he took her\n',
    );
    contains(thread(), 'Child is with: with uncle Topaz');
  });

  it('What answers the box goes into it, and to the MASH', async () => {
    contains(
      await says('change leaves sight', 'they go at four'),
      'Next leaves sight saved ✓',
      'Sent to the MASH',
      'In your check is only what I called “saved”.',
      'Did the child come from abroad?',
    );
    expect(await values()).toMatchObject({
      whereabouts: 'hes outside now',
      'leaves-sight': 'they go at four',
    });
    contains(thread(), 'hes outside now', 'they go at four');
  });

  it('Danger that is said already, with a call, is not asked again: the numbers come, and the question', async () => {
    const answer = await says('he has a knife');
    contains(answer, 'Ring 999 now', 'Did the child come from abroad?', 'Sent to the MASH');
    lacks(answer, 'to mark the child as in danger', 'Type 1 if you have phoned');
  });
});

describe('what is typed at a short box of a check while the MASH has another referral of its author', () => {
  const { says, types, presses, refers, thread, values, waiting } = janeTypes();
  beforeAll(async () => {
    await refers();
    const card = await types('jane', 'start new');
    await presses('jane', card, 'No', {}, 'chat');
    await says('A burn.', 'no');
  });

  it('A question and a sentence go to the MASH without a child, and the box is asked again', async () => {
    contains(await says('when is someone coming'), 'Which child?');
    expect(await waiting()).toEqual(['when is someone coming']);
    expect((await values())['child-name']).toBeUndefined();
    await says('he said he would', 'this check');
    expect(await waiting()).toEqual([]);
  });

  it('Danger that answers the box goes into it and to the MASH; a plain time that it asks for goes into it only', async () => {
    await says('go on', 'Boy Onyx', '12', 'hes outside now');
    expect(await values()).toMatchObject({ 'child-name': 'Boy Onyx', whereabouts: 'hes outside now' });
    contains(thread(), 'About a check');
    expect(await waiting()).toEqual([]); // it is the answer of this check
    await presses('jane', await types('jane', 'he has a knife'), 'This check', {}, 'chat');
    expect((await values()).with).toBeUndefined();
    await says('go on', 'uncle', '22:30');
    expect(await values()).toMatchObject({ with: 'uncle', 'leaves-sight': '22:30' });
    expect(await waiting()).toEqual([]);
    lacks(thread(), 'Onyx');
  });
});

describe('“yes”, “no”, “message only” and “hello??” with a check open and several referrals', () => {
  const { says, types, presses, refers, values, machine, caseCard } = janeTypes();
  let first: string;
  let second: string;
  const leaves = async (words: string) => says(words, `about ${first}`);
  beforeAll(async () => {
    await types('mo', 'on duty');
    first = await refers();
    second = await refers();
    await types('jane', 'start new');
    await machine.pass(2 * minute);
  });

  it('“no” after “Is the time right?” never says that the child of the check is not in danger; “time: no” answers it', async () => {
    await leaves('they leave at 4');
    contains(await says('No.'), 'Which question?', '“time: no” or “check: no”');
    contains(await says('time no'), 'You say that it is not right');
    expect((await values()).danger).toBeUndefined();
  });

  it('Where the check asked just after the time, or the MASH asks, too, nothing is set and it is asked which is meant', async () => {
    await leaves('they leave at 5');
    await says('go on');
    for (const word of ['no', 'nope']) contains(await says(word), 'Which question?', 'Nothing is set yet.');
    expect((await values()).danger).toBeUndefined();
    contains(await says('time: yes'), 'You say that it is right');
    const form = await presses('mo', caseCard(second) ?? {}, 'Ask the referrer');
    await presses('mo', form, 'Send question', { 'Your question': 'Is he safe?' });
    await machine.pass(3000);
    contains(await says('no'), 'Which question?', '“answer: no”');
    expect((await values()).danger).toBeUndefined();
    contains(await says('answer: no'), 'You have answered the MASH');
  });

  it('Where the check asked later, the word answers the check; “check: no” always does', async () => {
    await leaves('they leave at 6');
    await says('go on', 'check: no');
    expect((await values()).danger).toBe('no');
    await machine.pass(minute);
    await says('go on', 'A burn.', 'no');
    expect((await values()).care).toBe('no');
  });

  it('“message only” is about the telephone of the person, so it stands on all their referrals', async () => {
    contains(await says('message only'), 'The MASH reads: message only', first, second);
    for (const reference of [first, second]) contains(text(caseCard(reference)), 'MESSAGE ONLY, says the referrer');
    await says(`ring me ${second}`);
    contains(text(caseCard(first)), 'MESSAGE ONLY, says the referrer');
    lacks(text(caseCard(second)), 'MESSAGE ONLY');
  });
});

describe('“missing: …” and “hello??” where it is not said which child', () => {
  const { says, types, presses, refers, thread, waiting, machine, caseCard, summaries, inChat } = janeTypes();
  let first: string;
  let second: string;
  const summariesOf = (who: 'mo' | 'ana' | 'dee') => inChat(who).map(summaryOf).join();
  beforeAll(async () => {
    await types('mo', 'on duty');
    first = await refers();
    second = await refers();
    await machine.pass(minute);
  });

  it('“missing: …” is told at once, to every manager, and brings the police first', async () => {
    const answer = await says('missing: since 5, not told the police yet');
    contains(answer, 'Ring the police first. Now.', 'Which child?', first, second);
    lacks(answer, 'A child is missing', 'Nothing was told yet'); // it is asked once
    for (const who of ['mo', 'ana'] as const)
      contains(summariesOf(who), /^URGENT: CHILD MISSING, .*words for the MASH, child not yet said/);
    lacks(summariesOf('dee'), 'MISSING');
    expect(await waiting()).toEqual(['missing: since 5, not told the police yet']);
  });

  it('Once it is said which child, the child is reported missing with the words, and the card asks what the police know', async () => {
    const pressed = await presses('jane', await types('jane', 'she is gone'), second, {}, 'chat');
    contains(text(pressed), 'The child is missing', 'I am telling the MASH', 'Ring the police first. Now.');
    await machine.pass(3000);
    contains(text(caseCard(second)), 'CHILD MISSING', 'since 5, not told the police yet');
    lacks(text(caseCard(first)), 'MISSING');
    expect(summaries('ana', second).join()).toContain('CHILD MISSING');
    await says('child is found', 'found: she is here', `about ${second}`); // said twice, it is no report, but kept
    contains(text(caseCard(second)), 'Said to be found', 'found: she is here');
  });

  it('“missing” at a box and at the first question of a check brings the police, and goes to the MASH; the draft can be meant', async () => {
    await types('jane', 'start new');
    contains(await says('missing'), 'Ring the police first. Now.', 'Which child?');
    await presses('jane', await types('jane', 'go on'), 'No', {}, 'chat');
    contains(await says('Missing!'), 'Ring the police first. Now.', 'Which child?');
    expect(await waiting()).toEqual(['missing', 'Missing!']);
    const before = thread();
    const pressed = await presses('jane', await types('jane', 'missing'), 'This check', {}, 'chat');
    contains(text(pressed), 'I am telling the MASH', 'Do the police know?');
    await machine.pass(3000);
    expect(await waiting()).toEqual([]);
    contains(thread().slice(before.length), 'CHILD MISSING', 'NOT IN WRITING YET');
  });

  it.each([
    ['hello??', 'What you can do now'],
    ['are you there', 'Is somebody reading now?'],
    ['hi is anyone there', 'Is somebody reading now?'],
  ])('“%s” goes to the MASH, with the numbers', async (words, heading) => {
    contains(await says(words), 'Which child?', heading, '999');
    expect(await waiting()).toContain(words);
  });
});

describe('words that take back an alarm, while the check of another child is open', () => {
  const world = janeTypes();
  const { says, types, machine, values, services } = world;
  let reference = '';
  const kept = async () => {
    const { unfiled = [] } = await services.people.load(StaffId.parse(profiles.jane.objectId));
    return unfiled.map(({ words }) => words);
  };
  const added = async () => Object.values((await services.cases.load(CaseId.parse(reference)))?.facts.texts ?? {});

  beforeAll(async () => {
    await types('mo', 'on duty');
    reference = await sendsReferral(world, 'jane', { child: { 'Child’s name': 'Marisol' } });
    await says('next child', 'no', 'no', 'deshawn wills, 12. same man gave him a bag to carry');
  });

  it('go to the MASH, and stand beside them', async () => {
    const alarm = 'the honda is back, back gate. deshawn went out to it';
    await says(alarm);
    expect(await kept()).toEqual([alarm]);
    await machine.pass(minute);
    await says('wait no that was another kid, deshawn is here');
    expect(await kept()).toEqual([alarm, 'wait no that was another kid, deshawn is here']);
  });

  it('stay whole in the check, or go to the MASH, where the alarm was of another child', async () => {
    await says(`${reference} hes here now with a knife`);
    await says('no that was the ward phone');
    contains(JSON.stringify([await added(), await kept(), await values()]), 'no that was the ward phone');
    expect(JSON.stringify(await values())).not.toContain('knife');
  });

  it('A plain “no” that answers the check stays there', async () => {
    const before = (await added()).length;
    await says(`${reference} he is here now`, 'no');
    expect((await added()).length).toBe(before + 1);
  });
});
