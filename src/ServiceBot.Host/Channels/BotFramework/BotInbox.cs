using System.Text.Json;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Host.Channels.BotFramework.Sending;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.BotFramework;

/// <summary>Hands activities to the front door, and answers when all that follows from them is durable.</summary>
public sealed class BotInbox(FrontDoor door, IConversationQueries queries, BodyReplies bodies)
{
    private const int MostReplies = 50;

    /// <summary>Takes an activity that its caller may bring, and answers the request.</summary>
    public async Task TakeAsync(HttpContext http, Activity activity)
    {
        var isInvoke = activity.Type == ActivityTypes.Invoke;
        if (isInvoke && activity.Name != InboundActivity.CardAction)
        {
            await BodyAnswer.WriteAsync(http, 501, BodyAnswer.Error(501, "NotImplemented", "This bot has no such invoke."));
            return;
        }

        var (read, fault) = InboundActivity.Of(activity);
        if (fault is not null)
            await BodyAnswer.WriteAsync(http, 400, BodyAnswer.Error(400, "BadRequest", fault));
        else if (read is { Occasion: Occasion.CustomerSpoke spoke } && (isInvoke || ExpectsReplies(activity)))
            await AnswerInBodyAsync(http, read.Visit, spoke, isInvoke);
        // Not given up when the channel hangs up: it could not know whether it was taken.
        else if (read is not null)
            await door.ReceiveAsync(read.Visit, read.Occasion, CancellationToken.None);
        else if (ExpectsReplies(activity))
            await BodyAnswer.WriteAsync(http, 200, BodyAnswer.Replies([]));
    }

    private async Task AnswerInBodyAsync(HttpContext http, Visit visit, Occasion.CustomerSpoke spoke, bool isInvoke)
    {
        using var claim = bodies.Claim(visit.Conversation, spoke.Utterance.Id);
        var receipt = await door.ReceiveAsync(visit, spoke, CancellationToken.None);
        var said = receipt.IsDuplicate ? await SaidBeforeAsync(visit.Conversation, spoke.Utterance) : receipt.Entries;
        var replies = said.Where(entry => entry.Reply is not null).ToArray();
        var body = isInvoke
            ? BodyAnswer.Message(string.Join("\n\n", replies.Select(entry => entry.Text)))
            : BodyAnswer.Replies([.. replies.Select(entry => OutgoingMessage.Of(entry.Id, entry.Reply!, entry.InReplyTo, visit.Address))]);
        await BodyAnswer.WriteAsync(http, 200, body);
        if (!http.RequestAborted.IsCancellationRequested)
            claim?.Delivered();
    }

    // A channel that did not hear our answer asks again, and gets the same one.
    private async ValueTask<IEnumerable<TranscriptEntry>> SaidBeforeAsync(ConversationId conversation, Utterance utterance)
    {
        if (await queries.FindUtteranceAsync(conversation, utterance.DeduplicationKey, CancellationToken.None) is not { } first)
            return [];
        var after = await queries.TranscriptAsync(conversation, first.Sequence, MostReplies, CancellationToken.None);
        return after.Where(entry => entry.InReplyTo == first.Id);
    }

    private static bool ExpectsReplies(Activity activity) =>
        activity.Others?.GetValueOrDefault("deliveryMode") is { ValueKind: JsonValueKind.String } mode && mode.ValueEquals("expectReplies");
}
