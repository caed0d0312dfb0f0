using System.Buffers.Text;

namespace Insight.Etl.Landing;

/// <summary>
/// Finds half characters in JSON: <c>\ud83d</c> without the <c>\ude00</c> that completes it. The grammar of JSON allows them and the library reads over them, but no text can be
/// made of them (RFC 8259, section 8.2).
/// </summary>
internal static class SurrogateEscapes
{
    private const int Length = 6; // \uXXXX

    /// <summary>Where the first one begins, or -1. In valid UTF-8 there are no others than escaped ones.</summary>
    public static int FirstHalf(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (json[at..].IndexOf((byte)'\\') is >= 0 and var step)
        {
            at += step;
            var high = CodeAt(json, at);
            if (char.IsHighSurrogate(high) && char.IsLowSurrogate(CodeAt(json, at + Length)))
            {
                at += 2 * Length;
            }
            else if (char.IsSurrogate(high))
            {
                return at;
            }
            else
            {
                // Whatever is escaped is passed over, so that the second backslash of \\u begins nothing.
                at = Math.Min(at + 2, json.Length);
            }
        }

        return -1;
    }

    /// <summary>The unit of an escape that begins there; 0 where none does.</summary>
    private static char CodeAt(ReadOnlySpan<byte> json, int at) =>
        json.Length >= at + Length && json[at] == '\\' && json[at + 1] == 'u' && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort code, out var read, 'x') && read == 4
            ? (char)code
            : '\0';
}
