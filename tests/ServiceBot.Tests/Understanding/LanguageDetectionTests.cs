using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class LanguageDetectionTests
{
    [Theory]
    [InlineData("VPNにつながらない", "ja")]
    [InlineData("印刷不可", "ja")]
    [InlineData("ﾊﾟｽﾜｰﾄﾞ忘れ", "ja")]
    [InlineData("arigatou", "ja")]
    [InlineData("Excelが落ちる when I save", "ja")]
    [InlineData("My laptop shows the message エラー and then it stops", "en")]
    [InlineData("printer broken", "en")]
    [InlineData("thx", "en")]
    [InlineData("I can't log in", "en")]
    public void Words_and_script_tell_the_language(string text, string tag) =>
        Assert.Equal(LanguageTags.Parse(tag), LanguageDetection.Detect(text));

    [Theory]
    [InlineData("OK")]
    [InlineData("INC-000123")]
    [InlineData("0x80070005")]
    [InlineData("Microsoft Teams")]
    [InlineData("Adobe Acrobat Pro")]
    [InlineData("VPN")]
    [InlineData("090-1234-5678")]
    [InlineData("👍")]
    [InlineData("")]
    public void Codes_names_and_numbers_have_no_language_of_their_own(string text) => Assert.Null(LanguageDetection.Detect(text));

    [Theory]
    [InlineData("550 5.7.1 Message rejected as spam", false)]
    [InlineData("Your session has expired. Please log in again.", false)]
    [InlineData("I'm at home, can't connect", true)]
    [InlineData("yes please", true)]
    public void A_pasted_message_is_not_what_somebody_says(string text, bool isSpoken) => Assert.Equal(isSpoken, LanguageDetection.IsSpokenEnglish(text));
}
