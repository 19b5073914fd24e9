import { asked, fullCheckOfUkChild, type Requirement, readme, rule, test, warning } from './shown-by.ts';

/** The safety rules: what must never happen, and the tests that show it. */
export const safetyRules: Requirement[] = [
  asked(
    'SR1',
    'danger: numbers before any form; the bot never says it has called',
    test(
      'conversations/danger',
      '“Yes, now” brings the numbers before any box to fill in, and says that the bot has rung nobody',
    ),
    test('cards/cards', 'Every card to a referrer ends with “Immediate danger: call 999” (sample “%s”)'),
  ),
  asked(
    'SR2',
    'the carer learns nothing: no message, no name in a preview, “NOT told” on the cards',
    test('case/react', 'Only the author, the MASH and the people that the set-up names are ever told anything'),
    rule('The warning that the carer was not told is on %s'),
    test('cards/cards', 'What people wrote is in no summary and no notice'),
    test('check/carer', 'The banner never says that the carer knows unless somebody said so'),
    test(
      'conversations/information',
      '“Add information” opens below the receipt, and repeats that the carer must not be told',
    ),
    test(
      'conversations/agency-paths',
      'The card says CARER NOT TOLD when the carer was not told, even if the child refused consent',
    ),
  ),
  asked(
    'SR3',
    'a case goes to one channel and to nobody else',
    test('conversations/places', 'The bot shows nothing of a case in another channel of the MASH team'),
    test('conversations/places', 'The bot shows nothing of a case in another team’s channel called Referrals'),
    test('conversations/places', 'The bot says only “Talk to me 1:1” in a group chat'),
    test(
      'features/set-up/second-person',
      'Another MASH channel is used only from when a second person has confirmed it',
    ),
    test(
      'features/set-up/second-person',
      'The person who asked for another channel cannot confirm it, even as an administrator',
    ),
    test('features/set-up/second-person', 'A manager who was added after the request can never confirm it'),
    readme('Keep guests out of the MASH team'),
  ),
  asked(
    'SR4',
    'no referral is lost in silence',
    test(
      'conversations/restart',
      'A referral that was sent just before a kill is posted once, and the 24 hours have not moved',
    ),
    test(
      'conversations/repeats',
      'Two presses on “Submit referral” send one referral, and both are answered with its receipt',
    ),
    test(
      'conversations/undelivered',
      'When Teams %s, the referrer and an administrator hear that the referral is not confirmed',
    ),
    test(
      'conversations/moving-the-mash',
      'While the MASH channel is gone and the new one waits to be confirmed, every manager is told of a new referral at once, in their own chat',
    ),
    test(
      'case/clocks',
      'After sixty seconds the referrer and the administrators are told that the referral is not delivered',
    ),
  ),
  asked(
    'SR5',
    'no missed deadline goes unseen',
    test('case/clocks', 'Everything that fell due while the service was stopped is told in one reminder, marked late'),
    test('conversations/restart', 'Reminders go on after a restart from where the clock was'),
    test(
      'conversations/reminders',
      'Before the window closes the escalation contact hears how long nobody has decided, and who was told when',
    ),
  ),
  asked(
    'SR6',
    'the bot neither decides nor puts anybody off',
    test(
      'conversations/whole-check',
      'The check says with nothing ticked that the worry is enough, and goes on like any other',
    ),
    test(
      'cards/reading',
      'The bot never says that a child is or is not a victim, and never advises to wait or not to refer',
    ),
    test('cards/reading', 'No card uses words that judge the child or the referrer'),
    test(
      'check/any-order',
      'From any draft, at most five answers lead to the check-answers card, and the referral can be sent',
    ),
  ),
  asked(
    'SR7',
    'only a listed manager decides, and not on their own referral',
    test('conversations/decision', 'A practitioner who has a copy of a manager’s form cannot decide with it'),
    test('conversations/places', 'A decision sent from a 1:1 chat is not recorded'),
    test('conversations/decision', 'A manager cannot decide a referral that they made themselves'),
  ),
  asked(
    'SR8',
    'no decision without action and reasons, and none made by a clock',
    test('case/commands', 'Every decision needs what will be done and the reasons'),
    test('case/clocks', 'The bot never decides a referral itself'),
  ),
  asked(
    'SR9',
    'the MASH knows when a referrer could not be told',
    test(
      'conversations/reaching',
      'The MASH is told to ring a referrer who blocked the bot, and the number is on the card',
    ),
  ),
  asked(
    'SR10',
    'only the MASH knows where the child is',
    test(
      'cards/cards',
      'After sending, the referrer’s chat repeats nothing they wrote, except on the receipt a time that the bot could not read',
    ),
    test(
      'conversations/my-referrals',
      'My referrals lists the author’s drafts and referrals with where each stands, and no fact of a child',
    ),
    test(
      'conversations/reminders',
      'No reminder has a word of the case, and notifications show only the reference and times',
    ),
    warning('W13'),
    test(
      'conversations/missing',
      'When a child goes missing while the referral is a draft, the MASH gets a card with the reference and whom to ring, and no fact of the child',
    ),
  ),
  asked(
    'SR11',
    'warned before asking for consent; no answer blocks',
    test(
      'check/move',
      'The short path takes five answers from danger to the check-answers card, and one fewer if the referrer is known',
    ),
    test(
      'conversations/consent',
      'A referral is sent where consent %s, and the card and the receipt say whether the carer knows',
    ),
  ),
  asked(
    'SR12',
    'an unsafe interpreter is flagged',
    test('conversations/agency-paths', 'The card warns of an interpreter who may not be safe, and of no other: %j'),
  ),
  asked('SR13', 'no word blames a child', test('cards/reading', 'No word of the bot blames a child')),
  asked(
    'SR14',
    'immigration status is no gate',
    rule('The question about immigration status is optional, and its answer opens or closes no card'),
    rule('The question about immigration status says that every child has a right to all services'),
    test('case/react', 'Only the author, the MASH and the people that the set-up names are ever told anything'),
  ),
  asked(
    'SR15',
    'a child from the UK is never screened out',
    fullCheckOfUkChild,
    test('check/steps', 'The answer yes about “%s” opens the list “%s”, and the answer no leaves it out'),
  ),
  asked(
    'SR16',
    'the referrer’s words stay as they are',
    test('check/answer', 'An answer is saved as written, with its spaces, line breaks, capitals and other scripts'),
    test('cards/cards', 'Everything that the referrer wrote reaches the MASH in the parts of the written referral'),
  ),
  asked(
    'SR17',
    'the history is only ever added to',
    test('case/advance', 'The history and the outbox only grow: what they held stays unchanged'),
    test(
      'conversations/information',
      'Added information reaches the MASH in the referrer’s own words, with the time, beside the referral as it was sent',
    ),
  ),
  asked(
    'SR18',
    'a draft is not forgotten, and never deleted in silence',
    test('conversations/nudges', 'The author of an idle check is reminded twice, without a word of the child'),
    test(
      'conversations/my-referrals',
      'My referrals lists the author’s drafts and referrals with where each stands, and no fact of a child',
    ),
    test('conversations/letting-go', '“Delete this draft” asks once more, and “Keep it” leaves the draft as it is'),
    test('conversations/letting-go', 'The store and the log record that there was a draft, without a word of it'),
  ),
  asked(
    'SR19',
    'the first of two decisions stands, and the second manager is told',
    test(
      'conversations/decision',
      'Of two managers with open forms the first decides, and the second is told whose decision it was and when',
    ),
    test('conversations/repeats', 'An old shared card of a decided case decides nothing'),
  ),
  asked(
    'SR20',
    'the bot never links two children: a person does',
    test(
      'conversations/linked',
      '“Start a linked referral” asks how the two are linked and then about danger, below the receipt',
    ),
    test(
      'conversations/linked',
      'A linked referral that is sent is shown on both cards, and in the thread of the first',
    ),
    test('conversations/linked-cases', 'Cases that may be linked show nothing of each other’s child'),
    test('conversations/linked-cases', '“Not the same” undoes a link on both cards, with who and when'),
    test(
      'conversations/linked-cases',
      'The referrers hear nothing of a link: not on the receipt, in their copy or in their lists',
    ),
    test('features/linking/score', 'A name alone, or a shared surname, never links two cases'),
    readme('The bot only says that cases may be linked'),
  ),
  asked(
    'SR21',
    'an unusable number is never shown as a good one',
    test('conversations/contacts', 'The contacts card says of each number that nobody has confirmed it'),
    test(
      'conversations/contacts',
      'The contacts card never offers the incomplete number to dial: it says not to dial it',
    ),
    test('conversations/contacts', 'Everybody sees who confirmed a number and when, wherever the number is shown'),
  ),
  asked(
    'SR22',
    'the clock is right at every hour of the year',
    test('case/clocks', '24 hours from 00:30 on the night the clocks go forward end at 01:30 the next night'),
    test('case/clocks', '01:30 comes twice on the night the clocks go back, and each has its own due time'),
    test('cards/times', 'A time is shown by the London clock, which in summer is an hour ahead of UTC'),
  ),
  asked(
    'SR23',
    'no fact of a case in logs, errors or addresses',
    test('base/log', 'The log drops a child’s name that comes in %s'),
    test('security/any-activity', 'Malformed activities leave none of their text in the log'),
    test('conversations/my-copy', 'The log has no token and no fact of the copy'),
    test('watch/watching', 'The monitoring pages contain no name, no reference and no fact about a child'),
  ),
  asked(
    'SR24',
    'it is recorded who read a case; guests and people who left the team can do nothing',
    test('conversations/decision', 'A guest can neither take, ask, decide nor read'),
    test(
      'conversations/places',
      'A person outside the MASH team who forges a press in the MASH channel can do nothing and sees nothing',
    ),
    test('protocol-coverage/walk', 'The log says who opened “Everything” of which case, and nothing of its contents'),
  ),
  asked(
    'SR25',
    'a practice case is never about a real child, and never reaches the MASH',
    test('conversations/practice', 'Practice begins with the word “practice”, and every card has the training banner'),
    test(
      'conversations/practice',
      'A practice leaves nothing in the store, in the list, in the channel or in anybody else’s chat',
    ),
  ),
  asked(
    'SR26',
    'nobody takes a silent bot for “nothing to report”',
    rule('The first card gives a number to ring if there is no answer within a minute'),
    readme('numbers pinned in the channel'),
  ),
  asked(
    'SR27',
    'missing: the police before any form',
    test(
      'conversations/missing',
      '“Child is missing” is on the menu, and shows the police first, even to somebody who has no case yet',
    ),
    test(
      'conversations/missing',
      'The card for a missing child names the police before any box, and has a text for the risk assessment without a name',
    ),
  ),
  asked(
    'SR28',
    'a disagreement slows nothing down',
    test(
      'features/disagreement/disagreement',
      'A disagreement changes neither the state of the referral nor any other clock, whatever happens in it',
    ),
    test(
      'features/disagreement/disagreement',
      'A disagreement does not move the decision’s reminders, escalation or overdue mark',
    ),
    test(
      'conversations/disagreement',
      'A member of the MASH can disagree before the decision; no deadline, no button and nobody’s access changes',
    ),
  ),
  asked(
    'SR29',
    'the bot never claims that it told somebody else',
    test(
      'cards/reading',
      'The bot never claims that it rang anybody, or told the police or anybody who decides about trafficking',
    ),
  ),
  asked(
    'SR30',
    'what people type stays text',
    test('cards/cards', 'What people wrote appears only as plain text or in its own input (sample “%s”)'),
    test('cards/cards', '“{{DATE(” in people’s words is split, so that no client expands it'),
    test('teams/incoming', 'The text keeps what only looks like a mention, because the person typed it'),
  ),
  asked(
    'SR31',
    'nothing is deleted in silence; the council’s system is the record',
    readme('the council’s own case system is the record'),
    test('conversations/my-copy', 'A referrer who types “my copy” can save it as plain text, once'),
    test('security/retention', 'retention leaves a history that still verifies, with each erasing as an event'),
    test(
      'security/retention',
      'A legal hold keeps a case with its facts and access log until its release, and both are events with a reason',
    ),
    test(
      'conversations/retention',
      'The second administrator is asked again every week, and nothing is erased that nobody released',
    ),
    test('conversations/letting-go', 'A referral that was sent cannot be deleted'),
  ),
  asked(
    'SR32',
    'a worry about somebody who works with children is reported elsewhere',
    rule('The advice says whom to tell if the worry is about somebody who works with children'),
  ),
];
