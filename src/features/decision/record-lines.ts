import { tellReferrerLines, traffickingAnswer, yesNoAnswer } from '../../cards/decided.ts';
import { decisionWords } from '../../cards/decision-words.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Line, line, titledLines } from '../../cards/parts.ts';
import { type DecisionEntry, decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import type { CaseEvent } from '../../history/events.ts';
import { assessmentOf, passesOn } from '../assessment/state.ts';

/** One entry of the decision record in the thread, with its texts uncut. */
export function decisionLines(record: CaseRecord, entry: DecisionEntry): Line[] {
  const words = decisionWordsOf(record.facts.texts, entry.number);
  const all = decisionEntries(record.events);
  const earlier = all.find(({ number }) => number === (entry.corrects ?? entry.number - 1));
  const sayer = ({ by, at }: DecisionEntry) => `${staffName(record, by)} said at ${clockAndDay(at)}`;
  return [
    line(decisionWords[entry.decision], 'bold'),
    line(words.action),
    ...titledLines('Reasons', words.reasons),
    ...(entry.trafficking ? titledLines('Concern about trafficking', traffickingAnswer(entry.trafficking)) : []),
    ...(entry.protection === 'not-said'
      ? []
      : titledLines('Immediate protection', yesNoAnswer(entry.protection, words.protection))),
    ...tellReferrerLines(words),
    ...(staysWithTeam(record.events, entry) ? [line('The case stays with the Assessment team.', 'bold')] : []),
    ...(earlier ? [line(`This is now what holds. What ${sayer(earlier)} does not hold any more.`)] : []),
    line(`${staffName(record, entry.by)}, ${clockAndDay(entry.at)}`, 'small', 'Small'),
  ];
}

const isEntry = ({ type }: CaseEvent): boolean => type === 'DecisionRecorded' || type === 'DecisionCorrected';

/**
 * Whether the Assessment team keeps the case although this entry alone would not have passed it on. The thread then
 * says so.
 */
function staysWithTeam(events: CaseEvent[], entry: DecisionEntry): boolean {
  const at = events.findIndex((event) => isEntry(event) && (('number' in event && event.number) || 1) === entry.number);
  return at >= 0 && !passesOn(entry) && assessmentOf(events.slice(0, at + 1)).passed.kind === 'yes';
}
