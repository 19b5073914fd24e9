import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkIn, savesAs } from '../conversations/saving.ts';
import { caseCard, refers } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { assessments, general, profiles, referrals, tenantId, type Who } from '../fakes/people.ts';
import { post } from '../fakes/post.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import type { Activity } from '../fakes/wire.ts';
import { sendPresses, storeViewOf } from './pressing.ts';

const marked = 'Wulfenite';
const child = { child: { 'Child’s name': marked, 'What worries you': `${marked} burn` } };
const elsewhere = profiles.eve.tenantId ?? '';

async function referred(world: World): Promise<string> {
  const reference = await refers(world.jane, child);
  await world.until(() => caseCard(world.mo, reference).sees());
  await world.rests();
  return reference;
}

/** A press on the card of this case in the channel, as anybody there could send it. */
function press(world: World, who: Who, verb: string, reference: string, more: object = {}): Activity {
  const { conversationId, activityId } = caseCard(world.mo, reference).sees();
  return teamsClient(profiles[who], world.teams).execute(conversationId, activityId, verb, {
    case: reference,
    ...more,
  });
}

const from = (activity: Activity, tenant: string): Activity => ({
  ...activity,
  conversation: { ...activity.conversation, id: activity.conversation?.id ?? '', tenantId: tenant },
  channelData: { ...(activity.channelData as object), tenant: { id: tenant } },
});

describe('somebody taken off a list or out of the channel', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ env: { MASH_MANAGERS: '', MASH_PRACTITIONERS: '' } });
    world.teams.members.add(profiles.ash);
    await saves(['mo', 'ana'], ['pat']);
    reference = await referred(world);
  });
  afterAll(() => world.stop());

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
  const outputOf = async (who: Who, verb: string) =>
    (await sendPresses(world, press(world, who, verb, reference))).output;

  it('A practitioner taken off the list can read nothing from the next press on', async () => {
    expect(await outputOf('pat', 'everything')).toContain(marked);
    await saves(['mo', 'ana'], ['ana']);
    expect(await outputOf('pat', 'everything')).not.toContain(marked);
  });

  it('A manager taken off the list can decide nothing from the next press on', async () => {
    expect(await outputOf('mo', 'decide')).toContain('confirm-decision');
    await saves(['ana'], ['mo']);
    expect(await outputOf('mo', 'decide')).not.toContain('confirm-decision');
    expect(await outputOf('mo', 'everything')).toContain(marked);
  });

  it('Somebody removed from the channel can read nothing more, and their earlier link opens nothing', async () => {
    const [first, second] = [linkIn(await outputOf('ana', 'case-file')), linkIn(await outputOf('ana', 'case-file'))];
    expect(await (await savesAs(first, 'text')).text()).toContain(marked);
    world.teams.members.delete(profiles.ana);
    expect(await outputOf('ana', 'everything')).not.toContain(marked);
    expect(await (await savesAs(second, 'text')).text()).not.toContain(marked);
  });

  it('The link of somebody taken off the list opens nothing', async () => {
    world.teams.members.add(profiles.ana);
    const link = linkIn(await outputOf('mo', 'case-file'));
    await saves(['ana'], ['ana']);
    const answer = await savesAs(link, 'text');
    expect(await answer.text()).not.toContain(marked);
  });
});

describe('reading a case', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ env: { ASSESSMENT_CHANNEL_ID: assessments.id } });
    reference = await referred(world);
  });
  afterAll(() => world.stop());
  const reads = () => {
    const storeView = storeViewOf(world);
    const all = storeView.reads();
    storeView.close();
    return all;
  };

  it.each(['show', 'more', 'everything', 'decide', 'ask', 'links', 'side'])(
    'Reading a case with “%s” is on record',
    async (verb) => {
      await sendPresses(world, press(world, 'mo', verb, reference));
      const [last] = reads().filter(({ how }) => how === verb);
      expect(last).toMatchObject({ case: reference, by: profiles.mo.objectId, how: verb, at: expect.any(String) });
    },
  );

  it('Reading a case with “find” is on record', async () => {
    await world.pat.mentions(`find ${reference}`);
    expect(reads()).toContainEqual(expect.objectContaining({ by: profiles.pat.objectId, how: 'find' }));
  });

  it('An author saving their own copy is on record as a read', async () => {
    const [copy] = await world.jane.says(`my copy ${reference}`);
    await savesAs(linkIn([copy, ...world.jane.chat()]), 'text');
    expect(reads()).toContainEqual(expect.objectContaining({ by: profiles.jane.objectId, how: 'text' }));
  });

  it('A read that cannot be put on record does not happen', async () => {
    const store = new DatabaseSync(world.sqlitePath, { timeout: 30_000 }); // the program may be writing just now
    const failing = "WHEN NEW.kind = 'read' BEGIN SELECT RAISE(ABORT, 'no'); END";
    store.exec(`CREATE TRIGGER no_reads BEFORE INSERT ON documents ${failing}`);
    const before = reads().length;
    const replies: string[] = [];
    for (const verb of ['show', 'more', 'everything', 'decide', 'links']) {
      const { output } = await sendPresses(world, press(world, 'mo', verb, reference));
      expect(output).toContain('Not saved');
      replies.push(output);
    }
    const reply = await world.pat.mentions(`find ${reference}`);
    store.exec('DROP TRIGGER no_reads');
    store.close();
    expect(JSON.stringify([replies, reply])).not.toContain(marked);
    expect(reads().length).toBe(before);
  });
});

describe('words instead of buttons', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await referred(world);
  });
  afterAll(() => world.stop());

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
      for (const who of ['tom', 'mo', 'pat', 'sid', 'dee', 'ash'] as const) {
        const sent = await world[who].says(words);
        expect([who, JSON.stringify(sent).includes(marked)]).toEqual([who, false]);
      }
      for (const where of ['general', 'group chat'] as const)
        expect(JSON.stringify(await world.mo.mentions(words, where))).not.toContain(marked);
      for (const who of ['gus', 'sid', 'jane'] as const)
        expect(JSON.stringify(await world[who].mentions(words))).not.toContain(marked);
      expect(storeView.of([reference])).toBe(before);
      storeView.close();
    },
    60_000,
  );

  it('“find” shows the MASH a case in its own channel', async () => {
    expect(JSON.stringify(await world.pat.mentions(`find ${reference}`))).toContain(reference);
  });
});

describe('strangers', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());
  /** Leaves out what the program keeps about itself, such as its last test alarm. */
  const stored = () => {
    const store = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const all = store
      .prepare(
        "SELECT kind, id FROM documents WHERE id NOT IN ('test-alarm', 'heartbeats', 'setup', 'onlookers', 'sweep') AND kind <> 'ledger'",
      )
      .all();
    store.close();
    return all;
  };
  const unnamed = (activity: Activity): Activity => ({ ...activity, from: { id: profiles.sid.id, name: 'Sid Stone' } });

  it('People of another organisation are told that the service is not open to them, and nothing of theirs is kept', async () => {
    const client = teamsClient(profiles.sid, world.teams);
    const { chatId } = client;
    const presses = (['start', 'practice', 'my-referrals', 'contacts'] as const).map((verb) =>
      client.execute(chatId, '1', verb, {}),
    );
    for (const activity of [client.message(chatId, 'start'), ...presses, ...client.installed()]) {
      const { output } = await sendPresses(world, from(activity, elsewhere));
      const isSaid = activity.type === 'message' || activity.type === 'invoke';
      expect(output.includes('This service is not open to your organisation.')).toBe(isSaid);
    }
    expect(stored()).toEqual([]);
  });

  it('People whom Teams does not name can start nothing, and nothing of theirs is kept', async () => {
    const client = teamsClient(profiles.sid, world.teams);
    const { output } = await sendPresses(world, unnamed(client.execute(client.chatId, '1', 'start', {})));
    expect(output).toContain('Teams did not tell me who you are, so I did not take this.');
    await sendPresses(world, unnamed(client.message(client.chatId, 'start')));
    expect(stored()).toEqual([]);
  });
});

describe('guests', () => {
  let world: World;
  afterAll(() => world.stop());

  it('Guests are refused in their own chat and told whom to ring, and nothing of theirs is kept', async () => {
    world = await startWorld();
    const [answer] = await world.gus.says('start');
    expect(answer?.text).toMatch(/^This service is not open to guests .* ring 0300 123 4043\..* 999$/);
    const client = teamsClient(profiles.gus, world.teams);
    const { output } = await sendPresses(world, client.execute(world.gus.chatId, '1', 'start', {}));
    expect(output).toContain('not open to guests');
    const store = new DatabaseSync(world.sqlitePath, { readOnly: true });
    expect(store.prepare("SELECT id FROM documents WHERE kind <> 'settings'").all()).toEqual([]);
    store.close();
    await world.stop();
  });

  it('Guests can refer where that is allowed, but can press nothing in the channel', async () => {
    world = await startWorld({ env: { ALLOW_GUESTS: 'yes' } });
    const reference = await refers(world.gus, child);
    await world.until(() => caseCard(world.mo, reference).sees());
    await world.rests();
    const { output } = await sendPresses(world, press(world, 'gus', 'everything', reference));
    expect(output).not.toContain(marked);
  });
});

describe('two organisations that use the bot', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({
      env: { ALLOWED_TENANTS: `${tenantId},${elsewhere}`, ASSESSMENT_CHANNEL_ID: assessments.id },
    });
    reference = await referred(world);
  });
  afterAll(() => world.stop());

  it('Where two organisations use the bot, a press from a channel of the other one neither shows nor changes a case', async () => {
    const storeView = storeViewOf(world);
    const before = storeView.of([reference]);
    for (const verb of ['everything', 'take', 'decide', 'show', 'seen']) {
      const { output } = await sendPresses(world, from(press(world, 'mo', verb, reference), elsewhere));
      expect(output).not.toContain(marked);
      expect(output).toContain('Talk to me 1:1.');
    }
    const thread = world.teams.opensThread(assessments.id);
    const there = teamsClient(profiles.sue, world.teams).execute(thread, '1', 'assessment-show', { case: reference });
    expect((await sendPresses(world, from(there, elsewhere))).output).toContain('Talk to me 1:1.');
    expect(storeView.of([reference])).toBe(before);
    storeView.close();
  });
});

describe('a card in the channel', () => {
  let world: World;
  afterAll(() => world.stop());

  it('A press by somebody without a right to a case cannot replace the channel card with another case’s', async () => {
    world = await startWorld();
    const one = await referred(world);
    const other = await refers(world.tom);
    await world.until(() => caseCard(world.mo, other).sees());
    for (const who of ['gus', 'sid'] as const) {
      const activity = { ...press(world, who, 'show', other), replyToId: caseCard(world.mo, one).sees().activityId };
      await post(world.base, JSON.stringify(activity));
    }
    expect(caseCard(world.mo, one).sees().headings).toContain(one);
  });
});
