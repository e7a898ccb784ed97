export type Language = 'ja' | 'en';

export interface Texts {
  title: string;
  other: string;
  again: string;
  placeholder: string;
  notice: string;
  offline: string;
  unavailable: string;
}

export const texts: Record<Language, Texts> = {
  ja: {
    title: 'サービスデスク',
    other: 'English',
    again: '新しい会話',
    placeholder: 'お困りのことをお書きください',
    notice: 'お問い合わせの内容は、対応と改善のために記録されます。パスワードは書かないでください。',
    offline: '接続が切れました。つながり次第、続きからご利用いただけます。',
    unavailable: 'ただいまサービスデスクに接続できません。しばらくしてから開き直してください。',
  },
  en: {
    title: 'Service desk',
    other: '日本語',
    again: 'New conversation',
    placeholder: 'Tell us what you need',
    notice: 'What you write is recorded so that we can help and improve. Please do not write passwords.',
    offline: 'The connection was lost. As soon as it is back, you can go on here.',
    unavailable: 'The service desk cannot be reached right now. Please open this page again in a while.',
  },
};

const key = 'servicebot.language';

/** The language chosen here before, else the browser's; Japanese where it is neither. */
export function chosenLanguage(): Language {
  const kept = localStorage.getItem(key);
  if (kept === 'ja' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ja';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language);
}
