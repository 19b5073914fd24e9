import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { DecisionKind, Trafficking } from '../history/decision.ts';
import { type CaseEvent, textOf } from '../history/events.ts';

/**
 * One entry of the decision record: 1 is the decision, each correction and each new decision is a new one. What is written is never
 * changed. `late`: of a decision.
 */
export interface DecisionEntry extends Pick<DecisionForm, 'decision' | 'protection' | 'police' | 'trafficking'> {
  number: number;
  corrects?: number;
  late?: boolean;
  by: StaffId;
  at: Instant;
}

/** Every entry in the order in which it was made; the last one stands. @source Protocol 8.2; part 10 of the trace: corrections are new entries */
export function decisionEntries(events: CaseEvent[]): DecisionEntry[] {
  const first = events.find(({ type }) => type === 'DecisionRecorded');
  if (!first) return [];
  return events.flatMap((event): DecisionEntry[] => {
    if (event.type === 'DecisionCorrected') return [event];
    if (event.type !== 'DecisionRecorded') return [];
    const isEntry = event === first || event.number !== undefined; // of two in the same moment the first one stands
    return isEntry ? [{ ...event, number: event.number ?? 1 }] : [];
  });
}

/** Longest instruction to the referrer, in characters: they read it with the child before them. */
export const doNowLimit = 500;

type Texts = Record<string, string>;

/** Under which name a text of an entry is kept. */
const nameOf = (name: string, number: number): string => (number === 1 ? name : `${name}-${number}`);

/**
 * The words of an entry. `tell`: what the referrer may read, which is the action where nothing else was written. `doNow`: what they
 * should do now; empty where nothing was said.
 */
export function decisionWordsOf(texts: Texts, number: number) {
  const said = (name: string) => texts[nameOf(name, number)] ?? '';
  return {
    action: said(textOf.decisionAction),
    reasons: said(textOf.decisionReasons),
    tell: said(textOf.decisionTell),
    protection: said(textOf.decisionProtection),
    doNow: said(textOf.decisionNow),
  };
}

/** The same as texts, to be kept under the names of this entry. */
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

/** Whether the form says what the entry says already. */
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
  trafficking?: Trafficking | undefined; // whether there is a concern, which goes to the Assessment team
  tell: string;
  doNow?: string; // what the referrer should do now; nothing where nothing was said
}
