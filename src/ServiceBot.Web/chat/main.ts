import { connect, localeOf } from './connection.js';
import { look } from './look.js';
import { chosenLanguage, keepLanguage, texts, type Language } from './texts.js';

// The client's ConnectionStatus: 2 is Online, 3 ExpiredToken, 4 FailedToConnect.
const online = 2;
const expired = 3;
const failed = 4;

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

let language: Language = chosenLanguage();
let line: DirectLine | null = null;
let hasBeenOnline = false;

function say(text: string | null): void {
  const banner = element('banner');
  banner.hidden = text === null;
  banner.textContent = text ?? '';
}

function render(): void {
  const words = texts[language];
  document.documentElement.lang = language;
  document.title = words.title;
  element('title').textContent = words.title;
  element('notice').textContent = words.notice;
  element('again').textContent = words.again;
  const other = element<HTMLButtonElement>('language');
  other.textContent = words.other;
  other.lang = language === 'ja' ? 'en' : 'ja';
  if (line !== null) {
    window.WebChat.renderWebChat(
      {
        directLine: line,
        locale: localeOf(language),
        styleOptions: look(),
        overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: words.placeholder },
        sendTypingIndicator: false,
      },
      element('chat'),
    );
  }
}

function watch(opened: DirectLine): void {
  opened.connectionStatus$.subscribe((status) => {
    if (opened !== line) return;
    if (status === online) {
      hasBeenOnline = true;
      say(null);
    } else if (status === expired) {
      // A laptop that slept longer than a token lives: the cookie still knows the conversation.
      void open(false);
    } else if (status === failed) {
      say(texts[language].unavailable);
    } else if (hasBeenOnline) {
      say(texts[language].offline);
    }
  });
}

async function open(isNew: boolean): Promise<void> {
  try {
    line?.end();
    hasBeenOnline = false;
    line = await connect(language, isNew);
    watch(line);
    render();
  } catch {
    say(texts[language].unavailable);
  }
}

element('language').addEventListener('click', () => {
  language = language === 'ja' ? 'en' : 'ja';
  keepLanguage(language);
  render();
});
element('again').addEventListener('click', () => void open(true));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render);
document.body.classList.toggle('embedded', new URLSearchParams(location.search).has('embed'));
render();
await open(false);
