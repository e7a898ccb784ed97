// Puts the service desk's chat on any site: <script src="https://desk.example.com/embed.js" data-lang="ja" defer></script>
(() => {
  const script = document.currentScript;
  const desk = new URL(script.src).origin;
  const isJapanese = (script.dataset.lang ?? document.documentElement.lang ?? navigator.language).toLowerCase().startsWith('ja');
  const words = isJapanese ? { open: 'サービスデスクに相談する', close: 'チャットを閉じる', chat: 'サービスデスク' } : { open: 'Ask the service desk', close: 'Close the chat', chat: 'Service desk' };

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    button { position: fixed; inset: auto 1.25rem 1.25rem auto; width: 3.5rem; height: 3.5rem; border: 0; border-radius: 50%; background: #0b57d0; color: #fff; cursor: pointer; box-shadow: 0 4px 16px #0004; z-index: 2147483000; }
    button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 3px; }
    svg { width: 1.75rem; height: 1.75rem; }
    iframe { position: fixed; inset: auto 1.25rem 5.5rem auto; width: min(26rem, calc(100vw - 2.5rem)); height: min(40rem, calc(100vh - 7rem)); border: 1px solid #0003; border-radius: 1rem; box-shadow: 0 8px 32px #0004; z-index: 2147483000; background: #fff; }
    iframe[hidden] { display: none; }
    @media (max-width: 30rem) { iframe:not([hidden]) { inset: 0; width: 100vw; height: calc(100vh - 5.5rem); border-radius: 0; } }
  `);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement('button');
  button.type = 'button';
  button.innerHTML = '<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M4 5a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-5l-5 5v-5a3 3 0 0 1-3-3z"/></svg>';
  root.append(button);
  let frame = null;

  const show = (isOpen) => {
    if (isOpen && frame === null) {
      frame = document.createElement('iframe');
      frame.title = words.chat;
      frame.src = `${desk}/?embed=1`;
      root.prepend(frame);
    }

    if (frame !== null) frame.hidden = !isOpen;
    button.setAttribute('aria-label', isOpen ? words.close : words.open);
    button.setAttribute('aria-expanded', String(isOpen));
    (isOpen ? frame : button)?.focus();
  };

  button.setAttribute('aria-label', words.open);
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => show(frame === null || frame.hidden));
  document.addEventListener('keydown', (pressed) => {
    if (pressed.key === 'Escape' && frame !== null && !frame.hidden) show(false);
  });
  document.body.append(host);
})();
