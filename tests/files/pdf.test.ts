import { expect, it } from '@jest/globals';
import { copyPdf } from '../../src/files/pdf.ts';
import { contains } from '../conversations/expecting.ts';
import { bare, copyWith, readPdf } from './a-copy.ts';

const told = { consent: 'obtained', 'consent-from': 'carer' };
const pdfWith = async (values: Record<string, string>) => readPdf(await copyPdf(copyWith(values)));

// The referrer’s own copy as PDF

it('The PDF is tagged, with headings as headings, and its title and language say nothing about the child', async () => {
  const { title, language, tags } = await pdfWith({ ...told, 'child-name': 'Opal Garnet', worry: 'A burn.' });
  expect(tags.slice(0, 4)).toEqual(['Root', 'Document', 'H1', 'P']);
  expect(new Set(tags)).toEqual(new Set(['Root', 'Document', 'H1', 'H2', 'H3', 'P']));
  expect([title, language]).toEqual(['Referral HT-7K3F-92Q', 'en-GB']);
});

it('The PDF says before everything else that the carer is not told, and repeats it at the foot of each page, which has its number', async () => {
  const { pages, words } = await pdfWith({ consent: 'not-asked', worry: 'He waits outside. '.repeat(900) });
  expect(words.indexOf('NOT KNOWN IF THE CARER KNOWS')).toBeLessThan(words.indexOf('Sent to the MASH'));
  expect(words.startsWith('Referral HT-7K3F-92Q\nNOT KNOWN IF THE CARER KNOWS')).toBe(true);
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, page] of pages.entries())
    expect(page).toMatch(new RegExp(`NOT KNOWN IF THE CARER KNOWS · Page ${index + 1} of ${pages.length}$`));
});

it('The PDF says nothing about the carer if the carer is told', async () =>
  expect((await pdfWith(told)).pages.join()).not.toContain('NOT KNOWN IF THE CARER KNOWS'));

it('The PDF holds all of a text of 3,400 words, on as many pages as it needs', async () => {
  const text = Array.from({ length: 3400 }, (_, index) => `word${index}`).join(' ');
  const { words, pages } = await pdfWith({ ...told, worry: text });
  expect(pages.length).toBeGreaterThan(5);
  expect(words.match(/word\d+/g)).toEqual(text.split(' '));
});

it('The PDF holds all of a text of 4,000 characters without a space', async () => {
  const text = Array.from({ length: 800 }, (_, index) => `z${String(index).padStart(4, '0')}`).join('');
  expect(bare((await pdfWith({ ...told, worry: text })).words)).toContain(text);
});

it('The PDF writes Vietnamese names, also with combining marks, and Polish, Turkish, Cyrillic and Greek names', async () => {
  const names = ['Nguyễn Thị Ánh Đào', 'Nguyễn Thị Ánh'.normalize('NFD'), 'Łukasz Żółkiewski, Işıl Çağlar'];
  const others = ['Олена Шевченко', 'Ελένη Παπαδοπούλου', 'محمد called Mo']; // a single right-to-left word, too
  const worry = [...names, ...others].join('\n');
  const { words } = await pdfWith({ ...told, worry });
  for (const name of [...names, ...others]) expect(words).toContain(name.normalize('NFC'));
  expect(words).not.toContain('cannot be shown');
});

it.each(['محمد علي', 'שרה כהן'])('The PDF writes a right-to-left name from right to left: %s', async (name) => {
  const { pieces } = await pdfWith({ ...told, 'child-name': `${name} called Mo` });
  const found = pieces.filter(({ text }) => /[\u0590-\u06ff]|called/.test(text));
  expect(found.map(({ text }) => text.trim())).toEqual([...name.split(' '), 'called Mo']);
  const [called, ...words] = found.map(({ x }) => x).reverse();
  expect(words).toEqual([...words].sort((a, b) => a - b)); // the last word of the name stands furthest left
  expect(called).toBeGreaterThan(Math.max(...words));
});

it('The PDF says which letters its font lacks, and that the plain text copy has them', async () => {
  const { words } = await pdfWith({ ...told, 'child-name': '王小明' });
  contains(words, 'Some letters below cannot be shown in this PDF', 'The plain text copy has them all');
});

it('The PDF keeps the line breaks that were typed, and can be made from control characters and broken characters', async () => {
  const { words } = await pdfWith({ ...told, worry: 'First.\n\nSecond. a\u0000\u202eb\ud800c 👩‍👧 \u0007d' });
  expect(words).toMatch(/First\.\s*\n\s*Second\. ab.c/);
});
