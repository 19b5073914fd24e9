import { clockAndLongDay } from '../../cards/london.ts';
import { type Block, button, type Card, coloured, input, type Line, line, mashCard, plain } from '../../cards/parts.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import type { Setup, Standing } from '../../settings/setup.ts';
import { saveNames, saveSetUp, setUp, setUpNames as setUpNamesVerb } from './verbs.ts';

interface Named {
  id: string;
  name: string;
}

/** What the form offers to choose from. */
export interface Offer {
  channels: Named[];
  people: Named[]; // members of the team who are no guests
}

/** Whether a part is set by the environment, where Teams cannot change it. */
type Fixed = Record<'mash' | 'assessment' | 'managers' | 'practitioners' | 'escalation', boolean>;

/** Posted when the bot is added to a team: anybody sees it, only an administrator can go on. */
export function setUpInvite(): Card {
  return mashCard({
    summary: 'MASH Referrals is added: an administrator sets it up',
    heading: 'Set up MASH Referrals',
    blocks: [
      plain([
        line('I post referrals of children who may have been trafficked into one channel, for the MASH team.'),
        line('An administrator picks the channel and who works here. Nobody else can.', 'plain', 'Small'),
        line('All who are in the channel can read referrals: keep guests out.', 'bold', 'Small'),
      ]),
    ],
    buttons: [button(setUp, 'Set up', {}, { style: 'positive' })],
  });
}

/** The choices, with what holds now. Only the administrator who pressed sees it. */
export function setUpForm(
  setup: Setup,
  { channels, people }: Offer,
  { now, fixed, problem = '' }: { now: Standing; fixed: Fixed; problem?: string },
): Card {
  const channel = channels.map(({ id, name }) => ({ title: name, value: id }));
  const person = people.map(({ id, name }) => ({ title: name, value: id }));
  const kept = (value: string, of: Named[]) => (of.some(({ id }) => id === value) ? value : '');
  const many = (ids: string[]) => ids.filter((id) => people.some((each) => each.id === id)).join(',');
  const set = Object.entries(fixed).filter(([, isFixed]) => isFixed);
  return mashCard({
    summary: 'MASH Referrals: set up',
    top: [line('Only you see this form', 'small')],
    heading: 'Where referrals go, and who works on them',
    blocks: [
      ...(problem === '' ? [] : [coloured('attention', [line(problem, 'bold')])]),
      ...(set.length > 0
        ? [
            plain([
              line('Set in the environment, so not here:'),
              ...set.map(([part]) => line(`• ${partWords[part] ?? part}`)),
            ]),
          ]
        : []),
      lastChange(setup),
    ],
    inputs: [
      ...(fixed.mash
        ? []
        : [
            input('compact', 'channel__0', 'Channel for referrals (required)', {
              choices: channel,
              value: kept(now.mash?.channelId ?? '', channels),
            }),
          ]),
      ...(fixed.managers
        ? []
        : [
            input('many', 'managers__0', 'MASH managers: they decide and are reminded', {
              choices: person,
              value: many(now.managers),
            }),
          ]),
      ...(fixed.practitioners
        ? []
        : [
            input('many', 'practitioners__0', 'Who else may work on referrals? Nobody ticked: all members', {
              choices: person,
              value: many(now.practitioners),
              folded: now.practitioners.length === 0,
              foldedTitle: 'Who else: show the list',
            }),
          ]),
      ...(fixed.escalation
        ? []
        : [
            input('many', 'escalation__0', 'Who hears of it when nobody decides', {
              choices: person,
              value: many(now.escalation),
            }),
          ]),
      ...(fixed.assessment
        ? []
        : [
            input('compact', 'assessment__0', 'Channel of the Assessment team', {
              choices: [{ title: 'None', value: 'none' }, ...channel],
              value: kept(now.assessmentChannelId ?? '', channels),
            }),
          ]),
    ],
    buttons: [
      button(saveSetUp, 'Save and test', {}, { style: 'positive' }),
      button(setUpNamesVerb, 'Names of officers', {}, { inputs: 'none' }),
    ],
  });
}

const partWords: Record<string, string> = {
  mash: 'the channel',
  assessment: 'the Assessment team’s channel',
  managers: 'the managers',
  practitioners: 'who else works on referrals',
  escalation: 'the escalation contact',
};

/** The form once more, with what was typed and which boxes hold more than `limit` characters. */
interface NamesAgain {
  attempt: number;
  typed: Record<string, string>;
  long: string[];
  limit: number;
}

/** Whom the worker talks to in each agency: names, not accounts. @source Protocol 6.1, 8.1 */
export function setUpNames(setup: Setup, pack: Pack, again?: NamesAgain): Card {
  const agencies = fieldOf(pack, 'agency').choices ?? [];
  const { attempt = 0, typed = {}, long = [], limit = 0 } = again ?? {};
  const problem = `At most ${limit} characters. Please shorten it. Nothing was cut.`;
  const box = (id: string, label: string, saved = '', multiline = false) =>
    input('text', `${id}__${attempt}`, label, {
      value: again ? (typed[id] ?? '') : saved,
      multiline,
      problem: long.includes(id) ? problem : '',
    });
  return mashCard({
    summary: 'MASH Referrals: names',
    top: [line('Only you see this form', 'small')],
    heading: 'Officers, co-ordinators, Board',
    blocks: [plain([line('Names and numbers that workers may need. Leave empty what you do not know.')])],
    inputs: [
      ...agencies.flatMap(({ id, label }) => [
        box(`officer-${id}`, `${label}: designated officer`, setup.officers[id]),
        box(`coordinator-${id}`, `${label}: trafficking co-ordinator`, setup.coordinators[id]),
      ]),
      box('board', 'Contacts at the Board', setup.board, true),
    ],
    buttons: [
      button(saveNames, 'Save names', { attempt }, { style: 'positive' }),
      button(setUp, 'Back', {}, { inputs: 'none' }),
    ],
  });
}

/** What was saved and what the test found, in words. */
export function setUpDone(setup: Setup, found: { good: string[]; bad: string[] }): Card {
  return mashCard({
    summary: 'MASH Referrals: set up',
    top: [line('Only you see this card', 'small')],
    heading: found.bad.length > 0 ? 'Saved, but look at this' : 'Saved, and it works',
    blocks: [
      ...(found.bad.length > 0 ? [coloured('attention', said(found.bad))] : []),
      ...(found.good.length > 0 ? [coloured('good', said(found.good))] : []),
      lastChange(setup),
    ],
    buttons: [button(setUp, 'Change'), button(setUpNamesVerb, 'Names of officers')],
  });
}

/** Posted into the chosen channel: that it is there proves that the bot may write. */
export function setUpTest(): Card {
  return mashCard({
    summary: 'MASH Referrals: this is a test',
    heading: 'This is a test',
    headingSize: 'Default',
    blocks: [plain([line('Referrals will come here. Keep guests out of this channel.')])],
  });
}

const said = (lines: string[]): Line[] => lines.map((each) => line(each, 'plain', 'Small'));

function lastChange({ changes }: Setup): Block {
  const last = changes.at(-1);
  const words = last ? `Last changed ${clockAndLongDay(last.at)} by ${last.name}` : 'Not set up yet';
  return plain([line(words, 'small')], 'Small');
}
