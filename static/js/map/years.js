// How much of a tie there is in a year. Dates may be partial: each is the earliest and the latest year it can mean.

/** Of a tie whose beginning nobody knows: it may have been there. */
export const PERHAPS = 0.35;
const ENDING = 0.5;

function begun(since, year) {
  if (!since) return PERHAPS;
  const [earliest, latest] = since;
  if (year < earliest) return 0;
  return year >= latest ? 1 : (year - earliest + 1) / (latest - earliest + 1);
}

function lasting(until, year) {
  if (!until) return 1;
  const [earliest, latest] = until;
  if (year < earliest) return 1;
  return year > latest ? 0 : ENDING; // in the year of its end it is half gone
}

/** From 0, not there, to 1, there for certain; without a year the ties are as the record has them now. */
export function presence(tie, year) {
  return year === null ? 1 : begun(tie.since, year) * lasting(tie.until, year);
}
