import type { CaseId } from '../../base/reference.ts';
import type { Face } from '../../cards/face.ts';
import { helpCard } from '../../cards/helpful.ts';
import { button, line, mainButton, mashCard, plain, referrerCard, ring, spacedLine } from '../../cards/parts.ts';

import { myReferrals, open, show } from '../../cards/verbs.ts';
import { type CaseRecord, isOwnDraft } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { openCaseFile } from './verbs.ts';

/** A member of the MASH can save the whole case as a file. */
export const face: Face = {
  more: ({ record }) => [button(openCaseFile, 'Case as a file', { case: record.id })],
};

const linkTo = (url: string) => [{ title: 'Open the page to save it', url }];

const saying = (title: string, words: string[]) => plain([line(title, 'bold'), words.map(spacedLine)], 'Small');

/** The link to the whole case, shown only to the person who asked for it. The card shows the reference and no fact. */
export const caseLinkCard = (reference: CaseId, url: string) =>
  mashCard({
    summary: `${reference}: the case as a file`,
    top: [line('Only you see this card', 'small')],
    heading: reference,
    blocks: [
      saying('The whole case as a file', [
        'For the council’s own case system: as PDF, plain text or JSON; or as CSV or JSON in the words of the SSD data model.',
        'The link works once, for 10 minutes. Whoever opens it can save everything in the case: pass it to nobody.',
        'That you saved it, and when, is kept on record.',
      ]),
    ],
    links: linkTo(url),
    buttons: [button(show, 'Back to the card', { case: reference })],
  });

/** The link to the author's own copy, in their chat. The card shows the reference and no fact. */
export function copyLinkCard(reference: CaseId, url: string, pack: Pack) {
  const title = `Your own copy of ${reference}`;
  return referrerCard({
    summary: title,
    heading: title,
    blocks: [
      saying('For the record of your own agency.', [
        'Save it as PDF or as plain text.',
        'The link works once, for 10 minutes. Whoever opens it can save everything you wrote: pass it to nobody.',
      ]),
    ],
    links: linkTo(url),
    after: ring('Rather talk to someone? Ring', pack.phones.urgent),
    pack,
  });
}

/** Says that a draft has no copy yet, and how to go on with it. */
export function notSentCard(record: CaseRecord, pack: Pack) {
  const goOnButtons = isOwnDraft(record) ? [mainButton(open, 'Go on', { case: record.id })] : [];
  return helpCard(pack, {
    heading: 'That was not sent',
    lines: ['A copy is made of what was sent to the MASH.'],
    rows: [[goOnButtons, button(myReferrals, 'My referrals')]],
  });
}
