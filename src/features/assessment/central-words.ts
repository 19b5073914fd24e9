import { londonDay, longDay } from '../../base/time.ts';
import { type Line, line, titledLines } from '../../cards/parts.ts';
import type { TitledText } from '../../cards/referral-text.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { type CentralOutcome, centralText } from '../../history/central.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import type { Central } from '../../protocol/central.ts';
import { type CentralReferral, centralOf } from './central-state.ts';
import { assessmentEventTexts, titledText } from './words.ts';

const outcomes: Record<CentralOutcome, string> = {
  'grounds-yes': 'Reasonable grounds: yes',
  'grounds-no': 'Reasonable grounds: no',
  trafficked: 'Their decision: yes, trafficked',
  'not-trafficked': 'Their decision: no',
  awaited: 'No decision yet',
};
const conclusive: Partial<Record<CentralOutcome, string>> = {
  trafficked: 'Conclusive grounds: yes',
  'not-trafficked': 'Conclusive grounds: no',
};

/**
 * The authority's answer in the authority's own terms; the bot adds none. Under the 2026 pathway its final decision is
 * named “conclusive grounds”.
 */
export const outcomeWords = (outcome: CentralOutcome, pathway: Central['pathway']): string =>
  (pathway === '2026' ? conclusive[outcome] : undefined) ?? outcomes[outcome];

/** One event of the central referral in words: a record, or a reminder. @returns undefined for any other event */
function centralEventTexts({ facts, events }: CaseRecord, event: CaseEvent): TitledText[] | undefined {
  switch (event.type) {
    case 'CentralReferralRecorded':
      return [
        titledText(event.number > 1 ? 'Central referral: record corrected' : 'Central referral: sent, they say'),
        titledText('Sent on', longDay(event.sentOn)),
        titledText('Reference', facts.texts[centralText.reference(event.number)]),
      ];
    case 'CentralOutcomeRecorded': {
      const central = centralOf(events);
      const pathway = central.kind === 'recorded' ? central.entry.pathway : '2016';
      return [
        titledText('Central referral: answer recorded', outcomeWords(event.outcome, pathway)),
        titledText('Heard on', longDay(event.heardOn)),
        titledText('Who said so', facts.texts[centralText.who(event.number)]),
      ];
    }
    case 'ClockReached': {
      const central = centralOf(events);
      return central.kind === 'recorded' ? reminderTexts(event, central) : undefined;
    }
    default:
      return undefined;
  }
}

/** One event of the team, or of the central referral, in words; none for any other event. */
export const eventTexts = (record: CaseRecord, event: CaseEvent): TitledText[] =>
  assessmentEventTexts(record, event) ?? centralEventTexts(record, event) ?? [];

type RecordedReferral = Extract<CentralReferral, { kind: 'recorded' }>;
const chaseWords = 'Please ask the authority, and record what they say.';

function reminderTexts(
  event: EventOf<'ClockReached'>,
  { entry, decisionDay }: RecordedReferral,
): TitledText[] | undefined {
  const late = event.late ? ' Late: this could not be said in time.' : '';
  if (event.clock === 'reasonableGrounds') {
    const aim = entry.groundsBy ? longDay(entry.groundsBy) : 'the day aimed at';
    return [titledText(`Reasonable grounds: no answer yet. Their aim was ${aim}`, chaseWords + late)];
  }
  if (event.clock !== 'central') return undefined;
  const day = longDay(decisionDay);
  if (entry.pathway === '2026')
    return [titledText(`Conclusive grounds may be decided from ${day} on`, `No day is promised. ${chaseWords}${late}`)];
  const what = event.overdue ? 'OVERDUE: no central decision' : 'No central decision yet';
  return [titledText(`${what}, due by ${day}`, chaseWords + late)];
}

/** Whether the protocol's 30 days passed without a decision. */
export function isCentralOverdue({ events }: CaseRecord): boolean {
  const central = centralOf(events);
  if (central.kind === 'not-recorded' || central.isOver || central.entry.pathway === '2026') return false;
  const { decisionDay } = central;
  return events.some(
    (event) => event.type === 'ClockReached' && event.clock === 'central' && londonDay(event.upTo) > decisionDay,
  );
}

/** The state of the central referral, for the Assessment team's cards. */
export function centralLines(record: CaseRecord, rules: Central): Line[] {
  const central = centralOf(record.events);
  if (central.kind === 'not-recorded') return [];
  const { entry, decisionDay, grounds, outcome, awaited, isOver } = central;
  const { texts } = record.facts;
  const heardWords = (event: NonNullable<RecordedReferral['outcome']>) =>
    `${outcomeWords(event.outcome, entry.pathway)}, heard ${longDay(event.heardOn)} from ${texts[centralText.who(event.number)] ?? ''}`;
  return [
    ...titledLines(
      `Sent to ${rules.authority}, says ${staffName(record, entry.by)}`,
      `${longDay(entry.sentOn)}, reference ${texts[centralText.reference(entry.number)] ?? ''}`,
    ),
    ...(grounds ? [line(heardWords(grounds), 'bold', 'Small')] : groundsTargetLines(entry, isOver)),
    ...(outcome ? [line(heardWords(outcome), 'bold', 'Small')] : []),
    ...(awaited ? [line(heardWords(awaited), 'plain', 'Small')] : []),
    ...(isOver ? [] : [dueLine(record, entry.pathway, decisionDay)]),
  ];
}

function groundsTargetLines({ pathway, groundsBy }: RecordedReferral['entry'], isOver: boolean): Line[] {
  if (pathway === '2016' || isOver) return [];
  if (groundsBy) return [line(`Reasonable grounds: aimed at by ${longDay(groundsBy)}`, 'bold', 'Small')];
  const unknown = 'Reasonable grounds: I do not know the bank holidays of that year, so I show no day.';
  return [line(unknown, 'plain', 'Small')];
}

function dueLine(record: CaseRecord, pathway: Central['pathway'], decisionDay: string): Line {
  if (pathway === '2026')
    return line(`Conclusive grounds: not before ${longDay(decisionDay)}. No day is promised.`, 'plain', 'Small');
  if (isCentralOverdue(record)) return line(`OVERDUE: a decision was due by ${longDay(decisionDay)}`, 'bold', 'Small');
  return line(`Decision due by ${longDay(decisionDay)}`, 'bold', 'Small');
}
