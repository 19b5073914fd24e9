import { type Button, button } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { formButton } from './buttons.ts';
import { centralOf } from './central-state.ts';
import { assessmentOf, hasGrounds, stageStart } from './state.ts';
import { begin, centralPrepare, policeNotes as policeNotesVerb } from './verbs.ts';

/** Everything that the team can record now. */
export function moreButtons(record: CaseRecord): Button[] {
  const assessment = assessmentOf(record.events);
  const { suspicion, policeNotes } = assessment;
  const isSpecialistBegun = stageStart(assessment.specialist).kind === 'begun';
  const central = centralOf(record.events);
  const data = { case: record.id };
  return [
    stageStart(assessment.family).kind === 'begun'
      ? formButton(record, 'Family assessment done', 'family')
      : button(begin, 'Begin family assessment', { ...data, to: 'family' }),
    formButton(record, 'Trafficking suspected?', 'suspicion'),
    ...(suspicion.kind === 'suspected' && !isSpecialistBegun
      ? [button(begin, 'Begin specialist part', { ...data, to: 'specialist' })]
      : []),
    ...(isSpecialistBegun ? [formButton(record, 'Reasonable grounds?', 'grounds')] : []),
    formButton(record, 'Service and plan', 'service'),
    formButton(record, 'Help and support', 'support'),
    button(policeNotesVerb, policeNotes.length > 0 ? `Police notes (${policeNotes.length})` : 'Police notes', data),
    ...(hasGrounds(assessment)
      ? [
          button(centralPrepare, 'Prepare central referral', data),
          formButton(
            record,
            central.kind === 'recorded' ? 'Correct what was sent' : 'Record that it was sent',
            'central-sent',
          ),
        ]
      : []),
    ...(central.kind === 'recorded' ? [formButton(record, 'Record central answer', 'central-outcome')] : []),
  ];
}
