import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { DecisionKind, Trafficking } from '../history/decision.ts';
import { type CaseEvent, textOf } from '../history/events.ts';

/**
 * One entry of the decision record. Entry 1 is the first decision. Each correction and each new decision adds an entry,
 * and no entry is ever changed. `late`: the decision came after its due time; corrections do not have it.
 */
export interface DecisionEntry extends Pick<DecisionForm, 'decision' | 'protection' | 'police' | 'trafficking'> {
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
  const first = events.find(({ type }) => type === 'DecisionRecorded');
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

type Texts = Record<string, string>;

/** The name under which a text of an entry is stored. */
const nameOf = (name: string, number: number): string => (number === 1 ? name : `${name}-${number}`);

/**
 * The words of an entry. `tell`: what the referrer may read; it equals the action if the manager wrote nothing else.
 * `doNow`: what the referrer should do now, or empty.
 */
export function decisionWordsOf(texts: Texts, number: number) {
  const text = (name: string) => texts[nameOf(name, number)] ?? '';
  return {
    action: text(textOf.decisionAction),
    reasons: text(textOf.decisionReasons),
    tell: text(textOf.decisionTell),
    protection: text(textOf.decisionProtection),
    doNow: text(textOf.decisionNow),
  };
}

/** The words of a form, under the names by which this entry stores them. */
export function textsOfDecision(form: DecisionForm, number: number): Texts {
  const { action, reasons, protectionWhat, doNow = '' } = form;
  return {
    [nameOf(textOf.decisionAction, number)]: action,
    [nameOf(textOf.decisionReasons, number)]: reasons,
    [nameOf(textOf.decisionTell, number)]: tellOf(form),
    ...(protectionWhat.trim() === '' ? {} : { [nameOf(textOf.decisionProtection, number)]: protectionWhat }),
    ...(doNow.trim() === '' ? {} : { [nameOf(textOf.decisionNow, number)]: doNow }),
  };
}

/** Whether the form says the same as an existing entry. */
export function saysTheSame(form: DecisionForm, entry: Omit<DecisionEntry, 'by' | 'at'>, texts: Texts): boolean {
  const words = decisionWordsOf(texts, entry.number);
  return (
    entry.decision === form.decision &&
    entry.protection === form.protection &&
    entry.police === form.police &&
    entry.trafficking === form.trafficking &&
    words.tell === tellOf(form) &&
    words.action === form.action &&
    words.reasons === form.reasons &&
    words.protection.trim() === form.protectionWhat.trim() &&
    words.doNow.trim() === (form.doNow ?? '').trim()
  );
}

const tellOf = ({ tell, action }: DecisionForm): string => (tell.trim() === '' ? action : tell);

export interface DecisionForm {
  decision: DecisionKind;
  action: string; // what will be done: the referrer is told this unless `tell` says otherwise
  reasons: string;
  protection: 'yes' | 'no' | 'not-said';
  protectionWhat: string;
  police: 'yes' | 'no' | 'not-said';
  // the concern about trafficking: “yes” and “cannot tell” go to the Assessment team
  trafficking?: Trafficking | undefined;
  tell: string;
  doNow?: string; // what the referrer should do now
}
