import { beforeAll, expect, it } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { headingsIn } from '../fakes/card.ts';
import { assessments, mashMembers, type Profile, profiles, referrals, tenantId, type Who } from '../fakes/people.ts';
import type { Json } from '../fakes/wire.ts';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

const here = [...mashMembers, profiles.gus];
let roster: readonly Profile[] | undefined = here;
const rosterOf = () => {
  if (!roster) throw new TeamsFault(503);
  return roster;
};
const world = aProgram({ rosterOf, env: { ASSESSMENT_CHANNEL_ID: assessments.id } });
const { machine, types, told } = world;
let reference: string;
let from = 0;

/** All cards that came to the MASH channel since the test began. */
const inChannel = () =>
  told
    .slice(from)
    .flatMap(({ to, message }) => (to.startsWith(referrals.id) && 'card' in message ? [message.card] : []));
const lineWith = (title: string) => inChannel().findLast((card) => headingsIn(card as Json).includes(title)) ?? {};
const caseCard = () => world.caseCard(reference) ?? {};
const inMash = (who: Who, card: Card, title: string, inputs = {}) => world.presses(who, card, title, inputs, 'channel');
const adds = async (words: string) => {
  from = told.length;
  await types('jane', `add ${reference}: ${words}`);
  await machine.pass(5000);
};
/** Somebody joined or left: Teams says so, and the roster is read within ten seconds. */
const becomes = async (members: typeof roster) => {
  roster = members;
  const team = { team: { id: referrals.id }, eventType: 'teamMemberAdded', tenant: { id: tenantId } };
  await world.acts('mo', { type: 'conversationUpdate', channelData: team as never }, true);
  await machine.pass(10 * minute);
};

beforeAll(async () => {
  await types('mo', 'on duty');
  reference = await world.refers();
});

it('While a guest reads the channel, words after sending stand behind a press: their reference, time and writer stand open', async () => {
  await adds('Her aunt has a red car. he is here now');
  await machine.pass(minute);
  lacks(JSON.stringify(inChannel()), 'red car', 'he is here');
  const added = lineWith('Added by the referrer');
  contains(
    text(added),
    reference,
    'Guests read this channel: press “Show the words”.',
    '14:03, Wed 10 Jun, typed in Jane Okafor’s chat',
  );
  expect(titles(added)).toEqual(['Show the words']);
  contains(text(caseCard()), 'NEW INFORMATION since 14:03', 'Guests read this channel');
  contains(text(caseCard()), 'Girl Zircon', 'Burn Topaz.'); // what stood there before
  contains(titles(caseCard()), 'Show the words');
});

it('A press shows the words to whoever pressed, and is on record as a read; a guest reads none', async () => {
  const added = lineWith('Added by the referrer');
  contains(text(await inMash('pat', added, 'Show the words')), 'Her aunt has a red car.');
  const shown = await inMash('mo', caseCard(), 'Show the words');
  contains(text(shown), 'Her aunt has a red car.');
  lacks(titles(shown).join(), 'Show the words');
  lacks(text(await inMash('gus', added, 'Show the words')), 'red car');
  lacks(JSON.stringify(inChannel()), 'red car');
  const reads = await world.services.reads.of(reference as never);
  expect(reads.map(({ by, how }) => [by, how])).toEqual([
    [profiles.pat.objectId, 'show'],
    [profiles.mo.objectId, 'show'],
  ]);
});

it('A question, its answer, police protection and a decision stand behind the press, too', async () => {
  from = told.length;
  const decision = {
    Decision: 'Concerns about trafficking',
    'What action?': 'Visit Jasper.',
    'Reasons (required': 'Jasper reasons.',
  };
  await inMash('mo', await inMash('mo', caseCard(), 'Ask the referrer'), 'Send question', {
    'Your question': 'Is Opal there?',
  });
  await machine.pass(minute);
  await types('jane', 'answer: Opal left. She is in police protection since 13:20 Opal, log Opal7');
  await machine.pass(minute);
  await inMash('mo', await inMash('mo', caseCard(), 'Record decision'), 'Confirm decision', decision);
  await machine.pass(minute);
  const all = JSON.stringify(inChannel());
  contains(all, 'The referrer answered', 'Police protection', 'pass to the Assessment team');
  lacks(all, 'Opal', 'Jasper');
  contains(JSON.stringify(await inMash('mo', caseCard(), 'Show the words')), 'Opal left', 'Jasper reasons');
});

it('The same holds in the Assessment team’s channel, if a guest reads it', async () => {
  const toTeam = told.flatMap(({ to, message }) =>
    to.startsWith(assessments.id) && 'card' in message ? [message.card] : [],
  );
  const card = toTeam.findLast((each) => titles(each).includes('Everything')) ?? {};
  contains(text(card), reference, 'What the MASH decided', 'Guests read this channel');
  lacks(JSON.stringify(toTeam), 'Jasper', 'Opal');
  const conversation = { id: `${assessments.id};messageid=1`, conversationType: 'channel', tenantId } as never;
  const press = (words: unknown) => ({
    ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: 'pressed', conversation },
    value: { action: { type: 'Action.Execute', verb: 'assessment-show', data: { case: reference, words } } },
  });
  contains(text((await world.acts('mo', press('card'))).at(-1)), 'Visit Jasper.');
  const added = await world.acts('mo', press(3)); // the words of an event that was never posted there
  contains(text(added.at(-1)), 'What the MASH decided');
});

it('Where the roster cannot be read, the last reading counts; once the guests have gone, a card drawn again shows the words', async () => {
  await becomes(undefined);
  await adds('Her uncle has a dog.');
  lacks(JSON.stringify(inChannel()), 'uncle');
  await becomes(mashMembers);
  await adds('Her brother has a bike.');
  contains(JSON.stringify(lineWith('Added by the referrer')), 'Her brother has a bike.');
  contains(text(caseCard()), 'Her uncle has a dog.', 'Visit Jasper.');
  lacks(titles(caseCard()).join(), 'Show the words');
});
