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

function lasting({ since, until, stands }, year) {
  if (!until) return stands; // what is over, nobody knows since when, was there in no year that could be named
  const [earliest, latest] = until;
  if (year > latest) return 0;
  return year < earliest || (since && year <= since[1]) ? 1 : ENDING; // in the year of its end it is half gone
}

/** From 0, not there, to 1, there for certain. Without a year it is as the record has it now. */
export function presence(tie, year) {
  return year === null ? tie.now : begun(tie.since, year) * lasting(tie, year);
}
