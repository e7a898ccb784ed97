using System.Net;
using System.Net.WebSockets;
using NodaTime;

namespace ServiceBot.Host.Tests.Channels.DirectLine;

public sealed class StreamTests : IAsyncLifetime
{
    private DirectLineServer server = null!;

    public async Task InitializeAsync() => server = await DirectLineServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Over_many_reconnects_nothing_is_missed_and_nothing_comes_twice()
    {
        var client = await server.StartedAsync();
        var talking = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
                await client.SayAsync($"m{i}");
        });
        var seen = new List<string>();
        for (var watermark = ""; seen.Count < 201;)
        {
            using var socket = await client.OpenAsync(watermark);
            // A frame may hold several activities; a client takes all of a frame or none.
            for (var frames = 0; frames < 3 && seen.Count < 201; frames++)
            {
                do
                    seen.Add((await socket.NextAsync())["id"]!.GetValue<string>());
                while (socket.IsMidFrame);
            }

            watermark = socket.Watermark;
            socket.Wire.Abort();
        }

        await talking;
        Assert.Equal(201, seen.Distinct().Count());
        var inOrder = (await client.PollAsync())["activities"]!.AsArray().Select(each => each!["id"]!.GetValue<string>());
        Assert.Equal(inOrder, seen.Take(100));
    }

    [Fact]
    public async Task All_devices_of_a_customer_see_the_same()
    {
        var client = await server.StartedAsync();
        using var one = await client.OpenAsync();
        using var two = await client.OpenAsync();
        await client.SayAsync("x");
        for (var i = 0; i < 3; i++)
            Assert.Equal((await one.NextAsync()).ToJsonString(), (await two.NextAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_ticket_opens_one_stream_once()
    {
        var client = await server.StartedAsync();
        var url = await client.StreamUrlAsync();
        using var first = await Socket.OpenAsync(url);
        await Assert.ThrowsAsync<WebSocketException>(() => Socket.OpenAsync(url));
    }

    [Fact]
    public async Task A_ticket_opens_no_other_conversation()
    {
        var thief = await server.StartedAsync("dl_thief");
        var victim = await server.StartedAsync("dl_victim");
        var url = (await thief.StreamUrlAsync()).Replace(thief.Conversation, victim.Conversation);
        await Assert.ThrowsAsync<WebSocketException>(() => Socket.OpenAsync(url));
    }

    [Fact]
    public async Task A_ticket_ends_after_a_minute()
    {
        var url = await (await server.StartedAsync()).StreamUrlAsync();
        server.Clock.Move(Duration.FromSeconds(61));
        await Assert.ThrowsAsync<WebSocketException>(() => Socket.OpenAsync(url));
    }

    [Fact]
    public async Task Empty_frames_are_ignored_and_large_ones_end_the_stream()
    {
        var client = await server.StartedAsync();
        using var socket = await client.OpenAsync();
        await socket.NextAsync();
        await socket.Wire.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, default);
        await client.SayAsync("x");
        await socket.NextAsync();
        await socket.NextAsync();
        await socket.Wire.SendAsync(new byte[65 * 1024], WebSocketMessageType.Text, true, default);
        Assert.Null(await socket.FrameAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.Wire.CloseStatus);
    }

    [Fact]
    public async Task A_socket_that_takes_nothing_holds_nobody_up()
    {
        var client = await server.StartedAsync();
        using var stuck = await client.OpenAsync();
        using var reader = await client.OpenAsync();
        await reader.NextAsync();
        var text = new string('あ', 19_000);
        for (var i = 0; i < 100; i++)
        {
            await client.SayAsync(text);
            await reader.NextAsync();
            await reader.NextAsync();
        }
    }

    [Fact]
    public async Task A_ninth_socket_takes_the_place_of_the_first()
    {
        var client = await server.StartedAsync();
        var first = await client.OpenAsync();
        await first.NextAsync();
        for (var i = 0; i < 8; i++)
            await (await client.OpenAsync()).NextAsync();
        Assert.Null(await first.FrameAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, first.Wire.CloseStatus);
    }

    [Fact]
    public async Task A_stopping_server_says_so_and_the_conversation_goes_on_after_the_restart()
    {
        var folder = Directory.CreateTempSubdirectory("servicebot-").FullName;
        string watermark, conversation, token;
        await using (var before = await DirectLineServer.StartAsync(folder: folder))
        {
            var client = await before.StartedAsync();
            using var socket = await client.OpenAsync();
            await socket.NextAsync();
            (watermark, conversation, token) = (socket.Watermark, client.Conversation, client.Token);
            var stopping = before.StopAsync();
            Assert.Null(await socket.FrameAsync());
            Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.Wire.CloseStatus);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync("""{"type":"message","text":"x"}""")).StatusCode);
            await socket.Wire.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
            await stopping;
        }

        await using var after = await DirectLineServer.StartAsync(folder: folder);
        var resumed = new Client(after, token, conversation);
        await resumed.SayAsync("still here");
        using var again = await resumed.OpenAsync(watermark);
        Assert.Equal("still here", (await again.NextAsync())["text"]!.GetValue<string>());
        Directory.Delete(folder, recursive: true);
    }
}
