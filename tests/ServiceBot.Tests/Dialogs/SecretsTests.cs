using ServiceBot.Dialogs;

namespace ServiceBot.Tests.Dialogs;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("the portal is down, my password is Hunter2!secret", "Hunter2!secret")]
    [InlineData("パスワードは Sakura2026! です", "Sakura2026!")]
    [InlineData("pwd: abc_123.", "abc_123")]
    [InlineData("my card 4111 1111 1111 1111 was charged twice", "4111 1111 1111 1111")]
    public void A_password_or_a_card_number_told_along_is_found(string text, string secret) => Assert.Equal([secret], Secrets.In(text));

    [Theory]
    [InlineData("my password is expired")]
    [InlineData("パスワードは忘れました")]
    [InlineData("forgot my password for Salesforce")]
    [InlineData("call me at 090-1234-5678")]
    [InlineData("order 4111 1111 1111 1112 never came")]
    public void What_only_speaks_of_one_stays(string text) => Assert.Empty(Secrets.In(text));
}
