using NodaTime;

namespace ServiceBot.Dialogs;

/// <summary>Calls other systems.</summary>
public interface IActionCaller
{
    /// <summary>Tries an action once, within its time limit; never throws for what a network or a peer may do.</summary>
    ValueTask<ActionOutcome> CallAsync(ActionJob job, CancellationToken cancellation);
}

/// <summary>Reads actions that wait to be called.</summary>
public interface IActionQueries
{
    /// <summary>Actions that are due, oldest first.</summary>
    ValueTask<IReadOnlyList<ActionJob>> DueActionsAsync(Instant now, int top, CancellationToken cancellation);
}
