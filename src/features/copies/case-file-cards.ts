import type { CaseId } from '../../base/reference.ts';
import type { Face } from '../../cards/face.ts';
import { button, type Card, line, mashCard, plain } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import { openCaseFile } from './verbs.ts';

/** A member of the MASH can save the whole case as a file. */
export const face: Face = {
  more: ({ record }) => [button(openCaseFile, 'Case as a file', { case: record.id })],
};

/**
 * The link to the whole case, shown only to the person who asked for it. The card shows the reference and no fact.
 * @param url undefined if this service has no web address
 */
export function caseLinkCard(reference: CaseId, url: string | undefined): Card {
  const words = url
    ? [
        'For the council’s own case system: as PDF, plain text or JSON.',
        'The link works once, for 10 minutes. Whoever opens it can save everything in the case: pass it to nobody.',
        'That you saved it, and when, is kept on record.',
      ]
    : [
        'I cannot give you a file: this service has no web address yet. Ask whoever runs it in your organisation.',
        'Until then, press Everything. The whole text is also in the thread.',
      ];
  return mashCard({
    summary: `${reference}: the case as a file`,
    top: [line('Only you see this card', 'small')],
    heading: reference,
    blocks: [
      plain([line('The whole case as a file', 'bold'), ...words.map((each) => line(each, 'plain', 'Small'))], 'Small'),
    ],
    links: url ? [{ title: 'Open the page to save it', url }] : [],
    buttons: [button(show, 'Back to the card', { case: reference })],
  });
}
