namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>One desk for all attempts: none of them may spoil it for the next.</summary>
public sealed class SharedRig : IAsyncLifetime
{
    public BotRig Rig { get; private set; } = null!;

    public async Task InitializeAsync() => Rig = await BotRig.StartAsync();

    public async Task DisposeAsync() => await Rig.DisposeAsync();
}
