using ServiceBot.Host.Channels.BotFramework;
using ServiceBot.Host.Channels.BotFramework.Admission;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>Where the bot's token may go.</summary>
public sealed class ServiceUrlsTests
{
    public static TheoryData<string, bool, bool> ServiceAddresses => new()
    {
        { "https://smba.trafficmanager.net/emea/", true, true },
        { "https://private.corp.example:8443/bots/", true, true },
        { "https://10.1.2.3/bots/", true, true },
        { "https://10.1.2.3/bots", true, true },
        { "https://10.1.2.3/botsy", false, false },
        { "https://10.1.2.3/bots/../other", false, false },
        { "https://10.1.2.4/bots/", false, false },
        { "http://10.1.2.3/bots/", false, false },
        { "http://smba.trafficmanager.net/", false, false },
        { "http://localhost:1234/", true, false },
        { "http://127.0.0.1:1234/", true, false },
        { "http://[::1]:1234/", true, false },
        { "https://localhost/", true, false },
        { "http://localhost.evil.example/", false, false },
        { "http://2130706434/", true, false },
        { "https://2130706433.evil/", true, true },
        { "https://169.254.169.254/", false, false },
        { "https://[fd00::1]/", false, false },
        { "https://metadata.google.internal/", false, false },
        { "https://intranet/", false, false },
        { "https://user@smba.trafficmanager.net/", false, false },
        { "https://smba.trafficmanager.net/?x=", false, false },
        { "https://smba.trafficmanager.net/#", false, false },
        { "https:\\\\smba.trafficmanager.net/", false, false },
        { " https://smba.trafficmanager.net/", false, false },
        { "https://smba.trafficmanager.net/\r\n", false, false },
        { "file:///etc/passwd", false, false },
        { "ftp://smba.trafficmanager.net/", false, false },
        { "smba.trafficmanager.net", false, false },
        { "", false, false },
    };

    [Theory, MemberData(nameof(ServiceAddresses))]
    public void The_token_goes_to_https_hosts_and_allowed_addresses_only(string address, bool inDevelopment, bool inProduction)
    {
        var options = new BotOptions { AllowedServiceUrls = [new("https://10.1.2.3/bots/")] };
        Assert.Equal(inDevelopment, new ServiceUrls(options with { IsDevelopment = true }).MayBeCalled(address, out _));
        Assert.Equal(inProduction, new ServiceUrls(options).MayBeCalled(address, out _));
    }
}
