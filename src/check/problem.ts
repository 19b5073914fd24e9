export type Problem =
  | { field: string; kind: 'required' | 'unclear-time' | 'future' | 'long-ago' | 'not-a-choice' }
  | { field: string; kind: 'too-long'; limit: number };
