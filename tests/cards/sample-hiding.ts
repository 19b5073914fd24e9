import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { agreeCard, hiddenCard, hideForm, hidingCard } from '../../src/features/hiding/cards.ts';
import { type CaseEvent, type EventOf, textOf } from '../../src/history/events.ts';
import { caseContext, jane, meg, mo, pack } from '../case/a-case.ts';
import { everythingOf, linesOf, mashCardOf } from './drawn.ts';
import { again, type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW, referral } from './sample-cases.ts';

const link = 'https://teams.microsoft.com/l/message/19:x/1';

/** A case with words of the referrer that a manager asks to hide, and then hidden. */
function hiding(sample: Sample) {
  const { awaiting } = cases(sample);
  const number = referral(awaiting).information.length + 1;
  const common = { at: NOW, said: textOf.information(number), why: 'another-child' } as const;
  const asked: EventOf<'HidingAsked'> = { type: 'HidingAsked', ...common, by: mo.id };
  const agreed: EventOf<'WordsHidden'> = { type: 'WordsHidden', ...common, by: meg.id, askedBy: mo.id, copies: [] };
  const texts = { [common.said]: sampleText(sample, 2000) || 'A car.' };
  const then = (record: CaseRecord, ...events: CaseEvent[]) => advance(record, { events, texts }, caseContext(NOW));
  const waiting = then(awaiting, { type: 'InformationAdded', at: NOW, by: jane.id, number }, asked);
  return { asked, agreed, said: common.said, waiting, hidden: then(waiting, agreed) };
}

export function hidingChatCards(sample: Sample): Cards[] {
  const { agreed, hidden } = hiding(sample);
  return [{ 'words of yours are hidden': hiddenCard(agreed, hidden, pack) }];
}

export function hidingMashCards(sample: Sample): Cards[] {
  const { waiting, hidden } = hiding(sample);
  return [
    {
      'hide words': hideForm(waiting),
      'hide words, again': hideForm(waiting, again(sample, [], { said: 'Choose the words.', why: 'Choose why.' })),
    },
    { 'case, words hidden': mashCardOf(hidden), 'everything, words hidden': everythingOf(hidden) },
    linesOf('words hidden', hidden, hidden.events.slice(-3)),
  ];
}

export function hidingNotices(sample: Sample): Cards {
  const { asked, said, waiting, hidden } = hiding(sample);
  return {
    'asked to hide words': agreeCard(asked, { record: waiting, link }),
    'hide words, which?': hidingCard(waiting, '', link),
    'hide words, one manager': hidingCard(waiting, said, link),
    'hide words, two managers': hidingCard(hidden, said, link),
  };
}
