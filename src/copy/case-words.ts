import { moment } from '../cards/london.ts';
import type { TitledText } from '../cards/referral-text.ts';
import type { CaseFile } from './case-file.ts';
import {
  type CopyInWords,
  chainInWords,
  linkedCases,
  mapTexts,
  questionAndAnswer,
  withoutControlCharacters,
} from './own-copy.ts';

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
  return {
    title: `Case ${file.reference}`,
    reference: file.reference,
    about: [
      `Sent to the MASH at ${moment(file.sentAt)}${nameOf(file.referrer)}`,
      ...(file.calledAt ? [`Phone call to the MASH at ${moment(file.calledAt)}`] : []),
      dueIn(file),
      ...file.joinedCalls.map((call) => `Call that the MASH wrote down, joined into this case: ${call}`),
      `Protocol: ${file.protocol.title}`,
      `This file was made at ${moment(file.madeAt)} for the council’s own case system. What came later is not in it.`,
      chainInWords(file.chain),
      ...file.leftOut,
    ].map(withoutControlCharacters),
    warning: file.carer || undefined,
    parts: mapTexts(parts, withoutControlCharacters),
  };
}

function dueIn({ status, decisionDue, decisions, joinedInto }: CaseFile): string {
  if (joinedInto) return `Joined into ${joinedInto}, the same call: it is decided there`;
  const stage = status === 'decided' ? '' : decisions.length > 0 ? ': being decided again' : ': not decided yet';
  return `Decision due by ${moment(decisionDue)}${stage}`;
}

function decided(decision: CaseFile['decisions'][number], { decisions, erasedAt }: CaseFile): TitledText {
  const { number, corrects, at, by, late, action, reasons, referrerIsTold, protection, protectionWhat } = decision;
  const { referrerDoesNow } = decision;
  const isLatest = number === decisions.at(-1)?.number;
  const name = `${nameOfDecision(number, corrects)}${late ? ', LATE' : ''}`;
  const lines = [
    ...(isLatest ? [] : ['This no longer holds.']),
    decision.title,
    ...(erasedAt ? [] : [action, `Reasons: ${reasons}`]),
    `Concern about trafficking: ${wordOf[decision.trafficking]}`,
    `Immediate protection: ${wordOf[protection]}${protectionWhat === '' ? '' : `: ${protectionWhat}`}`,
    `Police told: ${wordOf[decision.police]}`,
    ...(referrerIsTold === action ? [] : [`What the referrer is told: ${referrerIsTold}`]),
    ...(referrerDoesNow === '' ? [] : [`What the referrer should do now: ${referrerDoesNow}`]),
  ];
  return { title: `${name}, ${moment(at)}${nameOf(by)}`, text: lines.join('\n') };
}

const nameOfDecision = (number: number, corrects: number | undefined): string =>
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

const nameOf = (who: { name: string } | undefined): string => (who?.name ? `, ${who.name}` : '');
