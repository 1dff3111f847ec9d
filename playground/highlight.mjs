// Text with colours and wavy lines, as elements.

/**
 * - tokens: `{ start, end, role }`, ascending, none overlapping.
 * - marks: `{ start, end, severity }`, what diagnostics point at.
 */
export function paint(text, tokens, marks) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of tokens) cuts.add(start).add(end);
  for (const { start, end } of marks) cuts.add(start).add(Math.max(end, start + 1));
  const places = [...cuts].filter((place) => place <= text.length).sort((a, b) => a - b);
  const result = document.createDocumentFragment();
  let token = 0;
  for (let index = 0; index + 1 < places.length; index++) {
    const [start, end] = [places[index], places[index + 1]];
    while (token < tokens.length && tokens[token].end <= start) token++;
    const role = tokens[token]?.start <= start ? tokens[token].role : "";
    const mark = marks.find((mark) => mark.start <= start && start < Math.max(mark.end, mark.start + 1));
    const piece = text.slice(start, end);
    if (!role && !mark) {
      result.append(piece);
      continue;
    }
    const element = document.createElement("span");
    element.className = `${role && `t-${role}`} ${mark ? `m-${mark.severity}` : ""}`.trim();
    element.textContent = piece;
    result.append(element);
  }
  // A last line that is empty has height only with something in it.
  result.append("\n");
  return result;
}

/** Moves what was found in `before` to where it is in `after`; what an edit touched is dropped. */
export function shifted(items, before, after) {
  let start = 0;
  const least = Math.min(before.length, after.length);
  while (start < least && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < least - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++;
  }
  const end = before.length - tail;
  const difference = after.length - before.length;
  const result = [];
  for (const item of items) {
    if (item.end <= start) result.push(item);
    else if (item.start >= end) {
      result.push({ ...item, start: item.start + difference, end: item.end + difference });
    }
  }
  return result;
}
