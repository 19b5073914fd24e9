import { helpCard } from '../../cards/help.ts';
import { button } from '../../cards/parts.ts';
import { trainingLine } from '../../cards/training.ts';
import type { CaseId } from '../../reference.ts';
import type { PersonRecord } from '../../store/people.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { myReferrals, open as openVerb } from '../own-cases/verbs.ts';
import { askLetGo, practice } from './verbs.ts';

/** Words for deleting a draft, and for stopping. */
export const lettingGo = ['withdraw', 'delete this draft', 'delete draft', 'delete'];
export const stops = ['stop', 'cancel', 'quit', 'exit'];

/** "no", "keep it", typed where one was asked whether to delete: that is no answer to the question of the check. */
export const answersLettingGo = (text: string): boolean =>
  /^(y|yes|yeah|n|no|nope|keep|keep it|don['’]?t|do not)( (please|thanks|thank you|delete( it)?))?[.! ]*$/i.test(
    text.trim(),
  );

export async function hasOpenCheck(person: PersonRecord, deps: BotDeps): Promise<boolean> {
  const open = person.openDraft && (await deps.cases.load(person.openDraft));
  return Boolean(open && open.status === 'draft' && open.progress && !open.training);
}

export function practiseFirst(deps: BotDeps) {
  return helpCard(deps.pack, {
    heading: 'You have a check open',
    lines: ['Practise with a made-up child? Your check stays as it is.'],
    rows: [{ spacing: 'Medium', buttons: [button(practice, 'Practise'), button(myReferrals, 'My referrals')] }],
  });
}

export async function stopCard(open: CaseId, deps: BotDeps) {
  const { training } = (await deps.cases.load(open)) ?? {};
  return helpCard(deps.pack, {
    heading: 'You can stop here',
    top: trainingLine({ training }),
    lines: ['All that you wrote is saved, and nobody has seen it. Go on when you can.'],
    rows: [
      {
        spacing: 'Medium',
        buttons: [
          button(openVerb, 'Go on', { case: open, below: true }, { style: 'positive' }),
          button(askLetGo, 'Delete this draft', { case: open, below: true }),
          button(myReferrals, 'My referrals', { below: true }),
        ],
      },
    ],
  });
}

export function nothingToStop(deps: BotDeps) {
  const lines = ['No check is open. Drafts that were not sent stand in My referrals, with a button to delete each.'];
  return helpCard(deps.pack, { heading: 'There is nothing to stop', lines });
}
