/**
 * The search of a page, as plain JavaScript of the browser.
 *
 * It is over whatever bears words to be found by, and over the boxes and arrows of drawings. A word matches what holds it;
 * in quotes, what is exactly it. What is typed is kept in the address, so that a search can be sent to somebody. What is
 * folded opens where something in it is found, and on paper. Everything is readable without it.
 */
export const SCRIPT = `
'use strict';
(() => {
  const input = document.getElementById('q');
  const found = document.getElementById('found');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const items = all('[data-names]').map((element) => ({ element, names: JSON.parse(element.dataset.names) }));
  const folds = all('details');
  const figures = all('figure').map((figure) => ({
    svg: figure.querySelector('svg'),
    ...JSON.parse(figure.querySelector('script').textContent),
  }));

  const matcher = (query) => {
    const exact = /^"(.*)"$/.exec(query);
    const word = (exact ? exact[1] : query).toLowerCase();
    return (text) => (exact ? text.toLowerCase() === word : text.toLowerCase().includes(word));
  };

  const mark = (svg, id, ...names) => {
    const element = svg.getElementById(id);
    if (element) for (const name of ['hit', 'near']) element.classList.toggle(name, names.includes(name));
  };

  // Within the drawing only: the page stays where the reader is.
  const show = (svg, box) => {
    const [frame, at] = [svg.parentElement, box.getBoundingClientRect()];
    const around = frame.getBoundingClientRect();
    frame.scrollLeft += at.left + at.width / 2 - around.left - around.width / 2;
    frame.scrollTop += at.top + at.height / 2 - around.top - around.height / 2;
  };

  const searchDrawing = ({ svg, boxes, arrows }, searched, matches) => {
    svg.classList.toggle('searched', searched);
    const hits = new Set(searched ? boxes.filter(({ name, members }) => matches(name) || members.some(matches)).map(({ id }) => id) : []);
    const near = new Set();
    for (const { id, source, target, ports } of arrows) {
      const on = searched && (hits.has(source) || hits.has(target) || matches(ports));
      mark(svg, id, on ? 'near' : '');
      if (on) near.add(source).add(target);
    }
    for (const { id, name } of boxes) {
      mark(svg, id, hits.has(id) ? 'hit' : '', near.has(id) ? 'near' : '');
      svg.getElementById(id).setAttribute('aria-pressed', String(input.value === '"' + name + '"'));
    }
    const [first] = hits;
    if (first) show(svg, svg.getElementById(first));
  };

  const search = () => {
    const query = input.value.trim();
    const matches = matcher(query);
    const searched = query !== '';
    for (const figure of figures) searchDrawing(figure, searched, matches);
    let shown = 0;
    for (const { element, names } of items) {
      element.hidden = searched && !names.some(matches);
      if (!element.hidden) shown++;
    }
    for (const group of all('section:not(.alarm), [data-group]')) {
      const inside = all('[data-names]', group);
      const left = inside.some((element) => !element.hidden);
      group.hidden = searched && inside.length > 0 && !left;
      if (searched && left && group.matches('details')) group.open = true;
    }
    found.textContent = searched ? shown + ' of ' + items.length : items.length + (items.length === 1 ? ' line' : ' lines');
    const hash = searched ? '#q=' + encodeURIComponent(query) : '';
    const ours = location.hash === '' || location.hash.startsWith('#q=');
    if (location.hash !== hash && (ours || searched)) history.replaceState(null, '', hash || location.pathname + location.search);
  };

  const fromAddress = () => {
    // Of another kind: somebody follows a link within the page.
    if (location.hash !== '' && !location.hash.startsWith('#q=') && input.value !== '') return;
    const query = new URLSearchParams(location.hash.slice(1)).get('q') || '';
    if (query !== input.value.trim()) input.value = query;
    search();
  };

  const choose = (name) => {
    const query = '"' + name + '"';
    input.value = input.value === query ? '' : query;
    search();
  };

  for (const { svg, boxes } of figures) {
    for (const { id, name } of boxes) {
      const box = svg.getElementById(id);
      box.setAttribute('tabindex', '0');
      box.setAttribute('role', 'button');
      box.setAttribute('aria-pressed', 'false');
      box.addEventListener('click', () => choose(name));
      box.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose(name);
      });
    }
    const figure = svg.closest('figure');
    const size = figure.querySelector('.size');
    const resize = () => {
      const actual = figure.classList.toggle('actual');
      size.textContent = actual ? 'Fit to width' : 'Actual size';
    };
    size.addEventListener('click', resize);
    // Letters of less than half their size are not read. What is folded has no width yet.
    const width = svg.parentElement.clientWidth;
    if (width > 0 && svg.width.baseVal.value > 2 * width) resize();
  }
  for (const button of all('[data-choose]')) button.addEventListener('click', () => choose(button.dataset.choose));

  const unfold = document.getElementById('unfold');
  if (unfold) {
    const label = () => { unfold.textContent = folds.every(({ open }) => open) ? 'Fold everything' : 'Unfold everything'; };
    unfold.addEventListener('click', () => {
      const open = !folds.every((fold) => fold.open);
      for (const fold of folds) fold.open = open;
    });
    for (const fold of folds) fold.addEventListener('toggle', label);
  }
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = folds.filter(({ open }) => !open);
    for (const fold of folded) fold.open = true;
  });
  addEventListener('afterprint', () => { for (const fold of folded) fold.open = false; });

  input.addEventListener('input', search);
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && document.activeElement !== input) { event.preventDefault(); input.focus(); }
    if (event.key === 'Escape' && input.value !== '') { input.value = ''; search(); }
  });
  addEventListener('hashchange', fromAddress);
  fromAddress();
})();
`;
