using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Messages;
using ServiceBot.Tests.Understanding;

namespace ServiceBot.Tests.Conversations;

public sealed class ReadingsTests
{
    // A Monday.
    private readonly Readings readings = new(SmallDesk.Recognizer, new LocalDateTime(2026, 11, 16, 10, 0));

    [Theory]
    [InlineData("time", "来週の月曜の午後に来てください", "2026-11-23 afternoon")]
    [InlineData("time", "今日の17時半までに", "2026-11-16T17:30")]
    [InlineData("time", "三十分後に会議です", "2026-11-16T10:30")]
    [InlineData("time", "by Friday noon", "2026-11-20T12:00")]
    [InlineData("time", "tomorrow at 3", "-")]
    [InlineData("time", "tomorrow at 3 pm", "2026-11-17T15:00")]
    [InlineData("time", "in two hours", "2026-11-16T12:00")]
    [InlineData("time", "my one time password", "-")]
    [InlineData("time", "タイムアウトします", "-")]
    [InlineData("time", "3時間も待ちました", "-")]
    [InlineData("date", "月曜は祝日なので、来週火曜に伺います", "2026-11-24")]
    [InlineData("date", "all this week I'm away, so next Monday", "2026-11-23")]
    [InlineData("date", "in three days", "2026-11-19")]
    [InlineData("date", "毎週水曜に落ちます", "-")]
    [InlineData("past_date", "一昨日からです", "2026-11-14")]
    [InlineData("past_date", "five days ago", "2026-11-11")]
    [InlineData("number", "half a dozen headsets", "6")]
    [InlineData("number", "twenty-five tablets", "25")]
    [InlineData("number", "半ダース", "6")]
    [InlineData("number", "we sit in room 204", "-")]
    [InlineData("duration", "もう3時間も", "PT3H")]
    [InlineData("duration", "丸二日", "P2D")]
    [InlineData("duration", "an hour and a half", "PT1H30M")]
    [InlineData("duration", "三日後", "-")]
    [InlineData("duration", "two days ago", "-")]
    [InlineData("person", "山口主任に聞いてください", "山口")]
    [InlineData("person", "my boss Anna Schmid agreed", "Anna Schmid")]
    [InlineData("person", "our Jabra headsets", "-")]
    [InlineData("error_code", "エラー691です", "691")]
    [InlineData("error_code", "it says 0x80070005 again", "0x80070005")]
    [InlineData("error_code", "404号室にいます", "-")]
    [InlineData("asset", "ＬＴ－８８３０を使っています", "LT-8830")]
    [InlineData("asset", "INC-000311の件です", "-")]
    [InlineData("ticket", "ＩＮＣ－０００１２３はどうなりましたか", "INC-000123")]
    [InlineData("ticket", "is inc 3 mine?", "INC-000003")]
    [InlineData("urgency", "至急お願いします", "high")]
    [InlineData("urgency", "「至急」という名前のフォルダがありません", "-")]
    [InlineData("urgency", "no rush at all", "low")]
    [InlineData("urgency", "customer data is leaking on a public page", "critical")]
    [InlineData("mood", "how dare you close my ticket", "angry")]
    public void What_is_said_is_read(string kind, string text, string expected) =>
        Assert.Equal(expected, this.readings.Read(kind, text, Language.English));

    [Fact]
    public void There_is_no_reading_of_another_kind() => Assert.Throws<ArgumentException>(() => this.readings.Read("colour", "blue", Language.English));
}
