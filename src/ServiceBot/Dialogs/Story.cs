using ServiceBot.Messages;

namespace ServiceBot.Dialogs;

/// <summary>A conversation that must go as written, from <c>dialogs/stories/**/*.yaml</c>.</summary>
/// <param name="File">Where it is written.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Language">The language that the channel says.</param>
/// <param name="Customer">Who the customer is.</param>
/// <param name="Steps">What happens, in order.</param>
public sealed record Story(string File, string Title, Language Language, Person Customer, IReadOnlyList<StoryStep> Steps);

/// <summary>One step of a story: what happens, and what must be true then.</summary>
/// <param name="Line">Where it is written.</param>
/// <param name="Does">What happens.</param>
/// <param name="Bot">What the bot's reply must be like, by the names of its trace; null where nothing is expected of it.</param>
/// <param name="Ticket">What the newest ticket must be like, by its members; null where nothing is expected of it.</param>
public sealed record StoryStep(int Line, StoryMove Does, IReadOnlyDictionary<string, IReadOnlyList<string>>? Bot, IReadOnlyDictionary<string, string>? Ticket);

/// <summary>What happens in a step of a story.</summary>
public abstract record StoryMove
{
    private StoryMove()
    {
    }

    /// <summary>The customer opens the chat.</summary>
    public sealed record Opens : StoryMove;

    /// <summary>The customer says something.</summary>
    public sealed record Says(string Text) : StoryMove;

    /// <summary>The customer sends a file.</summary>
    public sealed record Sends(string FileName, string Text) : StoryMove;

    /// <summary>Time passes, in minutes.</summary>
    public sealed record Waits(int Minutes) : StoryMove;

    /// <summary>Somebody of the desk works on the newest ticket: a comment, another status, a decision.</summary>
    public sealed record DeskDoes(string? Comment, string? Status, string? Text, bool? Approves) : StoryMove;

    /// <summary>The action that was called comes back.</summary>
    public sealed record ActionEnds(bool Succeeds, IReadOnlyDictionary<string, string> Outputs) : StoryMove;
}
