import type { Instant } from '../base/time.ts';
import { saidSince } from '../cards/added.ts';
import { whoDoesIt } from '../cards/decided.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { moment } from '../cards/london.ts';
import { policeWords } from '../cards/mash-care.ts';
import { shown } from '../cards/parts.ts';
import { answered, gapsOnce, type TitledText, writtenReferral } from '../cards/referral-text.ts';
import { decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import { type CaseRecord, textIn } from '../case/record.ts';
import { holderOf } from '../case/referrer-reach.ts';
import { erasedIn } from '../case/standing.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { linkWords } from '../draft/next-child.ts';
import { linksFromReferrer } from '../features/linking/state.ts';
import { nothingLeft } from '../features/retention/cards.ts';
import { referrerMessagesOf } from '../features/tell/state.ts';
import { textOf } from '../history/events.ts';
import { referrerMessageText } from '../history/referral.ts';
import type { Pack } from '../protocol/pack.ts';
import { type CaseFile, chainOfCase, questionsIn } from './case-file.ts';
import { type CopyInWords, mapTexts } from './pdf.ts';

/**
 * Makes the referrer’s own copy: what the referrer wrote, the questions of the MASH with their answers, and what the
 * referrer was told of the decision. It leaves out what only the MASH may read, such as the reasons and the reminders.
 */
export function ownCopy(record: CaseRecord, referral: SubmittedReferral, pack: Pack, now: Instant): CopyInWords {
  const erased = erasedIn(record.events);
  const written = erased
    ? []
    : writtenReferral(record.facts.answers, pack, laterFacts(withoutMashReports(record), pack));
  const warning = written.find(({ banner }) => banner === 'warning');
  const parts = [
    {
      title: 'The written referral',
      said: [...answered(written).filter((each) => each !== warning), ...gapsOnce(written)],
    },
    {
      title: 'Questions from the MASH',
      said: questionsIn(record, referral).flatMap((each) => questionAndAnswer(each)),
    },
    { title: 'After it was sent', said: afterwards(record, referral) },
  ];
  return cleaned({
    title: `Referral ${record.id}`,
    about: shown<string>([
      `Sent to the MASH at ${moment(referral.submittedAt)}`,
      `Protocol: ${pack.title}`,
      chainInWords(chainOfCase(record)),
      erased && nothingLeft(erased),
      `This copy was made at ${moment(now)} for the record of the referrer’s own agency. What came later is not in it.`,
    ]),
    warning: warning && `${warning.title}. ${warning.text.replaceAll('\n', ' ')}`,
    parts: erased ? [] : parts,
  });
}

/** The case without what the MASH itself recorded about a missing child. */
const withoutMashReports = (record: CaseRecord) => ({
  ...record,
  events: record.events.filter((event) => event.type !== 'ChildMissing' || event.by === record.author),
});

function afterwards(record: CaseRecord, referral: SubmittedReferral): TitledText[] {
  const { facts, events } = record;
  const holder = holderOf(record);
  const { checkAddedAt, information, missing } = referral;
  return shown<TitledText>([
    checkAddedAt && {
      title: `Indicator check added, ${moment(checkAddedAt)}`,
      text: 'It stands above.',
    },
    information.map((addition) => ({
      title: `Added by the referrer, ${moment(addition.typedAt ?? addition.at)}${saidSince(record, textOf.information(addition.number))}`,
      text: textIn(record, textOf.information(addition.number)),
    })),
    missing
      .filter(({ byMash }) => !byMash)
      .map(({ number, at, police }) => {
        const said = textIn(record, textOf.missing(number));
        return {
          title: `Child missing, said at ${moment(at)}`,
          text: shown([policeWords(police, 'the referrer', said), said]).join('\n'),
        };
      }),
    referrerMessagesOf(events).map(({ number, at }) => ({
      title: `Message from the MASH, ${moment(at)}`,
      text: textIn(record, referrerMessageText(number)),
    })),
    holder && { title: `Handed over, ${moment(holder.since)}`, text: `From ${holder.from.name} to ${holder.name}` },
    linkedCases(linksFromReferrer(events)),
    decisionEntries(events).map(({ number, corrects, at }) => {
      const { tell, doNow, action, ...more } = decisionWordsOf(facts.texts, number);
      const when = `${corrects ? 'corrected' : number === 1 ? 'decided' : 'decided again'} ${moment(at)}`;
      return [
        {
          title: `What will be done, ${when}`,
          text: [tell, tell === action && whoDoesIt(more)].filter(Boolean).join('\n'),
        },
        doNow !== '' && { title: `What you were asked to do, ${when}`, text: doNow },
      ];
    }),
  ]);
}

/** A whole case in words, for the PDF and the plain text. It leaves out no text that is in the JSON. */
export function caseInWords(file: CaseFile): CopyInWords {
  const parts = [
    { title: 'The written referral', said: file.written },
    {
      title: 'Questions to the referrer',
      said: file.erasedAt ? [] : file.questions.flatMap((each) => questionAndAnswer(each, nameOf(each.askedBy))),
    },
    { title: 'After it was sent', said: [...file.additions.map(happened), ...linkedCases(file.linkedAs)] },
    { title: 'Decision', said: file.decisions.map((each) => decided(each, file)) },
    { title: 'Other texts of the case', said: file.others },
    { title: 'What happened, by whom and when', said: file.history.map(inHistory) },
  ];
  return cleaned({
    title: `Case ${file.reference}`,
    about: shown<string>([
      `Sent to the MASH at ${moment(file.sentAt)}${nameOf(file.referrer)}`,
      file.calledAt && `Phone call to the MASH at ${moment(file.calledAt)}`,
      dueIn(file),
      file.joinedCalls.map((call) => `Call that the MASH wrote down, joined into this case: ${call}`),
      `Protocol: ${file.protocol.title}`,
      `This file was made at ${moment(file.madeAt)} for the council’s own case system. What came later is not in it.`,
      chainInWords(file.chain),
      file.leftOut,
    ]),
    warning: file.carer || undefined,
    parts,
  });
}

function dueIn({ status, decisionDue, decisions, joinedInto }: CaseFile) {
  if (joinedInto) return `Joined into ${joinedInto}, the same call: it is decided there`;
  const stage = status === 'decided' ? '' : decisions.length > 0 ? ': being decided again' : ': not decided yet';
  return `Decision due by ${moment(decisionDue)}${stage}`;
}

function decided(decision: CaseFile['decisions'][number], { decisions, erasedAt }: CaseFile): TitledText {
  const { number, corrects, at, by, late, action, referrerIsTold, referrerDoesNow, protectionWhat } = decision;
  const isLatest = number === decisions.at(-1)?.number;
  const name = `${nameOfDecision(number, corrects)}${late ? ', LATE' : ''}`;
  const lines = shown<string>([
    !isLatest && 'This no longer holds.',
    decision.title,
    !erasedAt && [action, whoDoesIt({ who: decision.byWhom, when: decision.byWhen }), `Reasons: ${decision.reasons}`],
    `Concern about trafficking: ${wordOf[decision.trafficking]}`,
    `Immediate protection: ${wordOf[decision.protection]}${protectionWhat && `: ${protectionWhat}`}`,
    `Police told: ${wordOf[decision.police]}`,
    referrerIsTold !== action && `What the referrer is told: ${referrerIsTold}`,
    referrerDoesNow !== '' && `What the referrer should do now: ${referrerDoesNow}`,
  ]);
  return { title: `${name}, ${moment(at)}${nameOf(by)}`, text: lines.join('\n') };
}

const nameOfDecision = (number: number, corrects: number | undefined) =>
  corrects
    ? `Decision ${number}, corrects decision ${corrects}`
    : number === 1
      ? 'Decision'
      : `Decision ${number}, decided again`;

const wordOf = { yes: 'Yes', no: 'No', 'cannot-tell': 'Cannot tell', 'not-said': 'Not said' };

const happened = ({ at, by, title, text }: CaseFile['additions'][number]): TitledText => ({
  title: `${title}, ${moment(at)}${nameOf(by)}`,
  text,
});

function inHistory({ at, by, title, text }: CaseFile['history'][number]): TitledText {
  return { title: `${moment(at)}${nameOf(by)}`, text: text === '' ? title : `${title}: ${text}` };
}

const nameOf = (who: { name: string } | undefined) => (who?.name ? `, ${who.name}` : '');

const cleaned = (copy: CopyInWords): CopyInWords => ({
  ...copy,
  about: copy.about.map(withoutControlCharacters),
  warning: copy.warning && withoutControlCharacters(copy.warning),
  parts: mapTexts(copy.parts, withoutControlCharacters),
});

/** A question to the referrer, and its answer. @param asker who asked, to go after the question's date; may be empty */
function questionAndAnswer(asked: CaseFile['questions'][number], asker = ''): TitledText[] {
  const { number, askedAt, question, answeredAt, answer } = asked;
  return [
    { title: `Question ${number}, ${moment(askedAt)}${asker}`, text: question },
    answeredAt
      ? { title: `Answer ${number}, ${moment(answeredAt)}`, text: answer || 'Not known' }
      : { title: `Answer ${number}`, text: 'Not answered yet' },
  ];
}

const linkedCases = (links: CaseFile['linkedAs'] = []): TitledText[] =>
  links.map(({ to, as }) => ({ title: `Linked referral, ${linkWords[as]}`, text: to }));

/** The text with uniform line feeds, and without characters that control a terminal or a printer. */
const withoutControlCharacters = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');

/** A proof of the history, so that anyone who keeps the file can check the history later. */
const chainInWords = ({ events, head }: CaseFile['chain']) =>
  `Proof of the history up to here, ${events} events: ${head}`;

/**
 * A copy as plain text, in UTF-8 with line feeds. The text that people wrote is indented by two spaces, so that
 * it cannot be mistaken for a heading.
 */
export function plainText({ title, about, warning, parts }: CopyInWords): string {
  const blocks = shown<string>([
    warning,
    title,
    about.join('\n'),
    parts.map((part) => [`== ${part.title} ==`, part.said.map((each) => `${each.title}\n${indented(each.text)}`)]),
  ]);
  return `${blocks.join('\n\n')}\n`;
}

const indented = (text: string) => text.replace(/^(?=.)/gm, '  ');
