import { beforeAll } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { ownAnswers } from '../../src/case/record.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, text } from './a-program.ts';

const jane = StaffId.parse(profiles.jane.objectId);

/** A check that Jane types, after these lines, and what is saved in it. */
export function aTypedCheck(...before: string[]) {
  const { types, presses, services, said, told, inChat, machine, plays } = aProgram();
  /** @returns the answer to the last line */
  async function says(...lines: string[]): Promise<string> {
    let from = said.length;
    for (const line of lines) {
      from = said.length;
      await types('jane', line);
    }
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  }
  beforeAll(async () => {
    for (const line of ['start', ...before]) await plays(`jane types ${line}`, () => types('jane', line));
  });
  const answers = async () => {
    const own = (await services.cases.of(jane, 10)).find(({ progress }) => progress !== undefined);
    return own && ownAnswers(own);
  };
  const values = async () => (await answers())?.values ?? {};
  const readings = async () => (await answers())?.readings ?? {};
  return { says, values, readings, types, presses, machine, inChat, told, said };
}
