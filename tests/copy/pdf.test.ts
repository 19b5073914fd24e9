import { describe, expect, it } from '@jest/globals';
import { copyPdf } from '../../src/copy/pdf.ts';
import { bare, copyWith, readPdf } from './a-copy.ts';

const told = { consent: 'obtained', 'consent-from': 'carer' };
const pdfWith = async (values: Record<string, string>) => readPdf(await copyPdf(copyWith(values)));

describe('the referrer’s own copy as PDF', () => {
  it('The PDF has a title and a language, and neither says anything about the child', async () => {
    const { title, language } = await pdfWith({ ...told, 'child-name': 'Opal Garnet' });
    expect([title, language]).toEqual(['Referral HT-7K3F-92Q', 'en-GB']);
  });

  it('The PDF is tagged, with headings as headings and text as paragraphs', async () => {
    const { tags } = await pdfWith({ ...told, worry: 'An untreated burn.' });
    expect(tags.slice(0, 4)).toEqual(['Root', 'Document', 'H1', 'P']);
    expect(new Set(tags)).toEqual(new Set(['Root', 'Document', 'H1', 'H2', 'H3', 'P']));
  });

  it('The PDF says before everything else that the carer is not told, and repeats it at the foot of each page', async () => {
    const { pages, words } = await pdfWith({ consent: 'not-sought-risk', worry: 'He waits outside. '.repeat(900) });
    expect(words.indexOf('CARER NOT TOLD')).toBeLessThan(words.indexOf('Sent to the MASH'));
    expect(words.startsWith('Referral HT-7K3F-92Q\nCARER NOT TOLD')).toBe(true);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page).toMatch(/CARER NOT TOLD · Page \d+ of \d+$/);
  });

  it('The PDF says nothing about the carer if the carer is told', async () => {
    expect((await pdfWith(told)).pages.join()).not.toContain('CARER NOT TOLD');
  });

  it('The PDF numbers its pages', async () => {
    const { pages } = await pdfWith({ ...told, worry: 'He waits outside. '.repeat(900) });
    const numbers = pages.map((page) => /Page (\d+) of (\d+)$/.exec(page)?.slice(1));
    expect(numbers).toEqual(pages.map((_, index) => [String(index + 1), String(pages.length)]));
  });

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

  it('The PDF keeps the line breaks that the referrer typed', async () => {
    expect((await pdfWith({ ...told, worry: 'First.\n\nSecond.' })).words).toMatch(/First\.\s*\n\s*Second\./);
  });

  it.each([
    ['Vietnamese', 'Nguyễn Thị Ánh Đào'],
    ['Vietnamese (with combining marks)', 'Nguyễn Thị Ánh'.normalize('NFD')],
    ['Polish and Turkish', 'Łukasz Żółkiewski, Işıl Çağlar'],
    ['Cyrillic', 'Олена Шевченко'],
    ['Greek', 'Ελένη Παπαδοπούλου'],
  ])('The PDF writes %s names correctly', async (_, name) => {
    const { words } = await pdfWith({ ...told, 'child-name': name });
    expect(words).toContain(name.normalize('NFC'));
    expect(words).not.toContain('cannot be shown');
  });

  it('The PDF writes a single right-to-left word among others', async () => {
    expect((await pdfWith({ ...told, 'child-name': 'محمد called Mo' })).words).toContain('محمد called Mo');
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
    expect(words).toContain('Some letters below cannot be shown in this PDF');
    expect(words).toContain('The plain text copy has them all');
  });

  it('The PDF can be made from text with control characters and broken characters', async () => {
    const { words } = await pdfWith({ ...told, worry: 'a\u0000\u202eb\ud800c 👩‍👧 \u0007d' });
    expect(words).toMatch(/ab.c/);
  });
});
