import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { profiles, referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { hears, replies, repliesInText, seesCase } from './waiting.ts';
import {
  allOf,
  beginsCheck,
  cardInChannel,
  caseCard,
  decides,
  listOf,
  opensCallForm,
  referenceInButtons,
  referenceOn,
  refers,
  summariesIn,
  textsOf,
} from './walks.ts';
import type { World } from './world.ts';

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
  await card.presses('Yes, now', 'I have phoned', 'Continue', { Phone: '01632 960 014' });
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

const world = aWorld();
const { jane, sid, mo, ana, pat, gus, until, teams } = world;

describe('a call that the MASH logged and the referrer recorded', () => {
  let logged: string;
  let ownCase: string;
  beforeAll(async () => {
    for (const who of [mo, ana]) await who.says('hi');
    logged = await logs(pat);
    ownCase = await recordsTheCall(jane);
    await until(() => cardInChannel(mo, logged) && cardInChannel(mo, ownCase));
  });

  it('A call that the MASH logged and the referrer recorded is two open cases until the MASH joins them', async () => {
    await replies(mo.mentions('board'), logged, ownCase);
  });

  it('“Same as another call” names the other call by reference and time, and by no fact', async () => {
    const card = sharedCard(pat, logged);
    await card.presses('Take this referral');
    await seesCase(ana, logged, 'taken by Pat Lee');
    await card.presses('More', 'Same as another call');
    const { text, buttons } = card.sees();
    contains(text, ownCase);
    expect(text).toMatch(/Rang \d\d:\d\d, .*Not in writing yet/);
    expect(text).not.toMatch(/Zircon|Okafor|01632/);
    expect(buttons).toEqual(['Same call', 'Back to the card']);
  });

  it('“Same call” ends the logged call, and the referrer’s case is due from the earlier time', async () => {
    const due = /Decision due by \n?([^\n]*)/;
    const first = due.exec(textOn(world, logged))?.[1];
    expect(first).toMatch(/^\d\d:\d\d/);
    lacks(textOn(world, ownCase), `Decision due by ${first}`);
    const card = sharedCard(pat, logged);
    expect(card.sees().headings[0]).toBe(`${logged}: the same call?`); // the test before left it open
    await card.presses('Same call');
    shows(card, `Joined: ${logged} goes on in ${ownCase}.`);
    expect(card.sees().text).toMatch(new RegExp(`Joined into ${ownCase}\\nBy Pat Lee, \\d\\d:\\d\\d`));
    await seesCase(ana, logged, `Joined into ${ownCase}`);
    await seesCase(ana, ownCase, `Call logged by the MASH: ${logged}`);
    contains(textOn(world, ownCase), `Decision due by ${first}`, 'taken by Pat Lee');
    lacks(textOn(world, ownCase), 'Zircon');
    await until(() => summariesIn(teams.delivered(referrals.id)).join().includes(`Joined into ${ownCase}`));
  });

  it('Joined calls are listed once, and “find” still finds the logged call', async () => {
    for (const list of [allOf(await mo.mentions('board')), (await listOf(pat, 'mine')).sees().text]) {
      contains(list, ownCase);
      lacks(list, logged);
    }
    await replies(mo.mentions(`find ${logged}`), `Joined into ${ownCase}`);
  });

  it('The MASH can read the whole call from the other card, and the shared card stays as it was', async () => {
    const shared = textOn(world, ownCase);
    const card = sharedCard(mo, ownCase);
    await card.presses('Open that call');
    shows(card, 'A girl, Zircon, with a burn.', '01632 960 014');
    await card.presses('Everything');
    shows(card, 'Zircon');
    await card.presses('Open the other case');
    expect(card.sees().headings[0]).toBe(ownCase);
    await card.presses('More', 'Back to the card');
    expect(textOn(world, ownCase)).toBe(shared);
  });

  it('Anything pressed or typed about a joined call is answered with the case it goes on in', async () => {
    const card = caseCard(mo, ownCase).sees();
    const json = JSON.parse(JSON.stringify(card.json).replaceAll(ownCase, logged));
    const answer = await mo.on({ ...card, json }).presses('Record decision');
    contains(allOf([answer]), `This call was joined into ${ownCase}. Open that card.`);
    await repliesInText(pat.mentions(`tell ${logged}: Wait.`), `was joined into ${ownCase}`);
    contains(textOn(world, logged), `Joined into ${ownCase}`);
  });

  it('“Separate again” makes two cases, and the call is again with the person who took it', async () => {
    const card = sharedCard(ana, logged);
    await card.presses('Separate again');
    shows(card, `Separated: ${logged} waits for its own decision again.`);
    await seesCase(ana, logged, 'taken by Pat Lee');
    await until(() => !textOn(world, ownCase).includes('Call logged by the MASH'));
    contains(textOn(world, ownCase), 'nobody has taken it');
    await replies(mo.mentions('board'), logged, ownCase);
  });

  it('The MASH can join and separate calls by typing, in the channel and in their own chat, in any order', async () => {
    await repliesInText(mo.mentions(`join ${ownCase} with ${logged}`), `Joined: ${logged} goes on in ${ownCase}.`);
    await repliesInText(mo.mentions(`join ${logged} with ${ownCase}`), 'Joined before');
    await repliesInText(pat.says(`separate ${logged}`), `Separated: ${logged}`);
    await repliesInText(pat.says(`join ${logged} and ${ownCase}`), 'Joined');
    await seesCase(ana, ownCase, `Call logged by the MASH: ${logged}`);
    const lines = () =>
      summariesIn(teams.delivered(referrals.id)).filter((each) => each.includes(`The call ${logged}`));
    await until(() => lines().length === 3);
    lacks(allOf(await mo.mentions('board')), logged);
  });

  it('Nobody outside the MASH can join or separate calls, and a wrong pair is refused in plain words', async () => {
    await repliesInText(gus.mentions(`separate ${logged}`), 'Only members of the MASH team can do that.');
    for (const words of [`separate ${logged}`, `join ${logged} with ${ownCase}`])
      expect(textsOf(await jane.says(words))).not.toMatch(/[Jj]oined|[Ss]eparated/);
    const other = await logs(pat, { 'Who rang': 'Tom Reed' });
    await repliesInText(mo.mentions(`join ${other} with ${logged}`), 'a call that the MASH wrote down, too');
    await repliesInText(mo.mentions(`join ${logged} with ${logged}`), 'Name two.');
    await repliesInText(mo.mentions(`join ${logged} with HT-0000-000`), 'no whole reference');
    await seesCase(ana, logged, `Joined into ${ownCase}`);
  });

  it('Joined calls are decided once, in the referrer’s case', async () => {
    await decides(mo, ownCase, { 'What action': 'A social worker rings today.', Reasons: 'The call.' });
    await hears(jane, 'The MASH has decided');
    contains(allOf(await mo.mentions(`find ${ownCase}`)), 'DECIDED, STILL IN DANGER'); // so the call was
    await repliesInText(
      mo.mentions(`join ${await logs(pat)} with ${ownCase}`),
      `${ownCase} is decided already. Nothing was changed.`,
    );
  });
});

// A call of a person whom the MASH found in Teams

it('A caller whom the MASH found in Teams sees that the call goes on in their own case, and what they add goes there', async () => {
  const ownCase = await refers(sid);
  const logged = await logs(pat, { 'If they use Teams': profiles.sid.objectId });
  const notice = await hears(sid, 'You rang the MASH');
  await seesCase(mo, logged);
  await repliesInText(pat.mentions(`join ${logged} with ${ownCase}`), 'Joined');
  await replies(sid.says('my referrals'), `The same call as ${ownCase}: it goes on there`);
  await sid.on(notice).presses('Put it in writing');
  await hears(sid, `together with your own ${ownCase}`);
  await sid.says(`missing ${logged}: since noon`);
  await seesCase(world.ana, ownCase, 'CHILD MISSING');
  lacks(textOn(world, logged), 'CHILD MISSING');
  await sid.says('add: She has a brother.');
  await seesCase(world.ana, ownCase, 'She has a brother.');
});
