using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Answers from articles, with their source, the steps on demand, and the question whether it helped.</summary>
internal static class KnowledgeTalk
{
    // What was not asked for, another article after "no, that didn't help" or one before the questions about a disturbance, has to be likely to be
    // about the matter. Of 20 disturbances tried by hand, 7 found articles from 0.7 on, all about the matter; of 6 between 0.6 and 0.7 two were not.
    private const double Unasked = 0.7;

    // An article of another category than the words certainly belong to has to be likelier still: of 129 found for held-out disturbances and requests
    // ten are of another one; the two that this keeps back were wrong.
    private const double UnaskedElsewhere = 0.9;
    private const double SureOfCategory = 0.7;

    /// <summary>Answers a question, or says that there is no article on it: where nothing else is open a human is offered too, else what is open is asked again.</summary>
    public static void Answer(Draft draft, string text)
    {
        if (draft.State.Open is not (Question.ForSlot or Question.ToConfirm or Question.WhatToChange))
        {
            if (!TryAnswer(draft, text, mayOffer: true))
            {
                None(draft, text);
            }
        }
        else if (!FollowUps.TryAside(draft, text))
        {
            Noticing.Note(draft, SampleReason.Unanswered, text);
            draft.Say("knowledge.none_aside");
        }
    }

    /// <summary>Answers a question; false where no article is good enough.</summary>
    /// <param name="draft">The turn.</param>
    /// <param name="text">The question.</param>
    /// <param name="mayOffer">Whether titles that may fit are worth offering: where the words are certainly a question, and nothing else is open.</param>
    /// <param name="least">How likely the article has to be at least, where that is more than usual.</param>
    public static bool TryAnswer(Draft draft, string text, bool mayOffer = false, double least = 0)
    {
        var answer = AnswerTo(draft, text);
        switch (answer.Certainty)
        {
            case AnswerCertainty.Sure when answer.Articles[0].Confidence < least:
                return false;
            case AnswerCertainty.Sure when WasJustShown(draft, answer.Articles[0]):
                // The same answer once more would be none.
                if (FollowUps.PartOn(answer.Articles[0].Article, text) is not { } part || SaidLast(draft, part.Titled))
                {
                    return false;
                }

                Show(draft, [answer.Articles[0].Article], text, null, part.Titled);
                return true;
            case AnswerCertainty.Sure:
                Show(draft, [.. answer.Articles.Where((found, index) => index == 0 || found.Confidence >= Unasked).Select(found => found.Article)], text, null, PassageOf(answer.Articles[0], text));
                return true;
            case AnswerCertainty.Several when mayOffer:
                AskWhich(draft, new Question.WhichArticle(text, [.. answer.Articles.Select(found => found.Article.Id)]));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Shows the article that surely answers the words with which a playbook began, as a step of it; false where none does.</summary>
    public static bool TryStep(Draft draft, string opening, string step)
    {
        if (AnswerTo(draft, opening) is not { Certainty: AnswerCertainty.Sure, Articles: [{ Confidence: >= Unasked } best, ..] } || draft.State.Articles.Any(shown => shown.Id == best.Article.Id)
            || WasAskedAbout(draft, best)
            || best.Confidence < UnaskedElsewhere && draft.Run?.Understanding?.Category is { Confidence: >= SureOfCategory } category && category.Name != best.Article.Category)
        {
            return false;
        }

        Show(draft, [best.Article], opening, step, best.Passage);
        return true;
    }

    /// <summary>Offers the titles of articles that are about as likely.</summary>
    public static void AskWhich(Draft draft, Question.WhichArticle question)
    {
        draft.Say("knowledge.which");
        draft.Offer([.. question.Articles.Select(id => draft.Handbook.Library.FindInAny(id, draft.Language)?.Title ?? id), HumanTalk.Word(draft, "choice.none_of_these")]);
        draft.Ask(question);
    }

    public static bool TakeWhich(Draft draft, Question.WhichArticle question, string text, bool? yes)
    {
        var articles = question.Articles.Select(id => draft.Handbook.Library.FindInAny(id, draft.Language)).OfType<Article>().ToList();
        var choices = articles.Select(article => new SlotChoice(article.Id, new LocalText(article.Title, article.Title), [])).ToList();
        draft.CloseQuestion();
        if (ChoiceReading.Asked(choices, text) is { } id)
        {
            var chosen = articles.First(article => article.Id == id);
            Noticing.Note(draft, SampleReason.Chosen, question.Said, IntentNames.AskQuestion, chosen.Id);
            Show(draft, [chosen, .. articles.Where(article => article != chosen)], question.Said, null);
            return true;
        }

        if (yes == false || HumanTalk.Is(draft, "choice.none_of_these", text))
        {
            None(draft, question.Said);
            return true;
        }

        if (Fragment.Is(text))
        {
            AskWhich(draft, question);
            return true;
        }

        return false;
    }

    /// <summary>Shows the first of several articles; the others are for "no, that didn't help".</summary>
    public static void Show(Draft draft, IReadOnlyList<Article> articles, string about, string? step, string? passage = null)
    {
        var article = articles[0];
        draft.State = draft.State with
        {
            Articles = [.. draft.State.Articles.Where(shown => shown.Id != article.Id), new ArticleShown(article.Id, article.Title, null)],
            Misunderstood = 0,
        };
        draft.SayText(passage ?? article.Answer);
        if (article.Language != draft.Language)
        {
            draft.Say("knowledge.other_language");
        }

        draft.Say("knowledge.source", ("title", article.Title));
        draft.Trace = draft.Trace with { Articles = [article.Id] };

        // A side question in the middle of something is answered; whether it helped is not insisted on.
        if (step is null && draft.State.Open is not null and not (Question.ToRephrase or Question.WhetherSolved))
        {
            return;
        }

        SolvedTalk.Ask(draft, new Question.WhetherSolved(step, [.. articles.Select(candidate => candidate.Id)], about));
    }

    /// <summary>What the articles say to words, without those that did not help.</summary>
    public static Answer AnswerTo(Draft draft, string text) => Answering.Answer(
        new Inquiry(Sentences.WithoutConnector(text), draft.Language)
        {
            Shown = [.. draft.State.Articles.Where(shown => shown.Helped == false).Select(shown => shown.Id)],
            Ranks = draft.Context.Ranks?.For(text),
        },
        draft.Handbook.Library,
        draft.Handbook.Helpfulness);

    /// <summary>Says that there is no article, and offers a human.</summary>
    public static void None(Draft draft, string text)
    {
        Noticing.Note(draft, SampleReason.Unanswered, text);
        HumanTalk.Offer(draft, "knowledge.none", text, EscalationReasons.NoKnowledge);
    }

    /// <summary>Whether the last replies held a text.</summary>
    public static bool SaidLast(Draft draft, string text) => draft.State.LastReplies.Any(reply => reply.Text.Contains(text, StringComparison.Ordinal));

    // Whether these words were said to "did that solve it?" after the article.
    private static bool WasAskedAbout(Draft draft, FoundArticle found) => draft.Asked is Question.WhetherSolved { Articles: [var before, ..] } && before == found.Article.Id;

    private static bool WasJustShown(Draft draft, FoundArticle found) => WasAskedAbout(draft, found) && SaidLast(draft, found.Passage);

    private static string PassageOf(FoundArticle found, string text) =>
        Sentences.WithoutConnector(text) is var asked && Phrasing.AsksForFact(asked) && FollowUps.PartOn(found.Article, asked) is { } part ? part.Titled : found.Passage;
}
