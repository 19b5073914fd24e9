import { type CaseRecord, textIn } from '../case/record.ts';
import { sentReferral } from '../case/standing.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { dangerIn } from '../draft/danger-words.ts';
import { textOf } from '../history/events.ts';
import { clockAndDay } from './london.ts';
import { excerpt, type Line, titledLines } from './parts.ts';

/** Stands after the title of words whose author says that they were sent by mistake. The words always stay. */
export function byMistake(record: CaseRecord, name: string): string {
  const at = sentReferral(record)?.mistakes[name];
  return at ? ` · SENT BY MISTAKE, says the referrer, ${clockAndDay(at)}` : '';
}

/**
 * What the referrer said, on a card of the case. Words sent by mistake stand behind “Everything”, unless they may speak
 * of danger.
 * @param name of the text
 */
export function saidLines(record: CaseRecord, title: string, name: string, length: number): Line[] {
  const mistake = byMistake(record, name);
  const isFolded = mistake !== '' && !dangerIn(record.facts.texts[name] ?? '');
  return titledLines(
    `${title}${mistake}`,
    isFolded ? 'The words stand in the thread, and under “Everything”.' : excerpt(textIn(record, name), length),
  );
}

export const additionLines = (
  record: CaseRecord,
  { number, at }: SubmittedReferral['information'][number],
  length: number,
): Line[] => saidLines(record, `Added by the referrer, ${clockAndDay(at)}`, textOf.information(number), length);
