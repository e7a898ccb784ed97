using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.Host.Tests.Browser;

/// <summary>What happens around the page: other sites that embed it, and servers that go away.</summary>
public sealed class ElsewhereTests(ChatBrowser browser) : IClassFixture<ChatBrowser>
{
    [Fact]
    public async Task Any_site_can_have_the_chat_with_one_line()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.MapGet("/", () => Results.Content($"<!doctype html><title>A site</title><h1>Welcome</h1><script src='{browser.Address}embed.js' defer></script>", "text/html"));
        await site.StartAsync();

        var page = await browser.PageAsync("en-US");
        await page.GotoAsync(site.Urls.First());
        await page.GetByRole(AriaRole.Button).First.ClickAsync();
        var frame = page.FrameLocator("iframe");
        await Expect(frame.Locator(".webchat__bubble__content").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await frame.GetByRole(AriaRole.Textbox).FillAsync("my laptop is very slow");
        await frame.GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Expect(frame.GetByRole(AriaRole.Button, new() { Name = "Everything" }).Last).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_conversation_goes_on_after_a_power_cut_of_the_server()
    {
        var chat = await browser.VisitAsync("en-US");
        await chat.SayAsync("my laptop is very slow");
        await chat.PressAsync("Everything");
        await chat.SeesAsync("restart");
        await browser.CutPowerAsync();
        await chat.Page.ReloadAsync();
        await chat.SeesAsync("my laptop is very slow");
        await chat.SayAsync("not yet");
        await chat.SeesAsync("Start > Power > Restart");
    }
}
