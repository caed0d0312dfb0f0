using System.Text.Json;
using System.Text.Json.Serialization;

namespace Insight.Warehouse.Publications;

/// <summary>How the lake's documents are written: camelCase, enums as words, UTF-8 unescaped.</summary>
public static class PublicationJson
{
    /// <summary>The one set of options for all documents of the lake.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };
}
