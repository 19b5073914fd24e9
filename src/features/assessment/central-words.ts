import { londonDay, longDay } from '../../base/time.ts';
import { fact, type Line, line } from '../../cards/parts.ts';
import type { Said } from '../../cards/referral-text.ts';
import type { CaseRecord } from '../../case/record.ts';
import { type CentralOutcome, centralText } from '../../history/central.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Central } from '../../protocol/central.ts';
import { type CentralReferral, centralOf } from './central-state.ts';
import { personCalled } from './words.ts';

/** What the authority said, in its words: the bot says nothing of it on its own. */
export const outcomeWords: Record<CentralOutcome, string> = {
  'grounds-yes': 'Reasonable grounds: yes',
  'grounds-no': 'Reasonable grounds: no',
  trafficked: 'Their decision: yes, trafficked',
  'not-trafficked': 'Their decision: no',
  awaited: 'No decision yet',
};

/** What was recorded of the central referral, or what a clock of it has to say. Undefined for all else. */
export function centralSaid(record: CaseRecord, event: CaseEvent): Said[] | undefined {
  const text = (name: string) => record.facts.texts[name] ?? '';
  switch (event.type) {
    case 'CentralReferralRecorded':
      return [
        {
          title: event.number > 1 ? 'Central referral: record corrected' : 'Central referral: sent, they say',
          text: '',
        },
        { title: 'Sent on', text: longDay(event.sentOn) },
        { title: 'Reference', text: text(centralText.reference(event.number)) },
      ];
    case 'CentralOutcomeRecorded':
      return [
        { title: 'Central referral: answer recorded', text: outcomeWords[event.outcome] },
        { title: 'Heard on', text: longDay(event.heardOn) },
        { title: 'Who said so', text: text(centralText.who(event.number)) },
      ];
    case 'ClockReached': {
      const central = centralOf(record.events);
      if (central.kind === 'not-recorded') return undefined;
      return reminder(event, central);
    }
    default:
      return undefined;
  }
}

type Recorded = Extract<CentralReferral, { kind: 'recorded' }>;
const chase = 'Please ask the authority, and record what they say.';

function reminder(event: Extract<CaseEvent, { type: 'ClockReached' }>, central: Recorded): Said[] | undefined {
  const { entry, lastDay } = central;
  const late = event.late ? ' Late: this could not be said in time.' : '';
  if (event.clock === 'reasonableGrounds') {
    const aim = entry.groundsBy ? longDay(entry.groundsBy) : 'the day aimed at';
    return [{ title: `Reasonable grounds: no answer yet. Their aim was ${aim}`, text: chase + late }];
  }
  if (event.clock !== 'central') return undefined;
  if (entry.pathway === '2026')
    return [
      { title: `A last decision may come from ${longDay(lastDay)} on`, text: `No day is promised. ${chase}${late}` },
    ];
  const title = event.overdue
    ? `OVERDUE: no central decision, due by ${longDay(lastDay)}`
    : `No central decision yet, due by ${longDay(lastDay)}`;
  return [{ title, text: chase + late }];
}

/** Whether the 30 days of the protocol went by without a decision. */
export function isCentralOverdue({ events }: CaseRecord): boolean {
  const central = centralOf(events);
  if (central.kind === 'not-recorded' || central.isOver || central.entry.pathway === '2026') return false;
  const { lastDay } = central;
  return events.some(
    (event) => event.type === 'ClockReached' && event.clock === 'central' && londonDay(event.upTo) > lastDay,
  );
}

/** Where the central referral stands, for the cards of the Assessment team. */
export function centralLines(record: CaseRecord, rules: Central): Line[] {
  const central = centralOf(record.events);
  if (central.kind === 'not-recorded') return [];
  const { entry, lastDay, grounds, outcome, asked } = central;
  const said = (event: NonNullable<Recorded['outcome']>) =>
    `${outcomeWords[event.outcome]}, heard ${longDay(event.heardOn)} from ${record.facts.texts[centralText.who(event.number)] ?? ''}`;
  return [
    ...fact(
      `Sent to ${rules.authority}, says ${personCalled(record, entry.by)}`,
      `${longDay(entry.sentOn)}, reference ${record.facts.texts[centralText.reference(entry.number)] ?? ''}`,
    ),
    ...(grounds ? [line(said(grounds), 'bold', 'Small')] : aimed(entry, central.isOver)),
    ...(outcome ? [line(said(outcome), 'bold', 'Small')] : []),
    ...(asked ? [line(said(asked), 'plain', 'Small')] : []),
    ...(central.isOver ? [] : [dueLine(record, entry.pathway, lastDay)]),
  ];
}

function aimed({ pathway, groundsBy }: Recorded['entry'], isOver: boolean): Line[] {
  if (pathway === '2016' || isOver) return [];
  if (groundsBy) return [line(`Reasonable grounds: aimed at by ${longDay(groundsBy)}`, 'bold', 'Small')];
  return [
    line('Reasonable grounds: I do not know the bank holidays of that year, so I show no day.', 'plain', 'Small'),
  ];
}

function dueLine(record: CaseRecord, pathway: Central['pathway'], lastDay: string): Line {
  if (pathway === '2026')
    return line(`A last decision comes not before ${longDay(lastDay)}. No day is promised.`, 'plain', 'Small');
  if (isCentralOverdue(record)) return line(`OVERDUE: a decision was due by ${longDay(lastDay)}`, 'bold', 'Small');
  return line(`Decision due by ${longDay(lastDay)}`, 'bold', 'Small');
}
