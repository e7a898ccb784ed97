using System.Text;
using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Background;

/// <summary>Playbooks that call other systems, from the customer's words to the wire and back, in the running process.</summary>
public sealed class ActionsTests : IClassFixture<DeskWithIdentitySystem>
{
    private const string Credential = DeskWithIdentitySystem.Credential;
    private readonly DeskWithIdentitySystem shared;
    private readonly OtherSystem identity;

    public ActionsTests(DeskWithIdentitySystem shared)
    {
        this.shared = shared;
        this.identity = shared.Identity;
        this.identity.Forget();
    }

    [Fact]
    public async Task What_comes_back_goes_on_in_the_dialog()
    {
        this.identity.Answers(200, """{"data":{"unlockedAt":"09:30"}}""");
        var talk = await this.AskAsync();
        await talk.HearsAsync("It was unlocked at 09:30.");
        Assert.Equal("ask_solved", (await talk.HearsAsync("Are you in?")).Trace("step")?.Split(':')[0]);
        Assert.Empty(await talk.TicketsAsync());

        var call = Assert.Single(this.identity.Calls);
        Assert.Equal(("POST", "/users/A12345/unlock?by=desk", $"Bearer {Credential}"), (call.Method, call.Address, call.Authorization));
        Assert.Equal("""{"reason":"asked by A12345"}""", call.Body);
        Assert.NotEmpty(call.Key);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(0)]
    public async Task What_may_pass_is_tried_again_as_the_same_request(int status)
    {
        _ = status == 0 ? this.identity.Hangs() : this.identity.Answers(status);
        this.identity.Answers(200, """{"data":{"unlockedAt":"09:31"}}""");
        await (await this.AskAsync()).HearsAsync("It was unlocked at 09:31.");

        var calls = await this.identity.CallsAsync(2);
        Assert.Equal(calls[0], calls[1]);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(500, 2)]
    public async Task What_does_not_pass_becomes_a_ticket_that_says_so(int status, int calls)
    {
        this.identity.Answers(status).Answers(status).Answers(status);
        var talk = await this.AskAsync();
        await talk.HearsAsync(activity => activity.Trace("ticket") is not null);

        var ticket = Assert.Single(await talk.TicketsAsync());
        Assert.Equal(("locked_account", "action_failed", "A12345"), (ticket["playbook"]!.ToString(), ticket["context"]!["escalationReason"]!.ToString(), ticket["slots"]!["employee_number"]!.ToString()));
        Assert.Contains(ticket["context"]!["stepsTried"]!.AsArray(), step => step!["outcome"]!.ToString() == $"failed: HTTP {status}");
        Assert.Equal(calls, this.identity.Calls.Count);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_our_credentials()
    {
        await using var elsewhere = await OtherSystem.StartAsync();
        this.identity.Redirects(elsewhere.Root);
        var talk = await this.AskAsync();
        await talk.HearsAsync(activity => activity.Trace("ticket") is not null);
        Assert.Empty(elsewhere.Calls);
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("")]
    public async Task An_answer_that_does_not_fit_becomes_a_ticket(string body)
    {
        this.identity.Answers(200, body);
        var talk = await this.AskAsync();
        await talk.HearsAsync(activity => activity.Trace("ticket") is not null);
        Assert.Single(this.identity.Calls);
    }

    [Fact]
    public async Task A_system_that_can_not_be_reached_becomes_a_ticket()
    {
        this.identity.Cuts().Cuts();
        var talk = await this.AskAsync();
        await talk.HearsAsync(activity => activity.Trace("ticket") is not null);
        Assert.Equal("action_failed", (await talk.TicketsAsync())[0]["context"]!["escalationReason"]!.ToString());
    }

    [Fact]
    public async Task While_one_system_hangs_others_are_called_all_the_same()
    {
        var own = new DeskWithIdentitySystem { TimeoutSeconds = 60 };
        try
        {
            await own.InitializeAsync();
            own.Identity.Hangs().Answers(200, """{"data":{"unlockedAt":"09:32"}}""");
            var waiting = await AskAsync(own.Desk);
            await own.Identity.CallsAsync(1);
            await (await AskAsync(own.Desk)).HearsAsync("It was unlocked at 09:32.");
            await waiting.FetchAsync();
            Assert.DoesNotContain(waiting.Heard, activity => activity.Trace("ticket") is not null);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Credentials_are_neither_logged_nor_stored_nor_said()
    {
        this.identity.Answers(500).Answers(403);
        var talk = await this.AskAsync();
        await talk.HearsAsync(activity => activity.Trace("ticket") is not null);

        Assert.All(await this.identity.CallsAsync(2), call => Assert.Equal($"Bearer {Credential}", call.Authorization));
        await this.shared.Desk.KillAsync();
        Assert.DoesNotContain(Credential, this.shared.Desk.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(talk.Heard, activity => activity.ToJsonString().Contains(Credential, StringComparison.Ordinal));
        var stored = Directory.GetFiles(this.shared.Folder.Data, "*", SearchOption.AllDirectories).Where(file => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Contains(Credential, StringComparison.Ordinal));
        Assert.Empty(stored);
        await this.shared.StartAsync();
    }

    [Fact]
    public async Task A_call_that_a_power_cut_met_is_made_again_as_the_same_request_and_its_customer_hears()
    {
        this.identity.Hangs();
        var talk = await this.AskAsync();
        await this.identity.CallsAsync(1);
        await this.shared.Desk.KillAsync();

        this.identity.Answers(200, """{"data":{"unlockedAt":"09:33"}}""");
        talk.Desk = await this.shared.StartAsync();
        await talk.HearsAsync("It was unlocked at 09:33.");

        var calls = await this.identity.CallsAsync(2);
        Assert.Equal((calls[0], 2), (calls[1], this.identity.Calls.Count));
        Assert.Single(talk.Heard, activity => activity["text"]!.ToString().Contains("09:33", StringComparison.Ordinal));
    }

    private Task<Talk> AskAsync() => AskAsync(this.shared.Desk);

    private static async Task<Talk> AskAsync(RunningDesk desk)
    {
        var talk = await Talk.BeginAsync(desk);
        await talk.SayAllAsync("please unlock my account", "A12345");
        return talk;
    }
}

/// <summary>A desk whose playbook calls the system that keeps the accounts.</summary>
public sealed class DeskWithIdentitySystem : IAsyncLifetime
{
    public const string Credential = "credential-of-the-identity-system";

    public int TimeoutSeconds { get; init; } = 2;

    public DeskFolder Folder { get; private set; } = null!;

    public OtherSystem Identity { get; private set; } = null!;

    public RunningDesk Desk { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        this.Folder = await DeskFolder.MakeAsync();
        this.Identity = await OtherSystem.StartAsync();
        this.Folder.Put("dialogs/policies/actions.yaml", $$"""
            actions:
              unlock_account:
                method: POST
                url: {{this.Identity.Root}}/users/{employee}/unlock?by=desk
                headers:
                  Authorization: "Bearer {secret:Identity}"
                body: { reason: "asked by {employee}" }
                timeout_seconds: {{this.TimeoutSeconds}}
                retries: 1
                outputs: { unlocked_at: /data/unlockedAt }
            """);
        await this.StartAsync();
    }

    /// <summary>Starts the desk, again where it ran before; all that can be logged is.</summary>
    public async Task<RunningDesk> StartAsync()
    {
        await this.StopAsync();
        return this.Desk = await RunningDesk.StartAsync(
            this.Folder, ("ServiceBot__Secrets__Identity", Credential), ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__System.Net.Http", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore", "Information"));
    }

    public async Task DisposeAsync()
    {
        await this.StopAsync();
        await this.Identity.DisposeAsync();
        this.Folder.Dispose();
    }

    private async Task StopAsync()
    {
        if (this.Desk is not null)
        {
            await this.Desk.DisposeAsync();
        }
    }
}
