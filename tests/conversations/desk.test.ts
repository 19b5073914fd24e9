import { beforeAll, describe, expect, it } from '@jest/globals';
import { lists } from '../../src/cards/verb.ts';
import { profiles } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { hears, replies, repliesInText, seesCase, seesLine, seesReceipt } from './waiting.ts';
import {
  aChild,
  allOf,
  arrives,
  asksAtDesk,
  cardSaying,
  caseCard,
  currentCard,
  decides,
  listOf,
  opens,
  receipt,
  refers,
  summariesIn,
  textsOf,
  toCheckAnswers,
  wordsOf,
} from './walks.ts';

describe('the lists of the desk', () => {
  const world = aWorld();
  const { tom, mo, ana, pat, gus, sid, until } = world;
  const references: string[] = [];
  beforeAll(async () => {
    for (const child of ['Girl Zircon', 'Boy Topaz', 'Girl Jasper'])
      references.push(
        await arrives(world, world.jane, {
          child: { 'Child’s name': child, 'What worries you': `The burn of ${child}.` },
        }),
      );
  });

  it('“board” shows all in the channel how many wait, then the cases, due next first, with the time left and who has each', async () => {
    await caseCard(pat, references[1] ?? '').presses('Take this referral');
    const list = await asksAtDesk(mo, 'board');
    isHeaded(list, 'Board');
    const { text } = list.sees();
    contains(text, '3 wait · 0 URGENT · 0 overdue · 0 with unread news');
    expect(text.match(/HT-\w{4}-\w{3}/g)).toEqual(references);
    expect(text.match(/▰▰▰▰▰ 23 hours 5\d minutes left/g)).toHaveLength(3);
    expect(text.match(/Nobody has taken it/g)).toHaveLength(2);
    expect(text.match(/Pat Lee has it/g)).toHaveLength(1);
  });

  it('Nothing that all in the channel see names a fact of a child', async () => {
    for (const words of ['board', ...lists, `find ${references[0]}`, 'on call', 'help'])
      expect(allOf(await mo.mentions(words))).not.toMatch(/Zircon|Topaz|Jasper|burn|Jane|G\. Z\.|Elm|Health,/i);
  });

  it('The other words of the desk are answered with how many there are, and a button whose card only the presser sees', async () => {
    const counts = { open: 3, due: 0, overdue: 0, decided: 0, assessment: 0, closed: 0, all: 3 };
    for (const [words, count] of Object.entries(counts)) {
      const card = await asksAtDesk(mo, words);
      expect(card.sees().headings[0]).toMatch(new RegExp(`: ${count}$`));
      expect(card.sees().buttons).toEqual([count > 0 ? 'Show them' : 'All that waits']);
      lacks(card.sees().text, 'HT-');
    }
    const card = await asksAtDesk(mo, 'open');
    await card.presses('Show them');
    shows(card, 'Only you see this', references[0]);
    lacks(ana.on(({ activityId }) => activityId === card.sees().activityId).sees().text, 'HT-');
  });

  it('“mine” lists the cases that the member has taken, and an empty list says what else waits', async () => {
    const count = await asksAtDesk(pat, 'mine');
    isHeaded(count, 'Taken: 1');
    shows(count, 'By Pat Lee');
    const mine = (await listOf(pat, 'Mine.')).sees();
    expect(mine.headings).toEqual(['With you']);
    expect(references.filter((reference) => mine.text.includes(reference))).toEqual([references[1]]);
    for (const words of ['overdue', 'DUE', 'mine'])
      shows(await asksAtDesk(mo, words), '3 wait · 0 URGENT · 0 overdue · 0 with unread news');
    const list = await listOf(pat, 'open');
    await list.presses('Overdue');
    shows(list, 'None of these. “All that waits” shows what waits.', '3 wait');
  });

  it('“find” finds a case by its reference, however it is written', async () => {
    const list = await asksAtDesk(mo, `find ${references[2]?.toLowerCase().replaceAll('-', ' ')}`);
    shows(list, references[2]);
    expect(list.sees().text).toMatch(/^At \d\d:\d\d, /m); // the time left is counted at this time
    await replies(mo.mentions('find HT-AAAA-AAA'), 'That is no whole reference.');
    expect(allOf(await mo.mentions('find HT-7K3F-92Q'))).toMatch(/no whole reference|I know no referral/);
  });

  it('“Open” shows the case only to the person who pressed, and everybody else still sees the list', async () => {
    const list = await asksAtDesk(mo, 'board');
    await list.presses(`Open: ${references[0]}`);
    shows(list, 'Girl Zircon');
    const listOfAna = ana.on((card) => card.activityId === list.sees().activityId);
    isHeaded(listOfAna, 'Board');
    await list.presses('Ask the referrer', 'Send question', { 'Your question': 'Is she at school now?' });
    shows(list, 'Is she at school now?');
    isHeaded(listOfAna, 'Board');
    await list.presses('Back to the list');
    isHeaded(list, 'Board');
    expect(await pat.on(listOfAna.sees()).presses('Show which child')).toMatchObject({ status: 200 });
  });

  it('Guests and people from outside the MASH are refused the lists', async () => {
    for (const person of [gus, sid])
      for (const words of ['board', ...lists, `find ${references[0]}`, 'on call', 'log a call']) {
        const sent = await person.mentions(words);
        expect(textsOf(sent)).toBe('Only members of the MASH team can do that. Guests cannot.');
        lacks(allOf(sent), 'HT-');
      }
  });

  it('The lists answer in no other channel or group chat', async () => {
    for (const where of ['general', 'group chat'] as const)
      for (const words of ['open', 'board']) expect(textsOf(await mo.mentions(words, where))).toBe('Talk to me 1:1.');
  });

  it('In the own chat of somebody of the MASH, words that mean nothing there begin no check', async () => {
    await replies(mo.says('about the girl of 14:04'), 'Nothing was done or kept', 'type “start”');
  });

  it('In the MASH channel the bot answers words that it does not know by saying how to get the lists', async () => {
    for (const words of ['blue elephants', 'constructor'])
      await repliesInText(mo.mentions(words), 'For lists, write “help” to me here.');
    const help = await asksAtDesk(mo, 'help');
    shows(help, 'log a phone referral');
    await help.presses('Waiting');
    isHeaded(help, 'Board');
    shows(help, 'Only you see this');
  });

  it('The board no longer shows a decided case, “decided” does, and “find” says when it was decided', async () => {
    await decides(mo, references[2] ?? '');
    await until(async () => !(await asksAtDesk(mo, 'board')).has(references[2] ?? ''));
    shows(await listOf(mo, 'decided'), references[2], 'Decided');
    expect((await asksAtDesk(mo, `find ${references[2]}`)).sees().text).toMatch(/Decided \d\d:\d\d/);
  });

  it('Paging keeps its place: what happens meanwhile makes it skip no case and show none twice', async () => {
    for (let more = 0; more < 9; more += 1) await refers(tom);
    const list = await listOf(mo, 'open');
    const seen = (): string[] => list.sees().text.match(/HT-\w{4}-\w{3}/g) ?? [];
    const all = seen();
    expect(all).toHaveLength(4);
    lacks(list.sees().buttons, 'To the top');
    await decides(mo, all[0] ?? '');
    while (list.sees().buttons.includes('Next')) {
      await list.presses('Next');
      all.push(...seen());
    }
    expect([all.length, new Set(all).size]).toEqual([11, 11]);
    const last = seen();
    await list.presses(`Open: ${last.at(-1)}`, 'Back to the list');
    expect(seen()).toEqual(last);
    await list.presses('To the top');
    lacks(seen(), all[0] ?? '');
    expect(seen()[0]).toBe(all[1]);
  });
});

describe('a case at the desk', () => {
  const world = aWorld();
  const { jane, mo, ana, pat, until, teams } = world;
  let reference: string;

  const arrivesInFull = async () => {
    const id = await arrives(world, jane);
    await seesLine(mo, id, 'Written referral, 1 of 1');
    return id;
  };

  it('“Seen” tells the referrer that the MASH has seen the referral, without taking it', async () => {
    reference = await arrivesInFull();
    const card = await opens(pat, reference, 'More', 'Seen');
    shows(card, 'seen, but nobody has taken it');
    contains(card.sees().buttons, 'Take this referral');
    await until(() => /Seen by the MASH at \d\d:\d\d/.test(receipt(jane, reference).sees().text));
    await seesLine(mo, reference, 'Seen');
    await card.presses('More');
    lacks(card.sees().buttons, 'Seen');
    await card.presses('Back to the card');
  });

  it('“Hand to…” names the colleague on the card and in the thread, and on the receipt', async () => {
    world.teams.members.add(profiles.gus);
    await caseCard(pat, reference).presses('Take this referral');
    await seesCase(ana, reference, 'taken by Pat Lee');
    const card = await opens(mo, reference, 'More', 'Hand to…');
    const choices = JSON.stringify(card.sees().json);
    contains(choices, 'Ana Silva', 'Mo Hussain (you)');
    expect(choices).not.toMatch(/Gus Gray|Pat Lee/); // Gus is a guest, and Pat has the case already
    await card.presses('Hand over');
    shows(card, 'Choose a colleague.');
    await card.presses('Hand over', { 'Who takes it over': 'Ana Silva' });
    shows(card, 'taken by Ana Silva');
    await hears(ana, 'Mo Hussain hands it to you', reference);
    const [line] = await seesLine(mo, reference, 'Handed over');
    expect(wordsOf(line ?? {})).toMatch(/To Ana Silva\nBy Mo Hussain, \d\d:\d\d/);
    await seesReceipt(jane, reference, '. Ana Silva has it since');
    shows(await listOf(ana, 'mine'), reference);
  });

  it('“Hand to…” is refused for a colleague outside the channel', async () => {
    const card = await opens(mo, reference, 'More', 'Hand to…');
    const form = card.sees();
    const forged = JSON.parse(JSON.stringify(form.json).replaceAll(profiles.pat.objectId, profiles.sid.objectId));
    const answer = await mo.on({ ...form, json: forged }).presses('Hand over', { 'Who takes it over': 'Pat Lee' });
    contains(JSON.stringify(answer.card), 'Choose a colleague.');
    shows(caseCard(ana, reference), 'taken by Ana Silva');
  });

  it('“Hand over” that comes after the decision still shows the case, and the log records who read it', async () => {
    const decidedCase = await arrivesInFull();
    const card = await opens(pat, decidedCase, 'More', 'Hand to…');
    await decides(mo, decidedCase);
    await card.presses('Hand over', { 'Who takes it over': 'Ana Silva' });
    shows(card, 'Mo Hussain decided this');
    const read = await until(() => world.log.find((line) => /"case.Read".*"send-hand"/.test(line)));
    contains(read, decidedCase);
  });

  it('A case card that Teams has lost comes into the thread again, under a line that says so', async () => {
    reference = await arrivesInFull();
    const old = caseCard(mo, reference).sees();
    teams.faults.add({
      match: ({ method, path }) => method === 'PUT' && path.endsWith(`/activities/${old.activityId}`),
      trouble: { status: 404 },
    });
    await caseCard(mo, reference).presses('Take this referral');
    const notice = `${reference}: The card above was gone: here it is again`;
    const thread = await until(() => {
      const sent = summariesIn(teams.delivered(old.conversationId));
      return sent.includes(notice) && sent.at(-1)?.startsWith('Referral ') && sent;
    });
    expect(thread.filter((summary) => summary === notice)).toHaveLength(1);
    expect(thread.indexOf(notice)).toBe(thread.length - 2);
  });

  it('If the thread of a lost case card is lost too, the card begins a new thread, and the line that says so is below it', async () => {
    reference = await arrivesInFull();
    const old = caseCard(ana, reference).sees();
    teams.faults.add({
      match: ({ path }) => path.includes(old.conversationId) && !path.includes('/members'),
      trouble: { status: 404 },
    });
    await caseCard(ana, reference).presses('Take this referral');
    await until(() => caseCard(ana, reference).sees().activityId !== old.activityId);
    await seesCase(ana, reference, 'taken by Ana Silva');
    await seesLine(ana, reference, 'The card above was gone: here it is again');
    await decides(ana, reference);
    await seesReceipt(jane, reference, 'Decided at');
  });
});

describe('who leaves next', () => {
  const world = aWorld({ clockStands: true });
  const { jane, tom, mo, until } = world;
  const leaves = (when: string) => ({ child: { ...aChild, 'When will they next': when } });
  const references = async (words: string) => {
    const list = await listOf(mo, words);
    return list.sees().headings[0] === 'Board' && words !== 'open' ? null : list.sees().text.match(/HT-\w{4}-\w{3}/g);
  };
  let inOrder: string[];
  beforeAll(async () => {
    const calm = await arrives(world, tom);
    const in40 = await arrives(world, tom, leaves('in 40 minutes'));
    const in19 = await arrives(world, tom, leaves('in 19 minutes'));
    const unread = await arrives(world, tom, leaves('no idea'));
    const missing = await arrives(world, jane);
    await jane.says(`missing ${missing}: not yet, I ring them now`);
    inOrder = [missing, unread, in19, in40, calm];
  });

  it('“due” shows two children who leave within 40 minutes first, each with the time, although no decision is due', async () => {
    const { text } = (await listOf(mo, 'due')).sees();
    expect(text.match(/HT-\w{4}-\w{3}/g)).toEqual(inOrder.slice(0, 4));
    expect(text).toMatch(/Leaves sight \d\d:\d\d, in (18|19) minutes[\s\S]*Leaves sight \d\d:\d\d, in (39|40) minutes/);
    contains(text, 'Reported missing', 'Leaves sight: No time known, said');
    lacks(text, 'no idea');
  });

  it('The board shows all cases in the order in which something happens to a child', async () => {
    const { text } = (await asksAtDesk(mo, 'board')).sees();
    expect(text.match(/HT-\w{4}-\w{3}/g)).toEqual(inOrder);
    contains(text, '5 wait · 3 URGENT · 0 overdue · 1 with unread news');
    expect(await references('overdue')).toBe(null);
  });

  it('A decided child who is still missing stays on “open”, “due” and “mine” until the MASH confirms that they are safe and has read the news', async () => {
    const [missing = ''] = inOrder;
    await caseCard(mo, missing).presses('Take this referral');
    await decides(mo, missing);
    for (const words of ['open', 'due', 'mine']) {
      const list = await until(async () => cardSaying((await listOf(mo, words)).sees(), 'DECIDED, STILL MISSING'));
      expect(list.text.match(/HT-\w{4}-\w{3}/g)?.[0]).toBe(missing);
    }
    await jane.says(`found ${missing}: she is at school`);
    await until(async () => cardSaying((await listOf(mo, 'open')).sees(), 'said to be found at'));
    await mo.says(`child is safe ${missing}: her teacher saw her just now`);
    await until(async () => cardSaying((await listOf(mo, 'open')).sees(), 'DECIDED, NEWS NOT READ'));
    await mo.says(`I have read it ${missing}`);
    await until(async () => !(await references('open'))?.includes(missing));
    expect(await references('mine')).toBe(null);
  });
});

describe('a desk with named practitioners', () => {
  const world = aWorld({
    env: { MASH_PRACTITIONERS: profiles.ana.objectId, MASH_MANAGERS: profiles.mo.objectId },
  });
  const { mo, ana, pat } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, world.jane);
  });

  it('Where practitioners are named, the bot answers them and managers, and no other member of the channel', async () => {
    for (const person of [mo, ana]) shows(await asksAtDesk(person, 'board'), reference);
    const words = 'Only colleagues who work on referrals here can do that. Ask a MASH manager to have you added.';
    expect(textsOf(await pat.mentions('open'))).toBe(words);
    for (const button of ['Take this referral', 'Everything', 'More'])
      expect((await caseCard(pat, reference).presses(button)).message).toBe(words);
  });

  it('A desk with named practitioners hands cases only to them and to managers', async () => {
    const card = await opens(ana, reference, 'More', 'Hand to…');
    const choices = JSON.stringify(card.sees().json);
    contains(choices, 'Mo Hussain');
    lacks(choices, 'Pat Lee');
  });
});

describe('flags in a list', () => {
  const clocks = { decision: { within: 'PT3S', remind: ['PT1S'], escalate: 'PT2S', overdueEvery: 'PT1H' } };
  const world = aWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
  const { jane, mo } = world;

  it('The lists show flags as words: URGENT, CHILD MISSING, OVERDUE', async () => {
    const card = await toCheckAnswers(jane);
    await card.presses('Change: Immediate danger', 'Yes, now', 'Continue to the written referral');
    if (card.sees().buttons.includes('Finish and send')) await card.presses('Finish and send');
    await card.presses('Submit referral');
    await currentCard(jane).presses('Child is missing');
    await jane.says('missing: not yet, I ring them now');
    await world.pass(5);
    const list = await world.until(async () => cardSaying((await listOf(mo, 'overdue')).sees(), 'OVERDUE by'));
    expect(list.text).toMatch(/▱▱▱▱▱ OVERDUE by \d+ seconds?/);
    contains(list.text, 'URGENT · CHILD MISSING');
  });
});
