using System.Text;
using System.Text.Json;

namespace Insight.Etl.Landing;

/// <summary>Reads landed JSON, with messages for people where it is none or not of the documented shape.</summary>
public static class JsonPayload
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>The whole document; UTF-8, with or without a byte order mark.</summary>
    /// <exception cref="PayloadException">The file is no JSON, or only the beginning of one.</exception>
    public static JsonDocument Parse(LandedFile file)
    {
        using var stream = file.OpenRead();
        try
        {
            return JsonDocument.Parse(stream, Options);
        }
        catch (JsonException e)
        {
            throw new PayloadException(
                $"'{file.Name}' is not whole JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}): {Reason(file, e)} Fetch it again; if it stays so, the producer is to be told.", e);
        }
    }

    /// <summary>The member of an object.</summary>
    /// <exception cref="PayloadException">There is no such member, or this is no object.</exception>
    public static JsonElement Get(this JsonElement element, string name, LandedFile file) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member)
            ? member
            : throw Unexpected(file, $"has no '{name}' where the producer documents one");

    /// <summary>The items of an array.</summary>
    /// <exception cref="PayloadException">This is no array.</exception>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string what, LandedFile file) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw Unexpected(file, $"has no list of {what}");

    /// <summary>A text or a number, as text.</summary>
    /// <exception cref="PayloadException">This is neither.</exception>
    public static string Word(this JsonElement element, string what, LandedFile file) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetRawText(),
        _ => throw Unexpected(file, $"has {element.ValueKind} where {what} belongs"),
    };

    /// <summary>A payload that is JSON but not what the producer documents.</summary>
    public static PayloadException Unexpected(LandedFile file, string what) =>
        new($"'{file.Name}' {what}; nothing of it was loaded. The producer's format has changed or this is not its answer: compare {file.Manifest.Url} with its documentation.");

    private static string Reason(LandedFile file, JsonException e)
    {
        using var stream = file.OpenRead();
        var head = new byte[256];
        var text = Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return text.StartsWith('<') ? "it is a web page." : e.Message;
    }
}
