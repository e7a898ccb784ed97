using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>Hands activities to the front door.</summary>
public sealed class DirectLineInbox(FrontDoor door, IConversationQueries queries, IClock clock)
{
    /// <summary>Takes one activity; when it answers with an id, the activity and all that follows from it are durable.</summary>
    public async ValueTask<IResult> TakeAsync(
        HttpContext http, ConversationId conversation, Activity activity, IReadOnlyList<(Attachment File, string Address)> files)
    {
        if (await SenderAsync(http, conversation) is not { } sender)
            return DirectLineError.UnknownConversation();
        var incoming = new IncomingActivity(activity, sender, ConversationRoutes.NewId());
        var (occasion, fault) = incoming.Occasion(files, clock.GetCurrentInstant());
        if (fault is not null)
            return DirectLineError.BadArgument(fault);
        if (occasion is null)
            return Taken(incoming.Id);
        // Not given up when the client hangs up: it could not know whether it was taken.
        var receipt = await door.ReceiveAsync(incoming.Visit, occasion, CancellationToken.None);
        return Taken(receipt.UtteranceId ?? incoming.Id);
    }

    private async ValueTask<Sender?> SenderAsync(HttpContext http, ConversationId conversation)
    {
        if (Caller.Of(http).Claims is { } claims)
            return new(claims.User, claims.Name, claims.Conversation, claims.Channel);
        return await queries.FindAsync(conversation, http.RequestAborted) is { } known && ConversationRoutes.IsOurs(known)
            ? new(known.Customer.Id.Value, known.Customer.Name, known.Id, known.Address.Channel)
            : null;
    }

    private static JsonHttpResult<ResourceAnswer> Taken(string id) => TypedResults.Json(new ResourceAnswer(id), DirectLineJson.Default.ResourceAnswer);
}
