import { type Events, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { textIn } from '../../case/record.ts';
import { closingText } from '../../history/decision.ts';
import { closingLines } from './cards.ts';

/** Closing tells nobody but the thread. Whoever must know of it is named in the form. */
export const events: Events<'CaseClosed' | 'CaseOpened'> = {
  CaseClosed: {
    card: true,
    line: (event, { record }) => words('The case is closed', closingLines(record, event)),
  },
  CaseOpened: {
    card: true,
    line: (event, { record }) =>
      words(
        'The case is open again',
        textIn(record, closingText.opened(event.number)),
        spacedSmallLine(whoAndWhen(record, event)),
      ),
  },
};
