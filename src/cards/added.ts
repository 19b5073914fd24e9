import { type CaseRecord, textIn } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { dangerIn } from '../draft/danger-words.ts';
import { saysSafe } from '../draft/safe-words.ts';
import { happened, textOf } from '../history/events.ts';
import { clockAndDay } from './london.ts';
import { capitalised, excerpt, type Line, line, titledLines } from './parts.ts';
import { reported } from './reported.ts';

type Addition = SubmittedReferral['information'][number];

/** Stands after the title of an addition if its author says that it was sent by mistake. Its words always stay. */
export const byMistake = ({ mistakeAt }: Addition): string =>
  mistakeAt ? ` · SENT BY MISTAKE, says the referrer, ${clockAndDay(mistakeAt)}` : '';

/**
 * What the referrer added, on a card of the case. Words sent by mistake stand behind “Everything”, unless they may speak
 * of danger. Words that say that the child is safe are a report, and are called so.
 */
export function additionLines(record: CaseRecord, addition: Addition, length: number): Line[] {
  const text = textIn(record, textOf.information(addition.number));
  const { mistakeAt, at } = addition;
  const isFolded = mistakeAt && !dangerIn(text);
  const isConfirmed = happened(
    record.events.filter((event) => event.at >= at),
    'ChildSafe',
  );
  return [
    ...titledLines(
      `Added by the referrer, ${clockAndDay(at)}${byMistake(addition)}`,
      isFolded ? 'The words stand in the thread, and under “Everything”.' : excerpt(text, length),
    ),
    ...(saysSafe(text) && !mistakeAt && !isConfirmed
      ? [line(`${capitalised(reported('safe', { at }))}.`, 'bold')]
      : []),
  ];
}
