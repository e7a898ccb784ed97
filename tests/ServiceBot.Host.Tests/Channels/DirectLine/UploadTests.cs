using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ServiceBot.Host.Tests.Channels.DirectLine;

public sealed class UploadTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private DirectLineServer server = null!;
    private Client client = null!;

    public async Task InitializeAsync()
    {
        server = await DirectLineServer.StartAsync(options => options with { AttachmentBytes = 100_000, AttachmentsPerMessage = 2 });
        client = await server.StartedAsync();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Files_come_back_with_the_message_and_an_address_that_serves_them()
    {
        var answer = await UploadAsync("""{"type":"message","text":"見てください","attachments":[{"contentType":"image/png","name":"a.png"}],"channelData":{"clientActivityID":"u1"}}""", ("画面.png", Png));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var echo = (await client.PollAsync("1"))["activities"]![0]!;
        var attachment = Assert.Single(echo["attachments"]!.AsArray())!;
        Assert.Equal("画面.png", attachment["name"]!.GetValue<string>());
        var served = await server.Http.GetAsync(attachment["contentUrl"]!.GetValue<string>());
        Assert.Equal(Png, await served.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", served.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("inline", served.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task A_page_is_served_as_text_to_be_downloaded_whatever_it_calls_itself()
    {
        await UploadAsync(null, ("evil.html", Encoding.UTF8.GetBytes("<script>alert(1)</script>")));
        var echo = (await client.PollAsync("1"))["activities"]![0]!;
        var served = await server.Http.GetAsync(echo["attachments"]![0]!["contentUrl"]!.GetValue<string>());
        Assert.Equal("text/plain", served.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", served.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", served.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Programs_are_refused_and_nothing_of_the_message_stays()
    {
        var answer = await UploadAsync(null, ("a.png", Png), ("b.png", [(byte)'M', (byte)'Z', 0, 1, 2]));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Single((await client.PollAsync())["activities"]!.AsArray());
    }

    [Fact]
    public async Task Large_files_and_many_files_are_refused()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(null, ("a.txt", Encoding.UTF8.GetBytes(new string('a', 100_001))))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(null, ("1.png", Png), ("2.png", Png), ("3.png", Png))).StatusCode);
    }

    [Fact]
    public async Task An_upload_that_comes_twice_leaves_its_files_once()
    {
        var activity = """{"type":"message","text":"x","channelData":{"clientActivityID":"twice"}}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => UploadAsync(activity, ("a.png", Png))));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(server.Folder, "attachments"), "*", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_malformed_activity_part_is_refused(string activity) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(activity, ("a.png", Png))).StatusCode);

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "no part at all")]
    [InlineData("multipart/form-data", "--x")]
    [InlineData("text/plain", "x")]
    public async Task A_broken_upload_is_refused(string type, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(content)).StatusCode);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("..%2f..%2fkeys%2fdirectline-tokens.key")]
    [InlineData("x")]
    public async Task What_was_not_stored_is_not_found(string id) =>
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/attachments/" + id)).StatusCode);

    private async Task<HttpResponseMessage> UploadAsync(string? activity, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        if (activity is not null)
        {
            // Web Chat sends the activity as a file part.
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(activity));
            part.Headers.ContentType = new("application/vnd.microsoft.activity");
            form.Add(part, "activity", "blob");
        }

        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "file", name);
        return await PostAsync(form);
    }

    private async Task<HttpResponseMessage> PostAsync(HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{client.Conversation}/upload?userId=dl_x") { Content = content };
        request.Headers.Authorization = new("Bearer", client.Token);
        return await server.Http.SendAsync(request);
    }
}
