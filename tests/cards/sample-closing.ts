import { advance } from '../../src/case/advance.ts';
import type { StillOpen } from '../../src/case/outcome.ts';
import { closingForm, openingForm, stillOpenWords } from '../../src/features/closing/cards.ts';
import { caseContext } from '../case/a-case.ts';
import { sampleClosing } from '../features/closing/closed.ts';
import { everythingOf, linesOf, mashCardOf } from './drawn.ts';
import { again, type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW } from './sample-cases.ts';

/** A decided case that is closed, and opened again. */
export function closingMashCards(sample: Sample): Cards[] {
  const { decided } = cases(sample);
  const [closes, opens] = sampleClosing.events;
  const texts = sampleClosing.texts(sampleText(sample, 100) || 'LCS 4471');
  const closed = advance(decided, { events: closes ? [closes] : [], texts }, caseContext(NOW));
  const opened = advance(closed, { events: opens ? [opens] : [], texts }, caseContext(NOW));
  const all = Object.keys(stillOpenWords) as StillOpen[];
  const problems = {
    reason: 'Choose why it closes.',
    outcome: 'Choose what came of it.',
    told: 'Choose who has been told, or “Nobody yet”.',
    council: 'Write the number in the council’s system. That system is the record.',
  };
  return [
    {
      'close the case': closingForm(decided, []),
      'close the case, again': closingForm(decided, [], again(sample, ['council', 'words'], problems)),
      'cannot be closed yet': closingForm(decided, all),
      'open the case again': openingForm(closed),
      'open the case again, why?': openingForm(closed, again(sample, ['reason'], { reason: 'Say why it is opened.' })),
    },
    {
      'case, closed': mashCardOf(closed),
      'everything, closed': everythingOf(closed),
      'case, opened': mashCardOf(opened),
    },
    linesOf('closed', opened, opened.events.slice(-2)),
  ];
}
