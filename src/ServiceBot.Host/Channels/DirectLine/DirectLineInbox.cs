using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Host.Channels.Activities;
using ServiceBot.Host.Channels.DirectLine.Access;
using ServiceBot.Messages;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>Hands activities to the front door.</summary>
public sealed class DirectLineInbox(FrontDoor door, IConversationQueries queries, IClock clock)
{
    /// <summary>Takes one activity; when it answers with an id, the activity and all that follows from it are durable.</summary>
    /// <returns>The answer, and whether the files now belong to a message; not so where the message was refused or had come before.</returns>
    public async ValueTask<(IResult Answer, bool KeepsFiles)> TakeAsync(
        HttpContext http, ConversationId conversation, Activity activity, IReadOnlyList<(Attachment File, string Address)> files)
    {
        if (await SenderAsync(http, conversation) is not { } sender)
            return (DirectLineError.UnknownConversation(), false);
        var incoming = new IncomingActivity(activity, sender, ConversationRoutes.NewId());
        var (occasion, fault) = incoming.Occasion(files, clock.GetCurrentInstant());
        if (fault is not null)
            return (DirectLineError.BadArgument(fault), false);
        if (occasion is null)
            return (Taken(incoming.Id), false);
        // Not given up when the client hangs up: it could not know whether it was taken.
        var receipt = await door.ReceiveAsync(incoming.Visit, occasion, CancellationToken.None);
        return (Taken(receipt.UtteranceId ?? incoming.Id), receipt is { IsDuplicate: false });
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
