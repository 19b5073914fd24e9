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
const alerted: Role[] = [...mash, 'the escalation contact'];
const managers: Role[] = ['a manager', 'a manager who is the author'];
const authors: Role[] = ['the author', 'another referrer', 'a manager who is the author'];
const channels: PlaceName[] = ['the MASH channel', 'the Assessment team’s channel', 'another channel'];

/** The same row for each of these buttons. */
const each = <Verb extends VerbName, Of = Row>(row: Of, ...verbs: Verb[]) =>
  Object.fromEntries(verbs.map((verb) => [verb, row])) as Record<Verb, Of>;

const inMash = (about: Row['about'], state: Row['state'] = 'sent', who = mash): Row => ({
  where: ['the MASH channel'],
  ...{ who, about, state },
});
const inChat = (about: Row['about'], who: readonly Role[], state: Row['state'] = 'sent'): Row => ({
  where: ['their own chat'],
  ...{ who, about, state },
});
const inAssessment: Row = {
  where: ['the Assessment team’s channel'],
  who: ['a member of the Assessment team'],
  about: 'a case passed on',
  state: 'decided',
};
const inMashOrChat: Row = { ...inMash('any sent case', 'decided'), where: ['the MASH channel', 'their own chat'] };
const setUp: Row = { where: channels, who: ['the administrator'], about: 'no case', state: 'sent' };
const managersAnd = (...others: Role[]): Role[] => [...managers, ...others];

export const roleTable: Record<VerbName, Row> = {
  // The MASH, in its channel
  ...each(
    inMash('any sent case'),
    ...(['show', 'more', 'everything', 'case-file', 'ask', 'send-question', 'hand'] as const),
    ...(['side', 'record-side', 'links', 'compare', 'ask-link', 'link', 'not-the-same'] as const),
    ...(['protection', 'protection-over'] as const),
  ),
  ...each(inMash('a case of others'), 'take', 'send-hand', 'seen', 'tell', 'send-referrer-message'),
  ...each(inMash('any sent case', 'phoned'), 'wrong-caller', 'same-call', 'join-call', 'separate-call'),
  ...each(inMash('a case of others', 'phoned'), 'in-writing', 'save-in-writing', 'not-in-writing'),
  'told-by-phone': inMash('any sent case', 'decided'),
  ...each(inMash('a case of others', 'decided'), 'give-feedback', 'send-feedback'),
  ...each(
    inMash('no case'),
    'on-call',
    'desk-help',
    'log-call',
    'save-call',
    'rota',
    'shift',
    'hand-shift',
    'take-handed',
  ),
  ...each({ ...inMash('no case'), where: ['the MASH channel', 'their own chat'] }, 'ask-person', 'find-person'),
  // the board; `others` says who may ask for that of the Assessment team
  list: {
    ...inMash('no case'),
    where: ['the MASH channel', 'the Assessment team’s channel', 'their own chat'],
  },
  // The MASH, in their own chats. The answer to `on-it` gives only the reference and who has the case, so the
  // escalation contact may press it, too
  ...each(inChat('any sent case', mash), 'show-number', 'show-needed'),
  // only who wrote an address may answer: features/address
  'say-placed-here': inChat('any sent case', [...mash, 'a member of the Assessment team'], 'decided'),
  ...each(inChat('any sent case', alerted), 'need-others', 'protection-here'),
  ...each(inChat('a case of others', alerted), 'on-it', 'still-on-it'),
  // in the channel and in their own chats; `others` says who else may
  safe: { ...inMashOrChat, state: 'sent' },
  ...each({ ...inMashOrChat, state: 'sent', about: 'a case of others' }, 'confirm-safe', 'record-protection-over'),
  // the author, too
  'record-protection': { ...inMashOrChat, state: 'sent' },
  // whether words of the author are of danger, never about a referral of their own
  'answer-guess': { ...inMashOrChat, about: 'a case of others' },
  'news-read': {
    ...inMashOrChat,
    where: ['the MASH channel', 'the Assessment team’s channel', 'their own chat'],
    about: 'a case of others',
  },
  // who does what until when; `others` says who may where
  ...each(
    { ...inMashOrChat, state: 'sent', where: ['the MASH channel', 'the Assessment team’s channel', 'their own chat'] },
    ...(['task-done', 'task-outcome'] as const),
  ),
  ...each(
    { ...inMash('any sent case'), where: ['the MASH channel', 'the Assessment team’s channel'] },
    ...(['tasks', 'set-task'] as const),
  ),
  // Managers, never about a referral of their own
  ...each(inMash('a case of others', 'sent', managers), 'decide', 'confirm-decision', 'hide'),
  // and whoever has the case: tests/features/leaving-time
  ...each({ ...inMashOrChat, state: 'sent', about: 'a case of others', who: managers }, 'use-time', 'hide-words'),
  ...each(
    inMash('a case of others', 'decided', managers),
    ...(['correct', 'decide-again', 'confirm-again', 'confirm-correction'] as const),
    ...(['close-case', 'confirm-closing', 'open-again', 'confirm-opening'] as const),
  ),
  ...each(
    inMash('no case', 'sent', managers),
    ...([
      'keep-board',
      'show-today',
      'on-duty',
      'off-duty',
      'shift-form',
      'save-shift',
      'change-shift',
      'offer-shift',
      'remove-shift',
    ] as const),
  ),
  // The Assessment team, in its channel, about cases passed on to it
  ...each(
    inAssessment,
    ...(['assessment-show', 'assessment-more', 'assessment-everything', 'assessment-accept'] as const),
    ...(['assessment-start', 'assessment-form', 'assessment-record', 'police-notes'] as const),
    'central-prepare',
  ),
  // The MASH in its channel, the author in their own chat about a decided case
  ...each(inMashOrChat, 'disagree', 'disagreement', 'disagreement-form', 'disagreement-save'),
  // The MASH in its channel and in their own chats; the author in theirs. No words wait here for
  // their child: tests/conversations/without-a-child
  ...each({ ...inMashOrChat, state: 'sent' }, 'show-words', 'read-words', 'move-words'),
  'file-words': { ...inMashOrChat, state: 'sent', about: 'no case' },
  // The author, in their own chat
  ...each(
    inChat('an own case', authors),
    ...([
      'missing',
      'report-missing',
      'report-found',
      'add-information',
      'send-information',
      'sent-by-mistake',
      'start-linked',
    ] as const),
    ...(['my-copy', 'open', 'answer', 'back', 'check-answers', 'change', 'submit', 'add-check'] as const),
    ...(['another-child', 'answer-asked'] as const),
    ...([
      'stop-adding',
      'answer-question',
      'check-leaving-time',
      'ring-wish',
      'hand-over',
      'referrer-message-read',
    ] as const),
    ...(['ask-placed', 'say-placed'] as const),
  ),
  ...each(inChat('an own case', authors, 'draft'), 'danger-now', 'ask-let-go', 'let-go', 'rang', 'not-rung'),
  ...each(inChat('an own call', authors), 'put-in-writing', 'send-writing', 'not-me'),
  // Every colleague, in their own chat. tests/conversations plays who may close a disagreement, and who has the code
  // with which a referral is taken over
  ...each(
    inChat('no case', colleagues),
    ...([
      'start',
      'start-new',
      'practice',
      'advice',
      'my-referrals',
      'contacts',
      'speaking',
      'learn',
      'about-worker',
      'explain',
      'did-you-mean',
      'test-chat',
      'got-test-message',
    ] as const),
    ...(['close-disagreement', 'take-over'] as const),
  ),
  // In somebody’s own chat: the duty of managers, then what others may do
  ...each(
    inChat('no case', managers),
    ...(['stay-on', 'find-somebody', 'accept-shift', 'refuse-shift', 'cannot-come'] as const),
  ),
  'got-it': inChat('no case', managersAnd('the escalation contact')),
  // Who of them may confirm a waiting channel, or release a list of data to erase: tests/conversations/moving-the-mash
  // and tests/conversations/retention
  ...each(
    inChat('no case', managersAnd('the administrator')),
    ...([
      'confirm-channel',
      'confirm-phone',
      'refuse-channel',
      'set-up-history',
      'retention',
      'release-retention',
    ] as const),
  ),
  ...each(
    inChat('no case', ['the administrator']),
    ...(['confirm-contact', 'confirm-retention', 'stop-retention'] as const),
  ),
  // The administrator, in any channel: set-up holds nothing of a case
  ...each(setUp, 'set-up', 'save-set-up', 'set-up-names', 'save-names', 'set-up-service', 'save-service'),
};

export type Outcome = 'refused' | 'may, and it is about no case' | 'may';

export interface TablePress {
  role: Role;
  verb: VerbName;
  place: PlaceName;
  own: boolean;
  state: Row['state'];
}

/** Who may press a button in a place where others may than the table says of its other places. */
const others: Partial<Record<VerbName, Partial<Record<PlaceName, readonly Role[]>>>> = {
  // hears of such words, and need not be in the channel
  ...each(
    { 'their own chat': alerted },
    'show-words',
    'read-words',
    'file-words',
    'safe',
    'confirm-safe',
    'record-protection-over',
  ),
  list: { 'the Assessment team’s channel': ['a member of the Assessment team'] },
  ...each({ 'the Assessment team’s channel': [] }, 'tasks', 'set-task'),
  ...each({ 'the Assessment team’s channel': [], 'their own chat': mash }, 'task-done', 'task-outcome'),
  'answer-guess': { 'their own chat': [...mash, 'a member of the Assessment team'] },
  'news-read': {
    'the Assessment team’s channel': ['a member of the Assessment team'],
    'their own chat': [...mash, 'a member of the Assessment team'],
  },
};

/** What the table says about one press. */
export function outcomeOf({ role, verb, place, own, state }: TablePress): Outcome {
  const { where, who, about } = roleTable[verb];
  if (!where.includes(place)) return 'refused';
  if (verb.startsWith('disagree') && place === 'their own chat')
    return own && authors.includes(role) && state === 'decided' ? 'may' : 'refused';
  if (verb === 'record-protection' && place === 'their own chat')
    return own && authors.includes(role) && state === 'sent' ? 'may' : 'refused';
  if (verb === 'file-words' && place === 'their own chat' && own && state === 'sent' && authors.includes(role))
    return 'may, and it is about no case';
  if (!(others[verb]?.[place] ?? who).includes(role)) return 'refused';
  if (about === 'no case') return 'may, and it is about no case';
  if (about === 'an own case') return own ? 'may' : 'refused';
  // none of the cases of this test is an own call; tests/conversations/phone-in-teams tests who may press these
  if (about === 'an own call') return 'refused';
  if (state === 'draft') return 'refused';
  if (about === 'a case of others') return own ? 'refused' : 'may';
  if (about === 'a case passed on') return state === 'decided' ? 'may' : 'refused';
  return 'may';
}
