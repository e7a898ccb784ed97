using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Host.Channels.BotFramework.Admission;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>What an activity of a channel means to the desk.</summary>
/// <param name="Visit">Who comes from where.</param>
/// <param name="Occasion">What it starts.</param>
public sealed record InboundActivity(Visit Visit, Occasion Occasion)
{
    /// <summary>The invoke of a card's button.</summary>
    public const string CardAction = "adaptiveCard/action";
    private const int LongestId = 1024;
    private const int LongestText = 20_000;
    private const int LongestName = 100;
    private const int MostSubmitted = 50;
    private const int LongestSubmitted = 4_000;
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Reads an activity that its caller may bring.</summary>
    /// <returns>Null and no fault where there is nothing to do: reactions, typing, events, other types.</returns>
    public static (InboundActivity? Read, string? Fault) Of(Activity activity) => activity.Type switch
    {
        ActivityTypes.Message => Spoke(activity, activity.Text ?? (activity.Value is { ValueKind: JsonValueKind.String } said ? said.GetString()! : ""), Submitted(activity.Value)),
        ActivityTypes.Invoke when activity.Name == CardAction => CardPressed(activity) is { } pressed
            ? Spoke(activity, pressed.Title, pressed.Submitted) : (null, "The invoke has no value.action."),
        ActivityTypes.ConversationUpdate => (Arrived(activity, Newcomer(activity)), null),
        ActivityTypes.InstallationUpdate when activity.Action is "add" or "add-upgrade" => (Arrived(activity, activity.From), null),
        _ => (null, null),
    };

    private static (InboundActivity?, string?) Spoke(Activity activity, string text, Dictionary<string, string> submitted)
    {
        if (activity.Id is not { Length: > 0 and <= LongestId } id)
            return (null, "The activity has no id.");
        if (VisitOf(activity, activity.From) is not { } visit)
            return (null, "The activity has no conversation.id or no from.id.");
        var said = Mentions.WithoutTheBot(text, activity.Entities, activity.Recipient?.Id);
        var utterance = new Utterance(id, DeduplicationKey(activity, id), Shortened(said), visit.Language, submitted, [], null);
        return (new(visit, new Occasion.CustomerSpoke(utterance)), null);
    }

    private static InboundActivity? Arrived(Activity activity, ChannelAccount? who) =>
        who?.Id != activity.Recipient?.Id && VisitOf(activity, who) is { } visit ? new(visit, new Occasion.CustomerArrived()) : null;

    // In a group each newcomer is greeted by whoever added them; the bot greets one, not a page full, and never itself.
    // In a personal chat the bot being added is the customer opening the chat.
    private static ChannelAccount? Newcomer(Activity activity)
    {
        if (activity.MembersAdded is not { Count: > 0 } added)
            return null;
        var person = added.FirstOrDefault(member => member.Id != activity.Recipient?.Id);
        if (person is null)
            return IsGroup(activity) ? null : activity.From;
        return person.Id == activity.From?.Id ? activity.From : person;
    }

    private static Visit? VisitOf(Activity activity, ChannelAccount? who)
    {
        if (who?.Id is not { Length: > 0 and <= LongestId } customer || activity.Conversation?.Id is not { Length: > 0 and <= LongestId } conversation)
            return null;
        var channel = activity.ChannelId!;
        var tenant = activity.Conversation.TenantId ?? Callers.TenantOf(activity.ChannelData);
        var address = new Address(channel, conversation, customer, activity.Recipient?.Id ?? "", activity.ServiceUrl, tenant);
        var person = new Person(PersonOf(channel, who), who.Name is { Length: > 0 and <= LongestName } name ? name : null, Nothing);
        return new(ConversationOf(channel, conversation, IsGroup(activity) ? customer : ""), address, person, LanguageOf(activity));
    }

    // A person keeps their tickets across devices and channels by their Entra id, but only where the channel vouches for it: on
    // Direct Line anybody writes what they like into "from". All others are known within their channel only.
    private static PersonId PersonOf(string channel, ChannelAccount who) =>
        KnownChannels.KnowsPeople(channel) && Guid.TryParse(who.AadObjectId, out var entra) ? new(entra.ToString("D")) : new($"{channel}:{who.Id}");

    // In groups each person has a conversation of their own, so that two people's matters do not mix. Channels' ids are
    // long and of any characters; a hash is short, fits into addresses and says nothing about the person.
    private static ConversationId ConversationOf(string channel, string conversation, string person)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{channel.Length}:{channel}{conversation.Length}:{conversation}{person}"));
        return new($"{channel}-{Base64Url.EncodeToString(hash.AsSpan(0, 18))}");
    }

    private static bool IsGroup(Activity activity) => activity.Conversation is { IsGroup: true } or { ConversationType: "groupChat" or "channel" };

    private static Language? LanguageOf(Activity activity) => LanguageTags.Parse(activity.Locale)
        ?? LanguageTags.Parse(activity.Entities?.FirstOrDefault(entity => entity.Type == "clientInfo")?.Others?.GetValueOrDefault("locale") is { ValueKind: JsonValueKind.String } locale
            ? locale.GetString() : null);

    private static string DeduplicationKey(Activity activity, string id) =>
        KnownChannels.HasClientIds(activity.ChannelId) && activity.ChannelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out var given) && given.ValueKind == JsonValueKind.String && given.GetString() is { Length: > 0 and <= LongestId } client
            ? "client:" + client : id;

    // What the button says is what the customer says by pressing it.
    private static (string Title, Dictionary<string, string> Submitted)? CardPressed(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value || !value.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.Object)
            return null;
        var submitted = Submitted(action.TryGetProperty("data", out var data) ? data : null);
        if (action.TryGetProperty("verb", out var verb) && verb.ValueKind == JsonValueKind.String && verb.GetString() is { Length: <= LongestSubmitted } named)
            submitted["verb"] = named;
        var title = action.TryGetProperty("title", out var shown) && shown.ValueKind == JsonValueKind.String ? shown.GetString()! : "";
        return (title, submitted);
    }

    private static Dictionary<string, string> Submitted(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } card)
            return [];
        return card.EnumerateObject()
            .Where(member => member.Name.Length <= 100 && member.Value.ValueKind == JsonValueKind.String && member.Value.GetString()!.Length <= LongestSubmitted)
            .Take(MostSubmitted).ToDictionary(member => member.Name, member => member.Value.GetString()!);
    }

    // Longer than any channel's own limit for what people type.
    private static string Shortened(string text) =>
        text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
}
