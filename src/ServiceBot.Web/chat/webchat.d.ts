/** The part of Web Chat's browser build that this page uses. */
interface DirectLine {
  connectionStatus$: { subscribe(next: (status: number) => void): { unsubscribe(): void } };
  end(): void;
}

interface Window {
  WebChat: {
    createDirectLine(options: Record<string, unknown>): DirectLine;
    createStyleSet?: unknown;
    renderWebChat(options: Record<string, unknown>, element: HTMLElement): void;
  };
}
