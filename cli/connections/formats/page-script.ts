/**
 * The report's search, as plain JavaScript of the browser.
 *
 * A word matches the names and ports that hold it; in quotes, the names that are exactly it. What is typed is kept in the
 * address, so that a search can be sent to somebody. Everything is readable without it.
 */
export const SCRIPT = `
'use strict';
(() => {
  const input = document.getElementById('q');
  const found = document.getElementById('found');
  const svg = document.querySelector('figure svg');
  const { boxes, arrows } = JSON.parse(document.getElementById('graph').textContent);
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => ({ row, names: JSON.parse(row.dataset.names), text: row.cells[2].textContent.toLowerCase() }));

  const matcher = (query) => {
    const exact = /^"(.*)"$/.exec(query);
    const word = (exact ? exact[1] : query).toLowerCase();
    return (text) => (exact ? text.toLowerCase() === word : text.toLowerCase().includes(word));
  };

  const mark = (id, ...names) => {
    const element = svg && svg.getElementById(id);
    if (element) for (const name of ['hit', 'near']) element.classList.toggle(name, names.includes(name));
  };

  // Within the drawing only: the page stays where the reader is.
  const show = (box) => {
    const [frame, at] = [svg.parentElement, box.getBoundingClientRect()];
    const around = frame.getBoundingClientRect();
    frame.scrollLeft += at.left + at.width / 2 - around.left - around.width / 2;
    frame.scrollTop += at.top + at.height / 2 - around.top - around.height / 2;
  };

  const search = () => {
    const query = input.value.trim();
    const matches = matcher(query);
    const searched = query !== '';
    if (svg) svg.classList.toggle('searched', searched);
    const hits = new Set(searched ? boxes.filter(({ name, members }) => matches(name) || members.some(matches)).map(({ id }) => id) : []);
    const near = new Set();
    for (const { id, source, target, ports } of arrows) {
      const on = searched && (hits.has(source) || hits.has(target) || matches(ports));
      mark(id, on ? 'near' : '');
      if (on) near.add(source).add(target);
    }
    for (const { id } of boxes) mark(id, hits.has(id) ? 'hit' : '', near.has(id) ? 'near' : '');
    const [first] = hits;
    if (first) show(svg.getElementById(first));
    let shown = 0;
    for (const { row, names, text } of rows) {
      row.hidden = searched && !(names.some(matches) || matches(text));
      if (!row.hidden) shown++;
    }
    for (const section of document.querySelectorAll('section:not(.alarm)')) {
      section.hidden = searched && !section.querySelector('tbody tr:not([hidden])');
    }
    found.textContent = searched ? shown + ' of ' + rows.length : rows.length + ' lines';
    const hash = searched ? '#q=' + encodeURIComponent(query) : '#';
    if (location.hash !== hash && !(hash === '#' && location.hash === '')) history.replaceState(null, '', hash === '#' ? location.pathname + location.search : hash);
  };

  const fromAddress = () => {
    const query = new URLSearchParams(location.hash.slice(1)).get('q') || '';
    if (query !== input.value.trim()) input.value = query;
    search();
  };

  const choose = (name) => {
    const query = '"' + name + '"';
    input.value = input.value === query ? '' : query;
    search();
  };

  for (const { id, name } of svg ? boxes : []) {
    const box = svg.getElementById(id);
    box.setAttribute('tabindex', '0');
    box.setAttribute('role', 'button');
    box.setAttribute('aria-label', 'Show the connections of ' + name);
    box.addEventListener('click', () => choose(name));
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(name);
    });
  }
  const size = document.getElementById('size');
  const resize = () => {
    const actual = svg.closest('figure').classList.toggle('actual');
    size.textContent = actual ? 'Fit to width' : 'Actual size';
  };
  if (size) {
    size.addEventListener('click', resize);
    // Letters of less than half their size are not read.
    if (svg.width.baseVal.value > 2 * svg.parentElement.clientWidth) resize();
  }
  input.addEventListener('input', search);
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && document.activeElement !== input) { event.preventDefault(); input.focus(); }
    if (event.key === 'Escape' && input.value !== '') { input.value = ''; search(); }
  });
  addEventListener('hashchange', fromAddress);
  fromAddress();
})();
`;
