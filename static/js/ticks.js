// Boxes that are ticked: one by one, all at once, and a range with Shift.

// `every` stands for all boxes; `chosen` is called after each change that somebody makes within an element.
export const takeTicks = (boxes, every, within, chosen) => {
  let last = null;

  every.addEventListener("change", () => {
    for (const box of boxes) box.checked = every.checked;
    chosen();
  });
  within.addEventListener("click", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const each of boxes.slice(from, to + 1)) each.checked = box.checked;
    }
    last = box;
    chosen();
  });
};

// Show at the box that stands for all whether all, some or none are ticked; return how many.
export const countTicks = (boxes, every) => {
  const ticked = boxes.filter((box) => box.checked).length;
  every.checked = ticked > 0 && ticked === boxes.length;
  every.indeterminate = ticked > 0 && ticked < boxes.length;
  return ticked;
};
