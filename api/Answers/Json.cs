using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Insight.Api.Answers;

/// <summary>
/// How answers are written as JSON: camelCase, letters and signs of all languages as they are (browsers are told not to take answers for
/// pages), times in UTC, members of a base type before those of its heirs.
/// </summary>
public static class Json
{
    /// <summary>Members without a value are written as null.</summary>
    public static JsonSerializerOptions Options { get; } = Make(JsonIgnoreCondition.Never);

    /// <summary>Members without a value are left out.</summary>
    public static JsonSerializerOptions WithoutNulls { get; } = Make(JsonIgnoreCondition.WhenWritingNull);

    /// <summary>A value as UTF-8 JSON.</summary>
    public static byte[] Serialize<T>(T value, JsonSerializerOptions? options = null) =>
        JsonSerializer.SerializeToUtf8Bytes(value, options ?? Options);

    private static JsonSerializerOptions Make(JsonIgnoreCondition condition) => new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = condition,
        Converters = { new UtcTimes() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { BaseFirst } },
    };

    private static void BaseFirst(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.Order == 0 && property.AttributeProvider is PropertyInfo { DeclaringType: { } declaring }
                && declaring != type.Type)
            {
                property.Order = -1;
            }
        }
    }

    /// <summary>2026-11-21T08:30:05.25Z, whatever the offset was.</summary>
    private sealed class UtcTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
