// Compare as the server's search does: dots, cedillas, carons and case do not count. Only for marking and narrowing
// what is on the screen; finding is the server's work.

const LETTERS = { "İ": "i", "I": "i", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d" };

function foldLetter(letter) {
  return LETTERS[letter] ?? letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function fold(text) {
  return [...text].map(foldLetter).join("");
}

/** Fill an element with text, the parts that the query's words match in <mark>. */
export function writeMarked(element, text, query) {
  const letters = [...text];
  const owner = []; // for each folded letter, the letter it came from
  let folded = "";
  letters.forEach((letter, index) => {
    for (const part of foldLetter(letter)) {
      folded += part;
      owner.push(index);
    }
  });
  const marked = new Set();
  for (const word of fold(query).split(/\s+/).filter(Boolean)) {
    const atStart = folded.search(new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u"));
    const at = atStart >= 0 ? atStart : folded.indexOf(word);
    if (at >= 0) for (let i = at; i < at + word.length; i += 1) marked.add(owner[i]);
  }
  element.replaceChildren();
  for (let i = 0; i < letters.length;) {
    let end = i;
    while (end < letters.length && marked.has(end) === marked.has(i)) end += 1;
    const part = letters.slice(i, end).join("");
    if (marked.has(i)) {
      const mark = document.createElement("mark");
      mark.textContent = part;
      element.append(mark);
    } else {
      element.append(part);
    }
    i = end;
  }
}
