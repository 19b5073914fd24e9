import * as fuzzball from 'fuzzball';
import { Variables } from './environment.ts';

const names = Object.keys(Variables.shape);

/** A wrong letter in one of these would decide who is authenticated, or which store is used. */
const mustBeRight = /^(Microsoft|To(Bot|Channel)|DATA_|COSMOS_|STORE|SQLITE|ORGANISATION|FORMER|UNSEALED)/;

/** A wrong letter in one of these would leave out people, a channel or the council's own pack. */
const mustBeRightAtFirst = /^(MASH_|ASSESSMENT_|DISAGREEMENT_|ADMINS|PROTOCOL_)/;

const bare = (name: string) => name.toUpperCase().replaceAll(/[^A-Z\d]/g, '');
const lettersIn = (name: string) => [...name].sort().join('');

const shortest = 6; // letters: a shorter one, such as HOST, is nearly called like too many others
const long = 9;

/** Whether one of them was meant by the other: the same but for capitals and hyphens, or a letter or two are wrong. */
function isLike(one: string, other: string): boolean {
  if (one === other) return true;
  const most = other.length >= long || lettersIn(one) === lettersIn(other) ? 2 : 1;
  return other.length >= shortest && fuzzball.distance(one, other, { full_process: false }) <= most;
}

const stopsOf = (meant: string) =>
  mustBeRight.test(meant) ? 'each start' : mustBeRightAtFirst.test(meant) ? 'the first start' : 'none';

/**
 * Variables that nothing reads and that are nearly called like one of ours that is not set. Other programs have variables, too, so
 * this is a guess: a service that people use already starts with a warning, and the doctor says MEND.
 * @param set the names of the variables that are set
 */
export function misspeltIn(set: readonly string[]) {
  const unset = names.filter((name) => !set.includes(name));
  return set
    .filter((name) => !names.includes(name))
    .flatMap((name) => {
      const meant = unset.find((each) => isLike(bare(name), bare(each)));
      return meant ? [{ text: `${name}: did you mean ${meant}? Nothing reads ${name}`, stops: stopsOf(meant) }] : [];
    });
}
