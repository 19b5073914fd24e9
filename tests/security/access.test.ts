import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { aWorld } from '../conversations/a-world.ts';
import { linkIn, savesAs } from '../conversations/saving.ts';
import { allOf, arrives, caseCard } from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import { assessments, general, profiles, referrals, tenantId, type Who } from '../fakes/people.ts';
import { post } from '../fakes/post.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import type { Activity } from '../fakes/wire.ts';
import { documentsOfPeople, fromTenant, sendPresses, storeViewOf } from './pressing.ts';

const marked = 'Wulfenite';
const child = { child: { 'Child’s name': marked, 'What worries you': `${marked} burn` } };
const elsewhere = profiles.eve.tenantId ?? '';

async function referred(world: World, who: Who = 'jane'): Promise<string> {
  const reference = await arrives(world, world[who], child);
  await world.rests();
  return reference;
}

/** A press on the card of this case in the channel, as anybody there could send it. */
function press(world: World, who: Who, verb: string, reference: string): Activity {
  const { conversationId, activityId } = caseCard(world.mo, reference).sees();
  return teamsClient(profiles[who], world.teams).execute(conversationId, activityId, verb, { case: reference });
}

/** What the bot answers to this press, and sends meanwhile. */
const outputOf = async (world: World, ...[who, verb, reference]: [Who, string, string]) =>
  (await sendPresses(world, press(world, who, verb, reference))).output;

describe('somebody taken off a list or out of the channel', () => {
  const world = aWorld({ env: { MASH_MANAGERS: '', MASH_PRACTITIONERS: '' } });
  let reference: string;

  async function saves(managers: Who[], practitioners: Who[]): Promise<void> {
    const ids = (whom: Who[]) => whom.map((who) => profiles[who].objectId).join(',');
    const data = { channel__1: referrals.id, managers__1: ids(managers), practitioners__1: ids(practitioners) };
    const thread = world.teams.opensThread(general.id);
    const { output } = await sendPresses(
      world,
      teamsClient(profiles.ash, world.teams).execute(thread, '1', 'save-set-up', data),
    );
    expect(output).toContain('AdaptiveCard');
  }
  const shown = (who: Who, verb: string) => outputOf(world, who, verb, reference);
  const opened = async (link: string) => (await savesAs(link, 'text')).text();

  it('A practitioner taken off the list can read nothing from the next press on', async () => {
    world.teams.members.add(profiles.ash);
    await saves(['mo', 'ana'], ['pat']);
    reference = await referred(world);
    expect(await shown('pat', 'everything')).toContain(marked);
    await saves(['mo', 'ana'], ['ana']);
    expect(await shown('pat', 'everything')).not.toContain(marked);
  });

  it('A manager taken off the list can decide nothing from the next press on', async () => {
    expect(await shown('mo', 'decide')).toContain('confirm-decision');
    await saves(['ana'], ['mo']);
    expect(await shown('mo', 'decide')).not.toContain('confirm-decision');
    expect(await shown('mo', 'everything')).toContain(marked);
  });

  it('Somebody removed from the channel, or taken off the list, can read nothing more, and their earlier link opens nothing', async () => {
    const [first, second] = [linkIn(await shown('ana', 'case-file')), linkIn(await shown('ana', 'case-file'))];
    expect(await opened(first)).toContain(marked);
    world.teams.members.delete(profiles.ana);
    expect(await shown('ana', 'everything')).not.toContain(marked);
    expect(await opened(second)).not.toContain(marked);
    world.teams.members.add(profiles.ana);
    const link = linkIn(await shown('mo', 'case-file'));
    await saves(['ana'], ['ana']);
    expect(await opened(link)).not.toContain(marked);
  });
});

describe('one organisation', () => {
  const world = aWorld();
  const { jane, mo, pat, gus, teams } = world;
  let reference: string;

  it('Finding a case, and saving one’s own copy, is on record as a read', async () => {
    teams.members.add(profiles.gus);
    reference = await referred(world);
    expect(allOf(await pat.mentions(`find ${reference}`))).toContain(reference);
    const [copy] = await jane.says(`my copy ${reference}`);
    await savesAs(linkIn([copy, ...jane.chat()]), 'text');
    const storeView = storeViewOf(world);
    for (const [{ objectId }, how] of [
      [profiles.pat, 'find'],
      [profiles.jane, 'text'],
    ] as const)
      expect(storeView.reads()).toContainEqual(
        expect.objectContaining({ case: reference, by: objectId, how, at: expect.any(String) }),
      );
    storeView.close();
  });

  it('A read that cannot be put on record does not happen', async () => {
    const store = new DatabaseSync(world.sqlitePath, { timeout: 30_000 }); // the program may be writing just now
    const failing = "WHEN NEW.kind = 'read' BEGIN SELECT RAISE(ABORT, 'no'); END";
    store.exec(`CREATE TRIGGER no_reads BEFORE INSERT ON documents ${failing}`);
    for (const verb of ['show', 'more', 'everything', 'decide', 'links']) {
      const output = await outputOf(world, 'mo', verb, reference);
      expect(output).toContain('Not saved');
      expect(output).not.toContain(marked);
    }
    expect(allOf(await pat.mentions(`find ${reference}`))).not.toContain(marked);
    store.exec('DROP TRIGGER no_reads');
    store.close();
  });

  it.each([
    'REFERENCE',
    'my copy REFERENCE',
    'add REFERENCE: forged',
    'missing REFERENCE: forged',
    'found REFERENCE: forged',
    'I disagree REFERENCE: forged',
    'my disagreement REFERENCE',
    'find REFERENCE',
    'answer: forged',
    'add: forged',
    'open',
  ])(
    'Typing “%s” shows and changes nobody else’s case',
    async (command) => {
      const words = command.replace('REFERENCE', reference);
      const storeView = storeViewOf(world);
      const before = storeView.of([reference]);
      for (const who of ['tom', 'mo', 'pat', 'sid', 'dee', 'ash'] as const)
        expect([who, allOf(await world[who].says(words)).includes(marked)]).toEqual([who, false]);
      for (const where of ['general', 'group chat'] as const)
        expect(allOf(await mo.mentions(words, where))).not.toContain(marked);
      for (const who of ['gus', 'sid', 'jane'] as const)
        expect(allOf(await world[who].mentions(words))).not.toContain(marked);
      expect(storeView.of([reference])).toBe(before);
      storeView.close();
    },
    60_000,
  );

  const unnamed = (activity: Activity): Activity => ({ ...activity, from: { id: profiles.ivy.id, name: 'Ivy Cole' } });

  it('People of another organisation, guests, and people whom Teams does not name are told so and whom to ring, and nothing of theirs is kept', async () => {
    await world.rests();
    const before = documentsOfPeople(world.sqlitePath);
    const client = teamsClient(profiles.ivy, teams);
    const { chatId } = client;
    const presses = (['start', 'practice', 'my-referrals', 'contacts'] as const).map((verb) =>
      client.execute(chatId, '1', verb, {}),
    );
    for (const activity of [client.message(chatId, 'start'), ...presses, ...client.installed()]) {
      const { output } = await sendPresses(world, fromTenant(elsewhere, activity));
      const isSaid = activity.type === 'message' || activity.type === 'invoke';
      expect(/not open to your organisation\. To refer a child, ring 0300 123 4043\..* 999/.test(output)).toBe(isSaid);
    }
    const [first, message] = [client.execute(chatId, '1', 'start', {}), client.message(chatId, 'start')];
    const { output } = await sendPresses(world, unnamed(first));
    expect(output).toContain('Teams did not tell me who you are, so I did not take this.');
    await sendPresses(world, unnamed(message));

    const [answer] = await gus.says('start');
    expect(answer?.text).toMatch(/^This service is not open to guests .* ring 0300 123 4043\..* 999$/);
    const guest = teamsClient(profiles.gus, teams).execute(gus.chatId, '1', 'start', {});
    expect((await sendPresses(world, guest)).output).toContain('not open to guests');
    expect(documentsOfPeople(world.sqlitePath)).toEqual(before);
  });

  it('A press by somebody without a right to a case cannot replace the channel card with another case’s', async () => {
    const other = await arrives(world, world.tom);
    for (const who of ['gus', 'sid'] as const) {
      const activity = { ...press(world, who, 'show', other), replyToId: caseCard(mo, reference).sees().activityId };
      await post(world.base, JSON.stringify(activity));
    }
    expect(caseCard(mo, reference).sees().headings).toContain(reference);
  });
});

describe('two organisations that use the bot, and guests who may refer', () => {
  const world = aWorld({
    env: {
      ALLOW_GUESTS: 'yes',
      ALLOWED_TENANTS: `${tenantId},${elsewhere}`,
      ASSESSMENT_CHANNEL_ID: assessments.id,
    },
  });
  let reference: string;

  it('Guests can refer where that is allowed, but can press nothing in the channel', async () => {
    world.teams.members.add(profiles.gus);
    reference = await referred(world, 'gus');
    expect(await outputOf(world, 'gus', 'everything', reference)).not.toContain(marked);
  });

  it('A press from a channel of the other organisation neither shows nor changes a case', async () => {
    const storeView = storeViewOf(world);
    const before = storeView.of([reference]);
    for (const verb of ['everything', 'take', 'decide', 'show', 'seen']) {
      const { output } = await sendPresses(world, fromTenant(elsewhere, press(world, 'mo', verb, reference)));
      expect(output).not.toContain(marked);
      expect(output).toContain('Talk to me 1:1.');
    }
    const thread = world.teams.opensThread(assessments.id);
    const there = teamsClient(profiles.sue, world.teams).execute(thread, '1', 'assessment-show', { case: reference });
    expect((await sendPresses(world, fromTenant(elsewhere, there))).output).toContain('Talk to me 1:1.');
    expect(storeView.of([reference])).toBe(before);
    storeView.close();
  });
});
