using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class MoodReadingTests
{
    [Theory]
    [InlineData("VPNにつながらない", Mood.Neutral)]
    [InlineData("プリンターがまた壊れました", Mood.Neutral)]
    [InlineData("The printer does not work and shows error 50.4", Mood.Neutral)]
    [InlineData("It failed with a fatal error!", Mood.Neutral)]
    [InlineData("What should I do to install Visio?", Mood.Neutral)]
    [InlineData("PLEASE RESET ADMIN PASSWORD", Mood.Neutral)]
    [InlineData("いつまで待てばいいんですか", Mood.Annoyed)]
    [InlineData("何回も説明したんですけど", Mood.Annoyed)]
    [InlineData("I already told you that twice", Mood.Annoyed)]
    [InlineData("this is so frustrating", Mood.Annoyed)]
    [InlineData("ふざけるな、責任者を出せ", Mood.Angry)]
    [InlineData("いい加減にしてください！", Mood.Angry)]
    [InlineData("This is unacceptable", Mood.Angry)]
    [InlineData("WHY DOES NOBODY FIX THIS PRINTER!!", Mood.Angry)]
    [InlineData("どうしよう、間に合わない", Mood.Anxious)]
    [InlineData("I'm really worried that I clicked something bad", Mood.Anxious)]
    public void Wording_shows_the_mood_and_a_described_error_is_not_anger(string text, Mood mood) =>
        Assert.Equal(mood, MoodReading.Read(text));
}
