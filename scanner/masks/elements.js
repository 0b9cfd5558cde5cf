// What lies where on the page that is shown, without any of its text: parents, places and marks of its elements.
// Boxes are [left, top, right, bottom] in CSS pixels, from the top left of the viewport, or of the page if `whole`.
(whole) => {
  const MOST = 20000;
  const MARKS = ["data-testid", "data-test-id", "data-test", "data-cy", "data-qa", "id", "name"];

  const marksOf = (element) => [
    ...MARKS.map((key) => [key, element.getAttribute(key)]).filter(([, value]) => value),
    ...[...element.classList].map((word) => ["class", word]),
  ];

  // Whether something else lies over its middle; outside the viewport nobody can tell.
  const covered = (element, { left, top, width, height }) => {
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return Boolean(hit) && !element.contains(hit) && !hit.contains(element);
  };

  const [right, down] = whole ? [scrollX, scrollY] : [0, 0];
  const rows = [];
  const look = (element, parent, nth) => {
    const style = getComputedStyle(element);
    if (rows.length >= MOST || style.display === "none") return;
    const rect = element.getBoundingClientRect();
    const shows = rect.width > 0 && rect.height > 0 && style.visibility === "visible" && !covered(element, rect);
    const box = shows ? [rect.left + right, rect.top + down, rect.right + right, rect.bottom + down] : [0, 0, 0, 0];
    const index = rows.push([parent, element.localName, nth, marksOf(element), box]) - 1;
    if (element.localName !== "svg") [...element.children].forEach((child, k) => look(child, index, k + 1));
  };
  look(document.body, -1, 1);
  return { width: whole ? Math.max(document.documentElement.scrollWidth, innerWidth) : innerWidth, rows };
}
