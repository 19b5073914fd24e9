import type { Instant } from '../base/time.ts';
import { type CaseRecord, textIn } from '../case/record.ts';
import { hidingOf } from '../case/said.ts';
import { sentReferral } from '../case/standing.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { saysSafe } from '../draft/safe-words.ts';
import { textOf } from '../history/events.ts';
import { mayBeDanger } from '../understanding/danger.ts';
import { clockAndDay } from './london.ts';
import { capitalised, excerpt, type Line, line, titledLines } from './parts.ts';
import { reported } from './reported.ts';

/** Stands after the title of words whose author says that they were sent by mistake. The words always stay. */
export function byMistake(record: CaseRecord, name: string): string {
  const at = sentReferral(record)?.mistakes[name];
  return at ? ` · SENT BY MISTAKE, says the referrer, ${clockAndDay(at)}` : '';
}

/**
 * What the referrer said, on a card of the case. Words sent by mistake stand behind “Everything”, unless they may speak
 * of danger. Words that say that the child is safe are a report, and are called so.
 * @param said `name`: of the text
 */
export function saidLines(
  record: CaseRecord,
  { title, name, at }: { title: string; name: string; at: Instant },
  length: number,
): Line[] {
  const { events, facts } = record;
  const { [name]: words = '' } = facts.texts;
  const mistake = byMistake(record, name);
  const isFolded = mistake !== '' && !mayBeDanger(words);
  const isConfirmed = events.some((event) => event.type === 'ChildSafe' && event.at >= at);
  const isReport = saysSafe(words) && mistake === '' && !isConfirmed && !hidingOf(events, name).hidden;
  return [
    ...titledLines(
      `${title}${mistake}`,
      isFolded ? 'The words stand in the thread, and under “Everything”.' : excerpt(textIn(record, name), length),
    ),
    ...(isReport ? [line(`${capitalised(reported('safe', { at }))}.`, 'bold')] : []),
  ];
}

export function additionLines(
  record: CaseRecord,
  { number, at }: SubmittedReferral['information'][number],
  length: number,
) {
  const title = `Added by the referrer, ${clockAndDay(at)}`;
  return saidLines(record, { title, name: textOf.information(number), at }, length);
}
