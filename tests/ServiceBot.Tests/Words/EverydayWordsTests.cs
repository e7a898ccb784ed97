using ServiceBot.Words;

namespace ServiceBot.Tests.Words;

public sealed class EverydayWordsTests
{
    [Theory]
    [InlineData("I want to take back my order", "cancel the order")]
    [InlineData("it has been cancelled", "they called it off")]
    [InlineData("引っ越しました", "転居の届出")]
    [InlineData("ゴミを捨てたい", "廃棄物の処分")]
    [InlineData("お金はいくらかかりますか", "手数料")]
    [InlineData("お年寄り", "高齢者の窓口")]
    public void What_means_the_same_shares_a_sense(string said, string written) =>
        Assert.NotEmpty(EverydayWords.In(said).Intersect(EverydayWords.In(written)));

    [Theory]
    [InlineData("")]
    [InlineData("xyzzy")]
    public void Unknown_words_have_no_sense(string text) => Assert.Empty(EverydayWords.In(text));

    [Fact]
    public void A_phrase_means_what_it_means_as_a_whole() =>
        Assert.DoesNotContain("take", EverydayWords.In("take back").Select(EverydayWords.NameOf));

    [Fact]
    public void Every_group_has_a_name_of_its_own()
    {
        var names = Enumerable.Range(0, EverydayWords.Synonyms.Count).Select(EverydayWords.NameOf).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.NotEmpty(EverydayWords.In(name)));
    }
}
