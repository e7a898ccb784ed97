using System.Text.Json.Serialization;
using ServiceBot.Host.Channels.DirectLine.Access;

namespace ServiceBot.Host.Channels.DirectLine;

/// <summary>Bodies of Direct Line that are no activities.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 16)]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(ResourceAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ChatTokenAnswer))]
[JsonSerializable(typeof(TokenPayload))]
public sealed partial class DirectLineJson : JsonSerializerContext;

public sealed record RequestedUser(string? Id, string? Name);

public sealed record TokenRequest(RequestedUser? User, IReadOnlyList<string?>? TrustedOrigins);

public sealed record StartRequest(RequestedUser? User, string? Locale);

public sealed record ConversationAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] long ExpiresIn, string? StreamUrl = null);

public sealed record ResourceAnswer(string Id);

public sealed record SessionAnswer(string SessionId);

public sealed record ChatTokenAnswer(string Token, string ConversationId, string? Watermark);

public sealed record ErrorAnswer(ErrorBody Error);

public sealed record ErrorBody(string Code, string Message);
