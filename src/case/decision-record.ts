import { isDeepStrictEqual } from 'node:util';
import type { StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { type CaseEvent, type EventOf, isA } from '../history/events.ts';

/**
 * One entry of the decision record. Entry 1 is the first decision. Each correction and each new decision adds an entry,
 * and no entry is ever changed. `late`: the decision came after its due time; corrections do not have it.
 */
export interface DecisionEntry extends DecisionChoices {
  number: number;
  corrects?: number;
  late?: boolean;
  by: StaffId;
  at: Instant;
}

/**
 * Every entry, in the order in which it was made. The last one stands.
 * @source Protocol 8.2: corrections are new entries
 */
export function decisionEntries(events: CaseEvent[]): DecisionEntry[] {
  const first = events.find(isA('DecisionRecorded'));
  if (!first) return [];
  return events.flatMap((event): DecisionEntry[] => {
    if (event.type === 'DecisionCorrected') return [event];
    if (event.type !== 'DecisionRecorded') return [];
    // each new decision has a number; a second one without was made at the same moment as the first, and does not count
    const isEntry = event === first || event.number !== undefined;
    return isEntry ? [{ ...event, number: event.number ?? 1 }] : [];
  });
}

/** The most characters for what the referrer should do now. They may read it while the child is with them. */
export const doNowLimit = 500;

type TextName = 'action' | 'who' | 'when' | 'reasons' | 'tell' | 'protection' | 'now';

/** The name under which a text of an entry is stored. */
export const decisionText = (name: TextName, number = 1) =>
  number === 1 ? `decision-${name}` : `decision-${name}-${number}`;

/**
 * The words of an entry. `who` and `when`: who does it and by when, or empty. `tell`: what the referrer may read; it equals the
 * action if the manager wrote nothing else. `doNow`: what the referrer should do now, or empty.
 */
export function decisionWordsOf(texts: Texts, number: number) {
  const text = (name: TextName) => texts[decisionText(name, number)] ?? '';
  return {
    action: text('action'),
    who: text('who'),
    when: text('when'),
    reasons: text('reasons'),
    tell: text('tell'),
    protection: text('protection'),
    doNow: text('now'),
  };
}

/** The words of a form, under the names by which this entry stores them. */
export function textsOfDecision(form: DecisionForm, number: number): Texts {
  const { action, who = '', when = '', reasons, protectionWhat, doNow = '' } = form;
  return {
    [decisionText('action', number)]: action,
    ...(who.trim() && { [decisionText('who', number)]: who }),
    ...(when.trim() && { [decisionText('when', number)]: when }),
    [decisionText('reasons', number)]: reasons,
    [decisionText('tell', number)]: tellOf(form),
    ...(protectionWhat.trim() && { [decisionText('protection', number)]: protectionWhat }),
    ...(doNow.trim() && { [decisionText('now', number)]: doNow }),
  };
}

/** Whether the form says the same as an existing entry. */
export function saysTheSame(form: DecisionForm, entry: Omit<DecisionEntry, 'by' | 'at'>, texts: Texts) {
  const { number } = entry;
  const wordsIn = (all: Texts) => decisionWordsOf(all, number);
  return (
    isDeepStrictEqual(decisionChoices(entry), decisionChoices(form)) &&
    isDeepStrictEqual(wordsIn(texts), wordsIn(textsOfDecision(form, number)))
  );
}

const tellOf = ({ tell, action }: DecisionForm) => (tell.trim() === '' ? action : tell);

/** What the manager chose. `trafficking` “yes” and “cannot tell” go to the Assessment team. */
export type DecisionChoices = Pick<EventOf<'DecisionRecorded'>, 'decision' | 'protection' | 'police' | 'trafficking'>;

export const decisionChoices = ({ decision, protection, police, trafficking }: DecisionChoices) => ({
  decision,
  protection,
  police,
  ...(trafficking && { trafficking }),
});

export interface DecisionForm extends DecisionChoices {
  action: string; // what will be done: the referrer is told this unless `tell` says otherwise
  who?: string; // who does it, and by when: the referrer is told, too
  when?: string;
  reasons: string;
  protectionWhat: string;
  tell: string;
  doNow?: string; // what the referrer should do now
}
