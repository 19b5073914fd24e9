import { beforeAll, expect, it } from '@jest/globals';
import { readPdf } from '../files/a-copy.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks } from './expecting.ts';
import { linkIn, savesAs } from './saving.ts';
import { allOf, beginsCheck, receipt, refers, summariesIn } from './walks.ts';

const child = { 'Child’s name': 'Girl Opal Nguyễn', 'What worries you': 'Burn Amber.' };
const facts = /Opal|Amber|Nguyễn/;

const world = aWorld({ clockStands: true });
const { jane, tom, sid, pass } = world;
let reference: string;
let link: string;
beforeAll(async () => {
  reference = await refers(jane, { child });
});

it('The receipt offers “My copy”, which brings a link and leaves the receipt as it is', async () => {
  await receipt(jane, reference).presses('My copy');
  isHeaded(receipt(jane, reference), reference);
  link = linkIn(jane.chat());
  contains(new URL(link).pathname, /^\/copy\/[\w-]{43}$/);
  const offered = jane.chat().at(-1);
  contains(allOf([offered]), `Your own copy of ${reference}`);
  lacks(allOf([offered]), facts);
  expect(summariesIn([offered ?? {}])).toEqual([`Your own copy of ${reference}`]);
});

it('The page of a copy has no fact and no reference, and cannot be cached, framed or found by search', async () => {
  const page = await fetch(link);
  const text = await page.text();
  expect(page.status).toBe(200);
  contains(text, /Save as PDF[\s\S]*Save as text/);
  lacks(text, facts, reference, '<script');
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
  });
  const policy = page.headers.get('content-security-policy');
  contains(policy, "default-src 'none'");
  lacks(policy, /script|unsafe/);
});

it('Opening the page of a copy, as link previews do, or a press that asks for neither PDF nor text, does not use its link up', async () => {
  const answers = [
    fetch(link),
    savesAs(link, 'xls'),
    savesAs(link, 'x'.repeat(5000)),
    fetch(link, { method: 'POST', body: '{}' }),
  ];
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 400, 413, 415]);
  expect((await fetch(link)).status).toBe(200);
});

it('The link for a copy gives the whole referral as PDF', async () => {
  const saved = await savesAs(link, 'pdf');
  expect(saved.status).toBe(200);
  expect(Object.fromEntries(saved.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${reference}.pdf"`,
    'cache-control': 'no-store',
  });
  const { words, title } = await readPdf(Buffer.from(await saved.arrayBuffer()));
  expect(title).toBe(`Referral ${reference}`);
  contains(words, 'Girl Opal Nguyễn', 'Burn Amber.', 'NOT KNOWN IF THE CARER KNOWS');
});

it('Used, unknown and misspelt links for a copy are answered alike, with what to do', async () => {
  const used = await savesAs(link, 'pdf');
  const reopened = await fetch(link);
  const unknown = await fetch(link.replace(/[^/]{10}$/, 'AAAAAAAAAA'));
  expect([used.status, reopened.status, unknown.status]).toEqual([410, 410, 410]);
  const pages = await Promise.all([used, reopened, unknown].map((response) => response.text()));
  expect(new Set(pages).size).toBe(1);
  contains(pages[0], 'type “my copy”');
  for (const odd of ['', '/', 'x', `${'A'.repeat(43)}/more`, '../healthz%00'])
    expect((await fetch(`${world.base}/copy/${odd}`)).status).toBe(404);
});

it('A referrer who types “my copy” can save it as plain text, once', async () => {
  await jane.says('My copy.');
  const next = linkIn(jane.chat());
  expect(next).not.toBe(link);
  const saved = await savesAs(next, 'text');
  expect(saved.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(saved.headers.get('content-disposition')).toBe(`attachment; filename="${reference}.txt"`);
  const text = await saved.text();
  contains(text, '  Girl Opal Nguyễn\n', /^NOT KNOWN IF THE CARER KNOWS/);
  expect((await savesAs(next, 'text')).status).toBe(410);
});

it('Of many presses in the same moment one gets the copy', async () => {
  await jane.says('my copy');
  const next = linkIn(jane.chat());
  const presses = await Promise.all(Array.from({ length: 8 }, () => savesAs(next, 'text')));
  expect(presses.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(410)]);
});

it('A link for a copy is too old after ten minutes', async () => {
  await jane.says('my copy');
  const next = linkIn(jane.chat());
  await pass(600);
  expect((await fetch(next)).status).toBe(410);
  expect((await savesAs(next, 'pdf')).status).toBe(410);
});

it('“my copy” copies the latest referral, or the one that is named', async () => {
  const second = await refers(jane);
  await jane.says('my copy');
  isHeaded(jane, `Your own copy of ${second}`);
  await jane.says(`my copy ${reference.toLowerCase()}`);
  isHeaded(jane, `Your own copy of ${reference}`);
});

it('A person who has sent nothing has nothing to copy', async () => {
  await sid.says('my copy');
  isHeaded(sid, 'There is nothing to copy yet');
});

it('An answer that only begins with “my copy” brings no link', async () => {
  const card = await beginsCheck(tom);
  await card.presses('No');
  await tom.says('my copy of the register is gone');
  lacks(allOf(tom.chat()), 'Your own copy');
});

it('The log has no token and no fact of the copy', () => {
  const tokens = allOf(jane.chat()).match(/(?<=\/copy\/)[\w-]+/g) ?? [];
  expect(tokens.length).toBeGreaterThan(4);
  const log = world.log.join('\n');
  contains(log, 'copy.saved');
  lacks(log, ...tokens, facts, '/copy/');
});
