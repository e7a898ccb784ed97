using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

public sealed class ReadingTests
{
    // A Monday.
    private static readonly LocalDate Today = new(2026, 11, 16);

    [Theory]
    [InlineData("今週中", "2026-11-20")]
    [InlineData("来週中にお願いします", "2026-11-27")]
    [InlineData("来週の月曜", "2026-11-23")]
    [InlineData("25日まで", "2026-11-25")]
    [InlineData("10日", "2026-12-10")]
    [InlineData("3日以内", "2026-11-19")]
    [InlineData("一週間以内", "2026-11-23")]
    [InlineData("年内", "2026-12-31")]
    [InlineData("12月中", "2026-12-31")]
    [InlineData("by the end of the week", "2026-11-20")]
    [InlineData("within 3 days", "2026-11-19")]
    [InlineData("12 December", "2026-12-12")]
    public void A_deadline_is_read_in_the_words_people_use(string text, string day) =>
        Assert.Equal(day, DateReading.Find(text, Today)?.ToString("uuuu-MM-dd", null));

    [Theory]
    [InlineData("next month")]
    [InlineData("来月")]
    [InlineData("3日前から困っています")]
    public void What_names_no_day_is_not_read_as_one(string text) => Assert.Null(DateReading.Find(text, Today));

    [Theory]
    [InlineData("Osaka 4F")]
    [InlineData("本社4階")]
    public void A_floor_is_no_number(string text) => Assert.Null(NumberReading.Find(text));

    [Theory]
    [InlineData("マウスを2個追加で", 2)]
    [InlineData("３台お願いします", 3)]
    [InlineData("we need five laptops", 5)]
    [InlineData("1台か2台", null)]
    [InlineData("since Windows 11", null)]
    public void A_number_that_counts_things_is_found_in_a_sentence(string text, int? number) => Assert.Equal(number, (int?)NumberReading.Counted(text));

    [Theory]
    [InlineData("sato@example.com です", "sato@example.com")]
    [InlineData("中村由美さんです", "中村由美")]
    [InlineData("it's Anna Schmid", "Anna Schmid")]
    [InlineData("わかりません", null)]
    [InlineData("not sure", null)]
    public void A_person_is_read_without_the_words_around(string text, string? person) => Assert.Equal(person, PersonReading.Find(text));

    [Theory]
    [InlineData("効果なし", Verdict.NotSolved)]
    [InlineData("やっぱ無理", Verdict.NotSolved)]
    [InlineData("まだ落ちます", Verdict.NotSolved)]
    [InlineData("tried that already, my old number is in there", Verdict.NotSolved)]
    [InlineData("that page says no key found", Verdict.NotSolved)]
    [InlineData("落ちなくなった！", Verdict.Solved)]
    [InlineData("もう大丈夫です", Verdict.Solved)]
    [InlineData("ok wow way better now", Verdict.Solved)]
    [InlineData("perfect, that did it", Verdict.Solved)]
    [InlineData("試してみます", Verdict.Trying)]
    [InlineData("one moment, let me try", Verdict.Trying)]
    [InlineData("the printer on 3F", Verdict.None)]
    public void What_became_of_instructions_is_read_from_plain_words(string text, Verdict verdict)
    {
        var heard = new Recognition(Messages.Language.English, new Scored("other", 0.1), null, [], Certainty.Unsure, Mood.Neutral);
        Assert.Equal(verdict, VerdictReading.Of(text, heard, null));
    }

    [Theory]
    [InlineData("asdf gh")]
    [InlineData("jkjk lala")]
    [InlineData("ああああああ")]
    [InlineData("ほげほげ")]
    [InlineData("12345")]
    public void Keys_hit_at_random_are_gibberish(string text) => Assert.True(Gibberish.Is(text));

    [Theory]
    [InlineData("the weather tomorrow")]
    [InlineData("明日の天気は")]
    [InlineData("pizza recipe")]
    public void Words_are_not(string text) => Assert.False(Gibberish.Is(text));
}
