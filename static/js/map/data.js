// What there is to draw: the columns of /map/data.json as cities, ties and countries that know each other.

/** Fetch JSON of our own.
    @throws {Error} the answer is not what was asked for, or there is none. */
export async function fetched(address, signal) {
  const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

/** Turn the columns into objects.
    @returns {{view, home, cities, countries, kinds, ties, byId, terms, years, notes}} cities have their ties and stacks. */
export function understood(data) {
  const countries = data.countries.map(([id, code, name, figures]) => ({ id, code, name, figures, cities: [] }));
  const cities = data.cities.map(([id, name, lat, lon, country], index) => (
    { index, id, name, at: [lat, lon], country: countries[country] ?? null, ties: [], stack: [] }));
  for (const city of cities) city.country?.cities.push(city);
  const kinds = data.kinds.map(([key, label], order) => ({ key, label, order }));
  const ties = data.ties.map(([a, b, kind, , since, until, weight, stands]) => (
    { a: cities[a], b: cities[b], kind: kinds[kind], since, until, weight, stands, now: data.ended ? 1 : stands }));
  for (const tie of ties) {
    tie.a.ties.push(tie);
    if (tie.b !== tie.a) tie.b.ties.push(tie);
  }
  for (const [city, bodies] of data.stacks) cities[city].stack = bodies.map(([id, name]) => ({ id, name }));
  return {
    view: data.view,
    home: cities[data.home] ?? null,
    cities,
    countries,
    kinds,
    ties,
    byId: new Map(cities.map((city) => [city.id, city])),
    terms: data.terms,
    years: data.years,
    notes: data.notes ?? {},
  };
}

export const otherEnd = (tie, city) => (tie.a === city ? tie.b : tie.a);
