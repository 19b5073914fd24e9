export const places = [
  'the MASH channel',
  'the Assessment team’s channel',
  'another channel',
  'a group chat',
  'their own chat',
] as const;

export type PlaceName = (typeof places)[number];
