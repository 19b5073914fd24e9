/** A test or words of the README. `of`: for a test with many rows, the row, or how the rows begin. */
export type ShownBy = { file: string; title: string; of?: string } | { readme: string };

export interface Requirement {
  id: string;
  asks: string;
  shownBy: ShownBy[];
}

/** @param shownBy a test as “conversations/danger: its title”, or what a function below makes */
export const asked = (id: string, asks: string, ...shownBy: (ShownBy | string)[]): Requirement => ({
  id,
  asks,
  shownBy: shownBy.map((each) => (typeof each === 'string' ? test(each) : each)),
});

/** A test of `tests/<file>.test.ts`, as “file: title”. */
function test(words: string): ShownBy {
  const [, file = '', title = ''] = /^(.+?): (.*)$/.exec(words) ?? [];
  return { file: `tests/${file}.test.ts`, title };
}

/** Words that the README must hold. */
export const readme = (words: string): ShownBy => ({ readme: words });

const walk = (title: string, of?: string): ShownBy => ({
  file: 'tests/protocol-coverage/walk.test.ts',
  title,
  ...(of && { of }),
});

/** The tests of the walk through the whole conversation, row by row. */
export const statements = (of: string) =>
  walk('Every statement %s is on a card, can be ticked as seen or as suspected, and reaches the MASH', of);
export const field = (of: string) => walk('The item %s is asked, and its answer is in the written referral', of);
export const emptyField = (of: string) =>
  walk('The item %s is printed as empty if it was left empty, so that the MASH sees the gap', of);
export const emptyList = (of: string) => walk('RF31: the list %s is printed as “Not known” if nothing was ticked', of);
export const basis = (of: string) => walk('The lawful basis %s is offered to the referrer and reaches the MASH', of);
export const warning = (of: string) => walk('The warning %s is shown at every place that the pack names', of);
export const appendix = (of: string) =>
  walk(
    'The words of Appendix 1 are on the contacts card; a service that is gone or an incomplete number stays in the pack alone: %s',
    of,
  );
export const agencyReaches = (of: string) =>
  walk('A referral by the agency %s reaches the MASH channel as a card with its agency and buttons', of);
export const people = walk('The words about people of concern, one or several, are in the written referral');

export const rule = (title: string): ShownBy => test(`protocol-coverage/rules: ${title}`);
export const reminded = (of: string): ShownBy => ({ ...rule('The card for %s says “%s”'), of });

export const noHurdle = test(
  'case/commands: A referrer can send a referral without a ticked indicator and without knowing anything about the child',
);
export const fullCheckOfUkChild = test(
  'conversations/whole-check: A whole check goes from the first card to the receipt, and the MASH gets every answer', // the child in this test is not from abroad
);
