import { asked, fromTheUk, type Requirement, readme, rule, test, warning } from './shown-by.ts';

/** What must never happen, and what keeps it from happening. */
export const safetyRules: Requirement[] = [
  asked(
    'SR1',
    'danger: numbers before any form; the bot never says it has called',
    test(
      'conversations/danger',
      'brings the numbers to ring before any box to fill in, and says that the bot has rung nobody',
    ),
    test('cards/cards', 'ends with “Immediate danger: call 999”, when what is known is: %s'),
  ),
  asked(
    'SR2',
    'the carer learns nothing: no message, no name in a preview, “NOT told” on the cards',
    test('case/react', 'is nobody but the author, the MASH and the people it names'),
    rule('stands on %s'),
    test('cards/cards', 'is in no summary and no notice: a lock screen shows the reference and times'),
    test('check/carer', 'never says that the carer knows where nobody said so'),
    test('conversations/information', 'is asked for below the receipt, with what must not be told to the carer'),
    test(
      'conversations/agency-paths',
      'a carer who was not told is said to be so, also where the child refused consent',
    ),
  ),
  asked(
    'SR3',
    'a case goes to one channel and to nobody else',
    test('conversations/places', 'is no other channel of the MASH team either'),
    test('conversations/places', 'is not a channel that somebody else’s team calls Referrals'),
    test('conversations/places', 'is never a group chat: there it says only “Talk to me 1:1”'),
    test('settings/second-person', 'is not used until a second person has confirmed it, and is from then on'),
    test('settings/second-person', 'is not confirmed by who asked for it, administrator or not'),
    test(
      'settings/second-person',
      'is not confirmed by somebody who was made a manager after it was asked for, however long they wait',
    ),
    readme('Keep guests out of the MASH team'),
  ),
  asked(
    'SR4',
    'no referral is lost in silence',
    test(
      'conversations/restart',
      'after sending and before the MASH had it: it is posted once, and the 24 hours have not moved',
    ),
    test('conversations/repeats', 'two presses on Submit send one referral, and both are answered with its receipt'),
    test('conversations/undelivered', '%s, are said to be not confirmed, to the referrer and to an administrator'),
    test(
      'conversations/moving-the-mash',
      'leaves each new referral to managers, 1:1 and at once, while the old channel is gone and the new one waits',
    ),
    test(
      'case/clocks',
      'is said not to be delivered after sixty seconds: to the referrer, who phones, and to the administrators',
    ),
  ),
  asked(
    'SR5',
    'no missed deadline goes unseen',
    test('case/clocks', 'is said once for everything that fell due while the service was stopped, marked late'),
    test('conversations/restart', 'the reminders go on from where the clock was'),
    test(
      'conversations/reminders',
      'goes up before the window closes: the escalation contact hears how long nobody decided, and who was told when',
    ),
  ),
  asked(
    'SR6',
    'the bot does not decide and does not put off',
    test(
      'conversations/whole-check',
      'says with nothing ticked that the worry is enough, and goes on like any other check',
    ),
    rule('never say that a child is or is not a victim, and never advise to wait or not to refer'),
    test('cards/cards', 'says nothing that weighs the child or the worker'),
    test('check/any-order', 'check answers can be reached from there with at most five answers, and the referral sent'),
  ),
  asked(
    'SR7',
    'only a listed manager decides, and not on their own referral',
    test('conversations/decision', 'is not for a practitioner either who got hold of a manager’s form'),
    test('conversations/places', 'records no decision that comes from a 1:1 chat'),
    test('conversations/decision', 'is refused to a manager who made the referral themselves'),
  ),
  asked(
    'SR8',
    'no decision without action and reasons, and none by the clock',
    test('case/commands', 'needs what will be done and the reasons, whichever decision it is'),
    test('case/clocks', 'is never decided by the bot'),
  ),
  asked(
    'SR9',
    'the MASH knows when a referrer could not be told',
    test(
      'conversations/reaching',
      'a referrer who blocked the bot: the MASH is told to ring, and the number is on the card',
    ),
  ),
  asked(
    'SR10',
    'where the child is stays with the MASH',
    test(
      'cards/cards',
      'is not repeated in the referrer’s chat once it is sent, but for a time that was not read: overdue and reminders carry none',
    ),
    test(
      'conversations/my-referrals',
      'lists the author’s drafts and referrals with where each stands, and no fact of a child',
    ),
    test(
      'conversations/reminders',
      'puts no word of the case into a reminder, and none but the reference and times on a lock screen',
    ),
    warning('W13'),
    test(
      'conversations/missing',
      'brings the MASH a card with the reference and whom to ring, and no fact of the child',
    ),
  ),
  asked(
    'SR11',
    'warned before asking for consent; no answer blocks',
    test('check/consent', 'has its warning first: check answers passes by both of its cards'),
    test('conversations/consent', 'does not hold up a referral where it %s'),
  ),
  asked(
    'SR12',
    'an unsafe interpreter is flagged',
    test('conversations/agency-paths', 'an interpreter who may not be safe is said: %j'),
  ),
  asked('SR13', 'no word blames a child', rule('blame no child')),
  asked(
    'SR14',
    'immigration status is no gate',
    rule('may be left out, and opens or shuts no card'),
    rule('has the right to all services said beside it'),
    test('case/react', 'is nobody but the author, the MASH and the people it names'),
  ),
  asked(
    'SR15',
    'a child from the UK is never screened out',
    fromTheUk,
    test('check/steps', 'the answer about “%s” opens its list with yes, and with no closes it'),
  ),
  asked(
    'SR16',
    'the worker’s words stay as they are',
    test('check/answer', 'is kept as it was written: spaces, line breaks, capitals, other scripts'),
    test('cards/cards', 'reaches the MASH whole, in the numbered parts of the written referral'),
  ),
  asked(
    'SR17',
    'history is only added to',
    test('case/advance', 'changes nothing that was there: history and messages are only added to'),
    test(
      'conversations/information',
      'goes to the MASH in the worker’s own words, with who and when, beside the referral as it was sent',
    ),
  ),
  asked(
    'SR18',
    'a draft is not forgotten, and never deleted in silence',
    test('conversations/nudges', 'reminds its author twice, without a word of the child'),
    test(
      'conversations/my-referrals',
      'lists the author’s drafts and referrals with where each stands, and no fact of a child',
    ),
    test('conversations/letting-go', 'is asked about once more, and stays as it is when it is kept'),
    test('conversations/letting-go', 'stays on record as having been, without a word of it'),
  ),
  asked(
    'SR19',
    'the first of two decisions stands, and the second is told',
    test(
      'conversations/decision',
      'lets the first of two managers with open forms decide, and tells the second whose it was and when',
    ),
    test('conversations/repeats', 'an old shared card of a decided case decides nothing'),
  ),
  asked(
    'SR20',
    'children are never joined by the bot',
    test(
      'conversations/linked',
      'is begun from the receipt, below it, and asks how the two are linked, then about danger',
    ),
    test('conversations/linked', 'once sent, is shown on both cards, and in the thread of the first'),
    test('conversations/linked-cases', 'show nothing of the other child'),
    test('conversations/linked-cases', 'are undone by “Not the same”, with who and when, on both'),
    test('conversations/linked-cases', 'are nothing that the referrers hear of: receipt, own copy, lists'),
    test('features/linking/score', 'A name alone, or a shared surname, never links two cases'),
    readme('The bot only says that cases may be linked'),
  ),
  asked(
    'SR21',
    'no dead number passes for a good one',
    test('conversations/contacts', 'say of each number that nobody has confirmed it'),
    test(
      'conversations/contacts',
      'never show the number that is cut short by itself, only where it says not to dial it',
    ),
    test('conversations/contacts', 'is seen by everybody, with who did it and when, wherever the number stands'),
  ),
  asked(
    'SR22',
    'the clock is right at every hour of the year',
    test('case/clocks', 'at 00:30 on the night the clocks go forward, end at 01:30 the next night'),
    test('case/clocks', 'tell the two half past ones of the night the clocks go back apart'),
    test('cards/london', 'shows the London clock, which in summer is an hour ahead of UTC'),
  ),
  asked(
    'SR23',
    'no fact of a case in logs, errors or addresses',
    test('base/log', 'does not hold the name of a child that comes as %s'),
    test('security/any-activity', 'leave nothing of what was written in the log'),
    test('conversations/my-copy', 'leaves no token and no fact in the log'),
    test('watch/watching', 'reads no name, no reference and no fact of a child in it'),
  ),
  asked(
    'SR24',
    'who reads is listed; guests and those who left do nothing',
    test('conversations/decision', 'is not for guests, who cannot take or ask either'),
    test('conversations/places', 'is not open to somebody outside the MASH team who names the MASH channel'),
    test('protocol-coverage/walk', 'says in the log who opened “Everything” of which case, and nothing of it'),
  ),
  asked(
    'SR25',
    'no real child in practice, and no practice in the MASH',
    test('conversations/practice', 'begins with “practice”, and says so on every card of the short path'),
    test(
      'conversations/practice',
      'leaves nothing: not in the store, not in the list, not in the channel, not in anybody’s chat',
    ),
  ),
  asked(
    'SR26',
    'a silent bot is not taken for “nothing to report”',
    rule('names a number for whoever gets no answer within a minute'),
    readme('numbers pinned in the channel'),
  ),
  asked(
    'SR27',
    'missing: the police before any form',
    test(
      'conversations/missing',
      'is on the menu, and brings the police before anything else, also to who has no case yet',
    ),
    test(
      'conversations/missing',
      'says the police before any box, and has the text for the risk assessment, without a name',
    ),
  ),
  asked(
    'SR28',
    'to disagree slows nothing down',
    test('features/disagreement/disagreement', 'no state of the referral and no other clock, whatever happens in it'),
    test(
      'features/disagreement/disagreement',
      'reminders, escalation and the overdue mark of the decision come when they would have come',
    ),
    test(
      'conversations/disagreement',
      'does so under More, before the decision too; it changes no deadline, no button and nobody’s access',
    ),
  ),
  asked(
    'SR29',
    'the bot never claims that it told somebody else',
    rule('never claim that the bot called, or told the police or anybody who decides about trafficking'),
  ),
  asked(
    'SR30',
    'what people type stays text',
    test('cards/cards', 'stands only as plain text or in the box in which it was written, when what is written is: %s'),
    test('cards/cards', 'cannot make a client put a date into it: “{{DATE(” is taken apart'),
    test('teams/incoming', 'keeps what only looks like a mention, because somebody typed it'),
  ),
  asked(
    'SR31',
    'nothing is deleted in silence; the council’s system is the record',
    readme('the council’s own case system is the record'),
    test('conversations/my-copy', 'comes as plain text too, to whoever types “my copy”'),
    test('security/retention', 'leaves a history that stands and still verifies, in which each erasing is an event'),
    test(
      'security/retention',
      'keeps a case, its facts and its access log, until it is released; both are events with a reason',
    ),
    test('conversations/retention', 'asks again after a week, and erases nothing that nobody released'),
    test('conversations/letting-go', 'is not possible once the referral is sent'),
  ),
  asked(
    'SR32',
    'a worry about somebody who works with children has its own way',
    rule('says whom to tell when the worry is about somebody who works with children'),
  ),
];
