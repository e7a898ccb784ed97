import type { Language } from './texts.js';

interface ChatToken {
  token: string;
  conversationId: string;
  watermark?: string | null;
}

const domain = `${location.origin}/v3/directline`;

async function tokenFor(isNew: boolean): Promise<ChatToken> {
  const response = await fetch(`/api/chat/token${isNew ? '?new=true' : ''}`, { method: 'POST' });
  if (!response.ok) throw new Error(`The token was refused: ${response.status}`);
  return (await response.json()) as ChatToken;
}

/** A Direct Line of this visitor: the conversation they had last, with its whole history, or a new one. */
export async function connect(language: Language, isNew: boolean): Promise<DirectLine> {
  const { token, conversationId, watermark } = await tokenFor(isNew);
  const resumed = watermark ? { conversationId, watermark } : {};
  return window.WebChat.createDirectLine({ domain, token, ...resumed, conversationStartProperties: { locale: localeOf(language) } });
}

export function localeOf(language: Language): string {
  return language === 'ja' ? 'ja-JP' : 'en-US';
}
