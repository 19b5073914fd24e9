import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CardSeen } from '../fakes/seeing.ts';
import { cardSaying, caseCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('the decision record', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  async function sendsReferral(): Promise<string> {
    const reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
    return reference;
  }
  const line = (reference: string, title: string) =>
    world.until(() => {
      const entries = world.mo.thread(reference).filter(({ summary }) => summary === `${reference}: ${title}`);
      return entries.length > 0 && entries.map(wordsOf).join('\n');
    });

  it('The decision form has the five decisions of the protocol, and asks for a concern about trafficking', async () => {
    const reference = await sendsReferral();
    const form = caseCard(world.mo, reference);
    await form.presses('Record decision');
    const { json, inputs } = form.sees();
    for (const title of [
      'Concerns about trafficking: pass to the Assessment team',
      'Child protection: strategy discussion',
      'Act at once, for example an Emergency Protection Order',
      'Child in need',
      'Other action',
      'Cannot tell',
    ])
      expect(JSON.stringify(json)).toContain(title);
    expect(inputs).toContain(
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
      await decides(world.mo, reference, { Decision: decision, 'Concern about trafficking': concern });
      const { text } = await world.until(() => cardSaying(caseCard(world.ana, reference).sees(), 'DECIDED'));
      expect(text).toContain(decision);
      expect(text).toContain(`Concern about trafficking\n${concern}`);
      const thread = await line(reference, 'Decided');
      expect(thread).toContain(decision);
      expect(thread).toContain(`Concern about trafficking\n${concern}`);
    },
  );

  it('The referrer reads what will be done, by whom, when and how to disagree, but nothing of the concern', async () => {
    const reference = await sendsReferral();
    await decides(world.ana, reference, { 'Concern about trafficking': 'Cannot tell' });
    const isItsNotice = ({ headings, text }: CardSeen) =>
      headings.includes('The MASH has decided') && text.includes(reference);
    const notice = (await world.until(() => cardSaying(world.jane.on(isItsNotice).sees(), reference))).text;
    expect(notice).toContain('A social worker visits today.');
    expect(notice).toMatch(/\d\d:\d\d, \w+ \d+ \w+, by Ana Silva, MASH manager/);
    expect(notice).toMatch(/Don’t agree\?/);
    expect(notice).toContain('0300 123 4043');
    expect(JSON.stringify(world.jane.chat())).not.toContain('Cannot tell');
    expect(receipt(world.jane, reference).sees().text).not.toContain('oncern about trafficking');
  });

  it('The card says “Not said” where nobody said whether there is a concern about trafficking', async () => {
    const reference = await sendsReferral();
    await decides(world.mo, reference);
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('Concern about trafficking\nNot said'));
  });
});

describe('a decision after 24 hours', () => {
  it('A decision after 24 hours is marked late on the card and in the thread, and the referrer hears it all the same', async () => {
    const clocks = { decision: { within: 'PT1S', remind: [], escalate: 'PT1S', overdueEvery: 'PT1H' } };
    const world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
    try {
      const reference = await refers(world.jane);
      await world.pass(2);
      await world.until(() => caseCard(world.mo, reference).sees().text.includes('OVERDUE'));
      await decides(world.mo, reference);
      await world.until(() =>
        caseCard(world.ana, reference).sees().text.includes('By Mo Hussain, MASH manager · LATE'),
      );
      await world.until(() => summariesIn(world.mo.thread(reference)).includes(`${reference}: Decided · LATE`));
      await world.until(() => inChat(world.jane, 'The MASH has decided').sees());
    } finally {
      await world.stop();
    }
  });
});

describe('a referrer whom Teams does not reach', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
    world.teams.faults.add({
      match: ({ method, path }) => method !== 'GET' && path.startsWith(`/v3/conversations/${world.jane.chatId}/`),
      trouble: { status: 403 },
    });
    await decides(world.mo, reference);
  });
  afterAll(() => world.stop());

  it('The card says to ring a referrer whom Teams does not reach, with the number and a button', async () => {
    const { text } = await world.until(() => {
      const seen = caseCard(world.pat, reference).sees();
      return seen.buttons.includes('I have told them') && seen;
    });
    expect(text).toContain(
      'The referrer was NOT REACHED in Teams. Please ring them:\n01632 960 014\nThen press “I have told them”.',
    );
  });

  it('A guest cannot say that they told the referrer', async () => {
    const answer = await caseCard(world.gus, reference).presses('I have told them');
    expect(answer.message).toBe('Only members of the MASH team can do that. Guests cannot.');
  });

  it('The card and the thread show who told the referrer by phone, and when', async () => {
    await caseCard(world.pat, reference).presses('I have told them');
    const { text, buttons } = await world.until(() =>
      cardSaying(caseCard(world.ana, reference).sees(), 'Told by phone'),
    );
    expect(text).toMatch(/Referrer\nTold by phone by Pat Lee at \d\d:\d\d, \w+ \d+ \w+/);
    expect(text).not.toContain('NOT REACHED');
    expect(buttons).not.toContain('I have told them');
    const title = `${reference}: The referrer was told by phone`;
    await world.until(() => summariesIn(world.mo.thread(reference)).includes(title));
    expect(summariesIn(world.mo.thread(reference)).filter((each) => each === title)).toHaveLength(1);
  });
});
