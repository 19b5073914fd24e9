import { type CaseRecord, textIn } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { dangerIn } from '../draft/danger-words.ts';
import { textOf } from '../history/events.ts';
import { clockAndDay } from './london.ts';
import { excerpt, type Line, titledLines } from './parts.ts';

type Addition = SubmittedReferral['information'][number];

/** Stands after the title of an addition if its author says that it was sent by mistake. Its words always stay. */
export const byMistake = ({ mistakeAt }: Addition): string =>
  mistakeAt ? ` · SENT BY MISTAKE, says the referrer, ${clockAndDay(mistakeAt)}` : '';

/**
 * What the referrer added, on a card of the case. Words sent by mistake stand behind “Everything”, unless they may speak
 * of danger.
 */
export function additionLines(record: CaseRecord, addition: Addition, length: number): Line[] {
  const text = textIn(record, textOf.information(addition.number));
  const isFolded = addition.mistakeAt && !dangerIn(text);
  return titledLines(
    `Added by the referrer, ${clockAndDay(addition.at)}${byMistake(addition)}`,
    isFolded ? 'The words stand in the thread, and under “Everything”.' : excerpt(text, length),
  );
}
