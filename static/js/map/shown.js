// What of the atlas is shown: the state of the page, and what follows from it. Nothing here draws.
import { otherEnd } from "./data.js";
import { presence } from "./years.js";

export const WITHOUT_ARC = new Set(["contact"]); // kinds that have none until somebody selects the city

export class Shown {
  /** Keys of kinds that the legend leaves out. */
  hidden = new Set();
  /** The year, or null for the record as it is now. */
  year = null;
  /** The selected city, or null. */
  selected = null;

  constructor(atlas) {
    this.atlas = atlas;
  }

  isHome(city) {
    return city === this.atlas.home;
  }

  /** Whether a city other than home is selected. */
  get isNarrowed() {
    return this.selected !== null && !this.isHome(this.selected);
  }

  /** How much of a tie there is, from 0 to 1. */
  standing(tie) {
    return this.hidden.has(tie.kind.key) ? 0 : presence(tie, this.year);
  }

  /** How much of a city there is: that of its surest tie. */
  alphaOf(city) {
    return city.ties.length ? city.ties.reduce((most, tie) => Math.max(most, this.standing(tie)), 0) : 1;
  }

  /** The tie that a city is drawn by: the first kind of the legend that it has, or null. */
  tieOf(city) {
    return city.ties.reduce((best, tie) => (this.standing(tie) && (!best || tie.kind.order < best.kind.order) ? tie : best), null);
  }

  hasArc(city) {
    const tie = this.tieOf(city);
    return tie !== null && !WITHOUT_ARC.has(tie.kind.key);
  }

  /** Cities with a mark; home has its own. */
  cities() {
    return this.atlas.cities.filter((city) => !this.isHome(city) && this.alphaOf(city) > 0);
  }

  neighboursOf(city) {
    const ends = city.ties.filter((tie) => this.standing(tie)).map((tie) => otherEnd(tie, city));
    return [...new Set(ends)].filter((end) => end !== city);
  }

  /** For each two cities that are tied the tie they are drawn by, under a key of both. */
  pairs() {
    const found = new Map();
    for (const tie of this.atlas.ties) {
      if (tie.a === tie.b || !this.standing(tie)) continue;
      const key = `${tie.a.index}-${tie.b.index}`;
      const before = found.get(key);
      const isFirst = !before || tie.kind.order < before.kind.order || (tie.kind === before.kind && tie.weight > before.weight);
      if (isFirst) found.set(key, tie);
    }
    return found;
  }

  /** Cities of a kind in the year that is shown, hidden or not, as the legend counts them: those to which ties lead, in the
      world both ends. What cannot be drawn only the server counts. */
  placesOf(kind) {
    const seen = new Set();
    for (const tie of this.atlas.ties) {
      if (tie.kind.key !== kind || !presence(tie, this.year)) continue;
      seen.add(tie.b);
      if (this.atlas.view === "world") seen.add(tie.a);
    }
    return seen.size;
  }
}
