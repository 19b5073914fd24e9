import type { PlaceName } from './place-names.ts';
import type { VerbName } from './verb-names.ts';

/**
 * Who may press which button, and where. Every other press is refused: it changes no case, tells nobody a fact of one
 * and records no read.
 * @source Safety rules SR3, SR7, SR24
 */

export const roles = [
  'nobody whom Teams has authenticated',
  'a manager’s account in another organisation',
  'somebody of another organisation in the shared channel',
  'a guest in the team',
  'a plain colleague',
  'the author',
  'another referrer',
  'a practitioner',
  'a manager',
  'a manager who is the author',
  'a member of the Assessment team',
  'the escalation contact',
  'the administrator',
  'a member of the channel who is off the list',
  'a listed practitioner who is out of the channel',
] as const;
export type Role = (typeof roles)[number];

/** `about`: which case the button is pressed on. `state`: the state in which the button makes sense. */
export interface Row {
  where: PlaceName[];
  who: readonly Role[];
  about: 'no case' | 'any sent case' | 'a case of others' | 'a case passed on' | 'an own case' | 'an own call';
  state: 'sent' | 'decided' | 'phoned' | 'draft';
}

const colleagues = roles.slice(4);
const mash: Role[] = ['a practitioner', 'a manager', 'a manager who is the author'];
const managers: Role[] = ['a manager', 'a manager who is the author'];
const authors: Role[] = ['the author', 'another referrer', 'a manager who is the author'];
const channels: PlaceName[] = ['the MASH channel', 'the Assessment team’s channel', 'another channel'];

const inMash = (about: Row['about'], state: Row['state'] = 'sent', who = mash): Row => ({
  where: ['the MASH channel'],
  who,
  about,
  state,
});
const inAssessment: Row = {
  where: ['the Assessment team’s channel'],
  who: ['a member of the Assessment team'],
  about: 'a case passed on',
  state: 'decided',
};
const inChat = (
  about: 'no case' | 'an own case' | 'an own call',
  who: readonly Role[],
  state: Row['state'] = 'sent',
): Row => ({
  where: ['their own chat'],
  who,
  about,
  state,
});
const setUp: Row = { where: channels, who: ['the administrator'], about: 'no case', state: 'sent' };

export const roleTable: Record<VerbName, Row> = {
  // The MASH, in its channel
  show: inMash('any sent case'),
  more: inMash('any sent case'),
  everything: inMash('any sent case'),
  'case-file': inMash('any sent case'),
  take: inMash('any sent case'),
  seen: inMash('a case of others'),
  ask: inMash('any sent case'),
  'send-question': inMash('any sent case'),
  instruct: inMash('a case of others'),
  'send-instruction': inMash('a case of others'),
  hand: inMash('any sent case'),
  'send-hand': inMash('any sent case'),
  side: inMash('any sent case'),
  'record-side': inMash('any sent case'),
  links: inMash('any sent case'),
  'ask-link': inMash('any sent case'),
  link: inMash('any sent case'),
  'not-the-same': inMash('any sent case'),
  'in-writing': inMash('a case of others', 'phoned'),
  'told-by-phone': inMash('any sent case', 'decided'),
  'news-read': inMash('a case of others', 'decided'),
  'news-read-here': {
    where: ['their own chat'],
    who: [...mash, 'a member of the Assessment team'],
    about: 'a case of others',
    state: 'decided',
  },
  // `on-it` is pressed in their own chat, and also by the escalation contact: its answer gives only the reference and
  // who has the case
  'on-it': {
    where: ['their own chat'],
    who: [...mash, 'the escalation contact'],
    about: 'any sent case',
    state: 'sent',
  },
  list: inMash('no case'), // from here on in the MASH channel again
  'on-call': inMash('no case'),
  'desk-help': inMash('no case'),
  'log-call': inMash('no case'),
  'save-call': inMash('no case'),
  'wrong-caller': inMash('any sent case', 'phoned'),
  'same-call': inMash('any sent case', 'phoned'),
  'join-call': inMash('any sent case', 'phoned'),
  'separate-call': inMash('any sent case', 'phoned'),
  // Managers, never about a referral of their own. The rota and the
  // feedback are for every member of the MASH
  decide: inMash('a case of others', 'sent', managers),
  'confirm-decision': inMash('a case of others', 'sent', managers),
  correct: inMash('a case of others', 'decided', managers),
  'decide-again': inMash('a case of others', 'decided', managers),
  'confirm-again': inMash('a case of others', 'decided', managers),
  'confirm-correction': inMash('a case of others', 'decided', managers),
  'on-duty': inMash('no case', 'sent', managers),
  'off-duty': inMash('no case', 'sent', managers),
  'shift-form': inMash('no case', 'sent', managers),
  'save-shift': inMash('no case', 'sent', managers),
  'change-shift': inMash('no case', 'sent', managers),
  'offer-shift': inMash('no case', 'sent', managers),
  'remove-shift': inMash('no case', 'sent', managers),
  rota: inMash('no case'),
  'give-feedback': inMash('a case of others', 'decided'),
  'send-feedback': inMash('a case of others', 'decided'),
  // The Assessment team, in its channel, about cases passed on to it
  'assessment-show': inAssessment,
  'assessment-more': inAssessment,
  'assessment-everything': inAssessment,
  'assessment-accept': inAssessment,
  'assessment-start': inAssessment,
  'assessment-form': inAssessment,
  'assessment-record': inAssessment,
  'police-notes': inAssessment,
  'news-read-team': inAssessment,
  'central-prepare': inAssessment,
  // A disagreement: the MASH in its channel, the author in their own chat about a decided case
  disagree: { ...inMash('any sent case', 'decided'), where: ['the MASH channel', 'their own chat'] },
  disagreement: { ...inMash('any sent case', 'decided'), where: ['the MASH channel', 'their own chat'] },
  'disagreement-form': { ...inMash('any sent case', 'decided'), where: ['the MASH channel', 'their own chat'] },
  'disagreement-save': { ...inMash('any sent case', 'decided'), where: ['the MASH channel', 'their own chat'] },
  // The author, in their own chat
  missing: inChat('an own case', authors),
  'report-missing': inChat('an own case', authors),
  'report-found': inChat('an own case', authors),
  'add-information': inChat('an own case', authors),
  'send-information': inChat('an own case', authors),
  'start-linked': inChat('an own case', authors),
  'danger-now': inChat('an own case', authors, 'draft'),
  'ask-let-go': inChat('an own case', authors, 'draft'),
  'let-go': inChat('an own case', authors, 'draft'),
  rang: inChat('an own case', authors, 'draft'),
  'not-rung': inChat('an own case', authors, 'draft'),
  'my-copy': inChat('an own case', authors),
  open: inChat('an own case', authors),
  answer: inChat('an own case', authors),
  back: inChat('an own case', authors),
  'check-answers': inChat('an own case', authors),
  change: inChat('an own case', authors),
  submit: inChat('an own case', authors),
  'add-check': inChat('an own case', authors),
  'stop-adding': inChat('an own case', authors),
  'answer-question': inChat('an own case', authors),
  'hand-over': inChat('an own case', authors),
  'instruction-read': inChat('an own case', authors),
  'put-in-writing': inChat('an own call', authors),
  'send-writing': inChat('an own call', authors),
  'not-me': inChat('an own call', authors),
  // Every colleague, in their own chat
  start: inChat('no case', colleagues),
  'start-new': inChat('no case', colleagues),
  practice: inChat('no case', colleagues),
  advice: inChat('no case', colleagues),
  'my-referrals': inChat('no case', colleagues),
  contacts: inChat('no case', colleagues),
  speaking: inChat('no case', colleagues),
  learn: inChat('no case', colleagues),
  // In somebody’s own chat: the duty of managers, then what others may do
  'stay-on': inChat('no case', managers),
  'find-somebody': inChat('no case', managers),
  'accept-shift': inChat('no case', managers),
  'refuse-shift': inChat('no case', managers),
  'got-it': inChat('no case', [...managers, 'the escalation contact']),
  'cannot-come': inChat('no case', managers),
  // every colleague may press it; tests/conversations/disagreement tests who may close a disagreement
  'close-disagreement': inChat('no case', colleagues),
  'take-over': inChat('no case', colleagues), // tests/conversations/hand-over plays who has the code
  'confirm-contact': inChat('no case', ['the administrator']),
  // A second person confirms a waiting channel: tests/conversations/moving-the-mash plays who may
  'confirm-channel': inChat('no case', [...managers, 'the administrator']),
  'refuse-channel': inChat('no case', [...managers, 'the administrator']),
  'set-up-history': inChat('no case', [...managers, 'the administrator']),
  // Retention. Whoever confirmed the periods cannot release a list of data to erase: tests/conversations/retention
  retention: inChat('no case', [...managers, 'the administrator']),
  'confirm-retention': inChat('no case', ['the administrator']),
  'stop-retention': inChat('no case', ['the administrator']),
  'release-retention': inChat('no case', [...managers, 'the administrator']),
  // The administrator, in any channel: set-up holds nothing of a case
  'set-up': setUp,
  'save-set-up': setUp,
  'set-up-names': setUp,
  'save-names': setUp,
};

export type Outcome = 'refused' | 'may, and it is about no case' | 'may';

export interface TablePress {
  role: Role;
  verb: VerbName;
  place: PlaceName;
  own: boolean;
  state: Row['state'];
}

/** What the table says about one press. */
export function outcomeOf({ role, verb, place, own, state }: TablePress): Outcome {
  const { where, who, about } = roleTable[verb];
  if (!where.includes(place)) return 'refused';
  if (verb.startsWith('disagree') && place === 'their own chat')
    return own && authors.includes(role) && state === 'decided' ? 'may' : 'refused';
  if (!who.includes(role)) return 'refused';
  if (about === 'no case') return 'may, and it is about no case';
  if (about === 'an own case') return own ? 'may' : 'refused';
  // none of the cases of this test is an own call; tests/conversations/phone-in-teams tests who may press these
  if (about === 'an own call') return 'refused';
  if (state === 'draft') return 'refused';
  if (about === 'a case of others') return own ? 'refused' : 'may';
  if (about === 'a case passed on') return state === 'decided' ? 'may' : 'refused';
  return 'may';
}
