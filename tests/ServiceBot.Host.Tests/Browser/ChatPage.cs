using Microsoft.Playwright;

namespace ServiceBot.Host.Tests.Browser;

/// <summary>The chat as somebody sees and uses it.</summary>
public sealed class ChatPage
{
    private const float Longest = 30_000;

    private ChatPage(IPage page) => this.Page = page;

    public IPage Page { get; }

    /// <summary>Everything that the page has asked the network for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Errors that the page has written to the console.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<ChatPage> OpenAsync(IPage page, Uri address)
    {
        var chat = new ChatPage(page);
        page.SetDefaultTimeout(Longest);
        page.Request += (_, request) => chat.Requests.Add(request.Url);
        page.WebSocket += (_, socket) => chat.Requests.Add(socket.Url);
        page.PageError += (_, error) => chat.Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                chat.Errors.Add(message.Text);
            }
        };
        await page.GotoAsync(address.ToString());

        // Web Chat sends nothing before it is connected; what was typed stays in the box.
        await Assertions.Expect(chat.Said("").First).ToBeVisibleAsync(new() { Timeout = Longest });
        return chat;
    }

    public ILocator Input => this.Page.GetByRole(AriaRole.Textbox);

    public async Task SayAsync(string text)
    {
        await this.Input.FillAsync(text);
        await this.Input.PressAsync("Enter");
    }

    /// <summary>Presses a button that the bot has offered.</summary>
    public Task PressAsync(string title) => this.Button(title).ClickAsync();

    public ILocator Button(string title) => this.Page.GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).Last;

    /// <summary>Waits until such words are to be seen in the conversation.</summary>
    public Task SeesAsync(string words) => Assertions.Expect(this.Said(words).Last).ToBeVisibleAsync(new() { Timeout = Longest });

    /// <summary>Waits until one of the variants of a sentence is to be seen.</summary>
    public Task SeesOneOfAsync(string one, string other) => Assertions.Expect(this.Said(one).Or(this.Said(other)).Last).ToBeVisibleAsync(new() { Timeout = Longest });

    public ILocator Said(string words) => this.Page.Locator(".webchat__bubble__content").Filter(new() { HasText = words });

    public async Task<string> TicketAsync()
    {
        var text = await this.Page.Locator(".webchat__bubble__content").Filter(new() { HasText = "INC-" }).Last.InnerTextAsync();
        return System.Text.RegularExpressions.Regex.Match(text, "INC-[0-9]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
    }
}
