using System.Text.Json;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.Activities;

/// <summary>Says a reply in the Bot Framework's words; who says it to whom, and when, is the channel's to add.</summary>
public static class ReplyActivity
{
    /// <summary>The message that says a reply.</summary>
    /// <param name="reply">What is said.</param>
    /// <param name="inReplyTo">The id of the activity that it answers, null for proactive messages.</param>
    public static Activity Of(Reply reply, string? inReplyTo) => new()
    {
        Type = ActivityTypes.Message,
        Text = reply.Text,
        TextFormat = "markdown",
        Locale = reply.Language.Locale(),
        InputHint = reply.Choices.Count > 0 || reply.Trace.Step is not null ? "expectingInput" : "acceptingInput",
        SuggestedActions = reply.Choices.Count > 0 ? Suggested(reply.Choices) : null,
        ChannelData = JsonSerializer.SerializeToElement(new ReplyChannelData(reply.Trace), ActivityJson.Wire.ReplyChannelData),
        ReplyToId = inReplyTo,
    };

    private static SuggestedActions Suggested(IReadOnlyList<Choice> choices)
    {
        var actions = new CardAction[choices.Count];
        for (var i = 0; i < actions.Length; i++)
            actions[i] = Button(choices[i]);
        return new() { To = [], Actions = actions };
    }

    // imBack shows what is sent as the customer's own words; a value that is not for people's eyes is sent unseen.
    private static CardAction Button(Choice choice) => new()
    {
        Type = choice.Title == choice.Value ? "imBack" : "postBack",
        Title = choice.Title,
        Value = JsonSerializer.SerializeToElement(choice.Value, ActivityJson.Wire.String),
    };
}
