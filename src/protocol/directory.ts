/**
 * Names and numbers of people in the agencies, by agency, as an administrator wrote them down.
 * @source Protocol 6.1, 8.1
 */
export interface Directory {
  officers: Record<string, string>;
  coordinators: Record<string, string>;
}
