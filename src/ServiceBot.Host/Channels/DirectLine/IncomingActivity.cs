using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Host.Channels.DirectLine.Streams;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>An activity of a customer, with all that a customer must not decide set by the server.</summary>
/// <param name="Activity">As it came.</param>
/// <param name="Sender">Who sent it, whatever it says itself.</param>
/// <param name="Id">The id that it gets.</param>
public sealed record IncomingActivity(Activity Activity, Sender Sender, string Id)
{
    private const int LongestText = 20_000;
    private const int LongestClientId = 200;
    private const int MostSubmitted = 50;
    private const int LongestSubmitted = 4_000;

    /// <summary>Who comes.</summary>
    public Visit Visit => Sender.Visit(LanguageTags.Parse(Activity.Locale), Activity.From?.Name);

    /// <summary>What it starts; null where nothing is to be done, as for typing and unknown types.</summary>
    /// <param name="files">Files sent along, stored, with their addresses.</param>
    /// <param name="now">The server's time.</param>
    public (Occasion? Occasion, string? Fault) Occasion(IReadOnlyList<(Attachment File, string Address)> files, Instant now) => Activity switch
    {
        { Type: ActivityTypes.Event, Name: "webchat/join" } => (new Occasion.CustomerArrived(), null),
        { Type: not ActivityTypes.Message } => (null, null),
        { Text.Length: > LongestText } => (null, $"The text is longer than {LongestText} characters."),
        { Text: null or "", Value: null } when files.Count == 0 => (null, "The message has no text, no value and no file."),
        _ => Spoke(files, now),
    };

    private (Occasion?, string?) Spoke(IReadOnlyList<(Attachment File, string Address)> files, Instant now)
    {
        var clientId = Activity.ChannelData is { ValueKind: JsonValueKind.Object } data
            && data.TryGetProperty("clientActivityID", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        if (clientId?.Length > LongestClientId)
            return (null, $"channelData.clientActivityID is longer than {LongestClientId} characters.");
        var utterance = new Utterance(
            Id,
            string.IsNullOrEmpty(clientId) ? Id : clientId,
            Activity.Text ?? "",
            LanguageTags.Parse(Activity.Locale),
            Submitted(Activity.Value),
            [.. files.Select(each => each.File)],
            Encoding.UTF8.GetString(ActivityJson.Write(Echo(files, now))));
        return (new Occasion.CustomerSpoke(utterance), null);
    }

    // Comes back to the customer's own devices: channelData untouched, because Web Chat finds its bubble by what it put there.
    private Activity Echo(IReadOnlyList<(Attachment File, string Address)> files, Instant now) => Activity with
    {
        Id = Id,
        Timestamp = InstantPattern.ExtendedIso.Format(now),
        ChannelId = OutgoingActivity.Channel,
        ServiceUrl = null,
        Conversation = (Activity.Conversation ?? new()) with { Id = Sender.Conversation.Value },
        From = (Activity.From ?? new()) with { Id = Sender.User, Role = "user" },
        Attachments = files.Count == 0 ? Activity.Attachments : [.. files.Select(each => new ActivityAttachment
        {
            ContentType = each.File.ContentType,
            ContentUrl = each.Address,
            Name = each.File.Name,
            ThumbnailUrl = each.File.ContentType.StartsWith("image/", StringComparison.Ordinal) ? each.Address : null,
        })],
    };

    private static Dictionary<string, string> Submitted(JsonElement? value)
    {
        var submitted = new Dictionary<string, string>();
        if (value is not { ValueKind: JsonValueKind.Object } card)
            return submitted;
        foreach (var member in card.EnumerateObject())
        {
            if (submitted.Count < MostSubmitted && member.Name.Length <= 100 && member.Value.ValueKind == JsonValueKind.String
                && member.Value.GetString() is { Length: <= LongestSubmitted } text)
            {
                submitted[member.Name] = text;
            }
        }

        return submitted;
    }
}

/// <summary>Who sends into which conversation, as the token or the stored conversation says.</summary>
public sealed record Sender(string User, string? Name, ConversationId Conversation, string Channel)
{
    private const int LongestName = 100;

    /// <summary>The visit that an activity makes.</summary>
    /// <param name="language">What the activity says.</param>
    /// <param name="claimedName">How the customer calls themselves; only used where the token names nobody.</param>
    public Visit Visit(Language? language, string? claimedName)
    {
        var name = Name ?? claimedName;
        var person = Person.Unknown(User) with { Name = name is { Length: > 0 and <= LongestName } ? name : null };
        return new(Conversation, new(Channel, Conversation.Value, User, OutgoingActivity.Bot), person, language);
    }
}
