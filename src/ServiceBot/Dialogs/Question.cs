using System.Text.Json.Serialization;

namespace ServiceBot.Dialogs;

/// <summary>What the bot has asked and the customer has not answered yet.</summary>
[JsonDerivedType(typeof(ForSlot), "slot")]
[JsonDerivedType(typeof(ToConfirm), "confirm")]
[JsonDerivedType(typeof(WhetherSolved), "solved")]
[JsonDerivedType(typeof(WhichMeaning), "meaning")]
[JsonDerivedType(typeof(ToRephrase), "rephrase")]
[JsonDerivedType(typeof(WhetherHuman), "human")]
[JsonDerivedType(typeof(WhichTicket), "ticket")]
[JsonDerivedType(typeof(WhatToAdd), "add")]
[JsonDerivedType(typeof(WhetherToWithdraw), "withdraw")]
[JsonDerivedType(typeof(WhetherToGoOn), "go_on")]
[JsonDerivedType(typeof(WhatAbout), "about")]
[JsonDerivedType(typeof(WhatToChange), "change")]
[JsonDerivedType(typeof(WhichArticle), "article")]
public abstract record Question
{
    private Question()
    {
    }

    /// <summary>A slot of the running playbook.</summary>
    public sealed record ForSlot(string Slot) : Question;

    /// <summary>Whether what was understood is right, before something is done.</summary>
    public sealed record ToConfirm(string Step) : Question;

    /// <summary>Whether the matter is solved, after an article (null: after a playbook's steps).</summary>
    public sealed record WhetherSolved(string? Step, IReadOnlyList<string> Articles, string About) : Question;

    /// <summary>Which of several likely meanings is right.</summary>
    public sealed record WhichMeaning(string Said, IReadOnlyList<string> Intents) : Question;

    /// <summary>To say it in other words.</summary>
    public sealed record ToRephrase(string Said) : Question;

    /// <summary>Whether a human should take over.</summary>
    public sealed record WhetherHuman(string About, string Reason) : Question;

    /// <summary>Which of several tickets is meant, for a wish such as <c>check_status</c>.</summary>
    public sealed record WhichTicket(string Act, string Said, IReadOnlyList<string> Numbers) : Question;

    /// <summary>What is to be added to a ticket.</summary>
    public sealed record WhatToAdd(string Number) : Question;

    /// <summary>Whether a ticket is really to be withdrawn.</summary>
    public sealed record WhetherToWithdraw(string Number) : Question;

    /// <summary>Whether to go on with what was begun some time ago.</summary>
    public sealed record WhetherToGoOn(Question Before) : Question;

    /// <summary>What the matter is, before a human takes over.</summary>
    public sealed record WhatAbout(string Reason) : Question;

    /// <summary>What of the collected answers is wrong.</summary>
    public sealed record WhatToChange(string Step) : Question;

    /// <summary>Which of several likely articles is meant.</summary>
    public sealed record WhichArticle(string Said, IReadOnlyList<string> Articles) : Question;
}
