import { practiceLine } from '../../cards/card-warnings.ts';
import { button, type Card, coloured, line, plain, referrerCard } from '../../cards/parts.ts';
import { start } from '../../cards/verbs.ts';
import type { Pack } from '../../protocol/pack.ts';
import { spacedLine } from './shown.ts';
import { practice } from './verbs.ts';

/** Shown at the end of a practice, in place of sending: says what would happen now, and that nothing was sent. */
export function practisedCard(pack: Pack): Card {
  return referrerCard({
    summary: 'MASH Referrals: practice is over',
    top: practiceLine({ training: true }),
    heading: 'That was all',
    blocks: [
      coloured('emphasis', [line('Nothing was sent, and what you practised with is deleted.', 'bold')]),
      plain([
        line('With a real child you would now get a reference and the time by which a MASH manager decides: 24 hours.'),
        spacedLine('I would tell you when the MASH has seen it, what they ask, and what they will do.'),
        spacedLine('Practice does not stand in for your training. Your agency arranges that. (§12)'),
      ]),
    ],
    rows: [[button(practice, 'Practise again'), button(start, 'Start a check', {}, { style: 'positive' })]],
    emergency: pack.emergency,
  });
}
