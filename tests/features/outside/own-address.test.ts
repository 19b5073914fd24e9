import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { profiles } from '../../fakes/people.ts';
import { hour, minute, outsideTeams } from './second-way-out.ts';

let all: ReturnType<typeof outsideTeams>;
beforeEach(async () => {
  all = outsideTeams();
  await all.begins();
});
afterEach(() => all.world.ends());

// A number or an address outside Teams

it('The bot uses a number once its owner has typed the code that was sent to it', async () => {
  expect(await all.answer('mo', 'text me on 07700 900111')).toContain(
    'I am sending a code to the number that ends in 111.',
  );
  expect(all.codes).toEqual([{ way: 'sms', to: '+447700900111', code: expect.stringMatching(/^\d{6}$/) }]);
  expect(await all.answer('mo', 'my number')).toContain('You have not typed it yet.');
  expect(await all.answer('mo', `code ${all.codes[0]?.code}`)).toContain(
    'Done. I can text you on the number that ends in 111.',
  );
  expect(await all.answer('mo', 'my number')).toContain('the number that ends in 111');
  expect(all.listed()).toEqual([profiles.mo.objectId]);
});

it('The bot puts a person on the list of alerts before it stores their number, so that a store that fails in between never leaves a stored number that gets no alerts', async () => {
  const { people, documents } = all.world.services;
  const [mo, change, { create }] = [profiles.mo.objectId as never, people.change, documents];
  const away = async () => {
    throw new Error('the store is away');
  };
  const failures = [
    () => Object.assign(documents, { create: away }), // the list, which nobody has written yet
    () => {
      people.change = async (id, decide) => (decide(await people.load(id)).outside ? away() : change(id, decide));
    },
  ];
  await all.answer('mo', 'text me on 07700 900111');
  for (const fail of failures) {
    fail();
    await all.answer('mo', `code ${all.codes[0]?.code}`);
    Object.assign(people, { change });
    Object.assign(documents, { create });
    expect((await people.load(mo)).outside).toBeUndefined();
  }
  expect(await all.answer('mo', `code ${all.codes[0]?.code}`)).toContain('the number that ends in 111');
  expect(all.listed()).toEqual([mo]);
});

it('A confirmed number or email address gets a test message, and its owner is told if the test cannot be sent', async () => {
  await all.confirms('mo');
  expect([all.tests, all.alerts]).toEqual([['+447700900111'], []]);
  expect(await all.confirms('ana')).toContain('Done. I can email you at the address at council.example.');
  await all.answer('ana', 'email me at ana@council.example');
  all.fails(400);
  expect(await all.hears('ana', `code ${all.codes.at(-1)?.code}`)).toContain('I could not send the test.');
});

it('A number is not confirmed by a wrong code, a late one, another person, or after five tries', async () => {
  await all.answer('mo', 'text me on 07700 900111');
  const code = all.codes[0]?.code ?? '';
  const wrong = code === '000000' ? '000001' : '000000';
  expect(await all.answer('ana', `code ${code}`)).toContain('I have not sent you a code');
  expect(await all.answer('mo', `code ${wrong}`)).toContain('That is not the code I sent.');
  await all.pass(16 * minute);
  expect(await all.answer('mo', `code ${code}`)).toContain('That code no longer works.');
  await all.answer('mo', 'text me on 07700 900111');
  for (let tried = 0; tried < 5; tried += 1)
    await all.answer('mo', `code ${all.codes[1]?.code === wrong ? '000002' : wrong}`);
  expect(await all.answer('mo', `code ${all.codes[1]?.code}`)).toContain('That code no longer works.');
  expect(all.listed()).toEqual([]);
});

it('The bot sends at most five codes a day', async () => {
  for (let asked = 0; asked < 6; asked += 1) await all.answer('mo', 'text me on 07700 900111');
  expect(all.codes).toHaveLength(5);
  await all.pass(24 * hour + minute);
  await all.answer('mo', 'text me on 07700 900111');
  expect(all.codes).toHaveLength(6);
});

it('The bot does not keep what is not a number, and ignores the words of people who get no alerts', async () => {
  for (const number of ['12', '020 7946 0958', '0800 111 222', '07000 123456', '07700 90011'])
    expect(await all.answer('mo', `text me on ${number}`)).toContain('I could not read that as a mobile number.');
  expect(await all.answer('jane', 'text me on 07700 900333')).not.toContain('code');
  expect(all.codes).toEqual([]);
});

it('When its owner removes a number, nothing of it is kept', async () => {
  await all.confirms('mo');
  expect(await all.answer('mo', 'remove my number')).toContain('Your number and email are deleted.');
  expect(await all.addressesOf('mo')).toEqual([undefined, undefined]);
  await all.world.starts();
  await all.refers('Yes, now');
  await all.pass(16 * minute);
  expect(all.alerts).toEqual([]);
});

it('A person who has left the desk can still see and remove their number', async () => {
  const jane = profiles.jane.objectId as never;
  const asked = { way: 'sms', to: '+447700900333', code: '', at: all.world.services.now(), wrong: 0 } as const;
  for (const kept of [
    { outside: { way: 'sms', to: asked.to, confirmedAt: asked.at } as const },
    { outsideAsked: asked },
  ]) {
    await all.world.services.people.change(jane, (person) => ({ ...person, ...kept }));
    expect(await all.answer('jane', 'my number')).toContain('the number that ends in 333');
    await all.answer('jane', 'stop texting me');
    expect(await all.addressesOf('jane')).toEqual([undefined, undefined]);
  }
  expect(await all.answer('jane', 'my number')).not.toContain('I have no number');
});

it('The bot forgets a number that was never confirmed', async () => {
  await all.answer('mo', 'text me on 07700 900111');
  await all.pass(hour + minute);
  await all.answer('mo', 'hi');
  expect(await all.kept('mo')).not.toHaveProperty('outsideAsked');
});

it('While its owner has a check open, a number is neither taken nor kept as an answer', async () => {
  await all.confirms('mo');
  await all.world.presses('mo', await all.world.types('mo', 'start'), 'No', {}, 'chat');
  for (const words of ['text me on 07700 900999', 'email me at mo@council.example', 'code 123456'])
    expect(await all.answer('mo', words)).toContain('You have a check open, so I did not take this.');
  const { openDraft, outside, outsideAsked } = await all.kept('mo');
  expect([outside?.to, outsideAsked, all.codes.length]).toEqual(['+447700900111', undefined, 1]);
  const draft = JSON.stringify(openDraft && (await all.world.services.cases.load(openDraft)));
  expect(draft).toContain('"id":"HT-');
  expect(draft).not.toMatch(/900999|mo@council|123456/);
  await all.answer('mo', 'remove my number');
  expect((await all.kept('mo')).outside).toBeUndefined();
});

it('A code that the service did not send is not counted, and its owner is told what helps', async () => {
  for (const [status, words] of [
    [400, 'That number was not taken. Check it and type it again.'],
    [403, 'Tell an administrator'],
    [503, 'I could not send the code. Try again later.'],
  ] as const) {
    all.fails(status);
    for (let asked = 0; asked < 7; asked += 1) {
      const heard = await all.hears('mo', 'text me on 07700 900111');
      for (const part of ['I am sending a code', words]) expect(heard).toContain(part);
    }
    const kept = await all.kept('mo');
    expect([kept.outsideAsked, kept.codesSent]).toEqual([undefined, []]);
  }
});

it('A code that may have been sent is counted, and the bot waits for it', async () => {
  all.fails(undefined);
  expect(await all.hears('mo', 'text me on 07700 900111')).toContain('I do not know whether the code was sent.');
  const kept = await all.kept('mo');
  expect([kept.outsideAsked?.to, kept.codesSent?.length]).toEqual(['+447700900111', 1]);
});
