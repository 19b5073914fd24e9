import { clock, clockAndDay } from '../../cards/london.ts';
import { type Events, words } from '../../cards/meaning.ts';
import { excerpt, line, spacedSmallLine } from '../../cards/parts.ts';
import { andHolder, managersToRemind, orStandIns } from '../../case/desk.ts';
import { type CaseRecord, staffName, textIn } from '../../case/record.ts';
import { saidIn } from '../../case/said.ts';
import { textOf } from '../../history/events.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { takenBackCard } from './cards.ts';
import { mistakeMeant } from './rules.ts';

const isDanger = ({ facts: { texts } }: CaseRecord, said: string) => dangerIn(texts[said] ?? '') !== undefined;

/** What the author adds, marks as a mistake, or moves to another child. */
export const events: Events<'InformationAdded' | 'SentByMistake' | 'SaidOfAnother' | 'WordsRead'> = {
  InformationAdded: {
    card: true,
    receipt: true,
    line: ({ number, by, at, typedAt, filedBy }, { record }) =>
      words('Added by the referrer', textIn(record, textOf.information(number)), [
        spacedSmallLine(clockAndDay(typedAt ?? at) + (typedAt ? `, typed in ${staffName(record, by)}’s chat` : '')),
        filedBy && line(`${staffName(record, filedBy)} said at ${clock(at)} that it is about this child`, 'small'),
      ]),
  },
  SaidOfAnother: {
    card: true,
    line: ({ said, to, by, at }, { record }) =>
      words(
        'Said to be about another child',
        `Words of ${clockAndDay(saidIn(record.events).find(({ name }) => name === said)?.at ?? at)}: about ${to ?? 'another child'}.`,
        `${to ? 'They stand there, too' : 'They wait with you until somebody says which'}. What I read in them no longer counts here.`,
        spacedSmallLine(`${staffName(record, by)}, ${clockAndDay(at)}`),
      ),
  },
  WordsRead: {
    card: true,
    receipt: true,
    line: 'none',
    words: 'Somebody of the MASH has read words of the referrer, child not yet said, or is on them',
  },
  SentByMistake: {
    card: true,
    notices: {
      takenBack: {
        alarm: true,
        to: ({ said, back }, { record, referral, desk }) =>
          !back && isDanger(record, said) ? orStandIns(andHolder(managersToRemind(desk), referral, desk)) : [],
        card: (_, view) => takenBackCard(view),
      },
    },
    line({ said, back, at }, { record }) {
      const meant = mistakeMeant(record, said);
      return words(
        back ? 'Not sent by mistake, says the referrer' : 'Sent by mistake, says the referrer',
        meant && `Their words of ${clockAndDay(meant.at)}: “${excerpt(textIn(record, said))}”`,
        'They stand above, and nothing else changes.',
        !back && isDanger(record, said) && line('It may speak of danger: ring the referrer.', 'bold'),
        spacedSmallLine(clockAndDay(at)),
      );
    },
  },
};
