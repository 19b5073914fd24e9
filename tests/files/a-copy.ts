import { getDocumentProxy } from 'unpdf';
import type { CaseRecord } from '../../src/case/record.ts';
import { isSubmitted, referralOf } from '../../src/case/state.ts';
import { ownCopy } from '../../src/files/in-words.ts';
import type { CopyInWords } from '../../src/files/pdf.ts';
import { aReferral, at, pack } from '../case/a-case.ts';

// Own copies of made-up referrals, and a reader for PDFs.

export const SENT = at('2026-11-24T14:03:20.000Z');
export const LATER = at('2026-11-24T16:30:00.000Z');

/** A referral of Jane's with these answers. */
export function referralWith(values: Record<string, string>): CaseRecord {
  const record = aReferral(SENT);
  return { ...record, facts: { ...record.facts, answers: { values, ticks: {}, readings: {} } } };
}

export function copyOf(record: CaseRecord): CopyInWords {
  const referral = referralOf(record.events);
  if (!isSubmitted(referral)) throw new Error('the referral was not sent');
  return ownCopy(record, referral, pack, LATER);
}

export const copyWith = (values: Record<string, string>): CopyInWords => copyOf(referralWith(values));

interface Node {
  role?: string;
  children?: Node[];
}

export interface ReadPdf {
  title: string;
  language: string;
  pages: string[]; // the words of each page
  tags: string[]; // the tag of each structure element, in order
  pieces: { text: string; x: number }[]; // in the order of the file, with the distance from the left
  words: string; // of all pages, without the footers
}

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages: string[] = [];
  const tags: string[] = [];
  const allPieces: ReadPdf['pieces'] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''));
    pages.push(pieces.join(''));
    allPieces.push(...items.flatMap((item) => ('str' in item ? { text: item.str, x: item.transform[4] } : [])));
    tags.push(...tagsIn((await page.getStructTree()) as Node));
  }
  const { info } = (await pdf.getMetadata()) as { info: { Title?: string; Language?: string } };
  const words = pages.map((page) => page.replace(/\s*Referral [^\n]* Page \d+ of \d+\s*$/, '')).join('\n');
  return { title: info.Title ?? '', language: info.Language ?? '', pages, tags, pieces: allPieces, words };
}

const tagsIn = ({ role, children = [] }: Node): string[] => [...(role ? [role] : []), ...children.flatMap(tagsIn)];

/** The text without spaces and line ends. A PDF has line ends of its own, where it breaks long lines. */
export const bare = (text: string): string => text.replace(/\s+/g, '');
