using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>The words of a turn for which an embedding model is worth asking: they may become a question to the articles.</summary>
public static class RankedQuestion
{
    /// <summary>The words as the turn will see them, with secrets masked; null where no article will be looked for.</summary>
    /// <param name="conversation">The conversation as last committed.</param>
    /// <param name="occasion">What happened.</param>
    /// <param name="context">Everything else that may be known.</param>
    public static string? Of(Conversation conversation, Occasion occasion, TurnContext context)
    {
        if (occasion is not Occasion.CustomerSpoke { Utterance.Text: var said } || string.IsNullOrWhiteSpace(said))
        {
            return null;
        }

        // An answer that is asked for as a secret stays here, also where it comes after a long silence.
        var draft = new Draft(conversation with { Open = conversation.Open is Question.WhetherToGoOn { Before: var before } ? before : conversation.Open }, occasion, context);
        if (RunAnswers.AsksForSecret(draft))
        {
            return null;
        }

        if (conversation.LastReplies.Any(reply => reply.Choices.Any(choice => choice.Value == said)))
        {
            // A button says nothing new, but one of them makes a question of what was said before.
            return conversation.Open is Question.WhichMeaning meaning && said == Answers.TitleOf(draft, IntentNames.AskQuestion) ? meaning.Said : null;
        }

        var text = Secrets.Hide(said, Secrets.In(said));
        var heard = context.Handbook.Recognizer.Recognize(text, conversation.Language);
        var isQuestion = heard.Intent.Name == IntentNames.AskQuestion && heard.Certainty != Certainty.Unsure;

        // What is not understood is looked up too; but while something is asked, it is most likely the answer to that.
        var mayBeOne = draft.State.Open is null or Question.ToRephrase && (heard.Certainty == Certainty.Unsure || heard.IsOutOfScope) && !Gibberish.Is(text);
        return isQuestion || mayBeOne ? text : null;
    }
}
