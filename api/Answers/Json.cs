using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Insight.Api.Answers;

/// <summary>How answers are written as JSON: camelCase, letters and signs of all languages as they are (browsers are told not to take answers for pages), times in UTC.</summary>
public static class Json
{
    /// <summary>Members without a value are written as null.</summary>
    public static JsonSerializerOptions Options { get; } = Make(JsonIgnoreCondition.Never);

    /// <summary>Members without a value are left out.</summary>
    public static JsonSerializerOptions WithoutNulls { get; } = Make(JsonIgnoreCondition.WhenWritingNull);

    /// <summary>A value as UTF-8 JSON.</summary>
    public static byte[] Serialize<T>(T value, JsonSerializerOptions? options = null) => JsonSerializer.SerializeToUtf8Bytes(value, options ?? Options);

    private static JsonSerializerOptions Make(JsonIgnoreCondition condition) => new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = condition,
    };
}
