using System.Net;
using Microsoft.Extensions.Configuration;
using NodaTime;
using ServiceBot.Host.Channels.BotFramework;
using ServiceBot.Host.Channels.BotFramework.Sending;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>With and without a registration, in Development and elsewhere; and how fast channels are called.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Without_an_app_id_a_program_on_this_machine_is_answered_in_Development()
    {
        await using var rig = await BotRig.StartAsync(options => options with { AppId = null, AppPassword = null });
        Assert.Equal(HttpStatusCode.OK, (await rig.PostAsync(rig.Message("hello"), null)).StatusCode);
        Assert.Equal("", (await rig.Site.CallsAsync(1))[0].Authorization);
    }

    [Fact]
    public async Task Without_an_app_id_replies_go_to_this_machine_only()
    {
        await using var rig = await BotRig.StartAsync(options => options with { AppId = null });
        var body = rig.Message("hello").Replace(rig.Site.ServiceUrl, "https://smba.trafficmanager.net/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await rig.PostAsync(body, null)).StatusCode);
    }

    [Fact]
    public async Task Without_an_app_id_nobody_is_answered_in_Production()
    {
        await using var rig = await BotRig.StartAsync(options => options with { AppId = null }, isDevelopment: false);
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.PostAsync(rig.Message("hello"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.PostAsync(rig.Message("hello"), "Bearer " + Forge.Token(rig.Site.Key, rig.Site.ServiceUrl, ("aud", "\"\"")))).StatusCode);
        Assert.Empty(rig.Spoken);
    }

    [Fact]
    public async Task In_Production_a_service_on_this_machine_is_not_one()
    {
        await using var rig = await BotRig.StartAsync(isDevelopment: false);
        Assert.NotEqual(HttpStatusCode.OK, (await rig.PostAsync(rig.Message("hello"))).StatusCode);
        Assert.Empty(rig.Spoken);
    }

    public static TheoryData<string, string, string, HttpStatusCode> Tenants => new()
    {
        { "msteams", "\"tenantId\":\"tenant-1\"", "", HttpStatusCode.OK },
        { "msteams", "\"x\":1", ",\"channelData\":{\"tenant\":{\"id\":\"TENANT-1\"}}", HttpStatusCode.OK },
        { "msteams", "\"tenantId\":\"tenant-2\"", "", HttpStatusCode.Forbidden },
        { "msteams", "\"tenantId\":\"tenant-1\"", ",\"channelData\":{\"tenant\":{\"id\":\"tenant-2\"}}", HttpStatusCode.Forbidden },
        { "msteams", "\"x\":1", "", HttpStatusCode.Forbidden },
        { "webchat", "\"x\":1", "", HttpStatusCode.OK },
        { "webchat", "\"tenantId\":\"tenant-2\"", "", HttpStatusCode.Forbidden },
    };

    [Theory, MemberData(nameof(Tenants))]
    public async Task A_bot_of_one_tenant_answers_that_tenant(string channel, string conversation, string more, HttpStatusCode status)
    {
        await using var rig = await BotRig.StartAsync(options => options with { TenantId = "tenant-1" });
        var body = rig.Activity("message", $"\"id\":\"1\",\"text\":\"hello\"{more}", channel: channel).Replace("\"tenantId\":\"tenant-1\"", conversation, StringComparison.Ordinal);
        Assert.Equal(status, (await rig.PostAsync(body)).StatusCode);
    }

    public static TheoryData<string, string> Senseless => new()
    {
        { "Bot:AppId=x", "Bot:AppPassword" },
        { "Bot:TenantId=a/b", "Bot:TenantId" },
        { "Bot:OpenIdMetadata=http://keys.example/", "Bot:OpenIdMetadata" },
        { "Bot:OpenIdMetadata=keys", "Bot:OpenIdMetadata" },
        { "Bot:TokenEndpoint=http://127.0.0.1/", "Bot:TokenEndpoint" },
        { "Bot:AllowedServiceUrls=https://u@a.example/", "Bot:AllowedServiceUrls" },
        { "Bot:AllowedServiceUrls:0=nonsense", "Bot:AllowedServiceUrls" },
        { "Bot:MetadataRefreshSeconds=-1", "Bot:MetadataRefreshSeconds" },
        { "Limits:ConnectorPerSecond=many", "Limits:ConnectorPerSecond" },
        { "Limits:ConnectorPerConversation=7", "Limits:ConnectorPerConversation" },
    };

    [Theory, MemberData(nameof(Senseless))]
    public void A_value_that_makes_no_sense_is_named(string setting, string key) =>
        Assert.StartsWith($"ServiceBot:{key} ", Assert.Throws<InvalidOperationException>(() => BotOptions.From(Section(setting), isDevelopment: false)).Message);

    [Fact]
    public void The_public_cloud_is_the_standard_and_the_tenant_is_in_the_token_address()
    {
        Assert.Equal("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token", BotOptions.From(Section(), false).TokenEndpoint.AbsoluteUri);
        var options = BotOptions.From(Section("Bot:AppId=id", "Bot:AppPassword=secret", "Bot:TenantId=contoso.example", "Limits:ConnectorPerConversation=5/2"), false);
        Assert.Equal("https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token", options.TokenEndpoint.AbsoluteUri);
        Assert.Equal((5, Duration.FromSeconds(2)), Assert.Single(options.Pace.PerConversation));
    }

    [Fact]
    public async Task A_conversation_is_called_seven_times_a_second_and_eight_in_two()
    {
        var time = new MovedTime();
        var pace = new Pace(PaceLimits.BotConnector with { PerSecond = 1_000_000 }, time);
        Assert.Equal(7, await AllowedAsync(pace, 20));
        time.Move(Duration.FromSeconds(1));
        Assert.Equal(1, await AllowedAsync(pace, 20));
        time.Move(Duration.FromSeconds(2));
        Assert.Equal(7, await AllowedAsync(pace, 20));
    }

    [Fact]
    public async Task A_busy_conversation_never_exceeds_any_window_and_says_how_long_to_wait()
    {
        var time = new MovedTime();
        var pace = new Pace(PaceLimits.BotConnector with { PerSecond = 1_000_000 }, time);
        var sent = 0;
        for (var at = Duration.Zero; at < Duration.FromMinutes(50); at += Duration.FromSeconds(1), time.Move(Duration.FromSeconds(1)))
            sent += await AllowedAsync(pace, 8);
        Assert.Equal(1800, sent);
        Assert.InRange((await pace.EnterAsync("chat", default))!.Value.TotalSeconds, 590, 610);
        Assert.Null(await pace.EnterAsync("other", default));
    }

    [Fact]
    public async Task The_bot_as_a_whole_gets_its_turns_one_after_the_other()
    {
        var pace = new Pace(new(50, []), new MovedTime());
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 75).Select(async chat => Assert.Null(await pace.EnterAsync($"{chat}", default))));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.45, 3);
    }

    [Fact]
    public async Task A_line_that_is_too_long_goes_back_to_the_outbox()
    {
        var pace = new Pace(new(1, []), new MovedTime());
        var turns = Enumerable.Range(0, 20).Select(chat => pace.EnterAsync($"{chat}", default)).ToArray();
        Assert.InRange((await turns[^1])!.Value.TotalSeconds, 9, 11);
    }

    private static async Task<int> AllowedAsync(Pace pace, int tries)
    {
        var allowed = 0;
        for (var number = 0; number < tries; number++)
            allowed += await pace.EnterAsync("chat", default) is null ? 1 : 0;
        return allowed;
    }

    private static IConfiguration Section(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build();
}
