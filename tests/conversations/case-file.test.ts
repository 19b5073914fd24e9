import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, it } from '@jest/globals';
import { CaseFile } from '../../src/files/case-file.ts';
import { CouncilFile } from '../../src/files/council-file.ts';
import { ReadRecord } from '../../src/store/reads.ts';
import { general, profiles } from '../fakes/people.ts';
import { readPdf } from '../files/a-copy.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { linkIn, savesAs } from './saving.ts';
import { hears, seesCase } from './waiting.ts';
import { allOf, arrives, asks, caseCard, decides, opens } from './walks.ts';

const child = { 'Child’s name': 'Girl Opal Nguyễn', 'What worries you': 'Burn Amber.' };
const facts = /Opal|Amber|Nguyễn|Which road|Flint/;

/** Presses More and “Case as a file”. @returns the link on the card, which only this person sees */
async function asksForFile(person: Person, reference: string): Promise<string> {
  const card = await opens(person, reference, 'More', 'Case as a file');
  const { json } = card.sees();
  await card.presses('Back to the card');
  return linkIn(json);
}

const world = aWorld({ env: { ASSESSMENT_CHANNEL_ID: general.id } });
const { jane, mo, pat } = world;
let reference: string;
beforeAll(async () => {
  reference = await arrives(world, jane, { child });
  await caseCard(pat, reference).presses('Take this referral');
  await asks(mo, reference, 'Which road?');
  await hears(jane, 'Which road?');
  await jane.says('answer: Flint Street', `add ${reference}: A white van, Flint again.`);
  await seesCase(mo, reference, 'A white van');
  await decides(mo, reference, { 'What action': 'A visit to Flint Street today.', Reasons: 'The burn, Amber.' });
  await seesCase(mo, reference, 'DECIDED');
  await world.rests(); // the card is up to date
});

const reads = (): ReadRecord[] => {
  const db = new DatabaseSync(world.sqlitePath, { timeout: 5000 });
  const rows = db.prepare("SELECT body FROM documents WHERE kind = 'read' ORDER BY id").all();
  db.close();
  const all = rows.map(({ body }) => ReadRecord.parse(JSON.parse(String(body))));
  // saved files only, not what was read on cards
  return all.filter(({ how }) => ['pdf', 'text', 'json', 'csv', 'council'].includes(how));
};

it('“Case as a file” brings a card with a link and no fact, which only the person who pressed can see', async () => {
  const card = await opens(pat, reference, 'More', 'Case as a file');
  shows(card, 'Only you see this card');
  expect(JSON.stringify(card.sees().json)).not.toMatch(facts);
  lacks(allOf(mo.thread(reference)), '/copy/');
  await card.presses('Back to the card');
  expect(reads()).toEqual([]);
});

it('An old Teams client gets no link to the case file, because everybody would see it', async () => {
  const card = await opens(pat, reference, 'More');
  lacks(allOf(await card.pressesOldClient('Case as a file')), '/copy/');
  await card.presses('Back to the card');
});

it('One press gives what the council’s own case system takes, as CSV and as JSON, and it is recorded', async () => {
  const csv = await savesAs(await asksForFile(pat, reference), 'csv');
  expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="${reference}-council.csv"`);
  contains(
    await csv.text(),
    `ssd_contacts,cont_contact_id,CONT001A,,,,,${reference}`,
    'Girl Opal Nguyễn',
    'Flint Street',
  );
  const file = CouncilFile.parse(await (await savesAs(await asksForFile(pat, reference), 'council')).json());
  expect(file.said).toContainEqual(expect.objectContaining({ id: 'child-name', text: 'Girl Opal Nguyễn' }));
  expect(reads().map(({ how }) => how)).toEqual(expect.arrayContaining(['csv', 'council']));
});

it('The case file has the whole case as JSON of the documented shape', async () => {
  const link = await asksForFile(mo, reference);
  const page = await (await fetch(link)).text();
  expect(page).toMatch(
    /Save as PDF[\s\S]*Save as text[\s\S]*Save as JSON[\s\S]*For the case system, CSV[\s\S]*For the case system, JSON/,
  );
  expect(page).not.toMatch(facts);
  const saved = await savesAs(link, 'json');
  expect(saved.headers.get('content-disposition')).toBe(`attachment; filename="${reference}-case.json"`);
  const file = CaseFile.parse(await saved.json());
  expect(file).toMatchObject({ format: 1, reference, status: 'decided', carerIsNotTold: true });
  expect(file.referrer).toEqual({ id: profiles.jane.objectId, name: 'Jane Okafor' });
  expect(file.written).toContainEqual({ title: 'Child', text: 'Girl Opal Nguyễn' });
  expect(file.questions).toMatchObject([{ number: 1, question: 'Which road?', answer: 'Flint Street' }]);
  expect(file.additions.map(({ text }) => text).join()).toContain('A white van, Flint again.\n');
  expect(file.decisions).toMatchObject([
    {
      kind: 'other',
      title: 'Other action',
      action: 'A visit to Flint Street today.',
      reasons: 'The burn, Amber.',
      by: { id: profiles.mo.objectId, name: 'Mo Hussain' },
      late: false,
    },
  ]);
  const happened = file.history.map(({ type, by }) => `${type} ${by?.name ?? ''}`.trim());
  expect(happened).toEqual(
    expect.arrayContaining(['ReferralSubmitted Jane Okafor', 'ReferralTaken Pat Lee', 'DecisionRecorded Mo Hussain']),
  );
  expect(file.others).toEqual([]);
});

it('A link to the case file works once, and a used link is answered like one that never existed', async () => {
  const link = await asksForFile(mo, reference);
  expect((await savesAs(link, 'docx')).status).toBe(400);
  expect((await savesAs(link, 'text')).status).toBe(200);
  const [used, unknown] = await Promise.all([savesAs(link, 'text'), fetch(link.replace(/[^/]{10}$/, 'AAAAAAAAAA'))]);
  expect([used.status, unknown.status]).toEqual([410, 410]);
  expect(await used.text()).toBe(await unknown.text());
});

it('The PDF and the plain text of the case file say the same: who, when, the decision with its reasons, and the history', async () => {
  const text = await (await savesAs(await asksForFile(pat, reference), 'text')).text();
  const saved = await savesAs(await asksForFile(pat, reference), 'pdf');
  const { title, words } = await readPdf(Buffer.from(await saved.arrayBuffer()));
  expect(title).toBe(`Case ${reference}`);
  expect(text).toMatch(/^NOT KNOWN IF THE CARER KNOWS\. Treat them as not told: do not contact them\.\n\nCase HT-/);
  for (const content of [text, words])
    contains(
      content,
      'Girl Opal Nguyễn',
      'Which road?',
      'A white van',
      'A visit to Flint Street today.',
      'The burn, Amber.',
      'What happened, by whom and when',
    );
  expect(text).toMatch(/\d\d:\d\d, \d+ \w+ \d{4}, Pat Lee\n {2}Taken/);
});

it('Each saving of the case file is recorded as a read: who, when and in which form', () => {
  const recorded = reads();
  expect(recorded.map(({ how }) => how).sort()).toEqual(['council', 'csv', 'json', 'pdf', 'text', 'text']);
  expect(recorded.filter(({ how }) => how === 'json')).toMatchObject([{ case: reference, by: profiles.mo.objectId }]);
  expect(JSON.stringify(recorded)).not.toMatch(facts);
  const isFileRead = (line: string) => /"case.Read".*"kind":"(json|pdf|text|csv|council)"/.test(line);
  const lines = world.log.filter(isFileRead).map((line) => JSON.parse(line));
  expect(lines).toHaveLength(6);
  expect(lines.find(({ kind }) => kind === 'json')).toMatchObject({
    event: 'case.Read',
    ref: reference,
    by: profiles.mo.objectId,
    kind: 'json',
  });
});

it('The log holds no fact of the case file and no token of its link', () => {
  const lines = world.log.join('\n');
  contains(lines, 'case-file.offered');
  lacks(lines, '/copy/');
  expect(lines).not.toMatch(facts);
});
