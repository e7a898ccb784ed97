/** Web Chat's look, from the page's own colours. */
export function look(): Record<string, unknown> {
  const colours = getComputedStyle(document.documentElement);
  const colour = (name: string) => colours.getPropertyValue(name).trim();
  return {
    accent: colour('--accent'),
    backgroundColor: colour('--card'),
    primaryFont: getComputedStyle(document.body).fontFamily,
    bubbleBackground: colour('--bubble'),
    bubbleTextColor: colour('--ink'),
    bubbleBorderWidth: 0,
    bubbleBorderRadius: 14,
    bubbleMaxWidth: 560,
    bubbleFromUserBackground: colour('--accent'),
    bubbleFromUserTextColor: colour('--on-accent'),
    bubbleFromUserBorderWidth: 0,
    bubbleFromUserBorderRadius: 14,
    paddingRegular: 12,
    sendBoxBackground: colour('--card'),
    sendBoxTextColor: colour('--ink'),
    sendBoxPlaceholderColor: colour('--soft'),
    sendBoxButtonColor: colour('--accent'),
    sendBoxButtonColorOnFocus: colour('--accent'),
    sendBoxButtonColorOnHover: colour('--accent'),
    sendBoxBorderTop: `1px solid ${colour('--line')}`,
    sendBoxHeight: 52,
    timestampColor: colour('--soft'),
    subtle: colour('--soft'),
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: colour('--card'),
    suggestedActionBackgroundColorOnHover: colour('--bubble'),
    suggestedActionTextColor: colour('--accent'),
    suggestedActionBorderColor: colour('--accent'),
    suggestedActionBorderRadius: 18,
    suggestedActionHeight: 38,
    hideUploadButton: false,
    transitionDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? '0s' : '.3s',
  };
}
