// The year control: a slider of the browser's own, which has keys and touch already, with a button that plays.

const STEP = 900; // ms that a year stays
const TICK = 52; // pixels of the track that a year's number needs

/** Bring the control to life.
    @param atlas with years [first, last] and terms [[from, to or null, name]].
    @param changed(year, isPlaying) is called with a year, or with null at the end: as the record is now. Where the end is
    not this year but all years, the box says so in words, and has a step of its own for it. */
export function yearControl(box, atlas, start, changed) {
  if (!box || !atlas.years) return;
  const [known, last] = atlas.years;
  const first = Math.min(known, start ?? known);
  if (first >= last) return;
  const { all } = box.dataset;
  const end = all ? last + 1 : last;
  const slider = box.querySelector("input");
  const play = box.querySelector("button");
  const told = box.querySelector("output");
  const icons = play.querySelectorAll("[data-icon]");
  let timer = 0;
  slider.min = first;
  slider.max = end;
  slider.value = start ?? end;

  const place = (year) => `${(100 * (year - first)) / (end - first)}%`;

  function ticks() {
    const scale = box.querySelector("[data-scale]");
    const room = Math.max(1, scale.clientWidth / TICK - 1);
    const step = [1, 2, 3, 5, 10, 20, 25, 50].find((each) => (end - first) / each <= room) ?? 100;
    const years = [];
    for (let each = first; each <= last - step / 2; each += step) years.push(each);
    years.push(last);
    scale.replaceChildren(...years.map((each) => {
      const tick = document.createElement("span");
      tick.textContent = each;
      tick.style.insetInlineStart = place(each);
      return tick;
    }));
  }

  /** Each term is a stretch of the track; who was in office in the year that is shown stands beside the year, too. */
  function terms() {
    const lane = box.querySelector("[data-terms]");
    const within = atlas.terms.filter(([from, to]) => from <= last && (to ?? last) >= first);
    lane.hidden = !within.length;
    lane.replaceChildren(...within.map(([from, to, name]) => {
      const term = document.createElement("li");
      const [begin, until] = [Math.max(from, first), Math.min(to ?? last, last)];
      const label = document.createElement("span");
      label.textContent = name;
      label.dir = "auto";
      term.append(label);
      term.style.insetInlineStart = place(begin);
      term.style.inlineSize = `${(100 * (until - begin)) / (end - first)}%`;
      return term;
    }));
    for (const term of lane.children) term.classList.toggle("is-narrow", term.scrollWidth > term.clientWidth);
  }

  const year = () => (slider.valueAsNumber === end ? null : slider.valueAsNumber);

  function tell() {
    const shown = slider.valueAsNumber;
    const isAll = all && shown === end;
    const inOffice = isAll ? null : atlas.terms.filter(([from, to]) => from <= shown && shown <= (to ?? last)).at(-1);
    told.textContent = isAll ? all : slider.value;
    slider.setAttribute("aria-valuetext", told.textContent);
    box.querySelector("[data-term]").textContent = inOffice?.[2] ?? "";
    box.style.setProperty("--map-played", place(slider.valueAsNumber));
  }

  function show(isPlaying) {
    for (const icon of icons) icon.hidden = (icon.dataset.icon === "play") === isPlaying;
  }

  function stop() {
    if (!timer) return;
    clearInterval(timer);
    timer = 0;
    show(false);
    changed(year(), false);
  }

  function step() {
    slider.value = slider.valueAsNumber + 1;
    tell();
    if (slider.valueAsNumber === end) stop();
    else changed(year(), true);
  }

  slider.addEventListener("input", () => {
    stop();
    tell();
    changed(year(), false);
  });
  play.addEventListener("click", () => {
    if (timer) {
      stop();
      return;
    }
    if (slider.valueAsNumber === end) slider.value = first;
    tell();
    timer = setInterval(step, STEP);
    show(true);
    changed(year(), true);
  });
  box.hidden = false;
  ticks();
  terms();
  tell();
  window.addEventListener("resize", () => {
    ticks();
    terms();
  });
}
