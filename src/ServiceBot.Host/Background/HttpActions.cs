using System.Net;
using System.Text.Json;
using ServiceBot.Dialogs;

namespace ServiceBot.Host.Background;

/// <summary>Calls other systems over HTTP as declared in <c>policies/actions.yaml</c>.</summary>
internal sealed class HttpActions(Content.Desk desk, IConfiguration configuration) : IActionCaller, IDisposable
{
    private const int LongestAnswer = 256 * 1024;

    // No redirects: an answer must not send credentials to another host.
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    public async ValueTask<ActionOutcome> CallAsync(ActionJob job, CancellationToken cancellation)
    {
        if (!desk.Actions.TryGetValue(job.Action, out var action))
        {
            return new ActionOutcome.Failed($"The action {job.Action} is not declared any more.", MayRetry: false);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(action.Timeout.ToTimeSpan());
        try
        {
            using var request = this.RequestOf(action, job);
            using var response = await this.client.SendAsync(request, timeout.Token);
            var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            return response.IsSuccessStatusCode
                ? new ActionOutcome.Succeeded(Outputs(action, body))
                : new ActionOutcome.Failed($"HTTP {(int)response.StatusCode}", MayRetry: response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ActionOutcome.Failed("timeout", MayRetry: true);
        }
        catch (HttpRequestException unreachable)
        {
            return new ActionOutcome.Failed(unreachable.HttpRequestError.ToString(), MayRetry: true);
        }
        catch (Exception wrong) when (wrong is JsonException or UriFormatException or FormatException)
        {
            return new ActionOutcome.Failed($"The declaration or the answer does not fit: {wrong.GetType().Name}", MayRetry: false);
        }
    }

    public void Dispose() => this.client.Dispose();

    private HttpRequestMessage RequestOf(ActionDeclaration action, ActionJob job)
    {
        var escaped = job.Inputs.ToDictionary(input => input.Key, input => Uri.EscapeDataString(input.Value));
        var request = new HttpRequestMessage(new HttpMethod(action.Method), Template.Fill(action.Url, escaped));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", job.Id);
        foreach (var (name, template) in action.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, this.WithSecrets(template));
        }

        if (action.Body.Count > 0)
        {
            var body = action.Body.ToDictionary(member => member.Key, member => Template.Fill(member.Value, job.Inputs));
            request.Content = JsonContent.Create(body);
        }

        return request;
    }

    private string WithSecrets(string template)
    {
        var secrets = Template.Names(template).Where(name => name.StartsWith("secret:", StringComparison.Ordinal))
            .ToDictionary(name => name, name => configuration[$"ServiceBot:Secrets:{name["secret:".Length..]}"] ?? string.Empty);
        return Template.Fill(template, secrets);
    }

    private static Dictionary<string, string> Outputs(ActionDeclaration action, byte[] body)
    {
        if (action.Outputs.Count == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(body);
        return action.Outputs
            .Select(output => (output.Key, Value: At(document.RootElement, output.Value)))
            .Where(output => output.Value is not null)
            .ToDictionary(output => output.Key, output => output.Value!);
    }

    private static string? At(JsonElement element, string pointer)
    {
        foreach (var name in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
    }
}
