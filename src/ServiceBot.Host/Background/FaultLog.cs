using ServiceBot.Conversations;

namespace ServiceBot.Host.Background;

/// <summary>Logs turns that failed by a fault of our own; the customer got an apology and a ticket.</summary>
internal sealed partial class FaultLog(FrontDoor door, ILogger<FaultLog> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        door.Failed += this.Note;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        door.Failed -= this.Note;
        return Task.CompletedTask;
    }

    private void Note(Messages.ConversationId conversation, Exception fault) => this.LogFailed(conversation.Value, fault);

    [LoggerMessage(1, LogLevel.Error, "A turn of conversation {Conversation} failed; an apology was given and a ticket opened.")]
    private partial void LogFailed(string conversation, Exception fault);
}
