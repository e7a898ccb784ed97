using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Host.Tests.Channels.BotConnector;

/// <summary>The token rules, each tried from both sides.</summary>
public sealed class WhoMayCallTests(SharedRig shared) : IClassFixture<SharedRig>
{
    private static readonly SigningKey Strangers = new("key-1", "msteams");
    private readonly BotRig rig = shared.Rig;

    private delegate string? Authorization(BotRig rig);

    private static readonly Dictionary<string, Authorization> Admitted = new()
    {
        ["a good token"] = rig => Bearer(rig),
        ["expired within the skew"] = rig => Bearer(rig, ("exp", Forge.In(-240))),
        ["valid soon, within the skew"] = rig => Bearer(rig, ("nbf", Forge.In(240))),
        ["no nbf"] = rig => Bearer(rig, ("nbf", null)),
        ["a list of one audience"] = rig => Bearer(rig, ("aud", $"[\"{Forge.AppId}\"]")),
        ["claim written serviceUrl"] = rig => Bearer(rig, ("serviceurl", null), ("serviceUrl", $"\"{rig.Site.ServiceUrl}\"")),
        ["scheme in lower case"] = rig => "bearer " + rig.GoodToken,
    };

    private static readonly Dictionary<string, Authorization> Refused = new()
    {
        ["no header"] = _ => null,
        ["empty header"] = _ => "",
        ["Basic"] = _ => "Basic dXNlcjpwYXNz",
        ["Bearer without a token"] = _ => "Bearer",
        ["Bearer and a blank"] = _ => "Bearer ",
        ["three parts"] = rig => $"Bearer {rig.GoodToken} more",
        ["two tokens with a comma"] = rig => $"Bearer {rig.GoodToken}, Bearer {rig.GoodToken}",
        ["token without a scheme"] = rig => rig.GoodToken,
        ["garbage"] = _ => "Bearer garbage",
        ["two segments"] = rig => "Bearer " + rig.GoodToken[..rig.GoodToken.LastIndexOf('.')],
        ["four segments"] = rig => $"Bearer {rig.GoodToken}.AAAA",
        ["not Base64"] = rig => "Bearer !" + rig.GoodToken,
        ["header is not JSON"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, "alg", Forge.Payload(rig.Site.ServiceUrl)),
        ["header is a list"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, "[]", Forge.Payload(rig.Site.ServiceUrl)),
        ["payload is not JSON"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, Forge.Header(rig.Site.Key), "payload"),
        ["20 KB token"] = rig => Bearer(rig, ("padding", $"\"{new string('x', 15_000)}\"")),
        ["expired beyond the skew"] = rig => Bearer(rig, ("exp", Forge.In(-360))),
        ["not yet valid"] = rig => Bearer(rig, ("nbf", Forge.In(360))),
        ["nbf as text"] = rig => Bearer(rig, ("nbf", "\"soon\"")),
        ["no exp"] = rig => Bearer(rig, ("exp", null)),
        ["exp as text"] = rig => Bearer(rig, ("exp", $"\"{Forge.In(3600)}\"")),
        ["exp negative"] = rig => Bearer(rig, ("exp", "-1")),
        ["exp 1e400"] = rig => Bearer(rig, ("exp", "1e400")),
        ["exp beyond all calendars"] = rig => Bearer(rig, ("exp", long.MaxValue.ToString())),
        ["another bot's audience"] = rig => Bearer(rig, ("aud", "\"99999999-2222-3333-4444-555555555555\"")),
        ["no audience"] = rig => Bearer(rig, ("aud", null)),
        ["empty audience"] = rig => Bearer(rig, ("aud", "\"\"")),
        ["audiences without us"] = rig => Bearer(rig, ("aud", "[\"a\",\"b\"]")),
        ["two audiences"] = rig => Bearer(rig, ("aud", $"[\"{Forge.AppId}\",\"b\"]")),
        ["audience in other case"] = rig => "Bearer " + Forge.Token(rig.Site.Key, rig.Site.ServiceUrl, ("aud", $"\"{Forge.AppId.ToUpperInvariant()}\"")),
        ["wrong issuer"] = rig => Bearer(rig, ("iss", "\"https://api.evil.example\"")),
        ["issuer with a slash"] = rig => Bearer(rig, ("iss", $"\"{Forge.Issuer}/\"")),
        ["no issuer"] = rig => Bearer(rig, ("iss", null)),
        ["issuer of the token's own tenant"] = rig => Bearer(rig, ("iss", "\"https://sts.windows.net/evil/\""), ("tid", "\"evil\"")),
        ["emulator's issuer"] = rig => Bearer(rig, ("iss", "\"https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/\""), ("ver", "\"1.0\""), ("appid", $"\"{Forge.AppId}\"")),
        ["skill's token"] = rig => Bearer(rig, ("ver", "\"2.0\""), ("azp", "\"99999999-2222-3333-4444-555555555555\"")),
        ["alg none"] = rig => $"Bearer {Forge.WithoutSignature(Forge.Header(rig.Site.Key, "none"), Forge.Payload(rig.Site.ServiceUrl))}.",
        ["alg None"] = rig => $"Bearer {Forge.WithoutSignature(Forge.Header(rig.Site.Key, "None"), Forge.Payload(rig.Site.ServiceUrl))}.",
        ["alg nOnE with some signature"] = rig => $"Bearer {Forge.WithoutSignature(Forge.Header(rig.Site.Key, "nOnE"), Forge.Payload(rig.Site.ServiceUrl))}.AAAA",
        ["HS256 with the public key as PEM"] = rig => Symmetric(rig, Encoding.ASCII.GetBytes(rig.Site.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the public key as DER"] = rig => Symmetric(rig, rig.Site.Key.Rsa.ExportSubjectPublicKeyInfo()),
        ["HS256 with the modulus"] = rig => Symmetric(rig, rig.Site.Key.Rsa.ExportParameters(false).Modulus!),
        ["stranger's key under a known id"] = rig => "Bearer " + Forge.Token(Strangers, rig.Site.ServiceUrl),
        ["jwk of a stranger"] = rig => "Bearer " + Forge.WithSignature(Strangers, Forge.Header(Strangers, more: $",\"jwk\":{Strangers.Jwk().ToJsonString()}"), Forge.Payload(rig.Site.ServiceUrl)),
        ["jku of a stranger"] = rig => "Bearer " + Forge.WithSignature(Strangers, Forge.Header(Strangers, more: $",\"jku\":\"{rig.Site.Root}/evil-keys\""), Forge.Payload(rig.Site.ServiceUrl)),
        ["x5u of a stranger"] = rig => "Bearer " + Forge.WithSignature(Strangers, Forge.Header(Strangers, more: $",\"x5u\":\"{rig.Site.Root}/evil-cert\""), Forge.Payload(rig.Site.ServiceUrl)),
        ["PS256"] = rig => "Bearer " + Forge.WithPssSignature(rig.Site.Key, Forge.Header(rig.Site.Key, "PS256"), Forge.Payload(rig.Site.ServiceUrl)),
        ["RS256 said, PSS signed"] = rig => "Bearer " + Forge.WithPssSignature(rig.Site.Key, Forge.Header(rig.Site.Key), Forge.Payload(rig.Site.ServiceUrl)),
        ["RS384 said"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, Forge.Header(rig.Site.Key, "RS384"), Forge.Payload(rig.Site.ServiceUrl)),
        ["ES256 said"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, Forge.Header(rig.Site.Key, "ES256"), Forge.Payload(rig.Site.ServiceUrl)),
        ["no kid"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, """{"alg":"RS256","typ":"JWT"}""", Forge.Payload(rig.Site.ServiceUrl)),
        ["kid is a path"] = rig => Kid(rig, "../../etc/passwd"),
        ["kid is SQL"] = rig => Kid(rig, "' OR 1=1 --"),
        ["kid is long"] = rig => Kid(rig, new string('k', 5000)),
        ["crit"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, Forge.Header(rig.Site.Key, more: ",\"crit\":[\"exp\"]"), Forge.Payload(rig.Site.ServiceUrl)),
        ["alg given twice"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, Forge.Header(rig.Site.Key, more: ",\"alg\":\"none\""), Forge.Payload(rig.Site.ServiceUrl)),
        ["aud given twice"] = rig => "Bearer " + Forge.WithSignature(rig.Site.Key, Forge.Header(rig.Site.Key), Forge.Payload(rig.Site.ServiceUrl)[..^1] + ",\"aud\":\"other\"}"),
        ["signature of another token"] = rig => "Bearer " + Forge.WithoutSignature(Forge.Header(rig.Site.Key), Forge.Payload(rig.Site.ServiceUrl, ("exp", Forge.In(7200)))) + rig.GoodToken[rig.GoodToken.LastIndexOf('.')..],
        ["one flipped bit"] = rig => "Bearer " + Flipped(rig.GoodToken),
        ["stripped signature"] = rig => "Bearer " + rig.GoodToken[..(rig.GoodToken.LastIndexOf('.') + 1)],
    };

    // The token is good, the activity is not its own.
    private static readonly Dictionary<string, Func<BotRig, string, (string Authorization, string Body)>> Foreign = new()
    {
        ["token without serviceurl"] = (rig, text) => (Bearer(rig, ("serviceurl", null)), rig.Message(text)),
        ["token for another service"] = (rig, text) => (Bearer(rig, ("serviceurl", "\"https://smba.trafficmanager.net/emea/\"")), rig.Message(text)),
        ["activity on a stranger's host"] = (rig, text) => (Bearer(rig), Posted(rig, text, "https://evil.example/")),
        ["no slash at the end"] = (rig, text) => (Bearer(rig), Posted(rig, text, rig.Site.ServiceUrl.TrimEnd('/'))),
        ["other case"] = (rig, text) => (Bearer(rig), Posted(rig, text, rig.Site.ServiceUrl.Replace("connector", "Connector", StringComparison.Ordinal))),
        ["file address in both"] = (rig, text) => (Bearer(rig, ("serviceurl", "\"file:///etc/passwd\"")), Posted(rig, text, "file:///etc/passwd")),
        ["cloud metadata in both"] = (rig, text) => (Bearer(rig, ("serviceurl", "\"http://169.254.169.254/\"")), Posted(rig, text, "http://169.254.169.254/")),
        ["cloud metadata over https in both"] = (rig, text) => (Bearer(rig, ("serviceurl", "\"https://169.254.169.254/\"")), Posted(rig, text, "https://169.254.169.254/")),
        ["plain http host in both"] = (rig, text) => (Bearer(rig, ("serviceurl", "\"http://smba.example/\"")), Posted(rig, text, "http://smba.example/")),
        ["user name in the address in both"] = (rig, text) => (Bearer(rig, ("serviceurl", "\"https://smba.example@evil.example/\"")), Posted(rig, text, "https://smba.example@evil.example/")),
        ["activity without serviceUrl"] = (rig, text) => (Bearer(rig), $$"""{"type":"message","id":"1","text":"{{text}}","channelId":"msteams","from":{"id":"u"},"conversation":{"id":"c"} }"""),
        ["activity without channelId"] = (rig, text) => (Bearer(rig), $$"""{"type":"message","id":"1","text":"{{text}}","serviceUrl":"{{rig.Site.ServiceUrl}}","from":{"id":"u"},"conversation":{"id":"c"} }"""),
        ["channel that the key may not speak for"] = (rig, text) => (Bearer(rig), rig.Activity("message", $"\"id\":\"1\",\"text\":\"{text}\"", channel: "slack")),
        ["channel in other case"] = (rig, text) => (Bearer(rig), rig.Activity("message", $"\"id\":\"1\",\"text\":\"{text}\"", channel: "MSTEAMS")),
        ["channel emulator"] = (rig, text) => (Bearer(rig), rig.Activity("message", $"\"id\":\"1\",\"text\":\"{text}\"", channel: "emulator")),
    };

    public static TheoryData<string> AdmittedNames => [.. Admitted.Keys];

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    public static TheoryData<string> ForeignNames => [.. Foreign.Keys];

    [Theory, MemberData(nameof(AdmittedNames))]
    public async Task Channels_are_let_in_and_answered(string name)
    {
        var answer = await rig.PostAsync(rig.Message(name, conversation: "c " + name, id: name), Admitted[name](rig));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(rig.Heard(name));
        await Until(() => rig.Site.Calls.Any(call => call.Conversation == "c " + name));
        Assert.StartsWith("Bearer bot-token-", rig.Site.Calls.First(call => call.Conversation == "c " + name).Authorization);
    }

    [Theory, MemberData(nameof(RefusedNames))]
    public async Task Nobody_else_is_heard(string name)
    {
        var answer = await rig.PostAsync(rig.Message(name, conversation: name, id: name), Refused[name](rig));
        await AssertRefused(answer, HttpStatusCode.Unauthorized, name);
        Assert.Empty(rig.Site.OtherRequests);
    }

    [Theory, MemberData(nameof(ForeignNames))]
    public async Task A_good_token_speaks_for_its_own_activities_only(string name)
    {
        var (authorization, body) = Foreign[name](rig, name);
        await AssertRefused(await rig.PostAsync(body, authorization), HttpStatusCode.Forbidden, name);
    }

    [Fact]
    public async Task Two_authorization_headers_are_none()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(rig.Message("twice"), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + rig.GoodToken, "Bearer " + rig.GoodToken]);
        await AssertRefused(await rig.Http.SendAsync(request), HttpStatusCode.Unauthorized, "twice");
    }

    [Fact]
    public async Task A_token_of_a_megabyte_is_refused()
    {
        var answer = await rig.PostAsync(rig.Message("huge"), "Bearer " + new string('a', 1_000_000)).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.False(rig.Heard("huge"));
    }

    [Theory, InlineData("GET"), InlineData("PUT"), InlineData("DELETE")]
    public async Task Other_methods_are_not_served(string method)
    {
        using var request = new HttpRequestMessage(new(method), "/api/messages");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await rig.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Whether_a_bot_is_here_may_be_asked()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/messages");
        Assert.Equal(HttpStatusCode.OK, (await rig.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Neither_tokens_nor_secrets_are_logged()
    {
        var bad = "Bearer " + Forge.Token(Strangers, rig.Site.ServiceUrl);
        await rig.PostAsync(rig.Message("unlogged"), bad);
        Assert.DoesNotContain(rig.Log.Lines, line => line.Contains(bad[20..60], StringComparison.Ordinal) || line.Contains(bad[^40..], StringComparison.Ordinal)
            || line.Contains("bot-token", StringComparison.Ordinal) || line.Contains("the secret of the tests", StringComparison.Ordinal));
    }

    private async Task AssertRefused(HttpResponseMessage answer, HttpStatusCode status, string text)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.False(rig.Heard(text));
    }

    private static async Task Until(Func<bool> isTrue)
    {
        for (var tries = 0; !isTrue(); tries++)
        {
            Assert.True(tries < 1000);
            await Task.Delay(10);
        }
    }

    private static string Bearer(BotRig rig, params (string, string?)[] changed) => "Bearer " + Forge.Token(rig.Site.Key, rig.Site.ServiceUrl, changed);

    private static string Symmetric(BotRig rig, byte[] secret) => "Bearer " + Forge.WithSymmetricSignature(secret, Forge.Header(rig.Site.Key, "HS256"), Forge.Payload(rig.Site.ServiceUrl));

    private static string Kid(BotRig rig, string id) => "Bearer " + Forge.WithSignature(rig.Site.Key, $$"""{"alg":"RS256","kid":"{{id}}"}""", Forge.Payload(rig.Site.ServiceUrl));

    private static string Posted(BotRig rig, string text, string serviceUrl) => rig.Activity("message", $"\"id\":\"{text}\",\"text\":\"{text}\"", serviceUrl: serviceUrl);

    private static string Flipped(string token)
    {
        var dot = token.LastIndexOf('.');
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
        bytes[RandomNumberGenerator.GetInt32(bytes.Length)] ^= 1;
        return token[..(dot + 1)] + Forge.Base64(bytes);
    }
}
