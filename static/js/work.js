// Long work, as a page shows it while somebody waits: how far it is, how long it takes, and when it is over.

const SAID_EVERY = 5_000; // milliseconds between two sentences of a screen reader

// ask: fetches { done, total, words } again and again until it says `over`; `stopped`: somebody else is at it.
export function follow(work, ask) {
  const bar = work.querySelector("[data-work-bar]");
  const figures = work.querySelector("[data-work-figures]");
  const left = work.querySelector("[data-work-left]");
  const said = work.querySelector("[data-work-said]");
  const stopped = work.querySelector("[data-work-stopped]");
  const begun = { at: Date.now(), done: bar.value };
  let spoken = Date.now();
  let leaving = false;

  const remaining = (told) => {
    const rate = (told.done - begun.done) / (Date.now() - begun.at);
    if (!(rate > 0)) return "";
    const seconds = Math.ceil((told.total - told.done) / rate / 1000);
    return seconds < 90
      ? work.dataset.seconds.replace("__n__", seconds)
      : work.dataset.minutes.replace("__n__", Math.round(seconds / 60));
  };
  const show = (told) => {
    if (!told.words) return; // nobody has begun
    bar.max = told.total || 1;
    bar.value = told.done;
    figures.textContent = told.words;
    left.textContent = remaining(told);
    if (Date.now() - spoken < SAID_EVERY) return;
    spoken = Date.now();
    said.textContent = `${told.words}. ${left.textContent}`;
  };
  const goOn = async () => {
    for (;;) {
      const answer = await ask();
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      if (told.over) return location.replace(work.dataset.over);
      if (told.stopped) throw new Error("somebody else");
      show(told);
    }
  };
  addEventListener("pagehide", () => { leaving = true; });
  goOn().catch(() => {
    if (leaving) return;
    stopped.hidden = false;
    work.classList.add("has-stopped");
    work.querySelector("[data-work-go]").focus();
  });
}
