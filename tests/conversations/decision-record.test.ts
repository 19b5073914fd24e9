import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CardSeen } from '../fakes/seeing.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks } from './expecting.ts';
import { arrives, cardSaying, caseCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld } from './world.ts';

describe('the decision record', () => {
  const world = aWorld();
  const { jane, mo, ana, until } = world;

  async function sendsReferral(): Promise<string> {
    const reference = await arrives(world, jane);
    return reference;
  }
  const line = (reference: string, title: string) =>
    until(() => {
      const entries = mo.thread(reference).filter(({ summary }) => summary === `${reference}: ${title}`);
      return entries.length > 0 && entries.map(wordsOf).join('\n');
    });

  it('The decision form has the five decisions of the protocol, and asks for a concern about trafficking', async () => {
    const reference = await sendsReferral();
    const form = caseCard(mo, reference);
    await form.presses('Record decision');
    const { json, inputs } = form.sees();
    contains(
      JSON.stringify(json),
      'Concerns about trafficking: pass to the Assessment team',
      'Child protection: strategy discussion',
      'Act at once, for example an Emergency Protection Order',
      'Child in need',
      'Other action',
      'Cannot tell',
    );
    contains(
      inputs,
      'Concern about trafficking? “Yes” and “Cannot tell” go to the Assessment team, whatever you decide',
    );
    await form.presses('Cancel');
  });

  it.each([
    ['Act at once, for example an Emergency Protection Order', 'Yes'],
    ['Child protection: strategy discussion', 'Cannot tell'],
    ['Child in need', 'No'],
  ])(
    'The card and the thread show the decision “%s” with the concern about trafficking “%s”',
    async (decision, concern) => {
      const reference = await sendsReferral();
      await decides(mo, reference, { Decision: decision, 'Concern about trafficking': concern });
      const { text } = await until(() => cardSaying(caseCard(ana, reference).sees(), 'DECIDED'));
      contains(text, decision, `Concern about trafficking\n${concern}`);
      const thread = await line(reference, 'Decided');
      contains(thread, decision, `Concern about trafficking\n${concern}`);
    },
  );

  it('The referrer reads what will be done, by whom, when and how to disagree, but nothing of the concern', async () => {
    const reference = await sendsReferral();
    await decides(ana, reference, { 'Concern about trafficking': 'Cannot tell' });
    const isItsNotice = ({ headings, text }: CardSeen) =>
      headings.includes('The MASH has decided') && text.includes(reference);
    const notice = (await until(() => cardSaying(jane.on(isItsNotice).sees(), reference))).text;
    contains(notice, 'A social worker visits today.');
    expect(notice).toMatch(/\d\d:\d\d, \w+ \d+ \w+, by Ana Silva, MASH manager/);
    expect(notice).toMatch(/Don’t agree\?/);
    contains(notice, '0300 123 4043');
    lacks(JSON.stringify(jane.chat()), 'Cannot tell');
    doesNotShow(receipt(jane, reference), 'oncern about trafficking');
  });

  it('The card says “Not said” where nobody said whether there is a concern about trafficking', async () => {
    const reference = await sendsReferral();
    await decides(mo, reference);
    await until(() => caseCard(mo, reference).has('Concern about trafficking\nNot said'));
  });
});

describe('a decision after 24 hours', () => {
  it('A decision after 24 hours is marked late on the card and in the thread, and the referrer hears it all the same', async () => {
    const clocks = { decision: { within: 'PT1S', remind: [], escalate: 'PT1S', overdueEvery: 'PT1H' } };
    await using world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
    const reference = await refers(world.jane);
    await world.pass(2);
    await world.until(() => caseCard(world.mo, reference).has('OVERDUE'));
    await decides(world.mo, reference);
    await world.until(() => caseCard(world.ana, reference).has('By Mo Hussain, MASH manager · LATE'));
    await world.until(() => summariesIn(world.mo.thread(reference)).includes(`${reference}: Decided · LATE`));
    await world.until(() => inChat(world.jane, 'The MASH has decided').sees());
  });
});

describe('a referrer whom Teams does not reach', () => {
  const world = aWorld();
  const { jane, mo, pat, until } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
    world.teams.faults.add({
      match: ({ method, path }) => method !== 'GET' && path.startsWith(`/v3/conversations/${jane.chatId}/`),
      trouble: { status: 403 },
    });
    await decides(mo, reference);
  });

  it('The card says to ring a referrer whom Teams does not reach, with the number and a button', async () => {
    const { text } = await until(() => {
      const seen = caseCard(pat, reference).sees();
      return seen.buttons.includes('I have told them') && seen;
    });
    contains(
      text,
      'The referrer was NOT REACHED in Teams. Please ring them:\n01632 960 014\nThen press “I have told them”.',
    );
  });

  it('The card and the thread show who told the referrer by phone, and when', async () => {
    await caseCard(pat, reference).presses('I have told them');
    const { text, buttons } = await until(() => cardSaying(caseCard(world.ana, reference).sees(), 'Told by phone'));
    expect(text).toMatch(/Referrer\nTold by phone by Pat Lee at \d\d:\d\d, \w+ \d+ \w+/);
    lacks(text, 'NOT REACHED');
    lacks(buttons, 'I have told them');
    const title = `${reference}: The referrer was told by phone`;
    await until(() => summariesIn(mo.thread(reference)).includes(title));
    expect(summariesIn(mo.thread(reference)).filter((each) => each === title)).toHaveLength(1);
  });
});
