using Microsoft.AspNetCore.Http;
using NodaTime;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>Replies on their way out: order, back-off, and where the bot's token may go.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    private BotRig rig = null!;

    public async Task InitializeAsync() => rig = await BotRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    public static TheoryData<int> MendedByTime => [408, 412, 429, 500, 502, 503, 504];

    [Theory, MemberData(nameof(MendedByTime))]
    public async Task What_time_mends_is_tried_again_with_the_same_id(int status)
    {
        AnswerFirst(status);
        await rig.PostAsync(rig.Message("hello"));
        await Until(async () => await PostponedAsync() == 1);
        rig.Move(Duration.FromMinutes(1));
        var calls = await rig.Site.CallsAsync(2);
        Assert.Equal(calls[0].Id, calls[1].Id);
        await Until(async () => await WaitingAsync() == 0);
    }

    [Theory, InlineData("in seconds"), InlineData("as a date")]
    public async Task The_wait_that_a_channel_asks_for_is_kept(string form)
    {
        const int seconds = 120;
        AnswerFirst(429, http => http.Response.Headers.RetryAfter = form == "in seconds" ? "120" : DateTimeOffset.UtcNow.AddSeconds(seconds).ToString("R"));
        await rig.PostAsync(rig.Message("hello"));
        await Until(async () => await PostponedAsync() == 1);
        var due = (await rig.Outbox.DueEntriesAsync(rig.Clock.GetCurrentInstant() + Duration.FromDays(1), 10, default))[0].DueAt;
        Assert.InRange((due - rig.Clock.GetCurrentInstant()).TotalSeconds, seconds * 0.9, seconds * 1.1);
        rig.Move(Duration.FromSeconds(seconds * 0.5));
        await rig.PostAsync(rig.Message("other", conversation: "a:2"));
        Assert.DoesNotContain(await rig.Site.CallsAsync(2), call => call.Conversation == "a:1" && call != rig.Site.Calls.First());
    }

    [Fact]
    public async Task Later_replies_do_not_overtake_one_that_is_held_back()
    {
        AnswerFirst(503);
        foreach (var number in Enumerable.Range(1, 5))
            await rig.PostAsync(rig.Message($"m{number}", id: $"f:{number}"));
        await Until(async () => await PostponedAsync() >= 1);
        rig.Move(Duration.FromMinutes(1));
        var calls = await rig.Site.CallsAsync(6);
        Assert.Equal(["f:1", "f:1", "f:2", "f:3", "f:4", "f:5"], calls.Select(call => call.Body["replyToId"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_channel_that_fails_hangs_and_drops_gets_everything_afterwards_in_order()
    {
        var number = 0;
        var isDown = true;
        rig.Site.OnCall = (_, http) =>
        {
            if (!isDown)
                return Task.CompletedTask;
            switch (Interlocked.Increment(ref number) % 4)
            {
                case 0:
                    http.Response.StatusCode = 429;
                    return Task.CompletedTask;
                case 1:
                    http.Response.StatusCode = 503;
                    return http.Response.WriteAsync("<html>down</html>");
                case 2:
                    http.Abort();
                    return Task.CompletedTask;
                default:
                    return Task.Delay(TimeSpan.FromSeconds(10), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        };
        foreach (var message in Enumerable.Range(0, 40))
            await rig.PostAsync(rig.Message($"m{message}", conversation: $"a:{message % 8}", id: $"{message:000}"));
        await Until(async () => await PostponedAsync() >= 8);
        isDown = false;
        rig.Site.Calls.Clear();
        for (var minutes = 0; minutes < 60 && await WaitingAsync() > 0; minutes++)
        {
            rig.Move(Duration.FromMinutes(1));
            await Task.Delay(100);
        }

        var calls = await rig.Site.CallsAsync(40);
        Assert.Equal(40, calls.Select(call => call.Id).Distinct().Count());
        Assert.All(calls.GroupBy(call => call.Conversation), chat =>
            Assert.Equal(chat.Select(call => call.Body["replyToId"]!.GetValue<string>()).Order(), chat.Select(call => call.Body["replyToId"]!.GetValue<string>())));
    }

    public static TheoryData<int, string, string> Final => new()
    {
        { 403, """{"error":{"code":"MessageWritesBlocked","message":"花子 blocked"}}""", "403 MessageWritesBlocked" },
        { 403, """{"errorCode":209,"subCode":"BotNotInConversationRoster"}""", "403 BotNotInConversationRoster" },
        { 404, """{"error":{"code":"ConversationNotFound"}}""", "404 ConversationNotFound" },
        { 404, "<html>Not found</html>", "404" },
        { 413, """{"error":{"code":"MessageSizeTooBig"}}""", "413 MessageSizeTooBig" },
        { 400, "", "400" },
        { 307, "", "307" },
    };

    [Theory, MemberData(nameof(Final))]
    public async Task What_stays_as_it_is_is_given_up_at_once_and_can_be_seen(int status, string body, string why)
    {
        AnswerFirst(status, http => http.Response.Headers.Location = rig.Site.Root + "/elsewhere", body);
        await rig.PostAsync(rig.Message("hello"));
        await Until(async () => (await rig.Outbox.DeadEntriesAsync(10, default)).Count == 1);
        Assert.Equal(0, await WaitingAsync());
        await Until(() => Task.FromResult(rig.Log.Lines.Any(line => line.Contains($"after 1 tries: {why} ", StringComparison.Ordinal))));
        Assert.Empty(rig.Site.OtherRequests);
        await rig.PostAsync(rig.Message("again", id: "f:2"));
        Assert.Equal(2, (await rig.Site.CallsAsync(2)).Length);
    }

    [Fact]
    public async Task An_empty_or_senseless_answer_is_fine_if_it_says_so()
    {
        rig.Site.OnCall = (_, http) => http.Response.WriteAsync("<html>");
        await rig.PostAsync(rig.Message("hello"));
        await rig.Site.CallsAsync(1);
        await Until(async () => await WaitingAsync() == 0);
        Assert.Empty(await rig.Outbox.DeadEntriesAsync(10, default));
    }

    [Fact]
    public async Task A_refused_token_is_fetched_anew_once()
    {
        AnswerFirst(401);
        await rig.PostAsync(rig.Message("hello"));
        Assert.Equal(["Bearer bot-token-1", "Bearer bot-token-2"], (await rig.Site.CallsAsync(2)).Select(call => call.Authorization));
    }

    [Fact]
    public async Task A_channel_that_refuses_every_token_does_not_make_us_fetch_for_ever()
    {
        rig.Site.OnCall = (_, http) =>
        {
            http.Response.StatusCode = 401;
            return Task.CompletedTask;
        };
        foreach (var chat in Enumerable.Range(0, 20))
            await rig.PostAsync(rig.Message("hello", conversation: $"a:{chat}"));
        await Until(async () => await PostponedAsync() == 20);
        Assert.Equal(2, rig.Site.TokenFetches);
    }

    [Fact]
    public async Task One_token_serves_all_until_shortly_before_it_ends()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(chat => rig.PostAsync(rig.Message("hello", conversation: $"a:{chat}"))));
        await rig.Site.CallsAsync(20);
        rig.Move(Duration.FromMinutes(54));
        await rig.PostAsync(rig.Message("before", id: "f:2"));
        await rig.Site.CallsAsync(21);
        Assert.Equal(1, rig.Site.TokenFetches);
        rig.Move(Duration.FromMinutes(2));
        await rig.PostAsync(rig.Message("after", id: "f:3"));
        await rig.Site.CallsAsync(22);
        Assert.Equal(2, rig.Site.TokenFetches);
    }

    public static TheoryData<int, string> NoTokens => new()
    {
        { 400, """{"error":"invalid_client"}""" },
        { 500, "" },
        { 200, "<html>" },
        { 200, """{"expires_in":3600}""" },
        { 200, """{"access_token":"a\r\nX-Evil: 1","expires_in":3600}""" },
        { 302, "" },
    };

    [Theory, MemberData(nameof(NoTokens))]
    public async Task Without_a_token_nothing_is_sent_and_everything_waits(int status, string body)
    {
        rig.Site.OnToken = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = rig.Site.Root + "/elsewhere";
            return http.Response.WriteAsync(body);
        };
        await rig.PostAsync(rig.Message("hello"));
        await Until(async () => await PostponedAsync() == 1);
        Assert.Empty(rig.Site.Calls);
        Assert.Empty(rig.Site.OtherRequests);
        rig.Site.OnToken = null;
        rig.Move(Duration.FromMinutes(1));
        Assert.Single(await rig.Site.CallsAsync(1));
    }

    [Fact]
    public async Task What_was_not_sent_before_a_stop_is_in_the_outbox_after_it()
    {
        rig.Site.OnCall = (_, http) => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await rig.PostAsync(rig.Message("hello"));
        await rig.Site.CallsAsync(1);
        await rig.StopAsync().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(1, await WaitingAsync());
    }

    private void AnswerFirst(int status, Action<HttpContext>? also = null, string body = "")
    {
        var isFirst = 1;
        rig.Site.OnCall = (_, http) =>
        {
            if (Interlocked.Exchange(ref isFirst, 0) == 0)
                return Task.CompletedTask;
            http.Response.StatusCode = status;
            also?.Invoke(http);
            return http.Response.WriteAsync(body);
        };
    }

    private async Task<int> WaitingAsync() => (await rig.Outbox.DueEntriesAsync(rig.Clock.GetCurrentInstant() + Duration.FromDays(1), 100, default)).Count;

    private async Task<int> PostponedAsync() =>
        (await rig.Outbox.DueEntriesAsync(rig.Clock.GetCurrentInstant() + Duration.FromDays(1), 100, default)).Count(entry => entry.Attempts > 0);

    private static async Task Until(Func<Task<bool>> isTrue)
    {
        for (var tries = 0; !await isTrue(); tries++)
        {
            Assert.True(tries < 1000);
            await Task.Delay(10);
        }
    }
}
