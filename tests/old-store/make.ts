import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { caseCard, decides, inChat } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { beside, phoned } from './beside.ts';
import { drafts, looksAround, practised } from './drafts.ts';
import { deedsSince, typesIn } from './happened.ts';
import { endsInTheMiddle, notReached, passedOn, quiet, retention } from './last-day.ts';
import { answered, arrives, assessed, type Cases, corrected, linked, nothingSet, setUp } from './life.ts';
import { buttonsOn, hearAnswers, pressOld, type Shown, sentCards } from './old-cards.ts';
import { openOldStore } from './opened.ts';

/**
 * Makes an old store. It drives the program of another checkout through made-up cases, and saves the resulting file,
 * the buttons that the program sent, what happened in each case, and what each button does after a restart.
 *
 * store.db, cases.jsonl and buttons.jsonl were made from commit 9c0246d, in a checkout of it with its packages at
 * /tmp/base:
 *
 * node tests/old-store/make.ts /tmp/base tests/old-store/store.db
 *
 * These files must not change. A later version that cannot open this store cannot open the stores of its users.
 */
const [root = '', output = ''] = process.argv.slice(2).map((path) => resolve(path));
if (!root || !output) throw new Error('node tests/old-store/make.ts <root-of-a-checkout> <output.db>');

const shortPeriods = {
  ...{ extends: 'hertfordshire-2016', id: 'short', version: '1' },
  retention: { source: 'the test', drafts: 'PT1S', decided: 'PT1S', accessLog: 'PT1S' },
};

const stories = [
  ...[drafts, practised, answered, corrected, assessed, phoned, beside],
  ...[linked, notReached, passedOn, looksAround],
];

/** Comes before all other stories, because it erases everything that is old enough. */
async function erased(world: World, packPath: string): Promise<Cases> {
  const reference = await arrives(world, 'tom', { 'Child’s name': 'Girl Malachite' });
  await caseCard(world.pat, reference).presses('Everything');
  await caseCard(world.pat, reference).presses('Back to the card');
  await decides(world.mo, reference);
  await world.until(() => inChat(world.tom, 'The MASH has decided').sees());
  await quiet(world);
  await world.until(() => retention(root, world, [], packPath).includes(`${reference}  ERASED`));
  return { erased: reference };
}

async function life(world: World, packPath: string): Promise<Cases> {
  await setUp(world);
  const cases: Cases = await erased(world, packPath);
  for (const story of stories) {
    Object.assign(cases, await story(world));
    await quiet(world);
    console.log(story.name);
  }
  retention(root, world, ['--hold', cases.answered ?? '', '--why', 'The inquest.']);
  retention(root, world, ['--hold', cases.corrected ?? '', '--why', 'A mistake.']);
  retention(root, world, ['--release', cases.corrected ?? '', '--why', 'It was a mistake.']);
  return { ...cases, ...(await endsInTheMiddle(world)) };
}

/** Packs the store into one file, without a journal beside it. */
function packed(from: string, to: string): void {
  copyFileSync(from, to);
  copyFileSync(`${from}-wal`, `${to}-wal`);
  const db = new DatabaseSync(to);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; VACUUM');
  db.close();
}

const folder = mkdtempSync(join(tmpdir(), 'mash-make-'));
const shown: Shown[] = [];
const endHearing = hearAnswers((each) => shown.push(each));
const packPath = join(folder, 'pack.json');
writeFileSync(packPath, JSON.stringify(shortPeriods));
const world = await startWorld({ root, env: nothingSet });
try {
  const cases = await life(world, packPath);
  endHearing();
  packed(world.sqlitePath, output);
  const write = (name: string, all: object[]) =>
    writeFileSync(join(dirname(output), name), all.map((each) => `${JSON.stringify(each)}\n`).join(''));
  const buttons = buttonsOn([...sentCards(world.teams), ...shown], [cases.practised, cases.rang, cases.waiting]);
  const later = await openOldStore(output, root);
  const answers: object[] = [];
  for (const button of buttons) answers.push({ ...button, answer: await pressOld(later, button) });
  const happened = Object.entries(cases).map(([name, id]) => {
    const events = typesIn(output, id);
    return { name, id, events, pressed: deedsSince(later.sqlitePath, { id, events }) };
  });
  write('buttons.jsonl', answers);
  write('cases.jsonl', happened);
  await later.stop();
} finally {
  endHearing();
  await world.stop();
  rmSync(folder, { recursive: true });
}
