using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Insight.Etl.Landing;

/// <summary>Reads landed JSON, with messages for people where it is none or not of the documented shape.</summary>
public static class JsonPayload
{
    /// <summary>Enough of a payload to tell a web page.</summary>
    private const int HeadSize = 256;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>The whole document; UTF-8, with or without a byte order mark.</summary>
    /// <exception cref="PayloadException">The file is no JSON, only the beginning of one, or has a text with half a character.</exception>
    public static JsonDocument Parse(LandedFile file)
    {
        var bytes = Bytes(file);
        if (!Utf8.IsValid(bytes.Span))
        {
            throw new PayloadException($"'{file.Name}' is not UTF-8, in which JSON is written; the producer has sent it in another encoding. Nothing of it was loaded: fetch it again; if it stays so, tell the producer.");
        }

        if (SurrogateEscapes.FirstHalf(bytes.Span) is >= 0 and var half)
        {
            throw HalfCharacter(file, Place(bytes.Span[..half]));
        }

        try
        {
            return JsonDocument.Parse(bytes[(bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0)..], Options);
        }
        catch (JsonException e)
        {
            throw new PayloadException(
                $"'{file.Name}' is not whole JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}): {Reason(bytes.Span, e)} Fetch it again; if it stays so, the producer is to be told.", e);
        }
    }

    /// <summary>The member of an object.</summary>
    /// <exception cref="PayloadException">There is no such member, or this is no object.</exception>
    public static JsonElement Get(this JsonElement element, string name, LandedFile file) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member)
            ? member
            : throw Unexpected(file, $"has no '{name}' where the producer documents one");

    /// <summary>The member of an object; null where there is no such member, or this is no object.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A text; null where this is none, or nothing is there.</summary>
    public static string? TextOrNull(this JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

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

    /// <summary>A text of the payload is half a character: what the JSON library says by an <see cref="InvalidOperationException"/> when the text is asked for.</summary>
    internal static PayloadException HalfCharacter(LandedFile file, InvalidOperationException e) => HalfCharacter(file, e.Message, e);

    private static PayloadException HalfCharacter(LandedFile file, string place, Exception? inner = null) =>
        new($"'{file.Name}' has a text with half a character (a surrogate without its other half): {place} Nothing of it was loaded: deliver it again; if it stays so, tell whoever writes it.", inner);

    /// <summary>Where what follows these bytes begins.</summary>
    private static string Place(ReadOnlySpan<byte> before) => FormattableString.Invariant($"line {before.Count((byte)'\n') + 1}, byte {before.Length - before.LastIndexOf((byte)'\n')}.");

    private static ReadOnlyMemory<byte> Bytes(LandedFile file)
    {
        using var stream = file.OpenRead();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }

    private static string Reason(ReadOnlySpan<byte> bytes, JsonException e) =>
        Encoding.UTF8.GetString(bytes[..Math.Min(HeadSize, bytes.Length)]).TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('<') ? "it is a web page." : e.Message;
}
