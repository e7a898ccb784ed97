using System.Text.Json.Serialization;
using NodaTime;
using ServiceBot.Messages;
using ServiceBot.Storage;

namespace ServiceBot.Dialogs;

/// <summary>A call to another system, committed first and run outside of the turn; its outcome starts the next turn.</summary>
/// <param name="Id">Stable over all tries; sent along as idempotency key.</param>
/// <param name="Conversation">Where the outcome goes.</param>
/// <param name="Action">The action's name in <c>policies/actions.yaml</c>.</param>
/// <param name="Step">The step of the playbook that asked for it.</param>
/// <param name="Inputs">What the action's templates fill in.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DueAt">Not tried before.</param>
public sealed record ActionJob(
    string Id, ConversationId Conversation, string Action, string Step, IReadOnlyDictionary<string, string> Inputs, int Attempts, Instant DueAt);

/// <summary>What came of an action.</summary>
[JsonDerivedType(typeof(Succeeded), "succeeded")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record ActionOutcome
{
    private ActionOutcome()
    {
    }

    /// <summary>It was done; what came back fills slots.</summary>
    public sealed record Succeeded(IReadOnlyDictionary<string, string> Outputs) : ActionOutcome;

    /// <summary>It was not done.</summary>
    /// <param name="Why">For agents, without secrets.</param>
    /// <param name="MayRetry">Whether trying again can help and does no harm.</param>
    public sealed record Failed(string Why, bool MayRetry) : ActionOutcome;
}

/// <summary>An action is wanted.</summary>
public sealed record ActionQueued(ActionJob Job) : Change;

/// <summary>It is tried again later.</summary>
public sealed record ActionPostponed(string Id, int Attempts, Instant DueAt) : Change;

/// <summary>It ended and its conversation knows; in the same commit as the turn that it started.</summary>
public sealed record ActionEnded(string Id) : Change;
