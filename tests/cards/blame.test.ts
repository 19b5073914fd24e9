import { globSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

/** Words that put what was done to a child on the child. What a worker types is theirs, and is not judged. */
const blames = [
  'putting (?:him|her|them)sel(?:f|ves) at risk',
  'putting (?:him|her|them)sel(?:f|ves) in danger',
  'places? (?:him|her|them)sel(?:f|ves) at risk',
  'at risk of (?:his|her|their) own (?:choices|actions|making)',
  'streetwise',
  'street ?smart',
  'lifestyle choice',
  'life style choice',
  'refuses? to engage',
  'refusing to engage',
  'fails? to engage',
  'non-?engaging',
  'hard to (?:reach|engage)',
  'promiscuous',
  'sexually active',
  'sexualised behaviour',
  'child prostitut\\w+',
  'young prostitute',
  'sells? (?:him|her|them)sel(?:f|ves)',
  'selling (?:him|her|them)sel(?:f|ves)',
  'prostituting (?:him|her|them)sel(?:f|ves)',
  'consensual',
  'boyfriend and girlfriend',
  'drug running',
  'running drugs',
  'recruits? other(?: child\\w*)?s? willingly',
  'willing(?:ly)? (?:victim|took part|agreed)',
  'manipulative',
  'attention[- ]seeking',
  'brought (?:it|this) on',
  'should have known better',
  'mature for (?:his|her|their) age',
  'difficult child',
  'absconder',
  'he lied|she lied|child lied',
];
const blame = new RegExp(`\\b(?:${blames.join('|')})\\b`, 'i');

/** Our words: the source without its comments, the pack and the templates. The phrases are what people type. */
const ours = globSync(['src/**/*.ts', 'src/protocol/*.json', 'cards/*.json']).map((file) => ({
  file,
  text: readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
}));

it('None of our words blames a child', () => {
  expect(blames.length).toBeGreaterThanOrEqual(30);
  expect(ours.length).toBeGreaterThan(400);
  const found = ours.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line) => (blame.test(line) ? [`${file}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
