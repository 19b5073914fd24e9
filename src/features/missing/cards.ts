import { isWritten } from '../../actions/which-case.ts';
import { caseNotice } from '../../cards/about-case.ts';
import { withExcerpts } from '../../cards/fitted.ts';
import { box, choice, type FormRetry, untouchedForm } from '../../cards/forms.ts';
import { policeFirst, rungWords } from '../../cards/helpful.ts';
import { policeAsked } from '../../cards/later-facts.ts';
import { clockAndDay, clockAndLongDay, shortDue } from '../../cards/london.ts';
import { missingSinceLine, missingToldBy, policeReportWords } from '../../cards/mash-care.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  type Button,
  button,
  buttonWithoutInputs,
  type Card,
  coloured,
  type Input,
  type Lines,
  line,
  mainButton,
  type Parts,
  plain,
  referrerCard,
  section,
  spacedLine,
} from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import {
  contacts,
  missing as missingVerb,
  myReferrals,
  reportFound,
  reportMissing,
  startNew,
} from '../../cards/verbs.ts';
import { carerBlock, practiceLine, warningLines } from '../../cards/warnings.ts';
import { onItWords } from '../../cards/who-and-when.ts';
import { type CaseRecord, isOwnDraft, ownAnswers } from '../../case/record.ts';
import { type CommonState, isChildMissing, lastReport, latestReports } from '../../case/referral.ts';
import { numbersWritten } from '../../case/referrer-reach.ts';
import { sentReferral } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import { missingAgain } from '../../case/urgent.ts';
import { answerTo } from '../../draft/draft.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { openSafe } from '../alarm/verbs.ts';
import { policeText } from './police-text.ts';
import { type OwnReport, ownReport } from './state.ts';

/** The state of a case in which nobody has said that the child is missing. */
export const missingDefaults: Pick<CommonState, 'missing' | 'found'> = {
  missing: [],
};

/** Tells the referrer to ring the police first, then asks what to tell the MASH. @source Protocol 10.2 */
export const missingCard = (record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm): Card =>
  withExcerpts((length) => cardOf(record, pack, { again, length }), 30_000, [2000, 1000, 500, 200, 100, 25]);

function cardOf(record: CaseRecord, pack: Pack, { again, length }: { again: FormRetry; length: number }) {
  const report = ownReport(record);
  const isMissing = report !== undefined && !report.found;
  if (report?.found && again.attempt > 0) return foundCard(record, report, pack); // they have just said so
  const data = { case: record.id, attempt: again.attempt };
  const answers = ownAnswers(record);
  return referrerCard({
    summary: `MASH Referrals: ${record.id}`,
    top: [practiceLine(record), line(record.id, 'bold')],
    heading: report?.found
      ? 'The child is found, you said. Missing again?'
      : isMissing
        ? 'The child is missing'
        : 'Is the child missing?',
    blocks: [
      report?.found
        ? plain(['Ring 999 first, then tell the MASH here.'])
        : policeFirst(pack, report && rungWords(record, report.at)),
      report && coloured('good', reportedLines(record, report)),
      carerBlock({ facts: { answers } }, 'None'),
      plain(warningLines(pack, 'missing', answers)),
    ],
    inputs: missingInputs(
      record,
      { ...again, typed: { ...again.typed, copy: policeText(record, pack, length) } },
      report?.police !== 'yes', // else it is not asked again
    ),
    rows: [
      [
        isMissing
          ? [button(reportMissing, 'Tell them more', data), button(reportFound, 'The child is found', data)]
          : mainButton(reportMissing, 'Tell the MASH', data),
        buttonWithoutInputs(myReferrals, 'My referrals', { below: true }),
      ],
    ],
    after: [
      line(
        !report && record.progress?.asked === 'police'
          ? 'Or type “police know” or “not yet”: then the MASH is told at once. Else it is told when you send the check.'
          : `Or type “${isMissing ? 'found' : 'missing'} ${record.id}:” and ${isMissing ? 'your words' : 'what the police know'}.`,
        'small',
      ),
    ],
    pack,
  });
}

/** Thanks for the report that the child is found. It asks nothing that the MASH asks. */
const foundCard = (record: CaseRecord, report: OwnReport, pack: Pack) =>
  cardAbout(record.id, pack, {
    summary: `MASH Referrals: ${record.id}`,
    heading: 'The child is found, you said.',
    blocks: [
      coloured('good', [practiceLine(record), reportedLines(record, report)]),
      carerBlock({ facts: { answers: ownAnswers(record) } }, 'None'),
      plain([`Missing again? Ring 999 first, then type “missing ${record.id}:”.`]),
    ],
    rows: [[toMyReferrals]],
  });

/** The boxes of the card. The phone is asked only while the MASH has no number of the referrer. */
function missingInputs(record: CaseRecord, filled: FormRetry, asksAboutPolice: boolean): Parts<Input> {
  const asksForPhone = !isWritten(record) && !answerTo(ownAnswers(record), 'phone');
  return [
    asksAboutPolice && choice('know', policeAsked(record, 'you'), { yes: 'Yes', no: 'Not yet' }, filled),
    box('text', 'police', 'When, their reference, or what is new', filled),
    asksForPhone && box('text', 'phone', 'Your phone, so that the MASH can ring you', filled, { style: 'tel' }),
    box('text', 'copy', 'For the police and the risk assessment: copy this text', filled, {
      ...{ multiline: true, folded: true, foldedTitle: 'Text for the police' },
    }),
  ];
}

export const phoneTooLongWords = (pack: Pack): string =>
  `Your phone: at most ${fieldOf(pack, 'phone').limit} characters. Please shorten it. Nothing was cut.`;

function reportedLines(record: CaseRecord, { saidAt, found, again }: OwnReport): Lines {
  const saidAgain = again && !found ? `, and again, ${clockAndDay(again.at)}` : '';
  if (record.practice) return [line('Practice: nobody was told.', 'bold')];
  return [
    line('I am telling the MASH and its managers.', 'bold'),
    isOwnDraft(record) && 'They read what you have written of the child and your worry, too.',
    `You said that the child is ${found ? 'found' : 'missing'}, ${clockAndDay(found?.at ?? saidAt)}${saidAgain}.`,
    found && found.at !== saidAt && 'It stays urgent until the MASH confirms who has seen the child.',
    !answerTo(ownAnswers(record), 'phone') &&
      numbersWritten(record).length === 0 &&
      line('They have no number of yours. Type “my phone:” and your number.', 'bold'),
  ];
}

/** Tells the referrer to ring the police first, then asks which child is missing. */
export function whichMissingCard(records: CaseRecord[], pack: Pack, notice = '') {
  const rows = records.map((record) => {
    const sent = isWritten(record) ? sentReferral(record) : undefined;
    const title = sent ? record.id : 'Not sent yet';
    const when = sent ? `Sent ${clockAndLongDay(sent.submittedAt)}` : `Begun ${clockAndLongDay(record.startedAt)}`;
    const choose = button(missingVerb, 'This child', { case: record.id }, { tooltip: `Missing: ${title}` });
    return section(title, [when], [choose]);
  });
  return referrerCard({
    summary: 'MASH Referrals: which one?',
    heading: 'A child is missing',
    blocks: [
      policeFirst(pack),
      notice !== '' && plain([line(notice, 'bold')]),
      rows.length > 0 && plain([line('Which child?', 'bold')]),
      ...rows,
    ],
    rows: [[button(startNew, 'Start a new check'), button(contacts, 'Contacts', { below: true })]],
    pack,
  });
}

/** Tells managers that the referrer says that the child is found, and asks for who confirms it. @source Protocol 10.2 */
export function foundAlertCard(
  record: CaseRecord,
  found: NonNullable<CommonState['found']>,
  { link, to }: Pick<NoticeView, 'link' | 'to'>,
) {
  const { id, events } = record;
  const sent = sentReferral({ events });
  const isOpen = sent !== undefined && !sent.safe;
  const isMissing = isOpen && isChildMissing(sent);
  const again = missingAgain(record);
  return caseNotice(id, {
    summary: `: said to be found ${shortDue(found.at)}${isOpen ? ', not confirmed' : ''}`,
    isUrgent: isMissing,
    lines: [
      line(`The child is FOUND, says the referrer, ${clockAndDay(found.at)}`, 'bold'),
      again && line(`SAID TO BE MISSING AGAIN, ${clockAndDay(again)}`, 'bold'),
      onItWords(record),
      isOpen && [
        spacedLine('Found is not safe. Who has seen the child?'),
        isMissing && 'It stays urgent until the MASH confirms it.',
      ],
    ],
    buttons: [isMissing && !isOwnReferral(sent, to) && mainButton(openSafe, 'The child is safe', { case: id })],
    link,
  });
}

/** Tells managers that the child is missing. @source Protocol 10.2 */
export function missingAlertCard(
  record: CaseRecord,
  { missing }: Pick<CommonState, 'missing'>,
  link: string | undefined,
  { buttons = [], hint = '' }: { buttons?: Button[]; hint?: string } = {},
) {
  const { id } = record;
  const [report, last] = [lastReport(missing), missing.at(-1)];
  return caseNotice(id, {
    summary: `: CHILD MISSING${report ? `, said ${shortDue(report.at)}` : ''}`,
    isUrgent: true,
    blocks: [
      coloured(
        'attention',
        [
          line(`CHILD MISSING, says ${missingToldBy(report ?? {})}`, 'large'),
          report && `Said at ${clockAndDay(report.at)}`,
          missingSinceLine(record, latestReports(record, missing)),
          last?.isAnswer && `Since ${clockAndDay(last.at)}, of the police:`,
          policeReportWords(record, latestReports(record, missing)),
        ],
        'Small',
      ),
    ],
    lines: [onItWords(record), hint !== '' && spacedLine(hint)],
    buttons,
    link,
  });
}
