import { type FormRetry, limit, text, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, coloured, line, plain, referrerCard } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { noDelayWords } from './sheet.ts';
import { currentLevel, type Disagreement, isOpen } from './state.ts';
import { disagreementClose } from './verbs.ts';
import { capitalised, statusWords, untilInWords } from './words.ts';

/**
 * Tells a person set up for level 2 or 3, in their own chat, that a disagreement has come to them. It shows the
 * reference, the level (2: senior managers, 3: the Board) and dates, and the one thing that they can do: close it.
 * @source Protocol 13
 */
export function levelCard(
  record: CaseRecord,
  disagreement: Disagreement,
  pack: Pack,
  again: FormRetry = untouchedForm,
  notice?: string,
): Card {
  const { number } = disagreement;
  const { level, at } = currentLevel(disagreement);
  const open = isOpen(disagreement);
  const data = { case: record.id, number, level, attempt: again.attempt };
  return referrerCard({
    summary: `${record.id}: disagreement ${number}, ${statusWords(disagreement)}`,
    top: [line(record.id, 'bold')],
    heading: open ? 'A disagreement has come to you' : `Disagreement ${number} is over`,
    blocks: [
      ...(notice ? [coloured('warning', [line(notice, 'bold')])] : []),
      plain(
        [
          line(capitalised(statusWords(disagreement)), 'bold'),
          line(
            disagreement.status === 'open'
              ? `Here since ${clockAndDay(at)} · ${untilInWords(disagreement)}`
              : `${clockAndDay(disagreement.at)}`,
          ),
        ],
        'Small',
      ),
      ...(open
        ? [
            plain([
              line('Talk to both sides. It ends when both have said that it is settled, or when you close it here.'),
              line(noDelayWords, 'plain', 'Small'),
              line('I show you no more of the case: the MASH and the agency have its record.', 'plain', 'Small'),
            ]),
          ]
        : []),
    ],
    inputs: open ? [text('reason', `Why do you close it? Both sides read this (required, ${limit})`, again)] : [],
    rows: open ? [[button(disagreementClose, 'Close it', data)]] : [],
    after: open ? [line(`Or type “close disagreement ${record.id}:” and the reason.`, 'small', 'Small')] : [],
    emergency: pack.emergency,
  });
}
