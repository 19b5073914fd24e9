import type { CaseId } from '../../base/reference.ts';
import { helpCard, inDangerNow } from '../../cards/helpful.ts';
import {
  button,
  coloured,
  folded,
  line,
  mainButton,
  plain,
  referrerCard,
  ring,
  spacedLine,
} from '../../cards/parts.ts';
import { contacts, missing, myReferrals, open, start } from '../../cards/verbs.ts';
import { emptyAnswers } from '../../draft/draft.ts';
import { warningsAt } from '../../draft/shown-when.ts';
import { choicesOf } from '../../draft/typed.ts';
import type { Pack } from '../../protocol/pack.ts';
import { aboutWorker, aboutWorkerTitle, advice, speaking } from '../contacts/verbs.ts';

const whatIDo =
  'I help you check what you have seen, decide about consent, and send a written referral to the MASH. A manager there decides within 24 hours. I tell you what they will do.';

export const dangerAnswers = choicesOf({ kind: 'danger', id: 'danger', section: 'danger' });

/** Says what the bot is for, to a referrer who has one minute, and asks its first question. @source Protocol 1, 2, 3, 8.2 */
export function welcomeCard(pack: Pack) {
  const [mostUrgent, ...others] = warningsAt(pack, 'welcome', emptyAnswers).map(({ text }) => spacedLine(text));
  return referrerCard({
    summary: 'MASH Referrals: ready when you are',
    heading: 'MASH Referrals',
    headingSize: 'ExtraLarge',
    blocks: [
      plain(
        [line('Worried that a child may have been trafficked or is being exploited?', 'bold'), spacedLine(whatIDo)],
        'Small',
      ),
      coloured('emphasis', [line('You do not have to be sure. You do not need proof.', 'bold'), mostUrgent]),
      folded('trafficking', 'What is trafficking?', [spacedLine(pack.definition), others]),
    ],
    notes: [line(inDangerNow, 'bold', 'Medium')],
    rows: [
      dangerAnswers.map(({ id, label }) => button(start, label, { danger: id })),
      [button(missing, 'Child is missing'), button(advice, 'I only want advice')],
    ],
    more: {
      lines: [],
      buttons: [
        button(myReferrals, 'My referrals'),
        button(contacts, 'Contacts'),
        button(speaking, 'Before you speak to the child'),
        button(aboutWorker, aboutWorkerTitle),
      ],
    },
    after: ring('No answer within a minute? Ring', pack.phones.urgent, 'bold', 'Medium'),
    pack,
  });
}

/** Greets somebody again who has a check open. */
export const helloAgainCard = (draft: CaseId, pack: Pack) =>
  helpCard(pack, {
    heading: 'You have a check open',
    lines: ['It is kept, and not sent. Go on where you were, or just type what is new.'],
    rows: [[mainButton(open, 'Go on', { case: draft }), button(myReferrals, 'My referrals')]],
  });

/** What somebody can do now whose referral the MASH has. */
export const afterSendingCard = (pack: Pack) =>
  helpCard(pack, {
    heading: 'What you can do now',
    lines: [
      `Ring ${pack.phones.urgent}. Ask for the MASH.`,
      'Just type what you see or hear: it goes to the MASH.',
      'Several children? Type “about” and the reference: it says which child.',
      '“my referrals” shows how each one stands.',
      '“sent by mistake” marks what you sent last, “not a mistake” takes that back.',
    ],
  });

/** Answers thanks and greetings. @param isLive whether a referral of theirs is with the MASH */
export function smallTalkCard(pack: Pack, isLive: boolean) {
  return helpCard(pack, {
    heading: isLive ? 'Your referral stands' : 'I am here when you need me',
    lines: [
      isLive
        ? 'Greetings and thanks stay here. What you see or hear, type it to me: it goes to the MASH.'
        : 'Type what worries you, in your own words. I keep it as a draft, and send nothing.',
    ],
  });
}
