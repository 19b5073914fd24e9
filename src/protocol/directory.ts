/** Who is whom in the agencies, as an administrator wrote it down: names and numbers, by agency. @source Protocol 6.1, 8.1 */
export interface Directory {
  officers: Record<string, string>;
  coordinators: Record<string, string>;
}
