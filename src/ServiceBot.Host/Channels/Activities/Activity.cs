using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Host.Channels.Activities;

/// <summary>
/// A message of the Bot Framework protocol. Absent members are null and stay absent; members that are not known here
/// survive a round trip. Times are texts because they go back exactly as they came.
/// </summary>
public sealed record Activity
{
    /// <summary>What it is, for example one of <see cref="ActivityTypes"/>; never null after <see cref="ActivityJson.Read"/>.</summary>
    public string? Type { get; init; }
    public string? Id { get; init; }
    public string? Timestamp { get; init; }
    public string? LocalTimestamp { get; init; }
    public string? ChannelId { get; init; }
    public string? ServiceUrl { get; init; }
    public ChannelAccount? From { get; init; }
    public ChannelAccount? Recipient { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public string? ReplyToId { get; init; }
    public string? Locale { get; init; }
    public string? Text { get; init; }
    public string? TextFormat { get; init; }
    public string? Summary { get; init; }
    public string? InputHint { get; init; }

    /// <summary>The name of an event or invoke.</summary>
    public string? Name { get; init; }

    /// <summary>What happened in an <c>installationUpdate</c>, for example <c>add</c>.</summary>
    public string? Action { get; init; }
    public IReadOnlyList<ActivityAttachment>? Attachments { get; init; }
    public IReadOnlyList<Entity>? Entities { get; init; }
    public SuggestedActions? SuggestedActions { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    /// <summary>What a card's button or an event carries; of any shape.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What only the channel understands; of any shape.</summary>
    public JsonElement? ChannelData { get; init; }

    // Settable because the serializer's generator takes init-only members for constructor parameters, which extension data cannot be.
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>The types of activity that are treated apart; all others are answered and left alone.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string Typing = "typing";
    public const string Event = "event";
    public const string Invoke = "invoke";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
}
