using ServiceBot.Improvement;
using ServiceBot.Messages;

namespace ServiceBot.Tests.Improvement;

public sealed class MaskingTests
{
    private static readonly Person Hanako = new(new PersonId("u1"), "山田 花子", new Dictionary<string, string>());

    [Theory]
    [InlineData("花子です。田中さんのPCが動きません", "〇〇です。〇〇さんのPCが動きません")]
    [InlineData("社員番号はA12345、電話は090-1234-5678です", "社員番号はA00000、電話は000-0000-0000です")]
    [InlineData("taro.yamada@corp.example.co.jp に届きません", "name@example.com に届きません")]
    [InlineData("INC-000123はどうなりましたか", "INC-000000はどうなりましたか")]
    [InlineData("エラー0x80070005が出ます", "エラー0x80070005が出ます")]
    [InlineData("エラーコード1603でOffice 2021が入らない", "エラーコード1603でOffice 2021が入らない")]
    [InlineData("パスワードはHanako#99です", "パスワードは＊＊＊＊です")]
    [InlineData("内線２２３４に出ない", "内線0000に出ない")]
    public void What_tells_who_somebody_is_goes_and_the_rest_stays(string said, string kept) => Assert.Equal(kept, Masking.Hide(said, Hanako, Language.Japanese));

    [Theory]
    [InlineData("Please give Mr. Brown access, his number is 4471", "Please give Mr. N.N. access, his number is 0000")]
    [InlineData("the VPN says error 809", "the VPN says error 809")]
    public void The_same_in_English(string said, string kept) => Assert.Equal(kept, Masking.Hide(said, Person.Unknown("u1"), Language.English));
}
