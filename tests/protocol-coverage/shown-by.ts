/** `of`: the row, or how the rows begin, of a test that goes through many. */
export type ShownBy = { file: string; title: string; of?: string } | { readme: string };

export interface Requirement {
  id: string;
  asks: string;
  shownBy: ShownBy[];
}

export const asked = (id: string, asks: string, ...shownBy: ShownBy[]): Requirement => ({ id, asks, shownBy });

/** A test in `tests/<file>.test.ts`. */
export const test = (file: string, title: string): ShownBy => ({ file: `tests/${file}.test.ts`, title });

/** Words that stand in the README. */
export const readme = (words: string): ShownBy => ({ readme: words });

const walk = (title: string, of?: string): ShownBy => ({
  file: 'tests/protocol-coverage/walk.test.ts',
  title,
  ...(of && { of }),
});

/** The tests of the walk through the whole conversation, row by row. */
export const statements = (of: string) =>
  walk('shows every statement %s on a card, takes a tick on it as seen or as suspected, and brings it to the MASH', of);
export const field = (of: string) => walk('%s is asked, and what was answered stands in the written referral', of);
export const emptyField = (of: string) => walk('%s left empty is printed as such, so that the MASH sees the gap', of);
export const emptyList = (of: string) => walk('RF31: %s is printed as “Not known” where nothing was ticked', of);
export const basis = (of: string) =>
  walk('%s is offered as a reason that lets the worker share, and reaches the MASH', of);
export const warning = (of: string) => walk('%s is said at every place where the pack says it', of);
export const appendix = (of: string) => walk('shows the words of Appendix 1: %s', of);
export const agencyReaches = (of: string) =>
  walk('brings a referral of %s into the one MASH channel, as a card with its agency and buttons', of);
export const people = walk('brings the words about people of concern, one or several, into the written referral');

export const rule = (title: string): ShownBy => test('protocol-coverage/rules', title);
export const reminded = (of: string): ShownBy => ({ ...rule('%s: “%s”'), of });

export const noHurdle = test(
  'case/commands',
  'goes ahead with no indicator ticked and nothing known of the child, when the worker is still worried',
);
export const fromTheUk = test(
  'conversations/whole-check',
  'A whole check goes from the first card to the receipt, and the MASH gets every answer',
);
