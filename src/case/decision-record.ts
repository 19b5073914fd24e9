import type { StaffId } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { DecisionKind, Trafficking } from '../history/decision.ts';
import { type CaseEvent, type EventOf, textOf } from '../history/events.ts';

/** One entry of the decision record: 1 is the decision, each correction is a new one. What is written is never changed. */
export interface DecisionEntry {
  number: number;
  corrects?: number;
  by: StaffId;
  at: Instant;
  decision: DecisionForm['decision'];
  protection: DecisionForm['protection'];
  police: DecisionForm['police'];
  trafficking?: DecisionForm['trafficking'];
}

/** Every entry in the order in which it was made; the last one stands. @source Protocol 8.2; part 10 of the trace: corrections are new entries */
export function decisionEntries(events: CaseEvent[]): DecisionEntry[] {
  const first = events.find((event): event is EventOf<'DecisionRecorded'> => event.type === 'DecisionRecorded');
  if (!first) return [];
  const corrections = events.filter(
    (event): event is EventOf<'DecisionCorrected'> => event.type === 'DecisionCorrected',
  );
  return [{ ...first, number: 1 }, ...corrections];
}

type Texts = Record<string, string>;

const names = (number: number) => {
  const own = (name: string) => (number === 1 ? name : `${name}-${number}`);
  return {
    action: own(textOf.decisionAction),
    reasons: own(textOf.decisionReasons),
    tell: own(textOf.decisionTell),
    protection: own(textOf.decisionProtection),
  };
};

/** The words of an entry. `tell`: what the referrer may read, which is the action where nothing else was written. */
export function decisionWordsOf(texts: Texts, number: number): Record<keyof ReturnType<typeof names>, string> {
  const { action, reasons, tell, protection } = names(number);
  const said = (name: string) => texts[name] ?? '';
  return { action: said(action), reasons: said(reasons), tell: said(tell), protection: said(protection) };
}

/** The same as texts, to be kept under the names of this entry. */
export function textsOfDecision(form: DecisionForm, number: number): Texts {
  const { action, reasons, tell, protection } = names(number);
  return {
    [action]: form.action,
    [reasons]: form.reasons,
    [tell]: tellOf(form),
    ...(form.protectionWhat.trim() === '' ? {} : { [protection]: form.protectionWhat }),
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
    words.protection.trim() === form.protectionWhat.trim()
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
  trafficking?: Trafficking | undefined; // whether there is a concern; nothing follows from it by itself
  tell: string;
}
