using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.Host.Tests.Browser;

/// <summary>Customers in a real browser, with the content that the product comes with.</summary>
public sealed class ChatTests(ChatBrowser browser) : IClassFixture<ChatBrowser>
{
    [Fact]
    public async Task A_Japanese_customer_comes_from_a_vague_complaint_to_a_solution()
    {
        var chat = await browser.VisitAsync("ja-JP");
        await chat.SeesAsync("こんにちは");
        await chat.SayAsync("なんだかパソコンの調子が悪いんです");
        await chat.PressAsync("全体的に遅い");
        await chat.PressAsync("まだしていない");
        await chat.SeesAsync("「再起動」をお試しください");
        await chat.SayAsync("速くなりました！ありがとう");
        await chat.SeesAsync("よかったです");
    }

    [Fact]
    public async Task An_English_customer_comes_from_a_vague_complaint_to_a_solution()
    {
        var chat = await browser.VisitAsync("en-US");
        await chat.SeesAsync("Hello");
        await chat.SayAsync("my computer acts so weird today");
        await chat.PressAsync("Everything");
        await chat.PressAsync("Not yet");
        await chat.SeesAsync("Start > Power > Restart");
        await chat.PressAsync("Solved");
        await chat.SeesOneOfAsync("Great. Anything else", "Glad that worked");
    }

    [Fact]
    public async Task A_Japanese_ticket_tells_by_itself_how_it_goes()
    {
        var chat = await browser.VisitAsync("ja-JP");
        await chat.SayAsync("在宅なのに会社のネットワークに入れなくて困ってます");
        await chat.PressAsync("開く");
        await chat.PressAsync("解決しない");
        await chat.PressAsync("スキップ");
        await chat.SeesAsync("INC-");
        await this.WorkAsync(await chat.TicketAsync(), "ゲートウェイを再起動しました。");
        await chat.SeesAsync("対応を始めました");
        await chat.SeesAsync("ゲートウェイを再起動しました。");
    }

    [Fact]
    public async Task An_English_ticket_tells_by_itself_how_it_goes()
    {
        var chat = await browser.VisitAsync("en-US");
        await chat.SayAsync("I can't get into the company network from home");
        await chat.PressAsync("They open");
        await chat.PressAsync("Not solved");
        await chat.SayAsync("error 809");
        await chat.SeesAsync("INC-");
        await this.WorkAsync(await chat.TicketAsync(), "We restarted the gateway.");
        await chat.SeesAsync("has started");
        await chat.SeesAsync("We restarted the gateway.");
    }

    [Fact]
    public async Task A_conversation_goes_on_after_a_reload()
    {
        var chat = await browser.VisitAsync("en-US");
        await chat.SayAsync("my laptop is very slow");
        await chat.PressAsync("Everything");
        await chat.SeesAsync("restart");
        await chat.Page.ReloadAsync();
        await chat.SeesAsync("my laptop is very slow");
        await chat.SayAsync("not yet");
        await chat.SeesAsync("Start > Power > Restart");
    }

    [Fact]
    public async Task Both_tabs_of_a_conversation_show_what_is_said()
    {
        var first = await browser.VisitAsync("en-US");
        await first.SeesAsync("Hello");
        var second = await ChatPage.OpenAsync(await first.Page.Context.NewPageAsync(), browser.Address);
        await second.SeesAsync("Hello");
        await first.SayAsync("the wifi drops all the time");
        await second.SeesAsync("the wifi drops all the time");
    }

    [Fact]
    public async Task The_language_of_the_page_is_switched_with_one_button()
    {
        var chat = await browser.VisitAsync("ja-JP");
        await Expect(chat.Page.Locator("html")).ToHaveAttributeAsync("lang", "ja");
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "English", Exact = true }).ClickAsync();
        await Expect(chat.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await chat.Page.ReloadAsync();
        await Expect(chat.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task Nothing_is_fetched_from_elsewhere_and_nothing_goes_wrong_unseen()
    {
        var chat = await browser.VisitAsync("ja-JP");
        await chat.SayAsync("VPNにつながりません");
        await chat.SeesAsync("VPN");
        await Expect(chat.Button("自宅")).ToBeVisibleAsync();
        Assert.All(chat.Requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)), url => Assert.Equal(browser.Address.Authority, new Uri(url).Authority));
        Assert.Empty(chat.Errors);
    }

    [Fact]
    public async Task It_fits_a_phone()
    {
        var chat = await browser.VisitAsync("ja-JP", new() { Width = 360, Height = 640 });
        await chat.SayAsync("パスワードを忘れました");
        await chat.SeesAsync("パスワード");
        Assert.True(await chat.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        await Expect(chat.Input).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Keys_alone_are_enough()
    {
        var chat = await browser.VisitAsync("en-US");
        await chat.Input.FocusAsync();
        await chat.Page.Keyboard.TypeAsync("my laptop is very slow");
        await chat.Page.Keyboard.PressAsync("Enter");
        await Expect(chat.Button("Everything")).ToBeVisibleAsync();
        await chat.Button("Everything").FocusAsync();
        await chat.Page.Keyboard.PressAsync("Enter");
        await chat.SeesAsync("restart");
    }

    [Fact]
    public async Task Enter_that_ends_a_conversion_does_not_send()
    {
        var chat = await browser.VisitAsync("ja-JP");
        await chat.SeesAsync("こんにちは");
        await chat.Input.FocusAsync();
        var protocol = await chat.Page.Context.NewCDPSessionAsync(chat.Page);
        await protocol.SendAsync("Input.imeSetComposition", new() { ["text"] = "いんさつ", ["selectionStart"] = 4, ["selectionEnd"] = 4 });
        await protocol.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = "Process", ["code"] = "Enter", ["windowsVirtualKeyCode"] = 229 });
        await protocol.SendAsync("Input.insertText", new() { ["text"] = "印刷" });
        await Expect(chat.Input).ToHaveValueAsync("印刷");
        await chat.Page.Keyboard.TypeAsync("できない");
        await chat.Page.Keyboard.PressAsync("Enter");
        await chat.SeesAsync("印刷できない");
    }

    private async Task WorkAsync(string ticket, string comment)
    {
        var started = await browser.Desk.PostAsync($"/api/v1/tickets/{ticket}/transitions", """{"to":"in_progress"}""");
        Assert.Equal(200, started.Status);
        var written = await browser.Desk.PostAsync($"/api/v1/tickets/{ticket}/comments", $$"""{"text":"{{comment}}","visibility":"public"}""");
        Assert.InRange(written.Status, 200, 201);
    }
}
