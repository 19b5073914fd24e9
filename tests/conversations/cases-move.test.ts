import { beforeAll, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { plus } from '../../src/base/time.ts';
import type { Card } from '../../src/cards/parts.ts';
import type { Teams } from '../../src/connector/teams.ts';
import { withRequest } from '../../src/features/set-up/rules.ts';
import { type Setup, setupsIn } from '../../src/features/set-up/set-up-state.ts';
import { assessments, general, profiles, referrals, tenantId, type Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

interface Shown {
  channel: string;
  thread: string;
  card: Card;
  alert: boolean;
  times: number;
}

/** What stands in the channels now, by the id of each message. */
const stands = new Map<string, Shown>();
const record = (to: string, id: string, card: Card, alert = false) => {
  const [channel = '', root = id] = to.split(';messageid=');
  stands.set(id, { channel, thread: root, card, alert, times: (stands.get(id)?.times ?? 0) + 1 });
  return id;
};
const tellsThrough = (teams: Teams): Teams => ({
  ...teams,
  async post(service, to, tenant, card, alert) {
    const posted = await teams.post(service, to, tenant, card, alert);
    record(to, posted.activityId, card, alert);
    return posted;
  },
  async send(service, to, message) {
    const id = await teams.send(service, to, message);
    return 'card' in message && to.includes(';messageid=') ? record(to, id, message.card, message.alert) : id;
  },
  async update(service, to, id, card) {
    await teams.update(service, to, id, card);
    if (to.includes(';messageid=')) record(to, id, card);
  },
});

const admins = `${profiles.ash.objectId},${profiles.liz.objectId}`;
const env = { ADMINS: admins, ASSESSMENT_CHANNEL_ID: assessments.id };
const world = aProgram({ tellsThrough, env });
const { machine, types, presses } = world;
const wait = (ms: number) => machine.pass(ms);

/** Ash asks for another channel, and Ana confirms it. */
async function asksFor(channel: { id: string }, part: 'mash' | 'assessmentChannelId' = 'mash') {
  const at = machine.now();
  const who = { by: StaffId.parse(profiles.ash.objectId), name: 'Ash Kaur', at };
  await setupsIn(world.services.documents).change((setup): Setup => {
    if (!setup.mash) throw new Error('there is no channel');
    const choices =
      part === 'mash' ? { mash: { ...setup.mash, channelId: channel.id } } : { assessmentChannelId: channel.id };
    const names = { [general.id]: 'General', [referrals.id]: 'Referrals' };
    return withRequest(setup, { choices, names, until: plus(at, 3_600_000) }, who);
  });
  await wait(minute);
}
const confirmed = async () => {
  await types('ana', 'confirm change');
  await wait(2 * minute);
};

const here = (channel: { id: string }) => [...stands.values()].filter((each) => each.channel === channel.id);
/** Every message of a case in a channel: the card, and then its thread. */
const ofCase = (reference: string, channel: { id: string }) => {
  const root = here(channel).find(({ card }) => summaryOf(card).startsWith(reference))?.thread;
  return here(channel)
    .filter(({ thread }) => thread === root)
    .map(({ card }) => text(card));
};
const press = (who: Who, channel: { id: string }, verb: string, data: object) =>
  world.acts(who, {
    ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: 'pressed' },
    conversation: { id: `${channel.id};messageid=1`, conversationType: 'channel', tenantId } as never,
    value: { action: { type: 'Action.Execute', verb, data } },
  });

let open: string;
let decided: string;
let missing: string;

const decision = {
  ...{ Decision: 'Child in need', 'What action': 'Sue visits.', Reasons: 'Jasper.', 'Concern about trafficking': 'No' },
};
async function decides(reference: string, more: Partial<typeof decision> = {}) {
  const form = await presses('mo', world.caseCard(reference) ?? {}, 'Record decision');
  await presses('mo', form, 'Confirm decision', { ...decision, ...more });
  await wait(minute);
}

beforeAll(async () => {
  for (const who of ['ash', 'liz'] as const) await types(who, 'hi');
  open = await sendsReferral(world, 'jane');
  await types('jane', `add ${open}: Her aunt has a red car.`);
  decided = await sendsReferral(world, 'tom', { child: { 'Child’s name': 'Boy Opal' } });
  missing = await sendsReferral(world, 'sid', { child: { 'Child’s name': 'Girl Amber' } });
  await types('sid', 'child is missing');
  await types('sid', 'yes');
  await decides(decided);
  await decides(missing, { Decision: 'Concerns about trafficking', 'Concern about trafficking': 'Yes' });
});

it('Whoever is asked to confirm another channel reads what goes along and what stays', async () => {
  await asksFor(general);
  contains(
    text(world.inChat('ana').at(-1)),
    'From “Referrals” to “General”',
    '2 open cases go along, each with its whole thread.', // the decided child is still missing
    'What I wrote in the old channel then shows nothing of a case, and says where to go. What people wrote there stays.',
  );
  expect(here(general)).toEqual([]);
});

it('Once it is confirmed, each open case stands in the new channel with its whole thread, once, and sounds no more than it must', async () => {
  const before = [open, missing].map((reference) => ofCase(reference, referrals).slice(1));
  await confirmed();
  for (const [index, reference] of [open, missing].entries()) {
    const titlesOf = (lines: string[]) => lines.map((each) => each.split('\n').slice(0, 2).join());
    const now = titlesOf(ofCase(reference, general));
    const lines = titlesOf(before[index] ?? []);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map((line) => now.filter((each) => each === line).length)).toEqual(lines.map(() => 1));
  }
  const [card, ...thread] = ofCase(open, general);
  contains(card, 'Girl Zircon', 'Her aunt has a red car.');
  contains(thread[0], 'Written referral, 1 of 1', 'Burn Topaz.');
  contains(thread.join('\n'), 'Added by the referrer');
  contains(ofCase(missing, general).join('\n'), 'Girl Amber', 'MISSING', 'Sue visits.');
  const loud = here(general).filter(({ alert, card }) => alert && !text(card).includes('NOT READ')); // that is a mark of just now
  expect(loud.map((each) => summaryOf(each.card))).toEqual([expect.stringContaining('The MASH channel is changed')]);
  expect(ofCase(decided, general)).toEqual([]); // nothing more happens
});

it('The old channel shows no fact of any case, and leads on to those that went along', () => {
  const old = here(referrals);
  lacks(
    JSON.stringify(old.map(({ card }) => card)),
    'Zircon',
    'Topaz',
    'red car',
    'Opal',
    'Amber',
    'Sue visits',
    'Jasper',
  );
  const [card = {}] = old.flatMap((each) => (summaryOf(each.card).startsWith(open) ? [each.card] : []));
  contains(text(card), `${open} is not here any more`, 'It is in the new channel');
  contains(JSON.stringify(card), 'Open it there', encodeURIComponent(general.id));
  contains(old.map((each) => text(each.card)).join('\n'), `write “find ${decided}” to me in the MASH channel`);
});

it('A press on an old card does nothing and leads on; words there do, too; in the new channel all goes on', async () => {
  const [answer = {}] = await press('mo', referrals, 'take', { case: open });
  contains(JSON.stringify(answer), `${open} is not here any more`, encodeURIComponent(general.id));
  await types('mo', 'hi');
  world.words.splice(0);
  await press('mo', referrals, 'take', { case: decided });
  await press('gus', referrals, 'take', { case: 'HT-2222-222' });
  contains(world.words.join(), 'the MASH uses another channel now, “General”. Write to me there.');
  await press('mo', general, 'take', { case: open });
  await wait(minute);
  contains(ofCase(open, general)[0], 'taken by Mo Hussain');
});

it('News of a case that stayed behind bring it into the new channel, with its card and its whole thread, at once', async () => {
  await types('tom', `add ${decided}: He has a new telephone.`);
  await wait(minute);
  const [card, ...thread] = ofCase(decided, general);
  contains(card, 'Boy Opal', 'He has a new telephone.');
  contains(thread.join('\n'), 'Written referral, 1 of 1', 'Sue visits.', 'He has a new telephone.');
  expect(thread.filter((each) => each.includes('He has a new telephone.'))).toHaveLength(1);
  lacks(
    here(referrals)
      .map((each) => text(each.card))
      .join(),
    'new telephone',
  );
});

it('Back in the old channel, each case stands there once more, and the other shows nothing', async () => {
  const whole = ofCase(open, general).length;
  await asksFor(referrals);
  await confirmed();
  const again = here(referrals).filter(
    ({ card }) => text(card).includes(open) && !text(card).includes('not here any more'),
  );
  expect(again).toHaveLength(whole);
  lacks(
    here(general)
      .map((each) => text(each.card))
      .join(),
    'Zircon',
    'Amber',
  );
});

it('The Assessment team’s channel moves in the same way', async () => {
  const before = ofCase(missing, assessments);
  contains(before[0], 'Girl Amber');
  await asksFor(general, 'assessmentChannelId');
  await confirmed();
  const after = here(general).filter(
    (each) => text(each.card).includes(missing) && !text(each.card).includes('any more'),
  );
  expect(after).toHaveLength(before.length);
  lacks(ofCase(missing, assessments).join(), 'Amber', 'Sue visits');
  contains(ofCase(missing, assessments)[0], `${missing} is not here any more`);
});

it('Words that wait for a child wait in the new channel, and the old one says so', async () => {
  await sendsReferral(world, 'jane', { child: { 'Child’s name': 'Boy Onyx' } });
  await types('jane', 'there was a man at the gate again');
  await wait(minute);
  const waiting = (channel: { id: string }) => here(channel).map(({ card }) => text(card));
  contains(waiting(referrals).join(), 'Child not yet said');
  await asksFor(assessments);
  await confirmed();
  contains(waiting(assessments).join(), 'Child not yet said');
  contains(waiting(referrals).join(), 'These words are not here any more');
  lacks(waiting(referrals).join(), 'Child not yet said');
});
