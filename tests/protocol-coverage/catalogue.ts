// What the protocol holds, counted from the protocol itself and not from our pack, so that the tests notice a pack that
// loses something.

/**
 * How many statements there are of each kind, by the first letter of their ids: the 97 indicators, then control,
 * purposes and recruitment.
 */
export const statements = {
  ...{ G: 24, T: 11, S: 9, H: 11, E: 5, D: 7, Y: 6, P: 2, C: 7, L: 4, F: 6, M: 4, X: 1 },
  ...{ K: 7, U: 7, R: 5 },
};

const numbered = (prefix: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${prefix}${String(from + index).padStart(2, '0')}`);

/** The item of a written referral that is not a field but lists to tick: control, purposes and recruitment. */
export const listsRequirement = 'RF31';

/** The fifteen items of §8.2 and the eighteen of other sections, without the one that is on lists. */
export const fields = [...numbered('RF', 1, 15), ...numbered('RF', 20, 37)].filter((id) => id !== listsRequirement);

export const lists = ['control', 'purposes', 'recruitment'];

export const bases = ['LB1', 'LB2', 'LB3', 'LB4', 'LB5'];

/** The places where each warning must be shown at least. */
export const warnings: Record<string, string[]> = {
  W01: ['before-asking', 'everything'],
  W02: ['welcome', 'nudge'],
  W03: ['before-asking'],
  W04: ['consent'],
  W05: ['before-asking', 'consent'],
  W06: ['speaking', 'form:seeing'],
  W07: ['speaking', 'form:home'],
  W08: ['speaking', 'decision'],
  W09: ['speaking', 'summary'],
  W10: ['speaking'],
  W11: ['form:care', 'decision'],
  W12: ['form:care', 'decision'],
  W13: ['form:home', 'form:care'],
  W14: ['form:care'],
  W15: ['missing', 'form:missing'],
  W16: ['form:status'],
  W17: ['form:home'],
  W18: ['list:harm'],
  W19: ['form:private-fostering', 'private-fostering'],
  W20: ['disagree'],
  W21: ['welcome'],
  W22: ['list:harm', 'injury'],
};

/** The words of Appendix 1 as printed in 2016. */
export const printed = [
  "The referral to Children's Social Care process for professionals is the same as for the public, via the Customer Services Centre (CSC), telephone: 0300 123 4043, e-mail: CSF.hertsdirect@hertfordshire.gov.uk.",
  'Hertfordshire Mash (Multi-Agency Safeguarding Hub) Professional Advice Line 01438 737511',
  'NSPCC child trafficking advice and information line 0800 107 7057',
  'United Kingdom Human Trafficking Centre UKHTC, PO Box 8000, London SE11 5EN Tel: 0844 778 2406 Fax: 08704965534 Email: UKHTC@nca.x.gsi.gov.uk',
  'CEOP 33 Vauxhall Bridge Road London SW1V 2WG Tel: 0870 000 3344',
  'Refugee Council PO Box 68614 London E15 9DQ 020 7346 67 www.refugeecouncil.org.uk',
  'UK Border Agency 60-68 St Thomas Street, London, SE1 3QU 08431160033',
];

/** The words that the card of an agency must say to its staff. */
export const reminders: [agency: string, words: string][] = [
  ['education', 'missing-from-roll policy'],
  ['education', 'copies of the documents'],
  ['education', 'Where are the copies kept?'],
  ['education', 'how child and adult are related'],
  ['education', 'which service manager'],
  ['health', 'in the UK and abroad'],
  ['health', 'seen the child before'],
  ['housing', 'Which address worries you?'],
  ['youth', 'sign of harm, never a reason to wait'],
  ['youth', 'Gaps are fine'],
  ['police', 'makes the referral urgent'],
  ['voluntary', 'often sees first what nobody else sees'],
];

/** The kinds of agency that can refer. */
export const agencies = [
  'childrens-services',
  'education',
  'health',
  'housing',
  'other',
  'police',
  'voluntary',
  'youth',
];

/** The rows of the tests that go through all of these. */
export const rows = [
  ...Object.keys(statements),
  ...fields,
  ...lists,
  ...bases,
  ...Object.keys(warnings),
  ...printed,
  ...agencies,
  ...reminders.map(([agency, words]) => `${agency}: ${words}`),
];
