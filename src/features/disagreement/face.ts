import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, line, plain } from '../../cards/parts.ts';
import { type Disagreement, disagreementsOf, isOpen } from './state.ts';
import { disagree, openDisagreement } from './verbs.ts';
import { raisedBy, statusWords, untilInWords } from './words.ts';

/** Disagreements on the shared card. @source Protocol 13 */
export const face: Face = {
  blocks({ record }) {
    const lines = openOrLast(disagreementsOf(record.events)).flatMap((each) => [
      line(`Disagreement ${each.number} · ${statusWords(each)}`, 'bold', 'Small'),
      line(
        `Raised by ${raisedBy(record, each)}, ${clockAndDay(each.levels[0].at)}${isOpen(each) ? ` · ${untilInWords(each)}` : ''}`,
      ),
    ]);
    return lines.length > 0 ? [plain(lines)] : [];
  },

  more({ record }) {
    const all = disagreementsOf(record.events);
    const canRaise = !all.some((each) => isOpen(each) && each.side === 'mash');
    return [
      ...openOrLast(all).map(({ number }) =>
        button(openDisagreement, `Disagreement ${number}`, { case: record.id, number }),
      ),
      ...(canRaise ? [button(disagree, 'I disagree', { case: record.id })] : []),
    ];
  },
};

/** The open disagreements, or the last one if none is open. */
function openOrLast(all: Disagreement[]): Disagreement[] {
  const open = all.filter(isOpen);
  return open.length > 0 ? open : all.slice(-1);
}
