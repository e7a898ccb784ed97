using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>One step of a playbook.</summary>
/// <param name="Id">Stable as long as the step means the same; by this a run remembers that it is done.</param>
/// <param name="When">Conditions that all must hold; the step is passed over while one does not.</param>
public abstract record Step(string Id, IReadOnlyList<Condition> When)
{
    /// <summary>Says something.</summary>
    public sealed record Say(string Id, IReadOnlyList<Condition> When, LocalTexts Text) : Step(Id, When);

    /// <summary>Asks for a slot until it is known.</summary>
    public sealed record Collect(string Id, IReadOnlyList<Condition> When, string Slot) : Step(Id, When);

    /// <summary>Shows an article and asks whether it solved the matter.</summary>
    /// <param name="Id">See <see cref="Step"/>.</param>
    /// <param name="When">See <see cref="Step"/>.</param>
    /// <param name="Article">An article's id, or <see cref="Best"/>.</param>
    public sealed record ShowArticle(string Id, IReadOnlyList<Condition> When, string Article) : Step(Id, When)
    {
        /// <summary>The article that surely answers the words with which the playbook began; the step is passed over where none does.</summary>
        public const string Best = "best";
    }

    /// <summary>Asks whether the matter is solved.</summary>
    public sealed record AskSolved(string Id, IReadOnlyList<Condition> When, LocalTexts Text) : Step(Id, When);

    /// <summary>Shows what was collected and asks whether it is right.</summary>
    public sealed record Confirm(string Id, IReadOnlyList<Condition> When, LocalTexts Text) : Step(Id, When);

    /// <summary>Calls another system.</summary>
    /// <param name="Id">See <see cref="Step"/>.</param>
    /// <param name="When">See <see cref="Step"/>.</param>
    /// <param name="Action">The action's name in <c>policies/actions.yaml</c>.</param>
    /// <param name="With">Templates of its inputs.</param>
    /// <param name="Done">Said when it was done; null for the usual sentence.</param>
    public sealed record CallAction(
        string Id, IReadOnlyList<Condition> When, string Action, IReadOnlyDictionary<string, string> With, LocalTexts? Done) : Step(Id, When);

    /// <summary>Opens the ticket and waits for somebody's decision.</summary>
    /// <param name="Id">See <see cref="Step"/>.</param>
    /// <param name="When">See <see cref="Step"/>.</param>
    /// <param name="Approver">Template of the approver's name or e-mail address.</param>
    public sealed record Approval(string Id, IReadOnlyList<Condition> When, string Approver) : Step(Id, When);

    /// <summary>Opens a ticket and ends.</summary>
    public sealed record Ticket(string Id, IReadOnlyList<Condition> When, LocalTexts Text) : Step(Id, When);

    /// <summary>Opens a ticket for a human who is needed now, and ends.</summary>
    public sealed record HandOff(string Id, IReadOnlyList<Condition> When, LocalTexts Text) : Step(Id, When);
}
