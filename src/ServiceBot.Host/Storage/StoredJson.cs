using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Notifications;
using ServiceBot.Tickets;

namespace ServiceBot.Host.Storage;

/// <summary>How records are written into a database. Members that a later version added or dropped do no harm in either direction.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(StoredInstant), typeof(StoredConversationId), typeof(StoredPersonId), typeof(StoredTicketNumber)])]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(TranscriptEntry))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(TicketEvent))]
[JsonSerializable(typeof(OutboxEntry))]
[JsonSerializable(typeof(News))]
[JsonSerializable(typeof(ActionJob))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>How text is escaped: as little as JSON asks for, so that Japanese stays readable, searchable and a third as long.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
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
