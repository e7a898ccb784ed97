using System.Text.RegularExpressions;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Api;

/// <summary>Who may use the REST interface, and what anybody may see.</summary>
public sealed class AccessTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private readonly RunningDesk desk = shared.Desk;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong-key-wrong-key-wrong-key")]
    [InlineData(RunningDesk.Secret)]
    [InlineData(RunningDesk.Key + "x")]
    [InlineData(RunningDesk.Key + ", Bearer x")]
    public async Task Without_the_key_no_route_answers(string? key)
    {
        foreach (var (method, path) in await OpenApi.RoutesAsync(this.desk, "/api/v1/"))
        {
            var answer = await this.desk.SendAsync(method, path.Replace("{number}", "INC-000001", StringComparison.Ordinal), method == HttpMethod.Get ? null : "{bad", key);
            Assert.Equal((path, 401, "application/problem+json"), (path, answer.Status, answer.MediaType));
        }
    }

    [Fact]
    public async Task Who_has_no_key_does_not_learn_which_routes_there_are() =>
        Assert.Equal(401, (await this.desk.SendAsync(HttpMethod.Get, "/api/v1/nothing", bearer: null)).Status);

    [Fact]
    public async Task The_description_says_which_key_each_route_needs()
    {
        var described = await this.desk.SendAsync(HttpMethod.Get, "/openapi/v1.json", bearer: null);
        Assert.Equal("bearer", described.Json["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.ToString());
        Assert.NotNull(described.Json["paths"]!["/api/v1/tickets"]!["get"]!["security"]![0]!["bearer"]);
    }

    [Fact]
    public async Task The_key_does_not_work_in_an_address() =>
        Assert.Equal(401, (await this.desk.SendAsync(HttpMethod.Get, $"/api/v1/tickets?key={RunningDesk.Key}&access_token={RunningDesk.Key}", bearer: null)).Status);

    [Theory]
    [InlineData("/healthz/live", "live")]
    [InlineData("/healthz/ready", "ready")]
    public async Task Probes_answer_anybody(string path, string words)
    {
        var answer = await this.desk.SendAsync(HttpMethod.Get, path, bearer: null);
        Assert.Equal((200, words), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task The_key_is_not_logged_whatever_is_asked_and_however_much_is_logged(string environment)
    {
        using var folder = await DeskFolder.MakeAsync();
        await using var verbose = await RunningDesk.StartAsync(
            folder, ("ASPNETCORE_ENVIRONMENT", environment), ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"), ("Logging__LogLevel__System.Net.Http", "Trace"));
        await verbose.GetAsync("/api/v1/tickets");
        await verbose.PostAsync("/api/v1/tickets", "{bad");
        await verbose.PostAsync("/api/v1/understand", """{"text":"please unlock my account"}""");
        await verbose.GetAsync("/api/v1/nothing");
        await verbose.LoggedAsync("/api/v1/nothing", "404");
        Assert.DoesNotContain(RunningDesk.Key, verbose.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_made_is_printed_once_and_kept()
    {
        using var folder = await DeskFolder.MakeAsync();
        string key;
        await using (var first = await RunningDesk.StartAsync(folder, ("ServiceBot__Admin__ApiKey", "")))
        {
            await first.LoggedAsync("The administrator's key");
            key = Regex.Match(first.Log, "key, shown this once.*: ([0-9a-f]{64})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
            Assert.Equal(200, (await first.SendAsync(HttpMethod.Get, "/api/v1/tickets", bearer: key)).Status);
        }

        await using var second = await RunningDesk.StartAsync(folder, ("ServiceBot__Admin__ApiKey", ""));
        Assert.Equal(200, (await second.SendAsync(HttpMethod.Get, "/api/v1/tickets", bearer: key)).Status);
        Assert.DoesNotContain(key, second.Log, StringComparison.Ordinal);
    }
}

/// <summary>What the program says of itself in <c>/openapi/v1.json</c>.</summary>
public static class OpenApi
{
    /// <summary>The described routes that begin so.</summary>
    public static async Task<IReadOnlyList<(HttpMethod Method, string Path)>> RoutesAsync(RunningDesk desk, string beginning)
    {
        var document = await desk.SendAsync(HttpMethod.Get, "/openapi/v1.json", bearer: null);
        return [.. document.Json["paths"]!.AsObject().Where(path => path.Key.StartsWith(beginning, StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject().Select(method => (HttpMethod.Parse(method.Key), path.Key)))];
    }
}
