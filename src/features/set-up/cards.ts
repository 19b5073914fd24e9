import type { Settings } from '../../actions/context.ts';
import { box, type FormRetry, untouchedForm } from '../../cards/forms.ts';
import { clockAndLongDay } from '../../cards/london.ts';
import {
  button,
  buttonWithoutInputs,
  type Card,
  coloured,
  type Input,
  input,
  type Lines,
  line,
  mainButton,
  mashCard,
  noticeCard,
  type Parts,
  plain,
  spacedBoldLine,
  spacedLine,
} from '../../cards/parts.ts';

import { packFor } from '../../draft/fields.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { nameOrAccount } from './change-cards.ts';
import { type PeopleSet, partsOutside, type Setup, wasEverSet } from './set-up-state.ts';
import {
  gotTestMessage,
  saveNames,
  saveSetUp,
  setUp,
  setUpNames as setUpNamesVerb,
  setUpService,
  testChat,
} from './verbs.ts';

interface Named {
  id: string;
  name: string;
}

/** What the form offers to choose from. */
export interface SetUpOptions {
  channels: Named[];
  people: Named[]; // of the team’s own organisation, in the team or the channel for referrals; no guests
  away: Named[]; // set up already, but in neither the team nor the channel; the name is empty when Teams never gave one
  partners: (Named & { tenantId: string })[]; // of other organisations, in the channel for referrals
  reached: Named[]; // who has answered a test message, and is neither in the team nor set up
}

/** Posted when the bot is added to a team. Everybody sees it; only an administrator can go on. */
export function setUpInviteCard() {
  return mashCard({
    summary: 'MASH Referrals is added: an administrator sets it up',
    heading: 'Set up MASH Referrals',
    blocks: [
      plain([
        'I post referrals of children who may have been trafficked into one channel, for the MASH team.',
        spacedLine('An administrator picks the channel and who works here. Nobody else can.'),
        spacedBoldLine('All who are in the channel can read referrals: keep guests out.'),
      ]),
    ],
    buttons: [mainButton(setUp, 'Set up', {})],
  });
}

/** The set-up form: what holds now and what `waits` for a second person. Only the administrator who pressed sees it. */
export function setUpForm(
  setup: Setup,
  options: SetUpOptions,
  {
    effective,
    problem,
    waits = [],
    seen = setup.changes.length,
  }: {
    effective: Setup;
    problem?: string | undefined;
    waits?: Lines;
    seen?: number | undefined;
  },
): Card {
  return mashCard({
    summary: 'MASH Referrals: set up',
    top: [line('Only you see this form', 'small')],
    heading: 'Where referrals go, and who works on them',
    blocks: [
      problem && coloured('attention', [line(problem, 'bold')]),
      coloured('warning', waits),
      plain([line(outsideHint, 'small')], 'Small'),
      lastChange(setup),
    ],
    inputs: boxes(options, effective),
    buttons: [
      mainButton(saveSetUp, 'Save and test', { seen }),
      buttonWithoutInputs(setUpNamesVerb, 'Names of officers'),
      buttonWithoutInputs(setUpService, 'Hours and numbers'),
    ],
  });
}

const outsideHint =
  'Who hears when nobody decides, and levels 2 and 3, can be outside this team. They type “test my chat” to me 1:1. Then they stand in those lists.';

/** The box of each part, filled in with what holds now, as far as it can still be chosen. */
function boxes({ channels, people: inTeam, away, partners, reached }: SetUpOptions, effective: Setup): Parts<Input> {
  const people = [...inTeam, ...away.map((each) => ({ ...each, name: `${nameOrAccount(each)} (not in this team)` }))];
  const outside = reached.map((each) => ({ ...each, name: `${each.name} (outside, answered a test)` }));
  const offered = (id: PeopleSet) => (partsOutside.some((part) => part === id) ? [...people, ...outside] : people);
  const choicesFrom = (all: Named[]) => all.map(({ id, name }) => ({ title: name, value: id }));
  const stillThere = (ids: string[], all: Named[]) => ids.filter((id) => all.some((each) => each.id === id)).join(',');
  const channel = (id: string, label: string, chosen: string | undefined, before: Input['choices'] = []) =>
    input('compact', `${id}__0`, label, {
      choices: [...before, ...choicesFrom(channels)],
      value: stillThere(chosen ? [chosen] : [], channels),
    });
  const many = (id: PeopleSet, label: string, foldedTitle?: string) =>
    input('many', `${id}__0`, label, {
      choices: choicesFrom(offered(id)),
      value: stillThere(effective[id], offered(id)),
      ...(foldedTitle && { foldedTitle, folded: effective[id].length === 0 }),
    });
  return [
    channel('channel', 'Channel for referrals (required)', effective.mash?.channelId),
    many('managers', 'MASH managers: they decide and are reminded'),
    many('practitioners', 'Who else may work on referrals? Nobody ticked: all members', 'Who else: show the list'),
    many('escalation', 'Who hears of it when nobody decides'),
    many('level2', 'Disagreements, level 2: senior managers', 'Level 2: show the list'),
    many('level3', 'Disagreements, level 3: people from the Board or Partnership', 'Level 3: show the list'),
    channel('assessment', 'Channel of the Assessment team', effective.assessmentChannelId, [
      { title: 'None', value: 'none' },
    ]),
    many('assessors', 'Who of that channel works on cases? Nobody ticked: all members', 'Team: show the list'),
    // only when somebody from another organisation can read the channel
    partners.length > 0 &&
      input('many', 'partners__0', 'From other organisations: who belongs to the MASH?', {
        choices: partners.map(({ id, name }) => ({ title: `${name} (another organisation)`, value: id })),
        value: stillThere(
          effective.partners.map(({ id }) => id),
          partners,
        ),
      }),
  ];
}

export const nameLimit = 200; // characters

/** “designated officer”, or what the agency calls them. */
function officerTitle(pack: Pack, agency: string) {
  const field = packFor(pack, { values: { agency } }).fields.find(({ id }) => id === 'officer');
  return (field?.short ?? 'designated officer').toLowerCase();
}

/**
 * The form for the officers and co-ordinators of each agency. They are names, not accounts.
 * @source Protocol 6.1, 8.1
 */
export function officerNamesForm(
  setup: Setup,
  { pack, config }: { pack: Pack; config: Pick<Settings, 'tellsCouncil'> },
  again?: FormRetry,
  seen = setup.changes.length,
): Card {
  const agencies = fieldOf(pack, 'agency').choices ?? [];
  const nameBox = (id: string, label: string, saved = '', multiline = false) =>
    box('text', id, label, again ?? { ...untouchedForm, typed: { [id]: saved } }, { multiline });
  return mashCard({
    summary: 'MASH Referrals: names',
    top: [line('Only you see this form', 'small')],
    heading: `Officers, co-ordinators, ${pack.board}`,
    blocks: [plain(['Names and numbers that workers may need. Leave empty what you do not know.'])],
    inputs: [
      ...agencies.flatMap(({ id, label }) => [
        nameBox(`officer-${id}`, `${label}: ${officerTitle(pack, id)}`, setup.officers[id]),
        nameBox(`coordinator-${id}`, `${label}: trafficking co-ordinator`, setup.coordinators[id]),
      ]),
      nameBox('board', `Contacts at the ${pack.board}`, setup.board, true),
      hasCouncilBox(setup, config) && nameBox('council', councilLabel, setup.council),
    ],
    buttons: [
      mainButton(saveNames, 'Save names', { attempt: again?.attempt ?? 0, seen }),
      buttonWithoutInputs(setUp, 'Back'),
    ],
  });
}

/** Off unless who runs the service has set a key; and who ends it needs none. */
export const hasCouncilBox = ({ council }: Setup, { tellsCouncil }: Pick<Settings, 'tellsCouncil'>): boolean =>
  tellsCouncil || council !== '';

const councilLabel =
  'Address of the council’s own system, which hears what happened and when, and no fact (empty: none)';

/** Confirms what was saved, and says what the test found. */
export function setUpSavedCard(
  setup: Setup,
  { good, bad }: { good: string[]; bad: string[] },
  { waits = [], erasesBySchedule }: { waits?: Lines; erasesBySchedule: boolean },
) {
  return mashCard({
    summary: 'MASH Referrals: set up',
    top: [line('Only you see this card', 'small')],
    heading: bad.length > 0 ? 'Saved, but look at this' : 'Saved, and it works',
    blocks: [
      coloured('warning', waits),
      coloured('attention', bad.map(spacedLine)),
      coloured('good', good.map(spacedLine)),
      !erasesBySchedule && plain([spacedLine(noneErasedWords)]),
      lastChange(setup),
    ],
    buttons: [
      button(setUp, 'Change'),
      button(setUpNamesVerb, 'Names of officers'),
      button(setUpService, 'Hours and numbers'),
    ],
  });
}

const noneErasedWords =
  'I erase nothing yet. To see how long things are kept, and confirm it, type “retention” in your own chat with me.';

/**
 * Posted into the chosen channel, to prove that the bot can write there.
 * @param isUnconfirmed when a second person must confirm it first
 */
export function setUpTestCard(isUnconfirmed = false) {
  const words = isUnconfirmed
    ? 'If another person confirms it, referrals will come here.'
    : 'Referrals will come here.';
  return mashCard({
    summary: 'MASH Referrals: this is a test',
    heading: 'This is a test',
    headingSize: 'Default',
    blocks: [plain([`${words} Keep guests out of this channel.`])],
  });
}

/** Offers a test message to somebody who may be chosen although they are not in the team. */
export const testChatCard = () =>
  noticeCard({
    summary: 'MASH Referrals: can I reach you here?',
    heading: 'Can I reach you here?',
    lines: [
      'I send you a test message, with a sound. Once you have answered it, an administrator can choose you by name:',
      line('• to hear when nobody decides on a referral', 'bold'),
      line('• for level 2 or 3 of a disagreement', 'bold'),
    ],
    buttons: [button(testChat, 'Send me a test', { below: true })],
  });

export const testSentCard = () =>
  noticeCard({
    summary: 'MASH Referrals: the test is on its way',
    heading: 'The test is on its way',
    lines: ['When it comes, press “I got it” on it. No sound? Turn on notifications for this chat, and send another.'],
  });

export const testMessageCard = () =>
  noticeCard({
    summary: 'MASH Referrals: this is a test',
    heading: 'This is a test. It is about no case.',
    lines: ['An alarm about a child would come here, like this. Please press below.'],
    buttons: [button(gotTestMessage, 'I got it')],
  });

/** Thanks who has answered the test, and says what follows. */
export const reachedCard = () =>
  noticeCard({
    summary: 'MASH Referrals: I can reach you',
    heading: 'Thank you: I can reach you',
    lines: ['An administrator of the MASH can now choose you by name. I tell you when they have.'],
  });

function lastChange(setup: Setup) {
  const last =
    wasEverSet(setup, 'mash') && setup.changes.findLast(({ did }) => did === 'changed' || did === 'confirmed');
  const words = last
    ? `Last changed ${clockAndLongDay(last.at)} by ${last.name}. All changes: type “set-up history” to me 1:1.`
    : 'Not set up yet';
  return plain([line(words, 'small')], 'Small');
}
