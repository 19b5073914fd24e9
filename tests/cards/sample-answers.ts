import type { Card } from '../../src/cards/parts.ts';
import type { Answers } from '../../src/draft/draft.ts';
import { pack } from '../case/a-case.ts';

/** The answers on the sample cards: none, those of a busy referrer, those that fill every limit, and hostile ones. */

/** Part of every text that somebody wrote about the case, so that a test sees where it went. */
export const MARK = '¶case¶';

const HOSTILE = [
  MARK,
  '{{DATE(2020-01-01T00:00:00Z, SHORT)}}{{{',
  '${name} ${$root} $data $when',
  '[ring here](https://example.org) **bold** # heading\n- list',
  '<at>everyone</at> <script>alert(1)</script> &amp;',
  '\u202eright to left\u202c مساعدة 👩‍👧‍👦',
  '"\\ } ] \u0000\t\r\n',
].join(' ');

/** A plain English text that fills the limit. */
const filling = (limit: number): string =>
  `${MARK} ${'She said that he keeps her passport. '.repeat(200)}`.slice(0, limit);

export type Sample = 'empty' | 'usual' | 'full' | 'hostile';
export const samples: Sample[] = ['empty', 'usual', 'full', 'hostile'];

const usualWords = 'She was collected by a man who says that he is her uncle. She did not want to go with him.';

/** The answers of a busy referrer. A field that is not listed gets a short sentence. */
const usualAnswers: Record<string, string> = {
  name: 'Jane Okafor',
  role: 'School nurse',
  phone: '01438 555 0142',
  organisation: 'Bedwell School, Stevenage',
  other: 'Tom Reed, deputy head, until 18:00',
  'phoned-when': '14:20',
  'phoned-who': 'Ann, on the desk',
  'child-name': 'Linh, second name not known',
  'child-age': '04/03/2012',
  whereabouts: 'In the medical room',
  with: 'Me and the deputy head',
  'leaves-sight': '15:30',
  'officer-name': 'Tom Reed',
  'officer-date': '24 November',
  languages: 'Vietnamese, some English',
  address: 'Flat above the nail bar, 12 High Street, Stevenage',
  carer: 'Mr Tran',
  immigration: 'Not seen any papers',
};

export function sampleText(sample: Sample, limit: number, field = ''): string {
  switch (sample) {
    case 'empty':
      return '';
    case 'usual':
      return (usualAnswers[field] ?? usualWords).slice(0, limit);
    case 'full':
      return filling(limit);
    case 'hostile':
      return HOSTILE.slice(0, limit);
  }
}

const needed = { danger: 'no', agency: 'health', name: '', phone: '', 'consent-risk': 'yes', consent: 'unsure' };

/** A professional's answers to every field and list, as the sample says. */
export function answersOf(sample: Sample, agency = 'health'): Answers {
  if (sample === 'empty') return { values: {}, ticks: {}, readings: {} };
  const values: Answers['values'] = { ...needed, danger: 'yes', phoned: 'yes' };
  for (const { id, choices, kind, limit } of pack.fields) {
    const all = choices?.map((choice) => choice.id) ?? [];
    values[id] = choices ? (kind === 'many' ? all.join(',') : (all[0] ?? '')) : sampleText(sample, limit, id);
  }
  values.agency = agency;
  const ticks: Answers['ticks'] = {};
  for (const [index, { id, statements }] of pack.groups.entries()) {
    const ids = statements.map((statement) => statement.id);
    const half = Math.ceil(ids.length / 2);
    const [seen, all] = sample === 'usual' ? [1 - (index % 2), index === 0 ? 2 : 0] : [half, ids.length];
    ticks[id] = {
      seen: ids.slice(0, seen),
      suspected: ids.slice(seen, all),
      note: sample === 'usual' && index > 0 ? '' : sampleText(sample, pack.noteLimit),
      shown: ids,
      looked: ids,
      covers: {},
    };
  }
  const readings = { 'child-age': { words: 'born 4 March 2012, now 14', day: '2012-03-04' } };
  return { values, ticks, readings };
}

/** Cards, each with the name of what it shows. */
export type Cards = Record<string, Card>;

export interface Named {
  name: string;
  card: Card;
}

/** A form that is shown again: a text beyond the limit in each of these boxes, and what is wrong. */
export const again = (sample: Sample, boxes: string[], problems: Record<string, string>) => ({
  attempt: 1,
  typed: Object.fromEntries(boxes.map((box) => [box, sampleText(sample, 2500)])),
  problems,
});

/** Makes something of each sample, or of each text, only once. The tests do not change what was made. */
export function once<Made, Of = Sample>(make: (of: Of) => Made): (of: Of) => Made {
  const all = new Map<Of, Made>();
  return (of) => {
    const made = all.get(of) ?? make(of);
    all.set(of, made);
    return made;
  };
}
