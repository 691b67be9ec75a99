/**
 * What runs in the page that presents: keys, clicks and the remote controls that send Page Up and Page Down move through
 * the prompts; a How is shown before its Yes; letters are as large as the window lets them be; the time left is counted
 * against the clock, so that a sleeping computer doesn't stretch it.
 */
export const presenter = `
(() => {
  'use strict';
  const root = document.documentElement;
  const slides = [...document.querySelectorAll('article')];
  const [deck, place, clock, said] = ['deck', 'place', 'clock', 'said'].map((id) => document.getElementById(id));
  const steps = slides.flatMap((slide, at) => (slide.querySelector('.how') ? [[at, false], [at, true]] : [[at, true]]));
  const seconds = Number(deck.dataset.seconds || 0);
  let step = 0, end = 0, left = 0, running = false, beat = 0;

  const fit = () => {
    const slide = slides[steps[step][0]];
    const most = Math.min(innerWidth * 0.075, innerHeight * 0.16);
    const tops = slide.querySelector('.kind').offsetHeight + innerHeight * 0.06;
    let size = most;
    for (; size > 12; size *= 0.94) {
      slide.style.fontSize = size + 'px';
      const parts = [...slide.querySelectorAll('.how,.yes')];
      const credit = slide.querySelector('.credit');
      const high = parts.reduce((sum, part) => sum + part.offsetHeight, 0) + size * 0.4;
      const wide = parts.every((part) => part.scrollWidth <= part.clientWidth);
      if (wide && high <= slide.clientHeight - 2 * tops - (credit ? credit.offsetHeight : 0)) break;
    }
  };

  const show = (speak = true) => {
    const [at, answered] = steps[step];
    slides.forEach((slide, i) => {
      slide.classList.toggle('now', i === at);
      slide.classList.toggle('answered', i === at && answered);
    });
    place.textContent = at + 1 + ' / ' + slides.length;
    const spoken = slides[at].querySelector(answered ? '.yes' : '.how');
    if (speak) {
      said.lang = slides[at].lang || root.lang;
      said.textContent = spoken.textContent;
    }
    history.replaceState(null, '', '#' + (at + 1) + (answered ? '' : '-how'));
    fit();
  };

  const tick = () => {
    clearTimeout(beat);
    if (!seconds) return;
    const rest = running ? end - Date.now() : left;
    const shown = Math.max(0, Math.ceil(rest / 1000));
    clock.textContent = Math.floor(shown / 60) + ':' + String(shown % 60).padStart(2, '0');
    clock.classList.toggle('over', rest <= 0);
    if (running && rest > 0) beat = setTimeout(tick, rest % 1000 || 1000);
  };
  const start = (time) => { left = time; end = Date.now() + time; running = true; tick(); };
  const pause = () => {
    if (running) { left = Math.max(0, end - Date.now()); running = false; tick(); }
    else start(left > 0 ? left : seconds * 1000);
  };

  // The time is for the answer: it stands still while the How is shown.
  const time = () => {
    if (!seconds) return;
    if (steps[step][1]) start(seconds * 1000);
    else { running = false; left = seconds * 1000; tick(); }
  };

  const go = (to) => {
    root.classList.remove('blank');
    const next = Math.max(0, Math.min(steps.length - 1, to));
    if (next === step) return;
    step = next;
    show();
    time();
  };
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
  };

  const acts = {
    ArrowRight: () => go(step + 1), ArrowDown: () => go(step + 1), PageDown: () => go(step + 1), ' ': () => go(step + 1),
    Enter: () => go(step + 1), n: () => go(step + 1),
    ArrowLeft: () => go(step - 1), ArrowUp: () => go(step - 1), PageUp: () => go(step - 1), Backspace: () => go(step - 1),
    p: () => go(step - 1), Home: () => go(0), End: () => go(steps.length - 1),
    f: full, F5: full, b: () => root.classList.toggle('blank'), '.': () => root.classList.toggle('blank'),
    t: () => { if (seconds) pause(); }, '?': () => root.classList.toggle('quiet'),
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  addEventListener('click', (event) => go(event.clientX < innerWidth / 3 ? step - 1 : step + 1));
  addEventListener('resize', fit);

  const asked = /^#(\\d+)(-how)?$/.exec(location.hash);
  const found = asked ? steps.findIndex(([at, answered]) => at === asked[1] - 1 && answered === !asked[2]) : 0;
  step = Math.max(0, found);
  root.classList.add('on');
  show(false);
  if (document.fonts) document.fonts.ready.then(fit);
  time();
})();
`;
