using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Questions that mean more than they say: about the article just shown, about the service being talked of, or about a fact.</summary>
internal static class FollowUps
{
    private const string WholeArticle = "article";

    // Of twenty questions tried by hand in both languages, sections that answer gain 0.40 and more, others 0.16 at most.
    private const double GoodPart = 0.25;

    // Chosen, not measured. The form of the words and an article that surely answers them say the rest.
    private const double PossibleQuestion = 0.1;

    /// <summary>Takes 「結果はいつ届きますか」, said to "did that solve it?" after the article on the health check; false where it is no question about that.</summary>
    /// <param name="draft">The turn.</param>
    /// <param name="article">The article.</param>
    /// <param name="text">The question.</param>
    /// <param name="heard">What was understood.</param>
    /// <param name="insists">Whether the customer says that this was meant from the start; any question is then one about the article.</param>
    public static bool Take(Draft draft, Article article, string text, Recognition heard, bool insists = false)
    {
        var mayBeOne = heard.Intent.Name is IntentNames.AskQuestion or IntentNames.OutOfScope || heard.Intent.Name == IntentNames.CheckStatus && draft.Context.Tickets.Count == 0;
        insists |= Phrasing.IsElliptical(text);
        if (insists ? !Phrasing.IsQuestion(text) : !mayBeOne || !Phrasing.AsksForFact(text))
        {
            return false;
        }

        var own = KnowledgeTalk.AnswerTo(draft, text);
        var isElsewhere = own.Certainty != AnswerCertainty.None && own.Articles[0].Article.Id != article.Id;
        if (isElsewhere && own.Certainty == AnswerCertainty.Sure)
        {
            return false;
        }

        if (PartOn(article, text) is { } part)
        {
            KnowledgeTalk.Show(draft, [article], text, null, part.Titled);
            return true;
        }

        if (isElsewhere || heard.IsOutOfScope && !insists)
        {
            return false;
        }

        // The same answer once more would be none.
        if (own.Certainty == AnswerCertainty.Sure && !KnowledgeTalk.SaidLast(draft, own.Articles[0].Passage))
        {
            KnowledgeTalk.Show(draft, [article], text, null, own.Articles[0].Passage);
        }
        else
        {
            KnowledgeTalk.None(draft, text);
        }

        return true;
    }

    /// <summary>Answers a side question while a playbook runs: from what is known of its matter where that says it, else from any article; false where none does.</summary>
    public static bool TryAside(Draft draft, string text)
    {
        var own = KnowledgeTalk.AnswerTo(draft, text);
        if (draft.Run is { } run && KnowledgeTalk.AnswerTo(draft, run.Opening) is { Certainty: AnswerCertainty.Sure, Articles: [var matter, ..] }
            && (own.Certainty != AnswerCertainty.Sure || own.Articles[0].Article.Id == matter.Article.Id) && PartOn(matter.Article, text) is { } part)
        {
            KnowledgeTalk.Show(draft, [matter.Article], text, null, part.Titled);
            return true;
        }

        return KnowledgeTalk.TryAnswer(draft, text);
    }

    /// <summary>Answers a question that came with an answer; where nothing does, it is kept for the human who takes over.</summary>
    public static void AnswerOrKeep(Draft draft, string question)
    {
        if (!TryAside(draft, question))
        {
            draft.Say("slot.question_kept");
            draft.SetRun(draft.Run!.Note(question, Attempt.Said));
        }
    }

    /// <summary>Answers what sounds like a service and asks for a fact ("what's the limit of my mailbox?"); false where it does not, or no article is good enough.</summary>
    public static bool TryFact(Draft draft, string text, Recognition heard) =>
        heard.Alternatives.Prepend(heard.Intent).Any(meaning => meaning.Name == IntentNames.AskQuestion && meaning.Confidence >= PossibleQuestion)
        && Phrasing.AsksForFact(Sentences.WithoutConnector(text))
        && KnowledgeTalk.TryAnswer(draft, text);

    /// <summary>The section of an article that says it, by how much of the question is found in it beyond what the title alone holds; null where none does.</summary>
    public static ArticleSection? PartOn(Article article, string text)
    {
        var sections = article.Sections.Where(section => !section.IsSteps).ToList();
        var parts = sections.Select((section, index) => new Passage($"{index}", section.Title, section.Text) { Tags = [article.Title] });
        var hits = SearchIndex.Of(parts.Append(new Passage(WholeArticle, article.Title, string.Empty))).Search(text, sections.Count + 1);
        var common = hits.FirstOrDefault(hit => hit.Passage.Id == WholeArticle)?.Share ?? 0;
        return hits.FirstOrDefault(hit => hit.Passage.Id != WholeArticle) is { } best && best.Share - common >= GoodPart * (1 - common)
            ? sections[int.Parse(best.Passage.Id, CultureInfo.InvariantCulture)]
            : null;
    }
}
