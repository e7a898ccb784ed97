using ServiceBot.Knowledge;
using ServiceBot.Words;

namespace ServiceBot.Tests.Knowledge;

public class SearchIndexTests
{
    private static readonly Passage[] Catalog =
    [
        new("badge", "入館証", "鍵を忘れたら受付へ。"),
        new("server", "サーバーの再起動", "夜間に行います。"),
        new("kana", "プリンターのドライバー", "公式サイトから取得します。"),
        new("connect", "Connecting to the network", "The connection needs a cable."),
        new("blog", "社内ブログ", "広報が公開します。"),
        new("record", "記録の保存", "三年間です。"),
        new("pc", "端末の貸出", "在庫から選びます。"),
    ];

    [Theory]
    [InlineData("鍵", "badge")]
    [InlineData("受付", "badge")]
    [InlineData("サーバ", "server")]
    [InlineData("サ−バ−", "server")]
    [InlineData("ﾌﾟﾘﾝﾀ", "kana")]
    [InlineData("ﾄﾞﾗｲﾊﾞｰ", "kana")]
    [InlineData("ＮＥＴＷＯＲＫ", "connect")]
    [InlineData("connected cables", "connect")]
    [InlineData("パソコンを借りられますか", "pc")]
    [InlineData("my computer", "pc")]
    [InlineData("networkの件", "connect")]
    public void Words_are_found_however_they_are_written(string question, string id) =>
        Assert.Equal(id, Shelf.Found(question, Catalog)[0]);

    [Fact]
    public void A_synonym_inside_a_longer_katakana_word_is_not_meant() =>
        Assert.DoesNotContain("record", Shelf.Found("ブログ", Catalog));

    [Theory]
    [InlineData("")]
    [InlineData("？！…")]
    [InlineData("the")]
    [InlineData("zzz")]
    public void A_question_without_known_words_finds_nothing(string question) => Assert.Empty(Shelf.Found(question, Catalog));

    [Theory]
    [InlineData("引っ越したらどうすればいい", "moving")]
    [InlineData("ゴミを捨てたい", "waste")]
    [InlineData("I want my money back", "refund")]
    public void An_office_is_found_by_everyday_words(string question, string id) => Assert.Equal(id, Shelf.Found(
        question,
        new Passage("moving", "転居の届出", "窓口で受け付けます。"),
        new Passage("waste", "廃棄物の処分", "収集日を確認します。"),
        new Passage("refund", "Reimbursement", "The form is on the portal."),
        new Passage("parking", "駐車場の利用", "管理人に申し出ます。"))[0]);

    [Fact]
    public void The_very_word_says_more_than_another_of_its_sense() =>
        Assert.Equal("word", Shelf.Found("引っ越しの手引き", new Passage("sense", "転居の手引き", "倉庫の鍵"), new Passage("word", "引っ越しの手引き", "倉庫の鍵"))[0]);

    [Fact]
    public void Words_that_only_ask_have_no_sense() =>
        Assert.Empty(Shelf.Found("how come", new Passage("reason", "What for", "On what grounds")));

    [Fact]
    public void A_lone_politeness_is_searched_as_it_is() =>
        Assert.Equal("polite", Shelf.Found("教えてください", new Passage("polite", "「教えてください」の言い方", ""), new Passage("other", "印刷", ""))[0]);

    [Fact]
    public void The_title_says_more_than_the_text() =>
        Assert.Equal("title", Shelf.Found("印刷", new Passage("text", "用紙の補充", "印刷"), new Passage("title", "印刷", "用紙の補充"))[0]);

    [Fact]
    public void What_was_asked_counts_most_in_one_sentence() =>
        Assert.Equal("together", Shelf.Found(
            "港の灯台の高さ",
            new Passage("apart", "北町", "港がある。灯台がある。港は古い。高さのある丘が灯台から見える。"),
            new Passage("together", "南町", "市場がある。港の灯台は高さ三十米である。丘は広い。祭りは夏にある。"))[0]);

    [Fact]
    public void A_name_is_sought_in_brackets() =>
        Assert.Equal("name", Shelf.Found(
            "港湾局の略称",
            new Passage("other", "北町", "港湾局は岸壁を管理する。"),
            new Passage("name", "北町", "港湾局（港局）は岸壁を管理する。"))[0]);

    [Fact]
    public void A_replaced_passage_is_found_by_its_new_words_only()
    {
        var index = SearchIndex.Of(Catalog, Synonyms.None).With(new Passage("badge", "社員証", "総務が再発行します。"));
        Assert.Equal("badge", index.Search("再発行")[0].Passage.Id);
        Assert.DoesNotContain(index.Search("鍵"), hit => hit.Passage.Id == "badge");
        Assert.Equal(Catalog.Length, index.Count);
    }

    [Fact]
    public void A_removed_passage_is_not_found() =>
        Assert.Empty(SearchIndex.Of(Catalog, Synonyms.None).Without("badge").Search("鍵"));

    [Fact]
    public void An_old_snapshot_does_not_change()
    {
        var index = SearchIndex.Of(Catalog, Synonyms.None);
        _ = index.With(new Passage("badge", "社員証", ""));
        Assert.Equal("入館証", index.Search("鍵")[0].Passage.Title);
    }

    [Fact]
    public void Many_changes_leave_everything_findable()
    {
        var index = SearchIndex.Of([], Synonyms.None);
        for (var i = 0; i < 1500; i++)
        {
            index = index.With(new Passage($"{i % 700}", $"word{i}", ""));
        }

        Assert.Equal(700, index.Count);
        Assert.Equal("99", index.Search("word1499")[0].Passage.Id);
        Assert.DoesNotContain(index.Search("word17"), hit => hit.Passage.Title == "word17");
    }

    [Fact]
    public void What_a_reader_may_not_see_is_not_found() =>
        Assert.Empty(SearchIndex.Of(Catalog, Synonyms.None).Search("鍵", isVisible: passage => passage.Id != "badge"));

    [Fact]
    public void Of_equally_good_passages_the_first_are_found()
    {
        var passages = Enumerable.Range(0, 3_000).Select(i => new Passage($"{i}", i % 3 == 0 ? "申請の手順" : "申請の窓口", "")).ToList();
        Assert.Equal(["0", "3", "6", "9"], SearchIndex.Of(passages, Synonyms.None).Search("申請の手順", 4).Select(hit => hit.Passage.Id));
    }

    [Fact]
    public void A_passage_may_be_replaced_wherever_it_stands()
    {
        var passages = Enumerable.Range(0, 2_000).Select(i => new Passage($"{i}", $"word{i}", "")).ToList();
        var index = SearchIndex.Of(passages, Synonyms.None).With(new Passage("70", "changed", "")).With(new Passage("1999", "changed", "")).Without("0");
        Assert.All(["word0", "word70", "word1999"], word => Assert.DoesNotContain(index.Search(word), hit => hit.Passage.Title == word));
        Assert.Equal(["70", "1999"], index.Search("changed").Select(hit => hit.Passage.Id));
        Assert.Equal("71", index.Search("word71")[0].Passage.Id);
    }

    [Fact]
    public void Skipping_hopeless_terms_changes_no_result()
    {
        // Large enough that the search stops early; a copy of one passage must rank first for its own words.
        var passages = Enumerable.Range(0, 20_000).Select(i => new Passage($"{i}", $"申請{i % 97}の手順{i % 89}", $"受付の窓口{i % 83}で相談する{i}番")).ToList();
        var hits = SearchIndex.Of(passages, Synonyms.None).Search("申請 12345番 窓口");
        Assert.Equal("12345", hits[0].Passage.Id);
    }
}
