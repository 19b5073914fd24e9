import { caseNotice } from '../../cards/about-case.ts';
import { clockAndDay } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import { type Card, line } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { assessmentOf } from './state.ts';

export function notTakenOnSince({ events }: CaseRecord): string {
  const { passed } = assessmentOf(events);
  return passed.kind === 'yes' ? `Passed to them at ${clockAndDay(passed.at)}` : '';
}

/** Tells somebody of the MASH that a case waits at the Assessment team. It shows the reference and times. */
export const notTakenOnCard = ({ record, instead, link }: NoticeView): Card =>
  caseNotice(record.id, {
    summary: ': not taken on by the Assessment team',
    lines: [
      line('Nobody of the Assessment team has taken it on', 'bold'),
      notTakenOnSince(record),
      instead === 'administrators'
        ? 'Nobody at the desk could be told. See to it that somebody rings the team.'
        : 'Ring the team. Until they have it, the child is yours.',
    ],
    link,
  });
