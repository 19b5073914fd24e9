import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import {
  allOf,
  asksAtDesk,
  cardSaying,
  caseCard,
  currentCard,
  decides,
  receipt,
  refers,
  summariesIn,
  textsOf,
  toCheckAnswers,
  wordsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const refusal = 'Only members of the MASH team can do that. Guests cannot.';

describe('the lists of the desk', () => {
  let world: World;
  const references: string[] = [];
  beforeAll(async () => {
    world = await startWorld();
    for (const child of ['Girl Zircon', 'Boy Topaz', 'Girl Jasper'])
      references.push(
        await refers(world.jane, {
          child: { 'Child’s name': child, 'What worries you': `The burn of ${child}.` },
        }),
      );
    for (const reference of references) await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  it('“open” lists the cases that wait for a decision, due next first, with the time left in words and who has each', async () => {
    const { mo, pat } = world;
    await caseCard(pat, references[1] ?? '').presses('Take this referral');
    const { text, headings } = (await asksAtDesk(mo, 'open')).sees();
    expect(headings).toEqual(['Waiting for a decision']);
    const places = references.map((reference) => text.indexOf(reference));
    expect(places.every((place) => place > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text.match(/▰▰▰▰▰ 23 hours 5\d minutes left/g)).toHaveLength(3);
    expect(text.match(/Nobody has taken it/g)).toHaveLength(2);
    expect(text.match(/Pat Lee has it/g)).toHaveLength(1);
  });

  it('No list of the desk names a fact of a child', async () => {
    for (const words of ['open', 'due', 'mine', 'overdue', `find ${references[0]}`, 'on call', 'help'])
      expect(allOf(await world.mo.mentions(words))).not.toMatch(/Zircon|Topaz|Jasper|burn|Jane/i);
  });

  it('“mine” lists the cases that the member has taken, and “overdue” and “due” say that nothing waits', async () => {
    const { pat, mo } = world;
    const mine = (await asksAtDesk(pat, 'Mine.')).sees();
    expect(mine.headings).toEqual(['With you']);
    expect(references.filter((reference) => mine.text.includes(reference))).toEqual([references[1]]);
    for (const words of ['overdue', 'DUE', 'mine'])
      expect((await asksAtDesk(mo, words)).sees().text).toContain('None. Nothing is waiting here.');
  });

  it('“find” finds a case by its reference, however it is written', async () => {
    const { mo } = world;
    const typed = (references[2] ?? '').toLowerCase().replaceAll('-', ' ');
    const list = await asksAtDesk(mo, `find ${typed}`);
    expect(list.sees().text).toContain(references[2]);
    expect(list.sees().text).toMatch(/^At \d\d:\d\d, /m); // the time left is counted at this time
    expect(textsOf(await mo.mentions('find HT-AAAA-AAA'))).toContain('That is no whole reference.');
    expect(textsOf(await mo.mentions('find HT-7K3F-92Q'))).toMatch(/no whole reference|I know no referral/);
  });

  it('“Open” shows the case only to the person who pressed, and everybody else still sees the list', async () => {
    const { mo, ana, pat } = world;
    const list = await asksAtDesk(mo, 'open');
    await list.presses(`Open: ${references[0]}`);
    expect(list.sees().headings).toEqual([references[0]]);
    expect(list.sees().text).toContain('Girl Zircon');
    const listOfAna = ana.on((card) => card.activityId === list.sees().activityId);
    expect(listOfAna.sees().headings).toEqual(['Waiting for a decision']);
    await list.presses('Ask the referrer');
    await list.presses('Send question', { 'Your question': 'Is she at school now?' });
    expect(list.sees().text).toContain('Is she at school now?');
    expect(listOfAna.sees().headings).toEqual(['Waiting for a decision']);
    await list.presses('Back to the list');
    expect(list.sees().headings).toEqual(['Waiting for a decision']);
    expect(await pat.on(listOfAna.sees()).presses('Look again')).toMatchObject({ status: 200 });
  });

  it('Guests and people from outside the MASH are refused the lists, and an old card of a list as well', async () => {
    const { gus, sid, mo } = world;
    for (const person of [gus, sid])
      for (const words of ['open', 'due', 'mine', 'overdue', `find ${references[0]}`, 'on call', 'log a call']) {
        const sent = await person.mentions(words);
        expect(textsOf(sent)).toBe(refusal);
        expect(allOf(sent)).not.toContain('HT-');
      }
    const list = (await asksAtDesk(mo, 'open')).sees();
    for (const button of ['Look again', `Open: ${references[0]}`]) {
      const answer = await gus.on(list).presses(button);
      expect([answer.card, answer.message]).toEqual([undefined, refusal]);
    }
  });

  it('The lists answer in no other channel, group chat or 1:1 chat', async () => {
    const { mo } = world;
    expect(textsOf(await mo.mentions('open', 'general'))).toBe('Talk to me 1:1.');
    expect(textsOf(await mo.mentions('open', 'group chat'))).toBe('Talk to me 1:1.');
    expect(allOf(await mo.says('open'))).not.toContain('HT-');
  });

  it('In the MASH channel the bot answers words that it does not know by saying how to get the lists', async () => {
    const { mo } = world;
    expect(textsOf(await mo.mentions('what is this'))).toContain('For lists, write “help” to me here.');
    expect(textsOf(await mo.mentions('constructor'))).toContain('For lists, write “help” to me here.');
    const help = await asksAtDesk(mo, 'help');
    expect(help.sees().text).toContain('log a phone referral');
    await help.presses('Waiting');
    expect(help.sees().headings).toEqual(['Waiting for a decision']);
  });

  it('“open” no longer lists a decided case, and “find” says when it was decided', async () => {
    const { mo } = world;
    await decides(mo, references[2] ?? '');
    await world.until(async () => !(await asksAtDesk(mo, 'open')).sees().text.includes(references[2] ?? ''));
    expect((await asksAtDesk(mo, `find ${references[2]}`)).sees().text).toMatch(/Decided \d\d:\d\d/);
  });

  it('The lists come in pages of ten', async () => {
    const { tom, mo } = world;
    for (let more = 0; more < 9; more += 1)
      await refers(tom, { about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '0163' } });
    const list = await asksAtDesk(mo, 'open');
    const onPage = () => list.sees().buttons.filter((button) => button === 'Open').length;
    expect(onPage()).toBe(10);
    expect(list.sees().buttons).not.toContain('Back');
    await list.presses('Next');
    expect([onPage(), list.sees().buttons.includes('Next')]).toEqual([1, false]);
    expect(list.sees().text).toContain('page 2');
    await list.presses('Back');
    expect(onPage()).toBe(10);
  });
});

describe('a case at the desk', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());
  const arrives = async (person = world.jane) => {
    const id = await refers(person);
    await world.until(() => caseCard(world.mo, id).sees());
    await world.until(() => summariesIn(world.mo.thread(id)).includes(`${id}: Written referral, 1 of 1`));
    return id;
  };
  const lines = () => summariesIn(world.mo.thread(reference));

  it('“Seen” tells the referrer that the MASH has seen the referral, without taking it', async () => {
    const { jane, pat } = world;
    reference = await arrives();
    const card = caseCard(pat, reference);
    await card.presses('More');
    await card.presses('Seen');
    expect(card.sees().text).toContain('seen, but nobody has taken it');
    expect(card.sees().buttons).toContain('Take this referral');
    await world.until(() => /Seen by the MASH at \d\d:\d\d/.test(receipt(jane, reference).sees().text));
    await world.until(() => lines().includes(`${reference}: Seen`));
    await card.presses('More');
    expect(card.sees().buttons).not.toContain('Seen');
    await card.presses('Back to the card');
  });

  it('“Hand to…” names the colleague on the card and in the thread, and the receipt stays as it was', async () => {
    const { jane, mo, pat, ana } = world;
    await caseCard(pat, reference).presses('Take this referral');
    await world.until(() => caseCard(ana, reference).sees().text.includes('taken by Pat Lee'));
    const before = receipt(jane, reference).sees().text;
    const card = caseCard(mo, reference);
    await card.presses('More');
    await card.presses('Hand to…');
    const choices = JSON.stringify(card.sees().json);
    expect(choices).toContain('Ana Silva');
    expect(choices).toContain('Mo Hussain (you)');
    expect(choices).not.toMatch(/Gus Gray|Pat Lee/); // Gus is a guest, and Pat has the case already
    await card.presses('Hand over');
    expect(card.sees().text).toContain('Choose a colleague.');
    await card.presses('Hand over', { 'Who takes it over': 'Ana Silva' });
    expect(card.sees().text).toContain('taken by Ana Silva');
    await world.until(() => lines().includes(`${reference}: Handed over`));
    const line = mo.thread(reference).find(({ summary }) => summary === `${reference}: Handed over`);
    expect(wordsOf(line ?? {})).toMatch(/To Ana Silva\nBy Mo Hussain, \d\d:\d\d/);
    expect(receipt(jane, reference).sees().text).toBe(before);
    expect((await asksAtDesk(ana, 'mine')).sees().text).toContain(reference);
  });

  it('“Hand to…” is refused for a colleague outside the channel, and to a guest who presses', async () => {
    const { mo, gus } = world;
    const card = caseCard(mo, reference);
    await card.presses('More');
    await card.presses('Hand to…');
    const form = card.sees();
    const forged = JSON.parse(JSON.stringify(form.json).replaceAll(profiles.pat.objectId, profiles.sid.objectId));
    const answer = await mo.on({ ...form, json: forged }).presses('Hand over', { 'Who takes it over': 'Pat Lee' });
    expect(JSON.stringify(answer.card)).toContain('Choose a colleague.');
    const refused = await gus.on(form).presses('Hand over', { 'Who takes it over': 'Pat Lee' });
    expect(refused.message).toBe(refusal);
    expect(caseCard(world.ana, reference).sees().text).toContain('taken by Ana Silva');
  });

  it('“Hand over” that comes after the decision still shows the case, and the log records who read it', async () => {
    const { mo, pat } = world;
    const decidedCase = await arrives();
    const card = caseCard(pat, decidedCase);
    await card.presses('More');
    await card.presses('Hand to…');
    await decides(mo, decidedCase);
    await card.presses('Hand over', { 'Who takes it over': 'Ana Silva' });
    expect(card.sees().text).toContain('Mo Hussain decided this');
    const readsByHandOver = () =>
      world.log.filter((line) => line.includes('"case.Read"') && line.includes('"send-hand"'));
    await world.until(() => readsByHandOver().length > 0);
    expect(readsByHandOver()).toEqual([expect.stringContaining(decidedCase)]);
  });

  it('A case card that Teams has lost comes into the thread again, under a line that says so', async () => {
    const { mo } = world;
    reference = await arrives();
    const old = caseCard(mo, reference).sees();
    world.teams.faults.add({
      match: ({ method, path }) => method === 'PUT' && path.endsWith(`/activities/${old.activityId}`),
      trouble: { status: 404 },
    });
    await caseCard(mo, reference).presses('Take this referral');
    const notice = `${reference}: The card above was gone: here it is again`;
    const thread = await world.until(() => {
      const sent = summariesIn(world.teams.delivered(old.conversationId));
      return sent.includes(notice) && sent.at(-1)?.startsWith('Referral ') && sent;
    });
    expect(thread.filter((summary) => summary === notice)).toHaveLength(1);
    expect(thread.indexOf(notice)).toBe(thread.length - 2);
  });

  it('If the thread of a lost case card is lost too, the card begins a new thread, and the line that says so is below it', async () => {
    const { jane, ana } = world;
    reference = await arrives();
    const old = caseCard(ana, reference).sees();
    world.teams.faults.add({
      match: ({ path }) => path.includes(old.conversationId) && !path.includes('/members'),
      trouble: { status: 404 },
    });
    await caseCard(ana, reference).presses('Take this referral');
    const isNew = (id: string) => id !== old.activityId;
    const moved = await world.until(() => {
      const card = caseCard(ana, reference).sees();
      return isNew(card.activityId) && card.text.includes('taken by Ana Silva') && card;
    });
    const summaries = () => summariesIn(world.teams.delivered(moved.conversationId));
    await world.until(() => summaries().includes(`${reference}: The card above was gone: here it is again`));
    await decides(ana, reference);
    await world.until(() => receipt(jane, reference).sees().text.includes('Decided at'));
  });
});

describe('a desk with named practitioners', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({
      env: { MASH_PRACTITIONERS: profiles.ana.objectId, MASH_MANAGERS: profiles.mo.objectId },
    });
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  it('Where practitioners are named, the bot answers them and managers, and no other member of the channel', async () => {
    const { mo, ana, pat } = world;
    for (const person of [mo, ana]) expect((await asksAtDesk(person, 'open')).sees().text).toContain(reference);
    const words = 'Only colleagues who work on referrals here can do that. Ask a MASH manager to have you added.';
    expect(textsOf(await pat.mentions('open'))).toBe(words);
    for (const button of ['Take this referral', 'Everything', 'More'])
      expect((await caseCard(pat, reference).presses(button)).message).toBe(words);
  });

  it('A desk with named practitioners hands cases only to them and to managers', async () => {
    const card = caseCard(world.ana, reference);
    await card.presses('More');
    await card.presses('Hand to…');
    const { json } = card.sees();
    expect(JSON.stringify(json)).toContain('Mo Hussain');
    expect(JSON.stringify(json)).not.toContain('Pat Lee');
  });
});

describe('flags in a list', () => {
  let world: World;
  beforeAll(async () => {
    const clocks = { decision: { within: 'PT3S', remind: ['PT1S'], escalate: 'PT2S', overdueEvery: 'PT1H' } };
    world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
  });
  afterAll(() => world.stop());

  it('The lists show flags as words: URGENT, CHILD MISSING, OVERDUE', async () => {
    const { jane, mo } = world;
    const card = await toCheckAnswers(jane);
    await card.presses('Change: Immediate danger');
    await card.presses('Yes, now');
    await card.presses('Continue to the written referral');
    if (card.sees().buttons.includes('Check answers')) await card.presses('Check answers');
    await card.presses('Submit referral');
    await currentCard(jane).presses('Child is missing');
    await jane.says('missing: not yet, I ring them now');
    await world.pass(5);
    const list = await world.until(async () => cardSaying((await asksAtDesk(mo, 'overdue')).sees(), 'OVERDUE by'));
    expect(list.text).toMatch(/▱▱▱▱▱ OVERDUE by \d+ seconds?/);
    expect(list.text).toContain('URGENT · CHILD MISSING');
  });
});
