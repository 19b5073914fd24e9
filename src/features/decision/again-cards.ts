import { carerBlock } from '../../cards/card-warnings.ts';
import { managerNameAndRole } from '../../cards/decision-words.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import { button, type Card, line, mixed, plain, referrerCard, ring } from '../../cards/parts.ts';
import { myReferrals } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { AgainClock } from './again.ts';
import { formAbout } from './forms.ts';
import { whatNowBlocks } from './notice.ts';
import { confirmAgain } from './verbs.ts';

/** Explains what deciding again means, and asks the manager to confirm it. */
export const decideAgainForm = (record: CaseRecord, { clockStart, decisionDue }: AgainClock): Card =>
  formAbout(record, {
    summary: 'decide again',
    heading: 'Decide again?',
    says: [
      mixed('None', 'The new decision is due by ', ['bold', clockAndDay(decisionDue)], '.'),
      line(`Its time counts from ${clockAndDay(clockStart)}. I remind of it as of the first.`),
      line('What was decided stands until then, and stays in the record. The referrer is told.'),
      line('Only a mistake in what was written? Press Correct the decision instead.', 'small', 'Small'),
    ],
    inputs: [],
    send: button(confirmAgain, 'Yes, decide again', { case: record.id }, { style: 'positive' }),
  });

/** Tells the referrer that the MASH is deciding again, and that the earlier decision holds until then. */
export function decidingAgainCard(record: CaseRecord, event: EventOf<'DecisionReopened'>, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id}: the MASH is deciding again`,
    top: [line(record.id, 'bold')],
    heading: 'The MASH is deciding again',
    blocks: [
      plain([line(`${clockAndLongDay(event.at)}, by ${managerNameAndRole(record, event.by)}`, 'small')], 'None'),
      plain([mixed('None', 'The new decision is due by ', ['bold', clockAndDay(event.decisionDue)], '.')], 'Small'),
      plain([line('I will tell you here. Until then this stands:', 'bold')], 'Small'),
      ...whatNowBlocks(record),
      ...carerBlock(record, 'None'),
      plain(ring('If things change, or you see the child again, ring', pack.phones.urgent, 'bold', 'None')),
    ],
    rows: [[button(myReferrals, 'My referrals', { below: true })]],
    emergency: pack.emergency,
  });
}
