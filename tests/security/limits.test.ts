import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf } from '../../src/base/time.ts';
import { mendedWords } from '../../src/cards/helpful.ts';
import { readAnswer } from '../../src/draft/read-answer.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { aWorld } from '../conversations/a-world.ts';
import type { CardActions } from '../conversations/person.ts';
import {
  allOf,
  arrives,
  asksAtDesk,
  beginsCheck,
  caseCard,
  continuesToChild,
  currentCard,
  inChat,
  receipt,
  textsOf,
} from '../conversations/walks.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { profiles } from '../fakes/people.ts';

/** Fills boxes to their last character and one beyond, and sends halves of characters. */

const pack = loadPack();
const tooLongWords = /At most [\d,]+ characters\. Please shorten it\. Nothing was cut\./i;
const tooMuch = (limit: number): string => `${'🙂'.repeat(limit)}!`;

// Every field of the conversation

const textFields = pack.fields.filter(({ choices }) => !choices);

it.each(textFields.map((field) => [field.id, field.limit, field] as const))(
  'The field %s keeps all of %d characters, and refuses one more without cutting it',
  (id, limit, field) => {
    const now = instantOf(Date.parse('2026-11-24T12:00:00Z'));
    const isTime = id === 'phoned-when'; // the one text that the program has to understand
    const full = isTime ? `just now${' '.repeat(limit - 8)}` : '🙂'.repeat(limit);
    expect(readAnswer(field, full, now)).toMatchObject({ value: full });
    expect(readAnswer(field, tooMuch(limit), now)).toEqual({ problem: { field: id, kind: 'too-long', limit } });
  },
);

describe('the boxes of the real program', () => {
  const world = aWorld();
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, world.jane);
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered'));
  });

  const stored = (): string => {
    using db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const rows = db.prepare('SELECT body FROM documents').all();
    return rows.map(({ body }) => String(body)).join('\n');
  };

  const mashForms: [string, string, string, number, Filled][] = [
    ['Ask the referrer', 'Send question', 'Your question', 2000, {}],
    [
      'Record decision',
      'Confirm decision',
      'What action',
      2000,
      { Decision: 'Other action', Reasons: 'x', 'Concern about': 'No' },
    ],
    [
      'Record decision',
      'Confirm decision',
      'Reasons',
      2000,
      { Decision: 'Other action', 'What action': 'x', 'Concern about': 'No' },
    ],
    ['Police informed', 'Record it', 'Police reference', 200, { 'When were they': 'just now' }],
    ['Claims to be family', 'Record it', 'In your words', 2000, {}],
    ['Visitor or stranger', 'Record it', 'In your words', 2000, {}],
    ['New information', 'Record it', 'In your words', 2000, {}],
    ['Child is missing', 'Record it', 'Since when', 2000, { 'Do the police': 'Yes' }],
    ['I disagree', 'Save', 'Why', 2000, {}],
    ['I disagree', 'Save', 'Manager for the MASH', 200, { Why: 'x' }],
  ];

  it.each(mashForms)(
    'On the form “%s” the button “%s” refuses one character more than “%s” takes (%d), and the text stays there',
    async (title, button, box, limit, more) => {
      const card = caseCard(world.mo, reference);
      if (!card.sees().buttons.includes(title)) await card.presses('More');
      await card.presses(title, button, { ...more, [box]: tooMuch(limit) });
      expect(card.sees().text).toMatch(tooLongWords);
      expect(Object.values(card.sees().values).some((value) => value.startsWith('🙂🙂'))).toBe(true);
      expect(stored()).not.toContain('🙂');
      await leavesTheForm(card);
    },
  );

  it('A name of an officer that is too long is refused, not cut', async () => {
    const { ash, teams } = world;
    teams.members.add(profiles.ash);
    const form = await asksAtDesk(ash, 'set up');
    await form.presses('Set up', 'Names of officers', 'Save names', {
      'Health: designated officer': 'Kunzite',
      'Contacts at': tooMuch(200),
    });
    expect(form.sees().text).toMatch(tooLongWords);
    expect(Object.values(form.sees().values)).toEqual(expect.arrayContaining(['Kunzite', tooMuch(200)]));
    expect(stored()).not.toMatch(/Kunzite|🙂/);
    await form.presses('Save names', { 'Contacts at': '🙂'.repeat(200) });
    expect(stored()).toContain(`"${'🙂'.repeat(200)}"`);
    expect(stored()).toContain('Kunzite');
    teams.members.delete(profiles.ash);
  });

  it('A phone number that is too long does not hold up the news that a child is missing', async () => {
    const { sid, mo } = world;
    const draft = await beginsCheck(sid);
    await draft.presses('No');
    await sid.says('child is missing');
    const card = currentCard(sid);
    await card.presses('Tell the MASH', { 'Do the police': 'Yes', 'Your phone': tooMuch(60) });
    expect(card.sees().text).toContain('I am telling the MASH and its managers.');
    expect(card.sees().text).toMatch(tooLongWords);
    await world.until(() => inChat(mo, 'CHILD MISSING').sees());
    expect(allOf(await sid.says(`my phone: ${tooMuch(60)}`))).toMatch(/Sent to the MASH/); // as news
    await card.presses('Tell them more', { 'Your phone': '01632 960 051' });
    await world.until(() => stored().includes('01632 960 051'));
  });

  const half = 'a\ud83dz';
  const whole = 'a\ufffdz';

  it('Half a character sent with a card becomes U+FFFD, and the referrer is told', async () => {
    const { jane } = world;
    const card = await beginsCheck(jane);
    await continuesToChild(card);
    expect(card.sees().text).not.toContain(mendedWords);
    const answer = await card.presses('Finish and send', { 'Child’s name': half, 'What worries you': 'Burn.' });
    expect(JSON.stringify(answer.card)).toContain(mendedWords);
    await card.presses('They were not asked');
    expect(card.sees().text).not.toContain(mendedWords);
    await card.presses('Continue', { Could: 'Yes', Why: 'He may be involved.' });
    expect(card.sees().text).toContain(whole);
  });

  it('A person who types half a character is told that it could not be read', async () => {
    const { tom } = world;
    await tom.says('hi');
    const sent = await tom.says(`so ${half}`);
    expect(`${textsOf(sent)}${JSON.stringify(sent)}`).toContain(mendedWords);
  });

  it('Half a character in a MASH form is reported only to the person who wrote it', async () => {
    const { jane, mo } = world;
    const card = caseCard(mo, await arrives(world, jane));
    const answer = await card.presses('Ask the referrer', 'Send question', { 'Your question': half });
    expect(JSON.stringify(answer.body)).toContain(mendedWords);
    await world.until(() => inChat(jane, whole).sees());
    expect(JSON.stringify(world.teams.delivered(mo.chatId))).not.toContain(mendedWords);
    expect(inChat(jane, whole).sees().text).not.toContain(mendedWords);
  });
});

async function leavesTheForm(card: CardActions): Promise<void> {
  const back = ['Cancel', 'Back to the card', 'Back'].find((title) => card.sees().buttons.includes(title));
  await card.presses(back ?? 'Cancel');
  if (card.sees().buttons.includes('Back to the card')) await card.presses('Back to the card');
}
