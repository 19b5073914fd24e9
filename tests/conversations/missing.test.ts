import { beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { hears, replies, seesCase, seesReceipt } from './waiting.ts';
import {
  aboutJane,
  allOf,
  beginsCheck,
  cardInChannel,
  caseCard,
  continuesToChild,
  continuesUntil,
  currentCard,
  inChat,
  receipt,
  referenceInButtons,
  referenceOn,
  refers,
  summariesIn,
  types,
  wordsOf,
} from './walks.ts';

const policeQuestion = 'Do the police know?';
const wordsBox = 'When, their reference, or what is new';
const textBox = 'For the police and the risk assessment: copy this text';
const facts = /Zircon|Topaz|Jasper/;
const child = { 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn Topaz.' };

/** What this manager was told alone of the missing child. */
const alertsOf = (manager: Person, id: string): string[] =>
  manager
    .chat()
    .flatMap((each) => (each.summary?.startsWith(`URGENT ${id}: CHILD MISSING, said `) ? [wordsOf(each)] : []));

describe('a child who is missing', () => {
  const world = aWorld();
  const { jane, tom, mo, ana, dee, until } = world;
  let reference: string;
  let card: CardActions;
  const linesOf = (id: string): string[] =>
    summariesIn(world.teams.delivered(referrals.id)).filter((line) => line.startsWith(`${id}: CHILD MISSING`));

  beforeAll(async () => {
    for (const who of [mo, ana, dee]) await who.says('hi');
    const check = await beginsCheck(jane);
    await continuesToChild(check);
    await check.presses('Go through more signs', child);
    await continuesUntil(check, 'Consent, your decision', {
      'Carer and household': { Seen: ['H04'], Note: 'The neighbour Jasper told me.' },
      Control: { Seen: ['K1'] },
      'Work, money and what for': { Suspected: ['U2'] },
    });
    await check.presses('Finish and send', { Could: 'Yes', Why: 'He may be involved.' }, 'Submit referral');
    reference = referenceOn(check);
    await seesReceipt(jane, reference, 'Delivered');
  });

  it('“Child is missing” is on the menu, and shows the police first, even to somebody who has no case yet', async () => {
    await tom.says('hi');
    await tom.presses('Child is missing');
    isHeaded(tom, 'A child is missing');
    shows(tom, /Ring the police first\. Now\.\W+999[^?]*0300 123 4043\nI have not called anyone for you\./);
    expect(tom.sees()).toMatchObject({ inputs: [], buttons: ['Start a new check', 'Contacts'] });
  });

  it('The referrer chooses the missing child among their own cases, which are named by reference or time only', async () => {
    const draft = await beginsCheck(jane);
    await continuesToChild(draft);
    await draft.presses('Finish and send', { 'Child’s name': 'Girl Zircon' });
    await jane.says('menu');
    await jane.presses('Child is missing');
    const which = inChat(jane, 'A child is missing');
    const { text, buttons } = which.sees();
    expect(text.indexOf('999')).toBeLessThan(text.indexOf('Which child?'));
    contains(text, reference, /Not sent yet\nBegun \d\d:\d\d/);
    expect(buttons.filter((title) => title === 'This child')).toHaveLength(2);
    lacks(text, facts);
    await which.presses(`Missing: ${reference}`);
    isHeaded(jane, 'Is the child missing?');
  });

  it('The card for a missing child names the police before any box, and has a text for them with what is known, in the worker’s own words', async () => {
    await receipt(jane, reference).presses('Child is missing');
    card = currentCard(jane);
    const { text, values, inputs } = card.sees();
    expect(text.indexOf('999')).toBeLessThan(text.indexOf(inputs[0] ?? 'no box'));
    contains(text, /Ring the police first\. Now\.\W+999/, 'must say that they may be trafficked or exploited.');
    const copy = values[textBox] ?? '';
    contains(
      copy,
      reference,
      'Name: Girl Zircon\nIn my words:\n- Burn Topaz.\n',
      'Not known, unless it stands in my words: Age or date of birth; Description; Last seen; With whom;',
      /Seen or suspected:\n- The carer has little knowledge of the child\. \(covered by “Carer is vague/,
      /How the child may be controlled:\n- (?!Not known)\S/,
      /How the child may be exploited:\n- (?!Not known)\S/,
    );
    lacks(copy, /Jasper|Jane/);
    lacks(
      jane
        .chat()
        .map(({ summary }) => summary)
        .join(),
      facts,
    );
    isHeaded(receipt(jane, reference), reference); // the receipt is still there
  });

  it('The MASH is told nothing when the referrer only opens the card for a missing child', () => {
    expect(linesOf(reference)).toEqual([]);
    lacks(cardInChannel(mo, reference)?.text, 'CHILD MISSING');
  });

  it('A first report that is too long tells nobody, and keeps the answer about the police', async () => {
    await card.presses('Tell the MASH', { [policeQuestion]: 'Not yet', [wordsBox]: 'a'.repeat(2_001) });
    shows(card, 'At most 2,000 characters.');
    expect(card.sees().values[policeQuestion]).toBe('no');
    expect(linesOf(reference)).toEqual([]);
  });

  it('One press tells the MASH that the child is missing: on the card, in the thread and to every manager', async () => {
    await card.presses('Tell the MASH', { [policeQuestion]: 'Yes', [wordsBox]: '14:20, reference Pyrite 7' });
    shows(card, /I am telling the MASH and its managers\.\nYou said that the child is missing, \d\d:\d\d/);
    await seesCase(mo, reference, 'CHILD MISSING');
    shows(
      caseCard(mo, reference),
      /CHILD MISSING, said \d\d:\d\d, .*\nThe police were told, says the referrer\.\nTheir words: 14:20, reference Pyrite 7/,
    );
    const line = await until(() => mo.thread(reference).find((each) => each.summary?.includes('CHILD MISSING')));
    contains(wordsOf(line), 'Their words: 14:20, reference Pyrite 7');
    await until(() => [mo, ana].every((who) => alertsOf(who, reference).length === 1));
    const alert = receipt(ana, reference);
    isHeaded(alert, reference);
    shows(
      alert,
      /URGENT\nCHILD MISSING, says the referrer\nSaid at \d\d:\d\d, \w+ \d+ \w+\n/,
      'The police were told, says the referrer.',
      '“I am on it” puts your name on it. Then ring the referrer.',
    );
    expect(alert.sees().buttons).toEqual(['I am on it', 'Show the number', 'Open in channel']);
    lacks([mo, ana].flatMap((who) => alertsOf(who, reference)).join(), /Zircon|Topaz|Jasper|Pyrite|Jane|01632/);
    lacks(allOf(dee.chat()), reference);
  });

  it('The MASH is told once that the child is missing, however often the press is repeated', async () => {
    await jane.repeats();
    lacks(card.sees().inputs, policeQuestion); // it is answered already
    await card.presses('Tell them more', { [wordsBox]: '14:20, reference Pyrite 7' });
    await jane.says('hi');
    expect(linesOf(reference)).toHaveLength(1);
    expect(alertsOf(mo, reference)).toHaveLength(1);
  });

  it('The referrer can tell more about the police; a box that is too long is shown again, and what is typed is kept in parts', async () => {
    const tooLong = 'a'.repeat(2_001);
    await card.presses('Tell them more', { [wordsBox]: tooLong });
    shows(card, 'At most 2,000 characters. Please shorten it. Nothing was cut.');
    contains(Object.values(card.sees().values), tooLong);
    contains(allOf(await jane.says(`missing ${reference}: ${tooLong}`)), 'Sent to the MASH');
    await until(() => allOf(mo.thread(reference)).includes('a'.repeat(1_500)));
    expect(linesOf(reference)).toHaveLength(2);
    await card.presses('Tell them more', { [wordsBox]: '15:05, now with Sgt Onyx' });
    await seesCase(mo, reference, 'Their words: 15:05, now with Sgt Onyx');
    await until(() => linesOf(reference).length === 3);
  });

  it.each(['%s is missing', 'missing %s', '%s: missing', '%s the girl has gone missing'])(
    'With a reference, “%s” reports that child missing, as often as it is said',
    async (words) => {
      const other = await refers(jane);
      await jane.says(words.replace('%s', other));
      await until(() => alertsOf(ana, other).length === 1);
      await seesCase(mo, other, 'CHILD MISSING');
    },
  );

  it.each(['her phone has gone missing', 'shes still here they havent gone'])(
    '“%s” is news: no card says that the child is missing',
    async (words) => {
      const replies = allOf(await jane.says(words));
      lacks(replies, 'the child missing', 'child is missing', 'Ring the police first');
    },
  );

  it('A later “not yet” never makes the card say that the police were not told', async () => {
    await jane.says(`missing ${reference}: not yet`);
    await until(() => linesOf(reference).length === 4);
    await world.rests(); // nothing more is on its way
    shows(caseCard(mo, reference), 'The police were told, says the referrer.');
    doesNotShow(caseCard(mo, reference), 'not told yet');
    shows(
      caseCard(mo, reference), // of four reports, one only answers
      /that the child is missing, 3 times, the last at [^?]*\nThe referrer says whether the police know that the child is missing, \d\d:\d\d/,
    );
    lacks(alertsOf(mo, reference).join(), 'not told yet');
  });
});

describe('a child who is missing before the referral is sent', () => {
  const world = aWorld();
  const { jane, tom, mo, ana, sid, until } = world;
  let draft: string;
  beforeAll(async () => {
    for (const who of [mo, ana]) await who.says('hi');
    const card = await beginsCheck(jane);
    await continuesToChild(card, { about: { ...aboutJane, 'Your role': 'school nurse' } });
    await card.presses('Finish and send', child, 'They were not asked', 'Continue', {
      Could: 'Yes',
      Why: 'The man Jasper.',
    });
    draft = referenceInButtons(card);
    await card.presses('Child is missing');
  });

  it('A draft too has the card for a missing child, with the reference that the MASH will have', () => {
    shows(jane, /Ring the police first\. Now\.\W+999/);
    const { values } = jane.sees();
    contains(
      values[textBox],
      draft,
      'Name: Girl Zircon\nIn my words:\n- Burn Topaz.',
      '(the indicator check is not done)',
    );
  });

  it('When a child goes missing while the referral is a draft, the MASH gets a card with the reference, whom to ring, and what the draft says of the child', async () => {
    await jane.presses('Tell the MASH', { [policeQuestion]: 'Not yet' });
    const shared = await until(() => cardInChannel(mo, draft));
    contains(
      shared.text,
      'NOT IN WRITING YET',
      /CHILD MISSING, said \d\d:\d\d, .*\nThe police were not told yet, says the referrer\./,
      'Jane Okafor, school nurse\nHealth\n01632 960 014',
    );
    expect(shared.buttons).toEqual(expect.arrayContaining(['Take this referral', 'Record decision']));
    lacks(shared.buttons, 'Everything');
    contains(shared.text, 'In their draft, not sent yet', 'Zircon');
    for (const who of [mo, ana]) {
      const alert = await hears(who, 'CHILD MISSING');
      expect(alert.headings).toEqual([draft]);
      contains(alert.text, 'The police were not told yet, says the referrer.');
    }
  });

  it('A referrer can type “child is missing”, then “missing:” and what the police were told', async () => {
    contains(allOf(await jane.says('Child is missing.')), 'Ring the police first. Now.', draft);
    contains(allOf(await jane.says('missing: told police 14:20, ref 123')), 'You said that the child is missing');
    await seesCase(mo, draft, 'Their words: told police 14:20, ref 123');
    contains(
      jane.sees().values[textBox],
      /Said to be missing at \d\d:\d\d/,
      /- \d\d:\d\d, .*: told police 14:20, ref 123/,
    );
  });

  it('Every card of its check says that the child is reported missing and that the MASH knows, and danger is not asked as if nothing were known', async () => {
    await jane.says('go on', 'card');
    const card = currentCard(jane);
    shows(card, /You reported this child missing, \d\d:\d\d, .*\nThe MASH knows\./);
    await card.presses('Change: Immediate danger');
    isHeaded(card, 'Is the child still missing, in danger, or about to be moved?');
    shows(card, /You reported this child missing, \d\d:\d\d, .*\nThe MASH knows\./);
    await card.presses('No');
    isHeaded(card, 'Check before you send');
    await seesCase(mo, draft, 'CHILD MISSING', 'URGENT');
    lacks(
      jane
        .chat()
        .map(({ summary }) => summary)
        .join(),
      /missing/i,
    );
  });

  it('Reporting a child missing leaves the check where it was, and the referral later comes into the same thread', async () => {
    contains(await types(jane, 'go on'), 'Type “send” to send it');
    await jane.says('submit');
    await seesCase(mo, draft, 'Girl Zircon');
    shows(
      caseCard(mo, draft),
      /CHILD MISSING, said .*\nThe police were told, says the referrer\.\nTheir words: told police 14:20, ref 123/,
    );
    await seesReceipt(jane, draft, 'Delivered to the MASH at');
    const threads = new Set(world.teams.delivered(referrals.id).flatMap(({ conversation }) => conversation?.id ?? []));
    expect(threads.size).toBe(1);
  });

  it.each([
    ['she ran off at 01:50, police told 02:10, log 118', 'The police were told, says the referrer.'],
    ['mum says she told the police, I would ring 101', 'Do the police know? See their words.'],
  ])('Words about the police are judged only where they are certain: “%s”', async (words, position) => {
    const latest = await refers(jane);
    const reply = allOf(await jane.says(`missing ${latest}: ${words}`));
    expect(reply.includes(policeQuestion)).toBe(position.startsWith(policeQuestion));
    await seesCase(mo, latest, `${position}\nTheir words: ${words}`);
    const [alert] = await until(() => alertsOf(mo, latest).length > 0 && alertsOf(mo, latest));
    contains(alert, position);
    lacks(alert, /has not said|mum|ring 101|log 118/);
  });

  const number = '01632 960 099';

  /** Begins a check, without saying who refers. @returns the reference that it will have */
  async function begins(person: Person): Promise<string> {
    const card = await beginsCheck(person);
    await card.presses('No');
    return referenceInButtons(card);
  }

  it('A typed number is kept in the draft until the MASH gets a card of the case, and a second one changes nothing', async () => {
    const reference = await begins(sid);
    const gives = async (phone: string) => allOf(await sid.says(`my phone ${reference}: ${phone}`));
    contains(await gives(number), 'Your number is in your draft.');
    contains(await gives('01632 960 098'), 'Your number was not changed');
    await sid.says('child is missing', 'missing: told police 14:20');
    await until(() => caseCard(mo, reference).has(number));
    contains(allOf(await mo.mentions('board')), 'CHILD MISSING', 'NOT IN WRITING YET');
  });

  it('The MASH gets a typed number at once if it has a card of the case', async () => {
    const reference = await begins(tom);
    await tom.says('child is missing', 'missing: told police 14:20');
    await replies(tom.says(`my phone: ${number}`), 'The MASH has your number.');
    await until(() => caseCard(mo, reference).has(number));
  });
});
