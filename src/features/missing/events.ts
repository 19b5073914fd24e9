import { clockAndDay } from '../../cards/london.ts';
import { missingToldBy, policeWords } from '../../cards/mash-care.ts';
import { type Events, isSent, type Notice, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { andHolder, orStandIns } from '../../case/desk.ts';
import { staffName } from '../../case/record.ts';
import { type CaseEvent, textOf } from '../../history/events.ts';
import { alertTo } from './alert.ts';

/** Every manager and whoever has the case hear of it, on duty or not. */
const alert: Notice<CaseEvent> = {
  alarm: true,
  to: (_, { desk, referral }) => orStandIns(andHolder(desk.managers, referral)),
  card: (_, view) => alertTo(view),
};

/** @source Protocol 10.2 */
export const events: Events<'ChildMissing' | 'ChildFound'> = {
  ChildMissing: {
    card: true,
    receipt: isSent,
    notices: { alert },
    sounds: true,
    line({ number, by, at, police }, { record, referral }) {
      const comment = record.facts.texts[textOf.missing(number)];
      const byMash = referral.missing.some((each) => each.number === number && each.byMash);
      const who = missingToldBy({ byMash });
      return words(
        `CHILD MISSING, says ${who}`,
        line(policeWords(police, who, comment)),
        ...(comment ? [line(byMash ? comment : `Their words: ${comment}`)] : []),
        line(byMash ? `${staffName(record, by)}, ${clockAndDay(at)}` : clockAndDay(at), 'small', 'Small'),
      );
    },
  },
  ChildFound: {
    card: true,
    receipt: isSent,
    notices: { alert },
    line({ number, at }, { record }) {
      const comment = record.facts.texts[textOf.found(number)];
      const theirWords = comment ? [line(`Their words: ${comment}`)] : [];
      return words('The child is found, says the referrer', ...theirWords, line(clockAndDay(at), 'small', 'Small'));
    },
  },
};
