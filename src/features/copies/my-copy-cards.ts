import type { CaseId } from '../../base/reference.ts';
import { type Card, line, plain, referrerCard, ring } from '../../cards/parts.ts';
import type { Pack } from '../../protocol/pack.ts';

/** The link to the author's own copy, in their chat. The card shows the reference and no fact. */
export function copyLinkCard(reference: CaseId, url: string, pack: Pack, isSecondWay: boolean): Card {
  const words = [
    isSecondWay ? 'Or save it through the browser, as PDF or as plain text.' : 'Save it as PDF or as plain text.',
    'The link works once, for 10 minutes. Whoever opens it can save everything you wrote: pass it to nobody.',
  ];
  return copyCard(reference, pack, words, [{ title: 'Open the page to save it', url }]);
}

/** Says why there is no link. @param alone true if there is no file in Teams either */
export function noLinkCard(reference: CaseId, pack: Pack, alone: boolean): Card {
  const words = alone
    ? [
        'I cannot give you a copy: this service has no web address yet, and files in Teams are switched off.',
        'Ask whoever runs this service in your organisation. Until then, the MASH has the whole text.',
      ]
    : ['Press Allow above to save it to your OneDrive. There is no link: this service has no web address yet.'];
  return copyCard(reference, pack, words, []);
}

function copyCard(reference: CaseId, pack: Pack, words: string[], links: { title: string; url: string }[]): Card {
  const title = `Your own copy of ${reference}`;
  const lines = words.map((text) => line(text, 'plain', 'Small'));
  return referrerCard({
    summary: title,
    heading: title,
    blocks: [plain([line('For the record of your own agency.', 'bold'), ...lines], 'Small')],
    links,
    after: ring('Rather talk to someone? Ring', pack.phones.urgent),
    emergency: pack.emergency,
  });
}
