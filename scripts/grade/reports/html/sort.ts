/**
 * The script of the class page, as text: a click on a head sorts its table, a second one turns it
 * round, and what is typed above a table leaves the rows that hold it.
 */
export const sortAndFilter = `
'use strict';
const { compare: compareTexts } = new Intl.Collator(undefined, { numeric: true });
const compare = (a, b) => typeof a === 'string' ? compareTexts(a, b) : a < b ? -1 : a > b ? 1 : 0;
function keyOf(row, i) {
  const { dataset, textContent } = row.cells[i];
  return 'key' in dataset ? Number(dataset.key) : textContent;
}
function sortBy(table, head, i) {
  const isTurned = head.getAttribute('aria-sort') === 'ascending';
  for (const each of head.parentElement.cells) each.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', isTurned ? 'descending' : 'ascending');
  const sign = isTurned ? -1 : 1;
  const keyed = Array.from(table.tBodies[0].rows, (row) => ({ row, key: keyOf(row, i) }));
  keyed.sort((a, b) => sign * compare(a.key, b.key));
  const sorted = document.createDocumentFragment();
  for (const { row } of keyed) sorted.append(row);
  table.tBodies[0].append(sorted);
}
for (const table of document.querySelectorAll('table')) {
  Array.from(table.tHead.rows[0].cells, (head, i) =>
    head.querySelector('button').addEventListener('click', () => sortBy(table, head, i)));
}
for (const input of document.querySelectorAll('input[data-table]')) {
  const rows = Array.from(document.getElementById(input.dataset.table).tBodies[0].rows, (row) => ({
    row, text: Array.from(row.cells, (cell) => cell.textContent).join(' ').toLowerCase() }));
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    for (const { row, text } of rows) row.hidden = !text.includes(wanted);
    const shown = rows.filter(({ row }) => !row.hidden).length;
    input.parentElement.querySelector('output').value = wanted ? shown + ' of ' + rows.length : '';
  });
}
`;
