using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Notifications;
using ServiceBot.Storage;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Storage;

/// <summary>
/// How records are written into a database: camel case, absent members left out, enums by name. Members that a later version added
/// are passed over, members that an earlier version did not know have their defaults.
/// </summary>
/// <remarks>
/// Not source-generated: generated code sets every init-only member, so a list that is absent would be null instead of empty. It
/// is no faster either (6 µs to write and 12 µs to read a conversation of 1.7 kB, both ways).
/// </remarks>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters =
        {
            new StoredInstant(), new StoredConversationId(), new StoredPersonId(), new StoredTicketNumber(), new JsonStringEnumConverter(),
        },
    };

    public static JsonTypeInfo<Conversation> Conversation { get; } = Of<Conversation>();

    public static JsonTypeInfo<TranscriptEntry> TranscriptEntry { get; } = Of<TranscriptEntry>();

    public static JsonTypeInfo<Ticket> Ticket { get; } = Of<Ticket>();

    public static JsonTypeInfo<TicketEvent> TicketEvent { get; } = Of<TicketEvent>();

    public static JsonTypeInfo<OutboxEntry> OutboxEntry { get; } = Of<OutboxEntry>();

    public static JsonTypeInfo<News> News { get; } = Of<News>();

    public static JsonTypeInfo<ActionJob> ActionJob { get; } = Of<ActionJob>();

    public static JsonTypeInfo<Sample> Sample { get; } = Of<Sample>();

    public static JsonTypeInfo<SampleDecision> SampleDecision { get; } = Of<SampleDecision>();

    public static JsonTypeInfo<ModelVersion> ModelVersion { get; } = Of<ModelVersion>();

    public static JsonTypeInfo<Audited> Audited { get; } = Of<Audited>();

    /// <summary>How text is escaped: as little as JSON asks for, so that Japanese stays readable, searchable and half as long.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

/// <summary>ISO 8601 in UTC, precise to 100 ns.</summary>
internal sealed class StoredInstant : JsonConverter<Instant>
{
    // The serializer formats and parses this type several times faster than NodaTime's patterns do.
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instant.FromDateTimeOffset(reader.GetDateTimeOffset());

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToDateTimeOffset());
}

/// <summary>The bare id.</summary>
internal sealed class StoredConversationId : JsonConverter<ConversationId>
{
    public override ConversationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, ConversationId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

/// <summary>The bare id.</summary>
internal sealed class StoredPersonId : JsonConverter<PersonId>
{
    public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

/// <summary>The number as people write it, such as <c>INC-000123</c>.</summary>
internal sealed class StoredTicketNumber : JsonConverter<TicketNumber>
{
    public override TicketNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TicketNumber.Parse(reader.GetString()) ?? throw new JsonException("This is no ticket number.");

    public override void Write(Utf8JsonWriter writer, TicketNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
