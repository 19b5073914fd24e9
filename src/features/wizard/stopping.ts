import type { Context } from '../../actions/context.ts';
import { loadOwn } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import { practiceLine } from '../../cards/card-warnings.ts';
import { helpCard } from '../../cards/help.ts';
import { button } from '../../cards/parts.ts';
import { askLetGo, myReferrals, open as openVerb } from '../../cards/verbs.ts';
import { type CaseRecord, isOwnDraft } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { PersonRecord } from '../../store/people.ts';
import { whoHasSeenIt } from './reminder.ts';
import { practice } from './verbs.ts';

/** Whether words (“no”, even “yes”) answer “Delete this draft?” and not the check. Only “delete it” deletes. */
export const isReplyToDeletion = (text: string): boolean =>
  /^(y|yes|yeah|n|no|nope|keep|keep it|don['’]?t|do not)( (please|thanks|thank you|delete( it)?))?[.! ]*$/i.test(
    text.trim(),
  );

/** The person's open check, if it is about a real child and not sent yet. */
export async function openCheck(person: PersonRecord, { cases }: Context): Promise<CaseRecord | undefined> {
  const open = person.openDraft && (await loadOwn(person.openDraft, person, { cases }));
  return open && isOwnDraft(open) && !open.training ? open : undefined;
}

export function confirmPracticeCard(pack: Pack) {
  return helpCard(pack, {
    heading: 'You have a check open',
    lines: ['Practise with a made-up child? Your check stays as it is.'],
    rows: [[button(practice, 'Practise'), button(myReferrals, 'My referrals')]],
  });
}

export async function stopCard(open: CaseId, { cases, pack }: Context) {
  const record = await cases.load(open);
  return helpCard(pack, {
    heading: 'You can stop here',
    top: practiceLine({ training: record?.training }),
    lines: [
      `All that you wrote is saved, and ${record ? whoHasSeenIt(record) : 'nobody has seen it'}. Go on when you can.`,
    ],
    rows: [
      [
        button(openVerb, 'Go on', { case: open, below: true }, { style: 'positive' }),
        button(askLetGo, 'Delete this draft', { case: open, below: true }),
        button(myReferrals, 'My referrals', { below: true }),
      ],
    ],
  });
}

export function nothingToStopCard(pack: Pack) {
  const lines = ['No check is open. Drafts that were not sent stand in My referrals, with a button to delete each.'];
  return helpCard(pack, { heading: 'There is nothing to stop', lines });
}
