import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { profiles, referrals } from '../fakes/people.ts';
import type { CardSeen } from '../fakes/seeing.ts';
import type { CardActions, Person } from './person.ts';
import {
  allOf,
  beginsCheck,
  cardInChannel,
  caseCard,
  decides,
  inChat,
  opensCallForm,
  referenceInButtons,
  referenceOn,
  refers,
  summariesIn,
  textsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const call = {
  'Who rang': 'Jane Okafor',
  'Their agency': 'Health',
  'Their phone': '01632 960 014',
  'When did they ring': 'half an hour ago',
  Urgent: 'No',
  'What did they say': 'A girl, Zircon, with a burn.',
};

async function logs(person: Person, more: Filled = {}): Promise<string> {
  const card = await opensCallForm(person);
  await card.presses('Log it', { ...call, ...more });
  return referenceOn(card);
}

/** The referrer records the same call in their own draft. @returns its reference */
async function recordsTheCall(person: Person): Promise<string> {
  const card = await beginsCheck(person);
  await card.presses('Yes, now');
  await card.presses('I have phoned');
  await card.presses('Continue', { Phone: '01632 960 014' });
  return referenceInButtons(card);
}

/** The shared card of a case as this person sees it, or what they have opened in its place. */
function sharedCard(person: Person, reference: string): CardActions {
  const { activityId } = person
    .on((card) => card.headings[0]?.startsWith(reference) === true && card.conversationId.startsWith(referrals.id))
    .sees();
  return person.on((card) => card.activityId === activityId);
}

const textOn = (world: World, reference: string): string => cardInChannel(world.ana, reference)?.text ?? '';

/** The same card with the reference of another case. */
const onOtherCase = (card: CardSeen['json'], one: string, other: string): CardSeen['json'] =>
  JSON.parse(JSON.stringify(card).replaceAll(one, other));

const openList = async (world: World) => allOf(await world.mo.mentions('open'));

describe('a call that the MASH logged and the referrer recorded', () => {
  let world: World;
  let logged: string;
  let ownCase: string;
  beforeAll(async () => {
    world = await startWorld();
    for (const who of [world.mo, world.ana]) await who.says('hi');
    logged = await logs(world.pat);
    ownCase = await recordsTheCall(world.jane);
    await world.until(() => cardInChannel(world.mo, logged) && cardInChannel(world.mo, ownCase));
  });
  afterAll(() => world.stop());

  it('A call that the MASH logged and the referrer recorded is two open cases until the MASH joins them', async () => {
    const listed = await openList(world);
    expect(listed).toContain(logged);
    expect(listed).toContain(ownCase);
  });

  it('“Same as another call” names the other call by reference and time, and by no fact', async () => {
    const card = sharedCard(world.pat, logged);
    await card.presses('Take this referral');
    await world.until(() => textOn(world, logged).includes('taken by Pat Lee'));
    await card.presses('More');
    await card.presses('Same as another call');
    const { text, buttons } = card.sees();
    expect(text).toContain(ownCase);
    expect(text).toMatch(/Rang \d\d:\d\d, .*Not in writing yet/);
    expect(text).not.toMatch(/Zircon|Okafor|01632/);
    expect(buttons).toEqual(['Same call', 'Back to the card']);
  });

  it('“Same call” ends the logged call, and the referrer’s case is due from the earlier time', async () => {
    const { pat, until } = world;
    const due = /Decision due by \n?([^\n]*)/;
    const first = due.exec(textOn(world, logged))?.[1];
    expect(first).toMatch(/^\d\d:\d\d/);
    expect(textOn(world, ownCase)).not.toContain(`Decision due by ${first}`);
    const card = sharedCard(pat, logged);
    expect(card.sees().headings[0]).toBe(`${logged}: the same call?`); // the test before left it open
    await card.presses('Same call');
    expect(card.sees().text).toContain(`Joined: ${logged} goes on in ${ownCase}.`);
    expect(card.sees().text).toMatch(new RegExp(`Joined into ${ownCase}\\nBy Pat Lee, \\d\\d:\\d\\d`));
    await until(() => textOn(world, logged).includes(`Joined into ${ownCase}`));
    await until(() => textOn(world, ownCase).includes(`Call logged by the MASH: ${logged}`));
    expect(textOn(world, ownCase)).toContain(`Decision due by ${first}`);
    expect(textOn(world, ownCase)).toContain('taken by Pat Lee');
    expect(textOn(world, ownCase)).not.toContain('Zircon');
    await until(() =>
      summariesIn(world.teams.delivered(referrals.id)).some((each) => each.includes(`Joined into ${ownCase}`)),
    );
  });

  it('Joined calls are listed once, and “find” still finds the logged call', async () => {
    const { mo, pat } = world;
    for (const list of [await openList(world), allOf(await pat.mentions('mine'))]) {
      expect(list).toContain(ownCase);
      expect(list).not.toContain(logged);
    }
    expect(allOf(await mo.mentions(`find ${logged}`))).toContain(`Joined into ${ownCase}`);
  });

  it('The MASH can read the whole call from the other card, and the shared card stays as it was', async () => {
    const { mo } = world;
    const shared = textOn(world, ownCase);
    const card = sharedCard(mo, ownCase);
    await card.presses('Open that call');
    expect(card.sees().text).toContain('A girl, Zircon, with a burn.');
    expect(card.sees().text).toContain('01632 960 014');
    await card.presses('Everything');
    expect(card.sees().text).toContain('Zircon');
    await card.presses('Open the other case');
    expect(card.sees().headings[0]).toBe(ownCase);
    await card.presses('More');
    await card.presses('Back to the card');
    expect(textOn(world, ownCase)).toBe(shared);
  });

  it('Anything pressed or typed about a joined call is answered with the case it goes on in', async () => {
    const { mo, pat } = world;
    const stale = { ...mo.on(caseCard(mo, ownCase).sees()).sees() };
    expect(stale.buttons).toContain('Record decision');
    const answer = await mo.on({ ...stale, json: onOtherCase(stale.json, ownCase, logged) }).presses('Record decision');
    expect(JSON.stringify(answer.card)).toContain(`This call was joined into ${ownCase}. Open that card.`);
    expect(textsOf(await pat.mentions(`tell ${logged}: Wait.`))).toContain(`was joined into ${ownCase}`);
    expect(textOn(world, logged)).toContain(`Joined into ${ownCase}`);
  });

  it('“Separate again” makes two cases, and the call is again with the person who took it', async () => {
    const { ana, until } = world;
    const card = sharedCard(ana, logged);
    await card.presses('Separate again');
    expect(card.sees().text).toContain(`Separated: ${logged} waits for its own decision again.`);
    await until(() => textOn(world, logged).includes('taken by Pat Lee'));
    await until(() => !textOn(world, ownCase).includes('Call logged by the MASH'));
    expect(textOn(world, ownCase)).toContain('nobody has taken it');
    const listed = await openList(world);
    for (const reference of [logged, ownCase]) expect(listed).toContain(reference);
  });

  it('The MASH can join and separate calls by typing, in the channel and in their own chat, in any order', async () => {
    const { mo, pat, until } = world;
    expect(textsOf(await mo.mentions(`join ${ownCase} with ${logged}`))).toContain(
      `Joined: ${logged} goes on in ${ownCase}.`,
    );
    expect(textsOf(await mo.mentions(`join ${logged} with ${ownCase}`))).toContain('Joined before');
    expect(textsOf(await pat.says(`separate ${logged}`))).toContain(`Separated: ${logged}`);
    expect(textsOf(await pat.says(`join ${logged} and ${ownCase}`))).toContain('Joined');
    await until(() => textOn(world, ownCase).includes(`Call logged by the MASH: ${logged}`));
    const lines = () =>
      summariesIn(world.teams.delivered(referrals.id)).filter((each) => each.includes(`The call ${logged}`));
    await until(() => lines().length === 3);
    expect(await openList(world)).not.toContain(logged);
  });

  it('Nobody outside the MASH can join or separate calls, and a wrong pair is refused in plain words', async () => {
    const { gus, jane, mo } = world;
    expect(textsOf(await gus.mentions(`separate ${logged}`))).toContain('Only members of the MASH team can do that.');
    for (const words of [`separate ${logged}`, `join ${logged} with ${ownCase}`])
      expect(textsOf(await jane.says(words))).not.toMatch(/[Jj]oined|[Ss]eparated/);
    const other = await logs(world.pat, { 'Who rang': 'Tom Reed' });
    expect(textsOf(await mo.mentions(`join ${other} with ${logged}`))).toContain(
      'a call that the MASH wrote down, too',
    );
    expect(textsOf(await mo.mentions(`join ${logged} with ${logged}`))).toContain('Name two.');
    expect(textsOf(await mo.mentions(`join ${logged} with HT-0000-000`))).toContain('no whole reference');
    await world.until(() => textOn(world, logged).includes(`Joined into ${ownCase}`));
  });

  it('Joined calls are decided once, in the referrer’s case', async () => {
    const { jane, mo, until } = world;
    await decides(mo, ownCase, { 'What action': 'A social worker rings today.', Reasons: 'The call.' });
    await until(() => inChat(jane, 'The MASH has decided').sees());
    expect(await openList(world)).not.toContain(ownCase);
    const refused = await mo.mentions(`join ${await logs(world.pat)} with ${ownCase}`);
    expect(textsOf(refused)).toContain(`${ownCase} is decided already. Nothing was changed.`);
  });
});

describe('a joined call that nobody decides, with short clocks', () => {
  const pack = {
    extends: 'hertfordshire-2016',
    clocks: { decision: { within: 'PT10M', remind: ['PT8S'], escalate: 'PT9M', overdueEvery: 'PT10M' } },
  };

  it('Reminders come for the referrer’s case, and none for a call that was joined into it', async () => {
    const world = await startWorld({ clockStands: true, pack });
    try {
      const { mo, pat, jane, until } = world;
      await mo.says('hi');
      const ownCase = await refers(jane);
      const logged = await logs(pat, { 'When did they ring': 'just now' });
      await until(() => cardInChannel(mo, logged));
      await pat.mentions(`join ${logged} with ${ownCase}`);
      const reminded = (reference: string) =>
        summariesIn(mo.chat()).filter((each) => each.startsWith(`${reference} undecided`));
      await world.pass(8);
      await until(() => reminded(ownCase).length > 0);
      const summaries = () => summariesIn(world.teams.delivered(referrals.id));
      await until(() => summaries().some((each) => each.startsWith(`${ownCase}: Undecided`)));
      await world.rests();
      expect(summaries().filter((each) => each.startsWith(`${logged}: Undecided`))).toEqual([]);
      expect(reminded(logged)).toEqual([]);
    } finally {
      await world.stop();
    }
  });
});

describe('a call of a person whom the MASH found in Teams', () => {
  it('A caller whom the MASH found in Teams sees that the call goes on in their own case, and what they add goes there', async () => {
    const world = await startWorld();
    try {
      const { jane, mo, pat, until } = world;
      const ownCase = await refers(jane);
      const logged = await logs(pat, { 'If they use Teams': profiles.jane.objectId });
      await until(() => inChat(jane, 'You rang the MASH').sees());
      const notice = inChat(jane, 'You rang the MASH').sees();
      await until(() => cardInChannel(mo, logged));
      expect(textsOf(await pat.mentions(`join ${logged} with ${ownCase}`))).toContain('Joined');
      expect(allOf(await jane.says('my referrals'))).toContain(`The same call as ${ownCase}: it goes on there`);
      await jane.on(notice).presses('Put it in writing');
      await until(() => inChat(jane, `together with your own ${ownCase}`).sees());
      await jane.says(`missing ${logged}: since noon`);
      await until(() => textOn(world, ownCase).includes('CHILD MISSING'));
      expect(textOn(world, logged)).not.toContain('CHILD MISSING');
      await jane.says('add: She has a brother.');
      await until(() => textOn(world, ownCase).includes('She has a brother.'));
    } finally {
      await world.stop();
    }
  });
});
