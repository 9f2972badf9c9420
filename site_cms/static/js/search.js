// Titles while somebody types in the search box of the head: the combobox of WAI-ARIA with a list of links.
// Without this script the box is a form like any other.
(() => {
  const box = document.getElementById('tim-kiem');
  if (!box || !window.fetch) return;
  const list = document.createElement('ul');
  const told = document.createElement('p');
  let at = -1;
  let timer;
  let asked = '';

  list.id = 'tim-kiem-goi-y';
  list.className = 'searchbox__titles';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.dataset.found);
  told.className = 'hidden';
  told.setAttribute('role', 'status');
  box.after(list, told);
  const attributes = {role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': false};
  for (const name in attributes) box.setAttribute(name, attributes[name]);

  function choose(number) {
    at = number;
    [...list.children].forEach((one, place) => one.setAttribute('aria-selected', place === at));
    if (at < 0) return box.removeAttribute('aria-activedescendant');
    box.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({block: 'nearest'});
  }

  function show(titles) {
    list.replaceChildren(...titles.map(({title, url}, number) => {
      const one = document.createElement('li');
      one.id = `${list.id}-${number}`;
      one.setAttribute('role', 'option');
      one.textContent = title;
      one.dataset.url = url;
      return one;
    }));
    list.hidden = !titles.length;
    box.setAttribute('aria-expanded', !list.hidden);
    told.textContent = titles.length ? `${titles.length} ${box.dataset.found}` : '';
    choose(-1);
  }

  async function ask() {
    const words = box.value.trim();
    asked = words;
    if (words.length < 2) return show([]);
    try {
      const answer = await fetch(`${box.dataset.titles}?q=${encodeURIComponent(words)}`);
      const {titles} = await answer.json();
      if (asked === words && document.activeElement === box) show(titles);
    } catch {
      show([]);
    }
  }

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  box.addEventListener('keydown', (event) => {
    const count = list.children.length;
    if (list.hidden) return;
    if (event.key === 'Escape') show([]);
    else if (event.key === 'ArrowDown') choose(at + 1 < count ? at + 1 : -1);
    else if (event.key === 'ArrowUp') choose(at < 0 ? count - 1 : at - 1);
    else if (event.key === 'Enter' && at >= 0) location.assign(list.children[at].dataset.url);
    else return;
    event.preventDefault();
  });
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const one = event.target.closest('li');
    if (one) location.assign(one.dataset.url);
  });
  box.addEventListener('blur', () => {
    asked = '';
    clearTimeout(timer);
    show([]);
  });
})();
