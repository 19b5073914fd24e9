import type { Chapter } from './preview-page.ts';
import type { Named, Sample } from './sample-answers.ts';
import { chatCards, mashCards, noticeCards, wizardCards } from './samples.ts';

/** Every card of the product, by who sees it. */
export const chaptersOf = (sample: Sample): Chapter[] => [
  { title: 'Before sending', cards: withoutRepeats(wizardCards(sample)) },
  { title: 'The referrer’s chat after sending', cards: withoutRepeats(chatCards(sample)) },
  { title: 'The MASH channel', cards: withoutRepeats(mashCards(sample)) },
  { title: 'Managers, escalation contact and administrators', cards: withoutRepeats(noticeCards(sample)) },
];

/** Drops every card whose name or content came before. */
function withoutRepeats(cards: Named[]): Named[] {
  const seen = new Set<string>();
  return cards.filter(({ name, card }) => {
    const before = seen.size;
    return seen.add(name).size > before && seen.add(JSON.stringify(card)).size > before + 1;
  });
}
