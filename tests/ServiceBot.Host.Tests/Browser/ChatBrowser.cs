using Microsoft.Playwright;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Browser;

/// <summary>A browser and the product with its own content, for the tests of a class.</summary>
public sealed class ChatBrowser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private DeskFolder? folder;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public RunningDesk Desk { get; private set; } = null!;

    public Uri Address => this.Desk.Http.BaseAddress!;

    public async Task InitializeAsync()
    {
        this.folder = await DeskFolder.MakeAsync();
        this.Desk = await StartAsync(this.folder);
        this.playwright = await Playwright.CreateAsync();
        this.browser = await this.playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (this.browser is not null)
        {
            await this.browser.DisposeAsync();
        }

        this.playwright?.Dispose();
        if (this.Desk is not null)
        {
            await this.Desk.DisposeAsync();
        }

        this.folder?.Dispose();
    }

    /// <summary>Somebody who opens the chat with a browser in their language.</summary>
    public async Task<ChatPage> VisitAsync(string locale, ViewportSize? size = null)
    {
        var context = await this.browser!.NewContextAsync(new() { Locale = locale, ViewportSize = size ?? new() { Width = 1000, Height = 800 } });
        return await ChatPage.OpenAsync(await context.NewPageAsync(), this.Address);
    }

    /// <summary>A page of any site, in a browser of its own.</summary>
    public async Task<IPage> PageAsync(string locale) => await (await this.browser!.NewContextAsync(new() { Locale = locale })).NewPageAsync();

    /// <summary>Kills the process and starts it again where it was, with the data it had.</summary>
    public async Task CutPowerAsync()
    {
        var address = this.Address;
        await this.Desk.KillAsync();
        await this.Desk.DisposeAsync();
        this.Desk = await StartAsync(this.folder!, address.ToString());
    }

    private static Task<RunningDesk> StartAsync(DeskFolder folder, string urls = "http://127.0.0.1:0") => RunningDesk.StartAtAsync(
        folder, urls, ("ServiceBot__Dialogs", Path.Combine(Repository.Root, "dialogs")), ("ServiceBot__Models", Path.Combine(Repository.Root, "models")), ("ServiceBot__Data", folder.Data), ("ServiceBot__Pages__FrameAncestors", "http://127.0.0.1:*"));
}
