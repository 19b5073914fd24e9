import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import type { Button, Input, Line } from './parts.ts';

export type Card = Record<string, unknown>;

export interface Block {
  style: 'default' | 'emphasis' | 'good' | 'warning' | 'attention';
  bleed: boolean;
  separator: boolean;
  spacing: 'None' | 'Small' | 'Medium';
  titles: { text: string; rows: { buttons: Button[] }[] }[]; // none or one
  lines: Line[];
}

export interface Row {
  spacing: 'Small' | 'Medium';
  buttons: Button[];
}

interface Common {
  summary: string; // all that a lock screen shows: reference and times, never a fact of the case
  heading: string;
  headingSize: 'Default' | 'Large' | 'ExtraLarge';
}

/** A card in the referrer's 1:1 chat. It always ends with the emergency line. */
export interface ReferrerCard extends Common {
  top: Line[];
  blocks: Block[];
  inputs: Input[];
  rows: Row[];
  after: Line[];
  emergency: string;
}

/** A card in the MASH channel. */
export interface MashCard extends Common {
  top: Line[];
  badges: { text: string; style: 'Attention' | 'Warning' | 'Good' }[];
  blocks: Block[];
  inputs: Input[];
  buttons: Button[];
}

/** A short notice with a link: reference and times only. */
export interface NoticeCard extends Common {
  lines: Line[];
  links: { title: string; url: string }[];
}

const referrer = load('referrer');
const mash = load('mash');
const notice = load('notice');

export const referrerCard = (data: ReferrerCard): Card => referrer.expand({ $root: data }) as Card;
export const mashCard = (data: MashCard): Card => mash.expand({ $root: data }) as Card;
export const noticeCard = (data: NoticeCard): Card => notice.expand({ $root: data }) as Card;

/** Built once: reading a template costs twenty times as much as filling it in. */
function load(name: string): Template {
  return new Template(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));
}
