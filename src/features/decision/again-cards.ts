import { decisionWords, managerCalled } from '../../cards/decision-words.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import {
  type Block,
  button,
  type Card,
  coloured,
  excerpt,
  line,
  mixed,
  plain,
  referrerCard,
  ring,
} from '../../cards/parts.ts';
import { carerBlock } from '../../cards/reminders.ts';
import { myReferrals } from '../../cards/verbs.ts';
import { decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { AgainClock } from './again.ts';
import { formAbout } from './forms.ts';
import { whatNow } from './notice.ts';
import { confirmAgain } from './verbs.ts';

/** What it means to decide again, before it is done. */
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

/** On the card while it is decided again: what stands until then. */
export function reopenedBlocks(record: CaseRecord, { reopening }: SubmittedReferral, length: number): Block[] {
  const stands = decisionEntries(record.events).at(-1);
  if (reopening.kind === 'none' || !stands) return [];
  const { action } = decisionWordsOf(record.facts.texts, stands.number);
  return [
    coloured('warning', [
      line(`DECIDING AGAIN since ${clockAndDay(reopening.at)}, by ${managerCalled(record, reopening.by)}`, 'bold'),
      line(`Until then this stands, decided ${clockAndDay(stands.at)}: ${decisionWords[stands.decision]}`),
      line(excerpt(action, 3 * length)),
    ]),
  ];
}

/** To the referrer: what they told was heard, and until the new decision the one before stands. */
export function decidingAgainCard(record: CaseRecord, event: EventOf<'DecisionReopened'>, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id}: the MASH is deciding again`,
    top: [line(record.id, 'bold')],
    heading: 'The MASH is deciding again',
    blocks: [
      plain([line(`${clockAndLongDay(event.at)}, by ${managerCalled(record, event.by)}`, 'small')], 'None'),
      plain([mixed('None', 'The new decision is due by ', ['bold', clockAndDay(event.decisionDue)], '.')], 'Small'),
      plain([line('I will tell you here. Until then this stands:', 'bold')], 'Small'),
      ...whatNow(record),
      ...carerBlock(record, 'None'),
      plain(ring('If things change, or you see the child again, ring', pack.phones.urgent, 'bold', 'None')),
    ],
    rows: [[button(myReferrals, 'My referrals', { below: true })]],
    emergency: pack.emergency,
  });
}
