using System.Net;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>Keys come, go, and can't be reached; time is moved, never waited for.</summary>
public sealed class KeysOfChannelsTests : IAsyncLifetime
{
    private static readonly SigningKey Second = new("key-2", "msteams");
    private BotRig rig = null!;

    public async Task InitializeAsync()
    {
        rig = await BotRig.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(rig.Site.Key));
        Assert.Equal(1, rig.Site.KeyFetches);
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task An_unknown_key_id_is_looked_for_once()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Second));
        Assert.Equal(2, rig.Site.KeyFetches);
    }

    [Fact]
    public async Task A_hundred_unknown_key_ids_cause_one_fetch()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => PostAsync(Second with { Id = $"made-up-{number}" })));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(2, rig.Site.KeyFetches);
    }

    [Fact]
    public async Task Claims_that_are_not_ours_cause_no_fetch()
    {
        await rig.PostAsync(rig.Message("x"), "Bearer " + Forge.Token(Second, rig.Site.ServiceUrl, ("aud", "\"other\"")));
        Assert.Equal(1, rig.Site.KeyFetches);
    }

    [Fact]
    public async Task A_rotated_key_works_at_once()
    {
        rig.Site.Announced.Add(Second);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Second));
    }

    [Fact]
    public async Task A_rotated_key_works_after_strangers_used_up_the_fetch()
    {
        await PostAsync(Second with { Id = "made-up" });
        rig.Site.Announced.Add(Second);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Second));
        rig.Move(Duration.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Second));
    }

    [Fact]
    public async Task A_withdrawn_key_is_refused_after_the_refresh_even_with_a_token_seen_before()
    {
        var token = rig.GoodToken;
        await rig.PostAsync(rig.Message("before"), "Bearer " + token);
        rig.Site.Announced[0] = Second;
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Second));
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.PostAsync(rig.Message("after"), "Bearer " + token)).StatusCode);
    }

    [Fact]
    public async Task A_key_replaced_under_its_id_is_not_believed_any_more()
    {
        var old = rig.GoodToken;
        rig.Site.Announced[0] = new(rig.Site.Key.Id, "msteams");
        await PostAsync(Second);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(rig.Site.Announced[0]));
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.PostAsync(rig.Message("old"), "Bearer " + old)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(rig.Site.Key));
    }

    [Fact]
    public async Task A_key_that_lost_its_endorsement_is_refused_even_with_a_token_seen_before()
    {
        var token = rig.GoodToken;
        await rig.PostAsync(rig.Message("before"), "Bearer " + token);
        rig.Site.OnKeys = http => http.Response.WriteAsync($$"""{"keys":[{{rig.Site.Key.Jwk().ToJsonString().Replace("msteams", "slack", StringComparison.Ordinal)}}]}""");
        await PostAsync(Second);
        Assert.Equal(HttpStatusCode.Forbidden, (await rig.PostAsync(rig.Message("after"), "Bearer " + token)).StatusCode);
    }

    [Fact]
    public async Task A_key_without_endorsements_speaks_for_nobody()
    {
        var bare = new SigningKey("bare");
        rig.Site.Announced.Add(bare);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(bare));
    }

    [Fact]
    public async Task Known_keys_are_fetched_anew_from_time_to_time()
    {
        rig.Move(Duration.FromMinutes(6));
        await PostAsync(rig.Site.Key);
        for (var tries = 0; rig.Site.KeyFetches < 2; tries++)
        {
            Assert.True(tries < 500);
            await Task.Delay(10);
        }
    }

    public static TheoryData<string> Failures => ["500", "HTML", "empty", "no keys", "hangs", "redirect", "http address elsewhere", "huge"];

    [Theory, MemberData(nameof(Failures))]
    public async Task A_known_key_works_while_its_source_does_not(string failure)
    {
        Break(failure);
        rig.Move(Duration.FromMinutes(6));
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Second));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(rig.Site.Key));
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        Assert.Empty(rig.Site.OtherRequests);
    }

    [Fact]
    public async Task A_known_key_does_not_work_for_ever_without_its_source()
    {
        Break("500");
        rig.Move(Duration.FromDays(5) + Duration.FromMinutes(1));
        var token = Forge.Token(rig.Site.Key, rig.Site.ServiceUrl, ("exp", Forge.In(6 * 86400)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.PostAsync(rig.Message("late"), "Bearer " + token)).StatusCode);
    }

    private async Task<HttpStatusCode> PostAsync(SigningKey key) =>
        (await rig.PostAsync(rig.Message(Guid.NewGuid().ToString(), id: Guid.NewGuid().ToString()), "Bearer " + Forge.Token(key, rig.Site.ServiceUrl, ("exp", Forge.In(7200))))).StatusCode;

    private void Break(string failure)
    {
        rig.Site.OnMetadata = failure == "http address elsewhere"
            ? http => http.Response.WriteAsync("""{"jwks_uri":"http://keys.evil.example/keys"}""")
            : null;
        rig.Site.OnKeys = failure switch
        {
            "500" => Status(500, ""),
            "HTML" => Status(200, "<html></html>"),
            "empty" => Status(200, ""),
            "no keys" => Status(200, """{"keys":[]}"""),
            "hangs" => http => Task.Delay(TimeSpan.FromSeconds(20), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default),
            "huge" => Status(200, $$"""{"keys":[],"padding":"{{new string('x', 2_000_000)}}"}"""),
            "redirect" => http =>
            {
                http.Response.Redirect(rig.Site.Root + "/elsewhere");
                return Task.CompletedTask;
            }
            ,
            _ => null,
        };
    }

    private static RequestDelegate Status(int status, string body) => http =>
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    };
}
