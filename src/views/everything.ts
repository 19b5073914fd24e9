import { clockAndDay } from '../cards/london.ts';
import { missingLines } from '../cards/mash-care.ts';
import { button, type Card, excerpt, fact, line, mashCard, plain, withExcerpts } from '../cards/parts.ts';
import { writtenReferral } from '../cards/referral-text.ts';
import { show as showVerb } from '../cards/verbs.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { warningInWords, warningsAt } from '../check/shown-when.ts';
import { earlierDecisions } from '../features/decision/record-cards.ts';
import { textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { badges, cardLimit, caseButtons, position, shortened } from './mash-case.ts';

const wholeOrFirst = [Number.POSITIVE_INFINITY, 1000, 300, 100, 25, 8];

/** The whole case, shown only to the person who asked for it. What is too long for one card is shortened, and whole in the thread. */
export function everythingCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Card {
  return withExcerpts((length) => everything(record, referral, pack, length), cardLimit, wholeOrFirst);
}

function everything(record: CaseRecord, referral: SubmittedReferral, pack: Pack, length: number): Card {
  const asked = referral.questions.flatMap(({ number, answered }) => [
    ...fact(`Question ${number}`, excerpt(record.facts.texts[textOf.question(number)] ?? '', length)),
    ...fact(
      'Answer',
      answered?.known
        ? excerpt(record.facts.texts[textOf.answer(number)] ?? '', length)
        : answered
          ? 'Not known'
          : 'None yet',
    ),
  ]);
  return mashCard({
    summary: `${record.id}: everything`,
    top: [line('Only you see this card', 'small')],
    heading: record.id,
    badges: badges(record, referral, pack),
    blocks: [
      ...position(record, referral, pack, length),
      ...missingLines(record, referral, length),
      ...(Number.isFinite(length) ? [shortened] : []),
      plain(
        writtenReferral(record.facts.answers, pack).flatMap(({ title, text }) => fact(title, excerpt(text, length))),
      ),
      plain(
        referral.information
          .slice(-20)
          .flatMap(({ number, at }) =>
            fact(`Added ${clockAndDay(at)}`, excerpt(record.facts.texts[textOf.information(number)] ?? '', length)),
          ),
      ),
      ...(asked.length > 0 ? [plain(asked)] : []),
      ...earlierDecisions(record, length),
      plain(warningsAt(pack, 'everything', record.facts.answers).map((each) => line(warningInWords(each), 'small'))),
    ],
    buttons: [
      button(showVerb, 'Back to the card', { case: record.id }),
      ...caseButtons(record, referral).filter(({ verb }) => verb !== 'everything'),
    ],
  });
}
