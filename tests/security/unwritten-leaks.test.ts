import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, it } from '@jest/globals';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { aWorld } from '../conversations/a-world.ts';
import { findLink, savesAs } from '../conversations/saving.ts';
import {
  allOf,
  asksAtDesk,
  cardInChannel,
  caseCard,
  decides,
  referenceInButtons,
  referenceOn,
} from '../conversations/walks.ts';
import { assessments, general, profiles, referrals } from '../fakes/people.ts';
import { walkUpToSending } from '../protocol-coverage/walking.ts';
import { newTracerWords } from './tracer-words.ts';

/**
 * These tests record a call, report a missing child and fill in a whole check with a different word in each box. Only
 * the last test sends it.
 */

/**
 * Boxes about the referrer and their call, which the MASH is told before the referral is in writing; and, because this child is
 * missing, those by which somebody can look for them.
 */
const toldToTheMash = [
  ...['agency', 'name', 'other', 'organisation', 'phone', 'phoned-who', 'role'],
  ...['child-name', 'child-age', 'worry', 'whereabouts', 'with', 'leaves-sight'],
];

// A check that is filled in but not sent, when the MASH knows only of the call

const marked = newTracerWords();
const pack = loadPack();
const world = aWorld({ env: { ASSESSMENT_CHANNEL_ID: assessments.id, LOG_LEVEL: 'trace' } });
let reference: string;
let card: Awaited<ReturnType<typeof walkUpToSending>>['card'];

beforeAll(async () => {
  for (const who of [world.mo, world.ana, world.dee]) await who.says('hi');
  const walked = await walkUpToSending(world.jane, 'health', 'everything filled in', { pack, write: marked.write });
  card = walked.card;
  reference = referenceInButtons(card);
  await world.jane.says('missing: not yet');
  await world.until(() => cardInChannel(world.mo, reference)?.text.includes('CHILD MISSING'));
});

const beyondTheAuthor = (): string => {
  const chats = Object.values(profiles).filter(({ objectId }) => objectId !== profiles.jane.objectId);
  const ids = [...chats.map((profile) => world.teams.chatWith(profile)), referrals.id, general.id, assessments.id];
  const versions = ids.flatMap((id) => world.teams.messages(id).flatMap(({ versions }) => versions));
  return JSON.stringify(versions.map(({ activity }) => activity));
};
const seen = (text: string): string[] => marked.in(text).filter((box) => !toldToTheMash.includes(box));

it('The store holds the answers from over thirty-five boxes of the unsent check, and no key by which other cases could find it', () => {
  using db = new DatabaseSync(world.sqlitePath, { readOnly: true });
  const stored = db.prepare('SELECT kind, body FROM documents').all();
  expect(marked.in(allOf(stored)).length).toBeGreaterThan(35);
  expect(stored.filter(({ kind }) => kind === 'keys')).toEqual([]);
});

it('Nobody but the author sees the unsent check on a card, in a list, a form, a file or the log', async () => {
  const { mo, ana, pat } = world;
  const answers = [];
  for (const words of ['board', 'open', 'due', 'mine', 'overdue', `find ${reference}`])
    answers.push(await mo.mentions(words));
  answers.push(await (await asksAtDesk(ana, 'board')).presses('Show which child'));
  await caseCard(pat, reference).presses('Take this referral');
  for (const title of ['Ask the referrer', 'Record decision'])
    answers.push(await caseCard(ana, reference).presses(title), await caseCard(ana, reference).presses('Cancel'));
  answers.push(
    await caseCard(ana, reference).presses('More'),
    await ana
      .on((each) => each.buttons.includes('Case as a file'))
      .presses('Case as a file')
      .catch(() => ''),
  );
  const link = findLink(answers);
  const file = link && (await (await savesAs(link, 'json')).text());
  expect(seen(JSON.stringify(answers) + (file ?? ''))).toEqual([]);
  expect(seen(beyondTheAuthor())).toEqual([]);
  expect(marked.in(world.log.join('\n'))).toEqual([]);
  // Proves that the search can find something.
  expect(marked.in(beyondTheAuthor())).toEqual(expect.arrayContaining(['name', 'phone']));
});

it('A decision tells the MASH and the Assessment team nothing of the unsent check', async () => {
  const { mo } = world;
  await decides(mo, reference, { 'What action': 'Rung at once.', Reasons: 'The call.' });
  await world.until(() => cardInChannel(mo, reference)?.text.includes('DECIDED'));
  expect(seen(beyondTheAuthor())).toEqual([]);
});

it('The check reaches the MASH once it is sent', async () => {
  await card.presses('Submit referral');
  expect(referenceOn(card)).toBe(reference);
  await world.until(() => seen(allOf(world.mo.thread(reference))).length > 25);
});
