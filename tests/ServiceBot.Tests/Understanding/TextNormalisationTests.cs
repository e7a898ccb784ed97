using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class TextNormalisationTests
{
    [Theory]
    [InlineData("ﾊﾟｿｺﾝ", "パソコン")]
    [InlineData("ＶＰＮ　１２３", "vpn 123")]
    [InlineData("サーバ〜", "サーバー")]
    [InlineData("サ―バ—", "サーバー")]
    [InlineData("Wi‐Fi", "wi-fi")]
    [InlineData("  It’s   \t down ", "it's down")]
    [InlineData("助けて！！！", "助けて!")]
    [InlineData("えーーー？？", "えー?")]
    [InlineData("sooooo slow", "soo slow")]
    [InlineData("1000000", "1000000")]
    [InlineData("日々", "日々")]
    [InlineData("か\u3099っこう", "がっこう")]
    [InlineData("ｳﾞｨｼﾞｵとﾌﾟﾘﾝﾀ", "ヴィジオとプリンタ")]
    [InlineData("㈱山田の①とⅣ", "(株)山田の1とiv")]
    [InlineData("Café résumé", "cafe resume")]
    [InlineData("", "")]
    public void Many_ways_to_type_become_one(string typed, string expected) =>
        Assert.Equal(expected, TextNormalisation.Normalise(typed));

    [Fact]
    public void Normal_text_is_given_back_without_a_copy()
    {
        var text = "vpn is down";
        Assert.Same(text, TextNormalisation.Normalise(text));
    }
}
